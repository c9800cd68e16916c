// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/GitHubSignIns.h"

#include "app/session/CopilotAccess.h"
#include "app/session/IoJob.h"
#include "app/session/KeyCollection.h"
#include "app/session/LaneEndpoints.h"

namespace triptych {

struct GitHubSignIns::Job : IoJob
{
    CopilotSignIn::CodeCame codeCame;
    CopilotSignIn::Ended ended;
};

namespace {

/// Only the sign-in at a proxy is wanted of the vault.
LaneNeeds needsOf(const ProviderPreset &preset, const QString &proxyOrigin)
{
    LaneNeeds needs {preset, preset.origin(), proxyOrigin};
    needs.preset.auth.kind = AuthKind::None;
    needs.preset.secretHeaders.clear();
    return needs;
}

Result<SignInWay> wayOf(const ProviderPreset &preset)
{
    if (!preset.missingField().isEmpty())
        return incompleteAddress(preset);
    if (const auto fault = copilotFault(preset))
        return *fault;
    const QString baseUrl = withFieldsFilled(preset.baseUrl, preset.fields);
    const auto hosts = CopilotHosts::of(QUrl(baseUrl));
    if (!hosts)
        return Error {.kind = ErrorKind::InvalidInput, .cause = QStringLiteral("invalid_url"), .message = baseUrl};
    return SignInWay {.hosts = *hosts,
                      .clientId = copilotClientId(preset, packagedCopilotClientId()),
                      .proxy = proxyUse(preset),
                      .caFile = preset.caFile};
}

} // namespace

GitHubSignIns::GitHubSignIns(KeyRing &keys, IoThread &io, QObject *parent) : QObject(parent), m_keys(keys), m_io(io)
{}

std::unique_ptr<Pending> GitHubSignIns::start(const ProviderPreset &preset, const QString &proxyOrigin,
                                              QObject *context, CopilotSignIn::CodeCame codeCame,
                                              CopilotSignIn::Ended ended)
{
    auto job = std::make_shared<Job>();
    job->context = context;
    job->codeCame = std::move(codeCame);
    job->ended = std::move(ended);
    auto way = wayOf(preset);
    if (!way) {
        end(job, way.error());
    } else {
        auto shared = std::make_shared<SignInWay>(std::move(way).value());
        collectKeys(
            m_keys, needsOf(preset, proxyOrigin), [] {},
            [self = QPointer(this), job, shared](Result<LaneSecrets> secrets) {
                if (!self)
                    return;
                if (!secrets)
                    return self->end(job, secrets.error());
                shared->proxySignIn = std::move(secrets.value().proxySignIn);
                self->begin(job, std::move(*shared));
            });
    }
    return std::make_unique<IoTicket>(m_io, job);
}

void GitHubSignIns::begin(const std::shared_ptr<Job> &job, SignInWay way)
{
    const auto codeCame = [this, job](const SignInCode &code) {
        QMetaObject::invokeMethod(
            this,
            [job, code] {
                if (job->context && !job->isOver)
                    job->codeCame(code);
            },
            Qt::QueuedConnection);
    };
    const auto ended = [this, job](Result<Secret> result) { end(job, std::move(result)); };
    auto shared = std::make_shared<SignInWay>(std::move(way));
    m_io.post([job, shared, codeCame, ended, &clock = m_io.clock()](IoThread::Parts &parts) {
        if (!job->isOver)
            job->work = std::make_shared<CopilotSignIn>(*parts.transport, clock, std::move(*shared), codeCame, ended);
    });
}

/// From any thread.
void GitHubSignIns::end(const std::shared_ptr<Job> &job, Result<Secret> result)
{
    auto shared = std::make_shared<Result<Secret>>(std::move(result));
    QMetaObject::invokeMethod(
        this,
        [job, shared] {
            if (job->context && !job->isOver)
                job->ended(std::move(*shared));
        },
        Qt::QueuedConnection);
}

} // namespace triptych
