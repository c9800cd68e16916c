// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/ListeningSocket.h"

#include <QSslSocket>

namespace triptych {

namespace {

constexpr int backlog = 1024;

} // namespace

ListeningSocket::ListeningSocket(std::optional<QSslConfiguration> tls) : m_tls(std::move(tls))
{
    setListenBacklogSize(backlog);
    setMaxPendingConnections(backlog);
}

void ListeningSocket::incomingConnection(qintptr descriptor)
{
    if (!m_tls)
        return QTcpServer::incomingConnection(descriptor);
    auto *socket = new QSslSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    socket->setSslConfiguration(*m_tls);
    socket->startServerEncryption();
    addPendingConnection(socket);
}

} // namespace triptych
