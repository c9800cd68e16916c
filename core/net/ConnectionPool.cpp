// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/ConnectionPool.h"

#include <algorithm>

namespace triptych {

std::unique_ptr<Connection> ConnectionPool::take(const QString &key)
{
    for (auto idle = m_idle.rbegin(); idle != m_idle.rend();) {
        if (idle->key != key) {
            ++idle;
            continue;
        }
        std::unique_ptr<Connection> connection = std::move(idle->connection);
        idle = std::make_reverse_iterator(m_idle.erase(std::next(idle).base()));
        connection->socket().disconnect(this);
        if (!connection->isStale())
            return connection;
    }
    return nullptr;
}

void ConnectionPool::put(const QString &key, std::unique_ptr<Connection> connection, int limit,
                         std::chrono::milliseconds life)
{
    const auto hasKey = [&key](const Idle &idle) { return idle.key == key; };
    if (limit <= 0)
        return;
    if (std::count_if(m_idle.begin(), m_idle.end(), hasKey) >= limit)
        m_idle.erase(std::find_if(m_idle.begin(), m_idle.end(), hasKey));
    const auto leave = [this, idle = connection.get()] { remove(idle); };
    QTcpSocket &socket = connection->socket();
    connect(&socket, &QTcpSocket::readyRead, this, leave);
    connect(&socket, &QTcpSocket::disconnected, this, leave);
    connect(&socket, &QTcpSocket::errorOccurred, this, leave);
    m_idle.push_back({key, std::move(connection), m_clock.newTimer(leave)});
    m_idle.back().expiry->start(life);
}

void ConnectionPool::remove(const Connection *connection)
{
    m_idle.remove_if([connection](const Idle &idle) { return idle.connection.get() == connection; });
}

} // namespace triptych
