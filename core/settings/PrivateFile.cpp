// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/settings/PrivateFile.h"

#include "core/files/AtomicFile.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QThread>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace triptych {

bool makePrivateFolder(const QString &folder)
{
    const QFileInfo info(folder);
    const QByteArray name = QFile::encodeName(folder);
    if (!info.exists()) {
        const QString parent = info.path();
        if (!QFileInfo::exists(parent) && !makePrivateFolder(parent))
            return false;
        if (::mkdir(name.constData(), 0700) != 0 && errno != EEXIST)
            return false;
    }
    return ::chmod(name.constData(), 0700) == 0 && QFileInfo(folder).isDir();
}

Result<std::optional<QByteArray>> readPrivateFile(const QString &file, qint64 limit)
{
    auto bytes = readBounded(file, limit);
    if (bytes)
        return std::optional(std::move(bytes).value());
    if (bytes.error().cause == QLatin1String("file.absent"))
        return std::optional<QByteArray>();
    return asStorage(bytes.error());
}

Result<> writePrivateFile(const QString &file, const QByteArray &bytes)
{
    const auto written = writeAtomically(file, bytes, {.links = AtomicWrite::Links::Replace});
    return written ? written : asStorage(written.error());
}

FileTurn::FileTurn(const QString &file)
    : m_descriptor(::open(QFile::encodeName(file + QStringLiteral(".lock")).constData(),
                          O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600))
{
    constexpr int patienceMs = 2000;
    constexpr unsigned long pauseMs = 1; // the lock is no queue: who looks seldom may never find it free
    const QDeadlineTimer end(patienceMs);
    while (m_descriptor >= 0 && !end.hasExpired()) {
        if (::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0 || (errno != EWOULDBLOCK && errno != EINTR))
            return;
        QThread::msleep(pauseMs);
    }
}

FileTurn::~FileTurn()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace triptych
