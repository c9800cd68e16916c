// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/BuildState.h"

#include <QFile>
#include <QStandardPaths>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace triptych {

namespace {

/// The script holds a lock for as long as it works, so a build that was killed is not waited for.
bool isLocked(const QString &file)
{
    const int descriptor = ::open(QFile::encodeName(file).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool isFree = ::flock(descriptor, LOCK_SH | LOCK_NB) == 0;
    ::close(descriptor); // gives the lock back
    return !isFree;
}

} // namespace

BuildState BuildState::read(const QString &folder)
{
    QFile file(folder + QStringLiteral("/progress"));
    const QString line = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readLine(4096)).trimmed() : QString();
    BuildState state;
    if (line.startsWith(QStringLiteral("compile "))) { // the steps before it count no files
        state.done = line.section(u' ', 1, 1).toInt();
        state.total = line.section(u' ', 2, 2).toInt();
    }
    if (isLocked(folder + QStringLiteral("/lock"))) {
        state.stage = UnderWay;
    } else if (line.startsWith(QStringLiteral("failed "))) {
        state.stage = Failed;
        state.message = line.section(u' ', 3);
    }
    return state;
}

QString BuildState::usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
        + QStringLiteral("/triptych/llama.cpp-" TRIPTYCH_LLAMA_VERSION);
}

} // namespace triptych
