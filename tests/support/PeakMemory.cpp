// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/PeakMemory.h"

#include <QFile>

namespace triptych {

bool forgetPeakMemory()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    return file.open(QIODevice::WriteOnly) && file.write("5") == 1;
}

qint64 peakMemory()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray status = file.readAll();
    const QByteArray name = "VmHWM:";
    const auto at = status.indexOf(name) + name.size();
    return status.mid(at, status.indexOf("kB", at) - at).trimmed().toLongLong() * 1024;
}

} // namespace triptych
