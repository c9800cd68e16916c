// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/Dialer.h"

#include "core/base/SystemText.h"
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
    const QString host = isProxied() ? m_target.proxy.hostName() : m_target.host;
    if (!isLoopbackHost(host) && !m_resolver.isOnline())
        return fail(networkError("offline", m_target.host));
    if (const QHostAddress address(host); !address.isNull())
        return dialAddresses({address});
    if (isLoopbackHost(host)) // never asked of a server, which could answer anything
        return dialAddresses({QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)});
    m_lookup = m_resolver.lookUp(host, [this, host](const Result<QList<QHostAddress>> &found) {
        m_lookup.reset();
        if (found) {
            note(AddressesFound {found.value()});
            dialAddresses(found.value());
        } else {
            fail(isProxied() ? networkError("proxy.dns", host) : found.error());
        }
    });
}

Error Dialer::timedOut() const
{
    if (isProxied() && !m_connection)
        return timeoutError("proxy.timeout", m_target.host);
    if (m_lookup)
        return timeoutError("dns", m_target.host);
    return timeoutError(m_connection ? "tls_timeout" : "connect", m_target.host);
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
    attempt->start(address, isProxied() ? m_target.proxy.port() : m_target.port,
                   [this, attempt](int error) { attemptFinished(attempt, error); });
}

void Dialer::attemptFinished(TcpAttempt *attempt, int error)
{
    if (error == 0) {
        auto socket = newSocket();
        socket->setProxy(QNetworkProxy::NoProxy);
        socket->setSocketDescriptor(attempt->takeDescriptor());
        const QHostAddress address = socket->peerAddress();
        m_stagger->stop();
        m_untried.clear();
        m_attempts.clear();
        auto connection = std::make_unique<Connection>(std::move(socket));
        note(TcpReached {address});
        return isProxied() ? askProxy(std::move(connection)) : connected(std::move(connection));
    }
    std::erase_if(m_attempts, [attempt](const auto &candidate) { return candidate.get() == attempt; });
    if (!m_untried.isEmpty())
        dialNext();
    else if (m_attempts.empty())
        fail(isProxied() ? networkError("proxy.refused", systemErrorText(error)) : tcpError(error));
}

/// Handed out by somebody else's settings, such a sign-in is text already.
Secret Dialer::proxySignIn() const
{
    if (!m_target.proxySignIn.isEmpty())
        return m_target.proxySignIn.clone();
    const QNetworkProxy &proxy = m_target.proxy;
    return proxy.user().isEmpty() ? Secret() : Secret::copyOf((proxy.user() + u':' + proxy.password()).toUtf8());
}

void Dialer::askProxy(std::unique_ptr<Connection> connection)
{
    m_viaProxy = std::move(connection);
    m_handshake = newProxyHandshake(m_target.proxy.type(), m_target.host, m_target.port, proxySignIn());
    QTcpSocket &socket = m_viaProxy->socket();
    connect(&socket, &QTcpSocket::readyRead, this, &Dialer::proxySpoke);
    connect(&socket, &QTcpSocket::errorOccurred, this,
            [this] { fail(networkError("proxy.closed", m_viaProxy->socket().errorString())); });
    const Secret greeting = m_handshake->greeting();
    socket.write(greeting.data(), qint64(greeting.size()));
}

void Dialer::proxySpoke()
{
    m_fromProxy += m_viaProxy->socket().readAll();
    for (bool isMoving = true; isMoving;) {
        const qsizetype before = m_fromProxy.size();
        const auto step = m_handshake->take(m_fromProxy);
        if (!step)
            return fail(step.error());
        if (step.value().isOpen)
            return proxyOpened();
        const Secret &say = step.value().say;
        m_viaProxy->socket().write(say.data(), qint64(say.size()));
        isMoving = m_fromProxy.size() < before;
    }
}

/// A host speaks second, so whatever comes along with the proxy's consent is no answer of it.
void Dialer::proxyOpened()
{
    m_viaProxy->socket().disconnect(this);
    if (!m_fromProxy.isEmpty())
        return fail(networkError(m_target.tls ? "tls.protocol" : "protocol"));
    m_handshake.reset();
    note(ProxyAgreed {});
    connected(std::move(m_viaProxy));
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
    connect(&socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &faults) {
        m_certificateFaults += faults;
        tellCertificate();
    });
    connect(&socket, &QSslSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        fail(handshakeError(m_certificateFaults, error, m_connection->socket().errorString()));
    });
    // Queued: writing from inside the handshake would nest Qt's reading and writing.
    connect(&socket, &QSslSocket::encrypted, this, &Dialer::succeed, Qt::QueuedConnection);
    socket.setSslConfiguration(*m_target.tls);
    socket.setPeerVerifyName(m_target.host);
    socket.startClientEncryption();
}

void Dialer::tellCertificate()
{
    const auto &socket = static_cast<QSslSocket &>(m_connection->socket());
    note(CertificateSeen {socket.peerCertificateChain()});
}

void Dialer::note(const DialFact &fact)
{
    if (m_reports.noted)
        m_reports.noted(fact);
}

void Dialer::succeed()
{
    m_connection->socket().disconnect(this);
    if (m_target.tls)
        tellCertificate();
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
