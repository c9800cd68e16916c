// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/Gateway.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace triptych {

class KeyLease;
class Session;

/// Runs a gateway on the I/O thread and keeps it up with what changes: its file, its keys, the catalogue, the vault.
/// Lives on the main thread; the session outlives it.
class GatewayHost final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayHost)

public:
    struct Options
    {
        std::optional<quint16> port = {}; ///< Instead of the file's.
        /// Instead of the loopbacks; the place's port is not looked at.
        std::optional<GatewayServer::Place> place = {};
        std::optional<RedisAddress> redis = {};
    };
    using Started = std::function<void(const Result<quint16> &port)>;

    explicit GatewayHost(Session &session, QObject *parent = nullptr);
    ~GatewayHost() override; ///< What runs is cancelled, and what it cost is on the disk.

    /// `started` comes here, later; cause "gateway.port" where the port is taken.
    void start(Options options, Started started);
    void stop();
    bool isRunning() const { return m_gateway != nullptr; }
    quint16 port() const { return m_port; }

    const GatewayConfig &config() const { return m_config; }
    const std::optional<Error> &configFault() const { return m_configFault; }
    Result<> saveConfig(const GatewayConfig &config);
    KeyLease &lease() { return *m_lease; }
    void setTapped(bool isTapped);
    bool isTapped() const { return m_isTapped; }

    void reloadKeys(); ///< At once; else a change of their folder is seen a moment later.
    /// Calls `work` with the gateway on the I/O thread, later, while it runs.
    void onGateway(std::function<void(Gateway &)> work);

Q_SIGNALS:
    void stateChanged(); ///< Running or not, tapped or not.
    void configChanged();
    void callEnded(const triptych::LoggedCall &call);
    void problem(const triptych::Error &error);

private:
    struct Held;
    void readConfig();
    void watchConfig();
    void foldersChanged();
    void refresh();
    QStringList providersOfRoutes() const;

    Session &m_session;
    GatewayConfig m_config;
    QByteArray m_configBytes;
    std::optional<Error> m_configFault; ///< Of the file as it is now; an older state of it holds.
    std::unique_ptr<KeyLease> m_lease;
    QFileSystemWatcher m_watcher;
    QTimer m_settled;
    std::shared_ptr<Held> m_gateway; ///< Null while none runs.
    quint16 m_port = 0;
    bool m_isTapped = false;
};

} // namespace triptych
