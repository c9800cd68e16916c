// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gateway/GatewayHost.h"

#include "app/gateway/KeyLease.h"
#include "app/gateway/ModelSnapshot.h"
#include "app/session/IoThread.h"
#include "app/session/Session.h"
#include "core/files/AtomicFile.h"
#include "core/net/SystemClock.h"

#include <QDir>
#include <QFileInfo>

namespace triptych {

namespace {

constexpr qsizetype mostConfigBytes = 1 << 20;
constexpr std::chrono::milliseconds settling {100}; // some editors empty a file before they write it

} // namespace

/// Touched on the I/O thread only.
struct GatewayHost::Held
{
    std::unique_ptr<Gateway> gateway;
};

GatewayHost::GatewayHost(Session &session, QObject *parent)
    : QObject(parent),
      m_session(session),
      m_config(GatewayConfig::standard()),
      m_lease(std::make_unique<KeyLease>(session))
{
    qRegisterMetaType<Error>();
    readConfig();
    QDir().mkpath(session.paths().gatewayKeysFolder());
    QFile::setPermissions(session.paths().gatewayKeysFolder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_watcher.addPaths({session.paths().config, session.paths().gatewayKeysFolder()});
    watchConfig();
    m_settled.setSingleShot(true);
    m_settled.setInterval(settling);
    const auto settle = [this] { m_settled.start(); };
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, settle);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, settle);
    connect(&m_settled, &QTimer::timeout, this, &GatewayHost::foldersChanged);
    connect(&session, &Session::catalogChanged, this, &GatewayHost::refresh);
    connect(&session.vault(), &Vault::stateChanged, this, &GatewayHost::refresh);
    connect(&session.vault(), &Vault::keysChanged, this, &GatewayHost::refresh);
    connect(m_lease.get(), &KeyLease::changed, this, &GatewayHost::refresh);
}

GatewayHost::~GatewayHost()
{
    stop();
}

void GatewayHost::start(Options options, Started started)
{
    if (m_gateway)
        return;
    m_gateway = std::make_shared<Held>();
    GatewayServer::Place place = options.place.value_or(GatewayServer::Place());
    place.port = options.port.value_or(m_config.port);
    const auto redis = std::make_shared<std::optional<RedisAddress>>(std::move(options.redis));
    const auto back = [this, held = m_gateway, started = std::move(started)](const Result<quint16> &taken) {
        if (held != m_gateway)
            return;
        m_port = taken ? taken.value() : quint16(0);
        if (!taken)
            stop();
        else
            Q_EMIT stateChanged();
        started(taken);
    };
    m_session.io().post([this, held = m_gateway, place, redis, back, database = m_session.paths().gatewayDatabase(),
                         keys = m_session.paths().gatewayKeysFolder()](IoThread::Parts &parts) {
        Gateway::Setup setup {.databaseFile = database,
                              .keysFolder = keys,
                              .clock = std::make_shared<SystemClock>(),
                              .redis = std::move(*redis)};
        setup.countTokens = [&counter = *parts.counter](LanePlan lane, GatewayHelpers::Counted counted) {
            return counter.count(std::move(lane), std::move(counted));
        };
        held->gateway = std::make_unique<Gateway>(*parts.engine, std::move(setup));
        // This host stops the gateway before it goes itself, and waits for that.
        connect(held->gateway.get(), &Gateway::callEnded, this, &GatewayHost::callEnded);
        connect(held->gateway.get(), &Gateway::problem, this, &GatewayHost::problem);
        // Until the book was read every token would be refused.
        held->gateway->tokens().list([this, held, place, back](const auto &) {
            const auto taken = held->gateway->server().listen(place);
            QMetaObject::invokeMethod(
                this, [back, taken] { back(taken); }, Qt::QueuedConnection);
        });
    });
    m_lease->setProviders(providersOfRoutes());
    refresh();
}

void GatewayHost::stop()
{
    if (!m_gateway)
        return;
    m_session.io().run([held = std::exchange(m_gateway, {})](IoThread::Parts &) { held->gateway.reset(); });
    m_lease->end();
    m_port = 0;
    Q_EMIT stateChanged();
}

void GatewayHost::onGateway(std::function<void(Gateway &)> work)
{
    if (!m_gateway)
        return;
    m_session.io().post([held = m_gateway, work = std::move(work)](IoThread::Parts &) {
        if (held->gateway)
            work(*held->gateway);
    });
}

void GatewayHost::setTapped(bool isTapped)
{
    if (std::exchange(m_isTapped, isTapped) == isTapped)
        return;
    refresh();
    Q_EMIT stateChanged();
}

void GatewayHost::refresh()
{
    onGateway([config = m_config, isTapped = m_isTapped,
               models = modelSnapshot(m_session, m_lease->lent())](Gateway &gateway) {
        gateway.server().setConfig(config);
        gateway.server().setModels(models);
        gateway.server().setTapped(isTapped);
    });
}

/// A faulty file changes nothing: what held before goes on.
void GatewayHost::readConfig()
{
    const QString file = m_session.paths().gatewayFile();
    const auto bytes = readBounded(file, mostConfigBytes);
    if (!bytes && bytes.error().cause != QLatin1String("file.absent")) {
        m_configFault = bytes.error();
        return Q_EMIT problem(bytes.error());
    }
    const QByteArray text = bytes ? bytes.value() : QByteArray();
    if (text == m_configBytes)
        return;
    m_configBytes = text;
    const auto config = bytes ? readGatewayConfig(text, QFileInfo(file).fileName()) : Result(GatewayConfig::standard());
    m_configFault = config ? std::nullopt : std::optional(config.error());
    if (!config)
        return Q_EMIT problem(config.error());
    m_config = config.value();
    Q_EMIT configChanged();
    if (!m_gateway)
        return;
    if (m_lease->isActive()) // a person may have ended it
        m_lease->setProviders(providersOfRoutes());
    refresh();
}

Result<> GatewayHost::saveConfig(const GatewayConfig &config)
{
    const auto saved = writeAtomically(m_session.paths().gatewayFile(), toJson(config));
    readConfig();
    return saved;
}

/// A folder tells of files that come and go, not of one that is written where it lies.
void GatewayHost::watchConfig()
{
    const QString file = m_session.paths().gatewayFile();
    if (QFile::exists(file) && !m_watcher.files().contains(file))
        m_watcher.addPath(file);
}

void GatewayHost::foldersChanged()
{
    watchConfig();
    readConfig();
    reloadKeys();
}

void GatewayHost::reloadKeys()
{
    onGateway([](Gateway &gateway) { gateway.reloadKeys(); });
}

/// "claude" leads to Anthropic where no route says otherwise.
QStringList GatewayHost::providersOfRoutes() const
{
    QStringList providers {QStringLiteral("anthropic")};
    for (const Route &route : m_config.routes)
        for (const RouteTarget &target : route.targets)
            providers << target.lane.provider;
    providers.removeDuplicates();
    return providers;
}

} // namespace triptych
