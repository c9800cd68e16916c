// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/Dialer.h"

#include "core/net/NetErrors.h"

#include <QPointer>
#include <QSslSocket>

namespace triptych {

Dialer::Dialer(Resolver &resolver, Clock &clock, Target target, Reports reports)
    : m_resolver(resolver),
      m_target(std::move(target)),
      m_reports(std::move(reports)),
      m_stagger(clock.newTimer([this] { dialNext(); }))
{}

Dialer::~Dialer() = default;

void Dialer::start()
{
    const QString &host = m_target.host;
    const bool isProxied = m_target.proxy.type() != QNetworkProxy::NoProxy;
    if (!isLoopbackHost(isProxied ? m_target.proxy.hostName() : host) && !m_resolver.isOnline())
        return fail(networkError("offline", host));
    if (isProxied)
        return dialProxy();
    if (const QHostAddress address(host); !address.isNull())
        return dialAddresses({address});
    if (isLoopbackHost(host)) // never asked of a server, which could answer anything
        return dialAddresses({QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)});
    m_lookup = m_resolver.lookUp(host, [this](const Result<QList<QHostAddress>> &found) {
        m_lookup.reset();
        if (found)
            dialAddresses(found.value());
        else
            fail(found.error());
    });
}

Error Dialer::timedOut() const
{
    if (m_lookup)
        return timeoutError("dns", m_target.host);
    if (m_connection)
        return timeoutError("tls_timeout", m_target.host);
    return timeoutError(m_target.proxy.type() == QNetworkProxy::NoProxy ? "connect" : "proxy.timeout", m_target.host);
}

void Dialer::dialAddresses(const QList<QHostAddress> &addresses)
{
    m_untried = interleaved(addresses);
    dialNext();
}

void Dialer::dialNext()
{
    if (m_untried.isEmpty())
        return;
    const QHostAddress address = m_untried.takeFirst();
    if (!m_untried.isEmpty())
        m_stagger->start(stagger);
    m_attempts.push_back(std::make_unique<TcpAttempt>());
    TcpAttempt *attempt = m_attempts.back().get();
    attempt->start(address, m_target.port, [this, attempt](int error) { attemptFinished(attempt, error); });
}

void Dialer::attemptFinished(TcpAttempt *attempt, int error)
{
    if (error == 0) {
        auto socket = newSocket();
        socket->setProxy(QNetworkProxy::NoProxy);
        socket->setSocketDescriptor(attempt->takeDescriptor());
        m_stagger->stop();
        m_untried.clear();
        m_attempts.clear();
        return connected(std::make_unique<Connection>(std::move(socket)));
    }
    std::erase_if(m_attempts, [attempt](const auto &candidate) { return candidate.get() == attempt; });
    if (!m_untried.isEmpty())
        dialNext();
    else if (m_attempts.empty())
        fail(tcpError(error));
}

void Dialer::dialProxy()
{
    m_viaProxy = std::make_unique<Connection>(newSocket());
    QTcpSocket &socket = m_viaProxy->socket();
    socket.setProxy(m_target.proxy);
    connect(&socket, &QTcpSocket::connected, this, [this] {
        m_viaProxy->socket().disconnect(this);
        connected(std::move(m_viaProxy));
    });
    connect(&socket, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        fail(proxyError(error, m_viaProxy->socket().errorString(), m_target.proxy.type()));
    });
    socket.connectToHost(m_target.host, m_target.port);
}

std::unique_ptr<QTcpSocket> Dialer::newSocket() const
{
    if (m_target.tls)
        return std::make_unique<QSslSocket>();
    return std::make_unique<QTcpSocket>();
}

void Dialer::connected(std::unique_ptr<Connection> connection)
{
    m_connection = std::move(connection);
    m_connection->markConnected();
    const QPointer<Dialer> self(this);
    const auto tell = m_reports.connected; // which may destroy this
    tell();
    if (!self)
        return;
    if (m_target.tls)
        secure();
    else
        succeed();
}

void Dialer::secure()
{
    auto &socket = static_cast<QSslSocket &>(m_connection->socket());
    connect(&socket, &QSslSocket::sslErrors, this,
            [this](const QList<QSslError> &faults) { m_certificateFaults += faults; });
    connect(&socket, &QSslSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        fail(handshakeError(m_certificateFaults, error, m_connection->socket().errorString()));
    });
    // Queued: writing from inside the handshake would nest Qt's reading and writing.
    connect(&socket, &QSslSocket::encrypted, this, &Dialer::succeed, Qt::QueuedConnection);
    socket.setSslConfiguration(*m_target.tls);
    socket.setPeerVerifyName(m_target.host);
    socket.startClientEncryption();
}

void Dialer::succeed()
{
    m_connection->socket().disconnect(this);
    const auto finished = m_reports.finished; // which may destroy this
    finished(std::move(m_connection));
}

void Dialer::fail(const Error &error)
{
    m_attempts.clear();
    m_viaProxy.reset();
    m_connection.reset();
    const auto finished = m_reports.finished;
    finished(error);
}

} // namespace triptych
