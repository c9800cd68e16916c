// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>
#include <sys/types.h>

namespace triptych {

/// A bare HTTP/1.1 server in a process of its own, for measuring clients: answers every request at once with the head
/// and first event of a stream, and keeps connections. Make it before any thread; it ends with this object.
class EchoProcess
{
    Q_DISABLE_COPY_MOVE(EchoProcess)

public:
    EchoProcess();
    ~EchoProcess();
    quint16 port() const { return m_port; }

private:
    pid_t m_pid = -1;
    quint16 m_port = 0;
};

} // namespace triptych
