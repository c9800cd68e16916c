// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTcpSocket>

namespace triptych {

/// A connected socket, closed at once when this goes; safe to destroy from the socket's own signals.
class Connection
{
public:
    static constexpr qint64 readBufferBytes = 1 << 20; ///< Back-pressure: TLS may hold as much again.

    explicit Connection(std::unique_ptr<QTcpSocket> socket);
    ~Connection();
    Q_DISABLE_COPY_MOVE(Connection)

    QTcpSocket &socket() { return *m_socket; }
    void markConnected(); ///< Once, when TCP is up.
    bool isAllWritten() const; ///< The system has it all.
    bool wasReset() const; ///< After the end: by RST, not by FIN.
    bool isStale() const; ///< Of an idle one: ended, or the other side spoke unasked.

private:
    QTcpSocket *m_socket;
    int m_probe = -1;
};

} // namespace triptych
