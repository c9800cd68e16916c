// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHostAddress>
#include <QSocketNotifier>
#include <functional>
#include <memory>

namespace triptych {

/// Connects to one address, without Qt: QTcpSocket takes a connection that is reset at once for one still to be made,
/// and tries again a thousand times a second. Destroying it gives up.
class TcpAttempt final
{
    Q_DISABLE_COPY_MOVE(TcpAttempt)

public:
    /// Gets the errno of the failure, or 0; then takeDescriptor() has the connected socket. May destroy the attempt.
    using Finished = std::function<void(int error)>;

    TcpAttempt() = default;
    ~TcpAttempt();

    /// `finished` comes once, after this returned.
    void start(const QHostAddress &address, quint16 port, Finished finished);
    int takeDescriptor();

private:
    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QObject m_context;
};

} // namespace triptych
