// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/TcpAttempt.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace triptych {

namespace {

socklen_t fill(sockaddr_storage &raw, const QHostAddress &address, quint16 port)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        sockaddr_in v4 {};
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        v4.sin_addr.s_addr = htonl(address.toIPv4Address());
        std::memcpy(&raw, &v4, sizeof v4);
        return sizeof v4;
    }
    sockaddr_in6 v6 {};
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    v6.sin6_scope_id = address.scopeId().toUInt();
    std::memcpy(&v6.sin6_addr, &bytes, sizeof bytes);
    std::memcpy(&raw, &v6, sizeof v6);
    return sizeof v6;
}

int pendingError(int descriptor)
{
    int error = 0;
    socklen_t size = sizeof error;
    return ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

} // namespace

TcpAttempt::~TcpAttempt()
{
    m_notifier.reset();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void TcpAttempt::start(const QHostAddress &address, quint16 port, Finished finished)
{
    const auto finishSoon = [this, &finished](int error) {
        QMetaObject::invokeMethod(
            &m_context, [finished, error] { finished(error); }, Qt::QueuedConnection);
    };
    sockaddr_storage raw {};
    const socklen_t size = fill(raw, address, port);
    m_descriptor = ::socket(raw.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_descriptor < 0)
        return finishSoon(errno);
    if (::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&raw), size) == 0)
        return finishSoon(0);
    if (errno != EINPROGRESS)
        return finishSoon(errno);
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, &m_context, [this, finished] {
        m_notifier->setEnabled(false);
        const auto tell = finished; // which may destroy this
        tell(pendingError(m_descriptor));
    });
}

int TcpAttempt::takeDescriptor()
{
    m_notifier.reset();
    return std::exchange(m_descriptor, -1);
}

} // namespace triptych
