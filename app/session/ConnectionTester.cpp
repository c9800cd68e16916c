// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/ConnectionTester.h"

#include "app/session/ConnectionProbe.h"
#include "app/session/IoThread.h"
#include "app/session/KeyCollection.h"
#include "core/signin/AuthScheme.h"
#include "core/vault/Vault.h"

#include <QPointer>
#include <atomic>

namespace triptych {

/// Shared by both threads; the probe is touched on the I/O thread only.
struct ConnectionTester::Walk
{
    ProbeSubject subject;
    QPointer<QObject> context;
    Told told;
    std::atomic_bool isOver = false;
    std::unique_ptr<Pending> probe;
};

namespace {

template<typename Walk>
class Ticket final : public Pending
{
public:
    Ticket(IoThread &io, std::shared_ptr<Walk> walk) : m_io(io), m_walk(std::move(walk)) {}
    ~Ticket() override
    {
        m_walk->isOver = true;
        m_io.post([walk = m_walk](IoThread::Parts &) { walk->probe.reset(); });
    }
    Q_DISABLE_COPY_MOVE(Ticket)

private:
    IoThread &m_io;
    std::shared_ptr<Walk> m_walk;
};

/// What has to be asked for: all that nobody typed.
LaneNeeds needsOf(const ProbeSubject &subject)
{
    LaneNeeds needs {subject.preset, subject.preset.origin(), subject.proxyOrigin};
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
    return std::make_unique<Ticket<Walk>>(m_io, shared);
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
        AuthorisedEndpoint endpoint = parts.endpoints->endpointFor(walk->subject.preset, QString());
        const auto fault = letIn(endpoint, walk->subject, std::move(*found));
        walk->probe
            = ConnectionProbe::start(*parts.transport, clock, walk->subject.preset, std::move(endpoint), fault, back);
    });
}

} // namespace triptych
