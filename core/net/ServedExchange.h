// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/net/RequestFraming.h"

#include <functional>

namespace triptych {

class ServedConnection;

/// One request of a client, and what it is answered. Whoever answers keeps it; a client that left is written to in
/// vain. Lives on the thread of its HttpListener.
class ServedExchange final
{
    Q_DISABLE_COPY_MOVE(ServedExchange)

public:
    struct Listener
    {
        std::function<void()> drained = {}; ///< After isBehind(): the client has caught up.
        std::function<void()> gone = {}; ///< The client left before the end; nothing more comes.
    };

    ServedExchange(ServedConnection *connection, RequestHead head, QByteArray body, MonotonicTime arrived);
    ~ServedExchange(); ///< Before its end: the connection is closed.

    const RequestHead &head() const { return m_head; }
    const QByteArray &body() const { return m_body; }
    MonotonicTime arrived() const { return m_arrived; } ///< When its last byte came.
    void setListener(Listener listener) { m_listener = std::move(listener); }

    void reply(int status, const HttpHeaders &headers, const QByteArray &body); ///< All at once.
    void begin(int status, const HttpHeaders &headers); ///< A body of unknown length, in chunks.
    void write(QByteArrayView bytes);
    void end();
    bool isBehind() const; ///< The client reads more slowly than it is written to.
    bool isGone() const { return !m_connection; }

private:
    friend class ServedConnection;
    void connectionDrained();
    void connectionClosed();

    ServedConnection *m_connection;
    RequestHead m_head;
    QByteArray m_body;
    MonotonicTime m_arrived;
    Listener m_listener;
};

} // namespace triptych
