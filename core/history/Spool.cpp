// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/Spool.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <atomic>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace triptych {

QString newSpoolStem()
{
    static std::atomic<int> count = 0;
    const QString time = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMddTHHmmsszzz"));
    const int earlier = count++;
    const QString stem = QStringLiteral("%1-%2").arg(time).arg(::getpid());
    return earlier == 0 ? stem : QStringLiteral("%1-%2").arg(stem).arg(earlier);
}

Result<std::unique_ptr<SpoolFile>> SpoolFile::create(const QString &folder, const QString &stem)
{
    // Locked before it bears its name: the writer may look at any moment and would take an unlocked one for abandoned.
    const QString path = folder + QLatin1Char('/') + stem + QStringLiteral(".ndjson");
    const QString unnamed = path + QStringLiteral(".new");
    auto file = openFile(unnamed, O_WRONLY | O_CREAT | O_EXCL | O_APPEND);
    if (!file)
        return file.error();
    if (!tryLock(file.value())
        || ::rename(QFile::encodeName(unnamed).constData(), QFile::encodeName(path).constData()) != 0) {
        const Error error = fileError(path);
        QFile::remove(unnamed);
        return error;
    }
    return std::unique_ptr<SpoolFile>(new SpoolFile(std::move(file).value(), path));
}

Result<> SpoolFile::append(const std::deque<NumberedOp> &ops, bool durable)
{
    QByteArray lines;
    for (const NumberedOp &op : ops)
        lines += toSpoolLine(op);
    struct stat before;
    if (::fstat(m_file.descriptor(), &before) != 0)
        return fileError(m_path);
    if (auto written = appendWhole(m_file, lines, m_path); !written)
        return written;
    if (!durable || ::fdatasync(m_file.descriptor()) == 0)
        return Done();
    // They will be told again. Should they stay, or the writer have read them, their numbers tell.
    const Error error = fileError(m_path);
    if (::ftruncate(m_file.descriptor(), before.st_size) != 0)
        return fileError(m_path);
    return error;
}

} // namespace triptych
