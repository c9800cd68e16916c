// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/Leftovers.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace triptych {

namespace {

struct ProcessFacts
{
    qint64 session = 0;
    quint64 startTicks = 0; ///< Since boot; with the number it names a process for good.
};

QByteArray readSmall(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.read(4096) : QByteArray();
}

std::optional<ProcessFacts> factsOf(qint64 pid)
{
    const QByteArray stat = readSmall(QStringLiteral("/proc/%1/stat").arg(pid));
    // The second field is the program's name in parentheses and may hold anything, so fields count from its end.
    const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr int sessionField = 3;
    constexpr int startField = 19;
    if (fields.size() <= startField || fields.first() == "Z")
        return std::nullopt;
    return ProcessFacts {.session = fields.at(sessionField).toLongLong(),
                         .startTicks = fields.at(startField).toULongLong()};
}

bool isStill(qint64 pid, quint64 startTicks)
{
    const auto facts = factsOf(pid);
    return facts && facts->startTicks == startTicks;
}

QByteArray bootId()
{
    return readSmall(QStringLiteral("/proc/sys/kernel/random/boot_id")).trimmed();
}

/// Ends the processes of a session that a dead owner left behind.
int endSession(qint64 session, quint64 notBefore)
{
    // A leader that started at another time means that the number was given out again.
    const auto leader = factsOf(session);
    if (leader && leader->startTicks != notBefore)
        return 0;
    int ended = 0;
    const auto entries = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        const qint64 pid = entry.toLongLong();
        const auto facts = pid > 1 ? factsOf(pid) : std::nullopt;
        if (facts && facts->session == session && facts->startTicks >= notBefore && ::kill(pid_t(pid), SIGKILL) == 0)
            ++ended;
    }
    return ended;
}

QString usualFolder()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (!runtime.isEmpty() && QDir(runtime).exists())
        return runtime + QStringLiteral("/triptych");
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + QStringLiteral("/triptych/run");
}

/// Makes it if need be. It may hold other things of ours, so its rights are narrowed too.
bool makePrivate(const QString &folder)
{
    const QByteArray name = QFile::encodeName(folder);
    return QDir().mkpath(QFileInfo(folder).path())
        && (::mkdir(name.constData(), S_IRWXU) == 0 || ::chmod(name.constData(), S_IRWXU) == 0);
}

} // namespace

Leftovers::Leftovers(const QString &folder) : m_folder(folder.isEmpty() ? usualFolder() : folder)
{}

QString Leftovers::fileFor(qint64 pid) const
{
    return QStringLiteral("%1/llama-server-%2").arg(m_folder).arg(pid);
}

void Leftovers::note(qint64 pid) const
{
    const auto child = factsOf(pid);
    const auto owner = factsOf(::getpid());
    if (!child || !owner || !makePrivate(m_folder))
        return;
    const QByteArray note
        = QByteArrayList {bootId(), QByteArray::number(qint64(::getpid())), QByteArray::number(owner->startTicks),
                          QByteArray::number(pid), QByteArray::number(child->startTicks)}
              .join(' ');
    const QByteArray name = QFile::encodeName(fileFor(pid));
    ::unlink(name.constData()); // of an earlier process of that number
    const int file = ::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0)
        return; // only the second net: the kernel's still holds
    [[maybe_unused]] const auto written = ::write(file, note.constData(), std::size_t(note.size()));
    ::close(file);
}

void Leftovers::forget(qint64 pid) const
{
    QFile::remove(fileFor(pid));
}

int Leftovers::sweep() const
{
    int ended = 0;
    const QDir folder(m_folder);
    const auto files = folder.entryList({QStringLiteral("llama-server-*")}, QDir::Files);
    for (const QString &name : files) {
        const QByteArrayList words = readSmall(folder.filePath(name)).split(' ');
        const bool isWhole = words.size() == 5;
        const bool isThisBoot = isWhole && words.at(0) == bootId();
        if (isThisBoot && isStill(words.at(1).toLongLong(), words.at(2).toULongLong()))
            continue;
        if (isThisBoot && words.at(3).toLongLong() > 1)
            ended += endSession(words.at(3).toLongLong(), words.at(4).toULongLong());
        QFile::remove(folder.filePath(name));
    }
    return ended;
}

} // namespace triptych
