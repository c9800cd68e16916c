// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/net/Connection.h"
#include "core/net/DialFact.h"
#include "core/net/ProxyHandshake.h"
#include "core/net/Resolver.h"
#include "core/net/TcpAttempt.h"

#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QSslError>
#include <optional>
#include <vector>

namespace triptych {

/// Makes one connection: name, TCP, TLS. Addresses race as RFC 8305 has it, a quarter of a second apart. Behind a proxy
/// the proxy resolves the name, also for socks5, so that no name leaks and a poisoned DNS does no harm.
/// Destroying it stops everything. Callbacks may destroy it.
class Dialer final : public QObject
{
    Q_DISABLE_COPY_MOVE(Dialer)

public:
    struct Target
    {
        QString host = {}; ///< ASCII.
        quint16 port = 0;
        QNetworkProxy proxy {QNetworkProxy::NoProxy};
        Secret proxySignIn = {}; ///< Goes before one that `proxy` holds.
        std::optional<QSslConfiguration> tls = {};
    };
    struct Reports
    {
        std::function<void()> connected; ///< TCP, or the tunnel, is up.
        std::function<void(Result<std::unique_ptr<Connection>>)> finished; ///< Once.
        std::function<void(const DialFact &)> noted = {}; ///< As they are learnt; must not destroy the dialer.
    };
    static constexpr std::chrono::milliseconds stagger {250};

    Dialer(Resolver &resolver, Clock &clock, Target target, Reports reports);
    ~Dialer() override;

    void start();
    Error timedOut() const; ///< What to call it when the caller's patience ends now.

private:
    void dialAddresses(const QList<QHostAddress> &addresses);
    void dialNext();
    void attemptFinished(TcpAttempt *attempt, int error);
    bool isProxied() const { return m_target.proxy.type() != QNetworkProxy::NoProxy; }
    Secret proxySignIn() const;
    void askProxy(std::unique_ptr<Connection> connection);
    void proxySpoke();
    void proxyOpened();
    void tellCertificate();
    void note(const DialFact &fact);
    std::unique_ptr<QTcpSocket> newSocket() const;
    void connected(std::unique_ptr<Connection> connection);
    void secure();
    void succeed();
    void fail(const Error &error);

    Resolver &m_resolver;
    const Target m_target;
    const Reports m_reports;
    std::unique_ptr<Resolver::Lookup> m_lookup;
    QList<QHostAddress> m_untried;
    std::vector<std::unique_ptr<TcpAttempt>> m_attempts;
    std::unique_ptr<Timer> m_stagger;
    std::unique_ptr<Connection> m_viaProxy; ///< Until the tunnel is up.
    std::unique_ptr<ProxyHandshake> m_handshake;
    QByteArray m_fromProxy; ///< Not understood yet.
    std::unique_ptr<Connection> m_connection; ///< Up; TLS may be under way.
    QList<QSslError> m_certificateFaults;
};

} // namespace triptych
