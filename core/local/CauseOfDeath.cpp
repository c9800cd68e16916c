// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/CauseOfDeath.h"

#include <algorithm>
#include <array>
#include <csignal>

namespace triptych {

namespace {

bool saysOutOfMemory(const QByteArray &log)
{
    static constexpr std::array<QByteArrayView, 5> phrases {
        "cudaMalloc failed", "out of memory", "ErrorOutOfDeviceMemory", "failed to allocate", "unable to allocate"};
    return std::any_of(phrases.begin(), phrases.end(), [&](QByteArrayView phrase) { return log.contains(phrase); });
}

/// bubblewrap tells of its child's signal as a shell does.
int signalOf(const LastMoments &moments)
{
    const bool isShellStyle = moments.wasSandboxed && moments.end.signal == 0 && moments.end.status > 128;
    return isShellStyle ? moments.end.status - 128 : moments.end.signal;
}

} // namespace

Error causeOfDeath(const LastMoments &moments)
{
    const int signal = signalOf(moments);
    Error death {.kind = ErrorKind::Process, .cause = QStringLiteral("local.crash")};
    death.hint = QStringLiteral("local.retry");
    death.message = signal != 0
        ? QStringLiteral("%1 died of %2").arg(moments.program, signalName(signal))
        : QStringLiteral("%1 ended with status %2").arg(moments.program).arg(moments.end.status);
    death.rawBody = QString::fromUtf8(moments.log);
    if (signal == SIGKILL || saysOutOfMemory(moments.log)) {
        death.cause = QStringLiteral("local.oom");
        death.hint = QStringLiteral("local.context");
    } else if (signal == 0 && !moments.wasReady) {
        death.cause = QStringLiteral("local.exec");
        death.hint = QStringLiteral("local.log");
    }
    return death;
}

} // namespace triptych
