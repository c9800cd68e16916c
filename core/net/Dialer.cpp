// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/Dialer.h"

#include "core/net/NetErrors.h"

#include <QPointer>
#include <QSslSocket>

namespace triptych {

Dialer::Dialer(Resolver &resolver, Clock &clock, Target target, Reports reports)
    : m_resolver(resolver), m_target(std::move(target)), m_reports(std::move(reports)),
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
        return dial(host);
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
    if (m_winner)
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
    const QString address = m_untried.takeFirst().toString();
    if (!m_untried.isEmpty())
        m_stagger->start(stagger);
    dial(address);
}

void Dialer::dial(const QString &host)
{
    std::unique_ptr<QTcpSocket> socket;
    if (m_target.tls)
        socket = std::make_unique<QSslSocket>();
    else
        socket = std::make_unique<QTcpSocket>();
    socket->setProxy(m_target.proxy);
    m_attempts.push_back(std::make_unique<Connection>(std::move(socket)));
    Connection *attempt = m_attempts.back().get();
    connect(&attempt->socket(), &QTcpSocket::connected, this, [this, attempt] { attemptConnected(attempt); });
    connect(&attempt->socket(), &QTcpSocket::errorOccurred, this,
            [this, attempt](QAbstractSocket::SocketError error) { attemptFailed(attempt, error); });
    attempt->socket().connectToHost(host, m_target.port);
}

void Dialer::attemptConnected(Connection *attempt)
{
    m_stagger->stop();
    m_untried.clear();
    for (auto &candidate : m_attempts) {
        if (candidate.get() == attempt)
            m_winner = std::move(candidate);
    }
    m_attempts.clear();
    m_winner->markConnected();
    const QPointer<Dialer> self(this);
    const auto connected = m_reports.connected; // which may destroy this
    connected();
    if (!self)
        return;
    if (m_target.tls)
        secure();
    else
        succeed();
}

void Dialer::attemptFailed(Connection *attempt, QAbstractSocket::SocketError error)
{
    const QString text = attempt->socket().errorString();
    if (attempt == m_winner.get())
        return fail(handshakeError(m_certificateFaults, error, text));
    std::erase_if(m_attempts, [attempt](const auto &candidate) { return candidate.get() == attempt; });
    if (!m_untried.isEmpty())
        dialNext();
    else if (m_attempts.empty())
        fail(connectError(error, text, m_target.proxy.type()));
}

void Dialer::secure()
{
    auto &socket = static_cast<QSslSocket &>(m_winner->socket());
    connect(&socket, &QSslSocket::sslErrors, this,
            [this](const QList<QSslError> &faults) { m_certificateFaults += faults; });
    connect(&socket, &QSslSocket::encrypted, this, &Dialer::succeed);
    socket.setSslConfiguration(*m_target.tls);
    socket.setPeerVerifyName(m_target.host);
    socket.startClientEncryption();
}

void Dialer::succeed()
{
    m_winner->socket().disconnect(this);
    const auto finished = m_reports.finished; // which may destroy this
    finished(std::move(m_winner));
}

void Dialer::fail(const Error &error)
{
    m_attempts.clear();
    m_winner.reset();
    const auto finished = m_reports.finished;
    finished(error);
}

} // namespace triptych
