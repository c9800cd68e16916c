// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/HttpListener.h"

#include "core/net/DescriptorLimit.h"
#include "core/net/ListeningSocket.h"
#include "core/net/ServedConnection.h"

namespace triptych {

namespace {

constexpr std::chrono::milliseconds untilAcceptedAgain {100};

/// Whatever is asked for over a connection may need a descriptor, too.
ListenerLimits possible(ListenerLimits limits)
{
    limits.connections = qMin(limits.connections, descriptorsFor(2 * limits.connections) / 2);
    return limits;
}

} // namespace

HttpListener::HttpListener(Clock &clock, GateMaker newGate, Answerer answerer, Refusal refusal,
                           const ListenerLimits &limits, QObject *parent)
    : QObject(parent),
      m_rules(new ServedRules {clock, std::move(newGate), std::move(answerer), std::move(refusal), possible(limits)}),
      m_again(clock.newTimer([this] { acceptAgain(); }))
{}

/// Connections go before what they share.
HttpListener::~HttpListener()
{
    close();
    qDeleteAll(findChildren<ServedConnection *>());
}

Result<quint16> HttpListener::listen(const QHostAddress &address, quint16 port,
                                     const std::optional<QSslConfiguration> &tls)
{
    auto server = std::make_unique<ListeningSocket>(tls);
    connect(server.get(), &QTcpServer::newConnection, this, [this, taker = server.get()] { accept(*taker); });
    connect(server.get(), &QTcpServer::acceptError, this, [this] { m_again->start(untilAcceptedAgain); });
    if (!server->listen(address, port))
        return Error {.kind = ErrorKind::Network,
                      .cause = QStringLiteral("gateway.port"),
                      .message = QStringLiteral("%1 port %2").arg(address.toString()).arg(port),
                      .hint = server->serverError() == QAbstractSocket::AddressInUseError ? QStringLiteral("in_use")
                                                                                          : QString()};
    m_servers.push_back(std::move(server));
    return m_servers.back()->serverPort();
}

void HttpListener::close()
{
    m_servers.clear();
}

/// A QTcpServer that once failed to accept a connection has paused.
void HttpListener::acceptAgain()
{
    for (const auto &server : m_servers)
        server->resumeAccepting();
}

void HttpListener::accept(QTcpServer &server)
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
        if (m_count >= m_rules->limits.connections) {
            delete socket;
            continue;
        }
        ++m_count;
        auto *connection = new ServedConnection(*m_rules, socket, this);
        connect(connection, &QObject::destroyed, this, [this] { --m_count; });
    }
}

} // namespace triptych
