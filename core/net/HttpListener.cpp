// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/HttpListener.h"

#include "core/net/ListeningSocket.h"
#include "core/net/ServedConnection.h"

namespace triptych {

HttpListener::HttpListener(Clock &clock, Gate gate, Answerer answerer, Refusal refusal, const ListenerLimits &limits,
                           QObject *parent)
    : QObject(parent),
      m_rules(new ServedRules {clock, std::move(gate), std::move(answerer), std::move(refusal), limits})
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
