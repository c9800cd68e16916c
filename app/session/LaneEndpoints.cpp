// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/LaneEndpoints.h"

#include "app/session/CopilotAccess.h"
#include "app/session/KeyCollection.h"
#include "core/chat/ProxyAddress.h"
#include "core/dialects/RefusedParameter.h"
#include "core/local/LlamaServers.h"
#include "core/run/RunPlan.h"
#include "core/signin/AuthScheme.h"

#include <QPointer>
#include <QTimer>

namespace triptych {

/// One question under way. The lane holds a ticket; when that goes, the answer falls silent.
class LaneEndpoints::Request
{
public:
    Request(Progress progress, Done done, bool mayWait, bool usesLease)
        : m_progress(std::move(progress)),
          m_done(std::move(done)),
          m_mayWait(mayWait),
          m_usesLease(usesLease)
    {}

    bool mayWait() const { return m_mayWait; }
    bool usesLease() const { return m_usesLease; }

    void tell(const QueueNote &note) const
    {
        if (m_progress)
            m_progress(note);
    }
    void answer(Result<AuthorisedEndpoint> endpoint)
    {
        m_serverTicket.reset();
        if (const Done done = std::exchange(m_done, {}))
            done(std::move(endpoint));
    }
    void silence()
    {
        m_serverTicket.reset();
        m_progress = {};
        m_done = {};
    }
    void holdServer(std::unique_ptr<LlamaServers::Ticket> ticket)
    {
        if (m_done)
            m_serverTicket = std::move(ticket);
    }

private:
    Progress m_progress;
    Done m_done;
    const bool m_mayWait;
    const bool m_usesLease;
    std::unique_ptr<LlamaServers::Ticket> m_serverTicket;
};

namespace {

template<typename T>
class Ticket final : public Pending
{
public:
    explicit Ticket(std::shared_ptr<T> request) : m_request(std::move(request)) {}
    ~Ticket() override { m_request->silence(); }
    Q_DISABLE_COPY_MOVE(Ticket)

private:
    std::shared_ptr<T> m_request;
};

/// Calls once after a while; destroying it, even from inside that call, is safe.
class Delay final : public Pending
{
public:
    Delay(std::chrono::milliseconds wait, std::function<void()> call) : m_timer(new QTimer)
    {
        m_timer->setSingleShot(true);
        QObject::connect(m_timer, &QTimer::timeout, m_timer, std::move(call));
        m_timer->start(wait);
    }
    ~Delay() override
    {
        m_timer->stop();
        m_timer->deleteLater();
    }
    Q_DISABLE_COPY_MOVE(Delay)

private:
    QTimer *m_timer;
};

} // namespace

ProxyUse proxyUse(const ProviderPreset &preset)
{
    return preset.proxy == QLatin1String("direct") ? ProxyUse::Direct
        : preset.proxy == QLatin1String("proxy")   ? ProxyUse::Proxy
                                                   : ProxyUse::Default;
}

ProviderPreset withConnection(ProviderPreset preset, const Settings &settings)
{
    preset.proxy = settings.providerProxy.value(preset.id, preset.proxy);
    preset.caFile = settings.providerCaFile.value(preset.id, preset.caFile);
    return preset;
}

QString signInOrigin(const Settings &settings, const ProviderPreset &preset)
{
    const ProxyUse use = proxyUse(preset);
    const bool isByHand = settings.proxy == ProxyChoice::Manual ? use != ProxyUse::Direct : use == ProxyUse::Proxy;
    const bool isWanted = isByHand && settings.proxySignsIn && !preset.isLocalMachine();
    return isWanted ? proxyOriginOf(settings.manualProxy) : QString();
}

namespace {

QueueNote noteFor(const LocalProgress &progress)
{
    switch (progress.stage) {
    case LocalProgress::WaitingForBuild: return {QStringLiteral("llama.building"), progress.done, progress.total};
    case LocalProgress::Starting: return {QStringLiteral("llama.starting"), 0, 0};
    case LocalProgress::Loading: return {QStringLiteral("llama.loading"), progress.done, progress.total};
    }
    Q_UNREACHABLE();
}

/// The socket's end, as it shows in a body with a length and in one that goes on to the end.
bool isBrokenOff(const Error &error)
{
    return error.kind == ErrorKind::Network || error.cause == QLatin1String("truncated")
        || error.cause == QLatin1String("empty");
}

} // namespace

LaneEndpoints::LaneEndpoints(KeyRing &keys, LlamaServers &servers, CopilotAccess &copilot, ModelLibrary library)
    : m_keys(keys),
      m_servers(servers),
      m_copilot(copilot),
      m_library(std::move(library))
{}

LaneEndpoints::~LaneEndpoints() = default;

std::unique_ptr<Pending> LaneEndpoints::begin(const QString &provider, const std::shared_ptr<Request> &request,
                                              Start start)
{
    // From a fresh stack, so that no answer comes before the caller holds the ticket.
    QMetaObject::invokeMethod(
        this,
        [this, request, provider, start = std::move(start)] {
            const ProviderPreset *preset = m_catalog.find(provider);
            if (!preset)
                request->answer(unknownProvider(m_catalog, provider));
            else if (!preset->missingField().isEmpty())
                request->answer(incompleteAddress(*preset));
            else
                start(request, withConnection(*preset, m_settings));
        },
        Qt::QueuedConnection);
    return std::make_unique<Ticket<Request>>(request);
}

std::unique_ptr<Pending> LaneEndpoints::resolve(const LanePlan &lane, Progress progress, Done done)
{
    return begin(lane.address.provider,
                 std::make_shared<Request>(std::move(progress), std::move(done), lane.mayWait, lane.usesLease),
                 [this, model = lane.address.model](const auto &request, const ProviderPreset &preset) {
                     if (preset.id == QLatin1String("local"))
                         resolveLocal(request, model);
                     else
                         resolveCloud(request, preset, preset.origin(), endpointFor(preset, model));
                 });
}

std::unique_ptr<Pending> LaneEndpoints::resolveList(const QString &provider, Done done)
{
    const auto request = std::make_shared<Request>(Progress(), std::move(done), true, false);
    return begin(provider, request, [this](const auto &asked, const ProviderPreset &preset) {
        const ProviderPreset list = preset.atModels();
        resolveCloud(asked, preset, list.origin(), endpointFor(list, {}));
    });
}

AuthorisedEndpoint LaneEndpoints::endpointFor(const ProviderPreset &preset, const QString &model) const
{
    AuthorisedEndpoint endpoint {.endpoint = preset.endpointFor(m_catalog.model(preset.id, model))};
    writeWithout(endpoint.endpoint, m_refused.of(preset.id + QLatin1Char('/') + model));
    endpoint.proxy = proxyUse(preset);
    endpoint.caFile = preset.caFile;
    endpoint.isSlowToStart = preset.isSlowToStart(endpoint.endpoint.model);
    return endpoint;
}

void LaneEndpoints::resolveLocal(const std::shared_ptr<Request> &request, const QString &model)
{
    const auto found = m_library.locate(model); // its header is read by the servers, not on this thread
    if (!found) {
        request->answer(found.error());
        return;
    }
    if (!request->mayWait()) {
        auto server = m_servers.running(found.value());
        request->answer(server ? Result(localEndpoint(std::move(*server), model))
                               : Error {.cause = QStringLiteral("local.stopped")});
        return;
    }
    request->holdServer(m_servers.ensure(
        found.value(), [request](const LocalProgress &progress) { request->tell(noteFor(progress)); },
        [this, request, model](Result<LocalServerAddress> address) {
            if (address)
                request->answer(localEndpoint(std::move(address).value(), model));
            else
                request->answer(address.error());
        }));
}

AuthorisedEndpoint LaneEndpoints::localEndpoint(LocalServerAddress server, const QString &model) const
{
    AuthorisedEndpoint endpoint = endpointFor(*m_catalog.find(u"local"), model);
    endpoint.endpoint.baseUrl = server.baseUrl.toString() + QStringLiteral("/v1");
    endpoint.secretHeaders.push_back({"Authorization", "Bearer ", std::move(server.key)});
    endpoint.proxy = ProxyUse::Direct;
    return endpoint;
}

void LaneEndpoints::resolveCloud(const std::shared_ptr<Request> &request, const ProviderPreset &preset,
                                 const QString &origin, AuthorisedEndpoint endpoint)
{
    if (const auto fault = preset.auth.kind == AuthKind::Copilot ? copilotFault(preset) : std::nullopt) {
        request->answer(*fault);
        return;
    }
    if (const auto lent = m_lent.find({preset.id, origin}); request->usesLease() && lent != m_lent.end()) {
        letIn(request, preset, std::move(endpoint), lent->second.share());
        return;
    }
    LaneNeeds needs {preset, origin, signInOrigin(m_settings, preset)};
    // The key ring lives with the vault, on another thread; the key comes back in a moved lambda.
    QPointer<LaneEndpoints> self(this);
    const auto onIo = [self](auto call) {
        if (self)
            QMetaObject::invokeMethod(self.data(), std::move(call), Qt::QueuedConnection);
    };
    auto found = [this, request, onIo, preset,
                  endpoint = std::make_shared<AuthorisedEndpoint>(std::move(endpoint))](Result<LaneSecrets> answer) {
        auto shared = std::make_shared<Result<LaneSecrets>>(std::move(answer));
        onIo([this, request, preset, endpoint, shared] {
            if (*shared)
                letIn(request, preset, std::move(*endpoint), std::move(*shared).value());
            else
                request->answer(shared->error());
        });
    };
    QMetaObject::invokeMethod(
        &m_keys,
        [&keys = m_keys, needs = std::move(needs), onIo, request, found = std::move(found)]() mutable {
            std::function<void()> waiting;
            if (request->mayWait() && !request->usesLease()) // nobody who could unlock sees that it waits
                waiting = [onIo, request] {
                    onIo([request] { request->tell({QStringLiteral("vault_locked"), 0, 0}); });
                };
            collectKeys(keys, std::move(needs), waiting, std::move(found));
        },
        Qt::QueuedConnection);
}

void LaneEndpoints::letIn(const std::shared_ptr<Request> &request, const ProviderPreset &preset,
                          AuthorisedEndpoint endpoint, LaneSecrets secrets)
{
    endpoint.keyId = secrets.key.id;
    endpoint.proxySignIn = std::move(secrets.proxySignIn);
    if (preset.auth.kind == AuthKind::Copilot) {
        m_copilot.letIn(std::move(endpoint), std::move(secrets.key.secret),
                        [request](Result<AuthorisedEndpoint> answer) { request->answer(std::move(answer)); });
        return;
    }
    auto authorised = authorise(preset.authRule(), std::move(secrets.key.secret));
    if (!authorised) {
        request->answer(authorised.error());
        return;
    }
    endpoint.secretHeaders = std::move(authorised.value().headers);
    for (SecretHeader &header : secrets.headers)
        endpoint.secretHeaders.push_back(std::move(header));
    endpoint.signer = std::move(authorised.value().signer);
    request->answer(std::move(endpoint));
}

void LaneEndpoints::lend(const QString &provider, const QString &origin, LaneSecrets secrets)
{
    m_lent.insert_or_assign({provider, origin}, std::move(secrets));
}

void LaneEndpoints::keepLent(const QStringList &providers)
{
    std::erase_if(m_lent, [&providers](const auto &lent) { return !providers.contains(lent.first.first); });
}

void LaneEndpoints::laneEnded(const LaneRecord &record)
{
    if (record.provider != QLatin1String("local") || !record.error || record.error->kind != ErrorKind::Timeout)
        return;
    if (const auto file = m_library.locate(record.model))
        m_servers.doubt(file.value());
}

std::unique_ptr<Pending> LaneEndpoints::explain(const Endpoint &endpoint, const Error &error, Explained done)
{
    if (endpoint.providerId != QLatin1String("local") || !isBrokenOff(error))
        return nullptr;
    constexpr std::chrono::milliseconds patience {
        300}; // the socket breaks a moment before the child is known to be gone
    const QUrl server(endpoint.baseUrl.chopped(qsizetype(qstrlen("/v1"))));
    return std::make_unique<Delay>(patience, [this, server, error, done = std::move(done)] {
        done(m_servers.postMortem(server).value_or(error));
    });
}

} // namespace triptych
