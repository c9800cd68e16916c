// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/Connection.h"

#include <QNetworkProxy>
#include <QSslSocket>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace triptych {

Connection::Connection(std::unique_ptr<QTcpSocket> socket) : m_socket(socket.release())
{}

// Qt's TLS crashes when a socket is aborted inside one of its own signals, where sinks may well be. So the end goes to
// the other side at once by our own descriptor, and Qt's object goes when its functions have returned.
Connection::~Connection()
{
    m_socket->disconnect();
    if (m_probe >= 0) {
        ::shutdown(m_probe, SHUT_RDWR);
        ::close(m_probe);
    }
    m_socket->deleteLater();
}

// Qt reports a reset as an orderly end and closes the descriptor before it says so; a second one tells them apart.
void Connection::markConnected()
{
    m_socket->setReadBufferSize(readBufferBytes);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_probe = ::fcntl(int(m_socket->socketDescriptor()), F_DUPFD_CLOEXEC, 0);
}

bool Connection::isAllWritten() const
{
    const auto *tls = qobject_cast<const QSslSocket *>(m_socket);
    return m_socket->bytesToWrite() == 0 && (!tls || tls->encryptedBytesToWrite() == 0);
}

bool Connection::wasReset() const
{
    tcp_info info {};
    socklen_t size = sizeof info;
    return m_probe >= 0 && ::getsockopt(m_probe, IPPROTO_TCP, TCP_INFO, &info, &size) == 0
        && info.tcpi_state == TCP_CLOSE;
}

bool Connection::isStale() const
{
    if (m_socket->state() != QAbstractSocket::ConnectedState || m_socket->bytesAvailable() > 0)
        return true;
    char byte = 0;
    const bool isSilent = m_probe < 0
        || (::recv(m_probe, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && (errno == EAGAIN || errno == EWOULDBLOCK));
    return !isSilent;
}

} // namespace triptych
