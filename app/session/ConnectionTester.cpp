// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/ConnectionTester.h"

#include "app/session/ConnectionProbe.h"
#include "app/session/CopilotAccess.h"
#include "app/session/IoJob.h"
#include "app/session/KeyCollection.h"
#include "core/signin/AuthScheme.h"
#include "core/vault/Vault.h"

namespace triptych {

struct ConnectionTester::Walk : IoJob
{
    ProbeSubject subject;
    Told told;
};

namespace {

/// What has to be asked for: all that nobody typed.
LaneNeeds needsOf(const ProbeSubject &subject)
{
    LaneNeeds needs {subject.preset, subject.preset.atModels().origin(), subject.proxyOrigin};
    if (!subject.key.isEmpty())
        needs.preset.auth.kind = AuthKind::None;
    std::erase_if(needs.preset.secretHeaders, [&](const SecretHeaderRef &header) {
        return std::any_of(subject.headers.begin(), subject.headers.end(),
                           [&](const SecretHeader &typed) { return typed.name == header.name; });
    });
    return needs;
}

Error locked()
{
    return {.kind = ErrorKind::Unauthorized, .cause = QStringLiteral("vault_locked"), .hint = QStringLiteral("unlock")};
}

/// The endpoint with all its secrets, or why it has to do without its key.
std::optional<Error> letIn(AuthorisedEndpoint &endpoint, ProbeSubject &subject, Result<LaneSecrets> found)
{
    std::optional<Error> fault = found ? std::nullopt : std::optional(found.error());
    LaneSecrets secrets = found ? std::move(found).value() : LaneSecrets();
    Secret &key = subject.key.isEmpty() ? secrets.key.secret : subject.key;
    auto authorised = authorise(subject.preset.authRule(), std::move(key));
    if (authorised) {
        endpoint.secretHeaders = std::move(authorised.value().headers);
        endpoint.signer = std::move(authorised.value().signer);
    } else if (!fault) {
        fault = authorised.error();
    }
    for (auto *headers : {&secrets.headers, &subject.headers})
        for (SecretHeader &header : *headers)
            endpoint.secretHeaders.push_back(std::move(header));
    endpoint.proxySignIn = std::move(secrets.proxySignIn);
    return fault;
}

using Probed = std::function<void(AuthorisedEndpoint, const std::optional<Error> &)>;

/// As letIn(), where the key only fetches what lets in.
void exchange(IoThread::Parts &parts, AuthorisedEndpoint endpoint, const ProviderPreset &preset,
              Result<LaneSecrets> found, const Probed &probe)
{
    std::optional<Error> fault = copilotFault(preset);
    if (!fault && !found)
        fault = found.error();
    if (fault) {
        probe(std::move(endpoint), fault);
        return;
    }
    endpoint.keyId = found.value().key.id;
    endpoint.proxySignIn = std::move(found.value().proxySignIn);
    parts.copilot->letIn(std::move(endpoint), std::move(found.value().key.secret),
                         [&parts, preset, probe](Result<AuthorisedEndpoint> in) {
                             if (in)
                                 probe(std::move(in).value(), {});
                             else
                                 probe(parts.endpoints->endpointFor(preset, QString()), in.error());
                         });
}

} // namespace

ConnectionTester::ConnectionTester(KeyRing &keys, Vault &vault, IoThread &io, QObject *parent)
    : QObject(parent),
      m_keys(keys),
      m_vault(vault),
      m_io(io)
{}

std::unique_ptr<Pending> ConnectionTester::start(ProbeSubject subject, QObject *context, Told told)
{
    auto shared = std::make_shared<Walk>();
    LaneNeeds needs = needsOf(subject);
    shared->subject = std::move(subject);
    shared->context = context;
    shared->told = std::move(told);
    const bool isShut = m_vault.state() == VaultState::Locked || m_vault.state() == VaultState::Opening;
    const bool needsVault = !needs.proxyOrigin.isEmpty() || !m_keys.canDoWithoutVault(needs.preset, needs.origin);
    if (isShut && needsVault)
        walk(shared, locked());
    else
        collectKeys(
            m_keys, std::move(needs), [] {},
            [self = QPointer(this), shared](Result<LaneSecrets> secrets) {
                if (self)
                    self->walk(shared, std::move(secrets));
            });
    return std::make_unique<IoTicket>(m_io, shared);
}

void ConnectionTester::walk(const std::shared_ptr<Walk> &walk, Result<LaneSecrets> secrets)
{
    const auto back = [this, walk](const ConnectionReport &report) {
        QMetaObject::invokeMethod(
            this,
            [walk, report] {
                if (walk->context && !walk->isOver)
                    walk->told(report);
            },
            Qt::QueuedConnection);
    };
    auto found = std::make_shared<Result<LaneSecrets>>(std::move(secrets));
    m_io.post([walk, found, back, &clock = m_io.clock()](IoThread::Parts &parts) {
        if (walk->isOver)
            return;
        const auto probe
            = [walk, back, &parts, &clock](AuthorisedEndpoint endpoint, const std::optional<Error> &fault) {
                  if (!walk->isOver)
                      walk->work = ConnectionProbe::start(*parts.transport, clock, walk->subject.preset,
                                                          std::move(endpoint), fault, back);
              };
        AuthorisedEndpoint endpoint = parts.endpoints->endpointFor(walk->subject.preset.atModels(), QString());
        if (walk->subject.preset.auth.kind == AuthKind::Copilot) {
            exchange(parts, std::move(endpoint), walk->subject.preset, std::move(*found), probe);
            return;
        }
        const auto fault = letIn(endpoint, walk->subject, std::move(*found));
        probe(std::move(endpoint), fault);
    });
}

} // namespace triptych
