// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/net/Connection.h"

#include <QObject>
#include <list>
#include <memory>

namespace triptych {

/// Idle kept-alive connections, by a key that holds all that distinguishes them (origin, proxy, authorities).
/// One that ends, speaks or grows old leaves by itself.
class ConnectionPool final : public QObject
{
    Q_DISABLE_COPY_MOVE(ConnectionPool)

public:
    explicit ConnectionPool(Clock &clock) : m_clock(clock) {}

    std::unique_ptr<Connection> take(const QString &key); ///< The one used last, or null.
    void put(const QString &key, std::unique_ptr<Connection> connection, int limit, std::chrono::milliseconds life);
    void closeAll() { m_idle.clear(); }

private:
    struct Idle
    {
        QString key;
        std::unique_ptr<Connection> connection;
        std::unique_ptr<Timer> expiry;
    };
    void remove(const Connection *connection);

    Clock &m_clock;
    std::list<Idle> m_idle; ///< The newest last.
};

} // namespace triptych
