// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/settings/PrivateFile.h"

#include "core/base/SystemText.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QThread>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace triptych {

namespace {

Error failure(const QString &file, int code)
{
    const bool isFull = code == ENOSPC || code == EDQUOT;
    return {.kind = ErrorKind::Storage,
            .cause = isFull ? QStringLiteral("disk_full") : QStringLiteral("storage"),
            .message = QStringLiteral("%1: %2").arg(file, systemErrorText(code))};
}

class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor() { close(); }
    Q_DISABLE_COPY_MOVE(Descriptor)

    bool isOpen() const { return m_fd >= 0; }
    int fd() const { return m_fd; }
    bool close()
    {
        const int fd = std::exchange(m_fd, -1);
        return fd < 0 || ::close(fd) == 0;
    }

private:
    int m_fd;
};

bool writeAll(int fd, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(fd, bytes.data(), std::size_t(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.sliced(written);
    }
    return true;
}

/// fchmod, because a strange umask could take even the owner's rights away.
bool fill(Descriptor &temporary, QByteArrayView bytes)
{
    return ::fchmod(temporary.fd(), 0600) == 0 && writeAll(temporary.fd(), bytes) && ::fsync(temporary.fd()) == 0
        && temporary.close();
}

bool synchroniseFolderOf(const QString &file)
{
    const Descriptor folder(::open(QFile::encodeName(QFileInfo(file).path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return folder.isOpen() && ::fsync(folder.fd()) == 0;
}

} // namespace

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
    // Non-blocking, so that a FIFO in its place cannot hang the program.
    const Descriptor source(::open(QFile::encodeName(file).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!source.isOpen())
        return errno == ENOENT ? Result(std::optional<QByteArray>()) : failure(file, errno);
    struct stat status = {};
    if (::fstat(source.fd(), &status) != 0)
        return failure(file, errno);
    if (!S_ISREG(status.st_mode))
        return failure(file, S_ISDIR(status.st_mode) ? EISDIR : EINVAL);
    QFile reader;
    if (status.st_size > limit || !reader.open(source.fd(), QIODevice::ReadOnly))
        return failure(file, EFBIG);
    const QByteArray bytes = reader.read(limit + 1);
    if (reader.error() != QFileDevice::NoError || bytes.size() > limit)
        return failure(file, EIO);
    return std::optional(bytes);
}

Result<> writePrivateFile(const QString &file, QByteArrayView bytes)
{
    const QByteArray target = QFile::encodeName(file);
    const QByteArray name = target + ".new-" + QByteArray::number(QRandomGenerator::system()->generate64(), 36);
    Descriptor temporary(::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!temporary.isOpen())
        return failure(file, errno);
    if (!fill(temporary, bytes) || std::rename(name.constData(), target.constData()) != 0) {
        const int code = errno;
        ::unlink(name.constData());
        return failure(file, code);
    }
    return synchroniseFolderOf(file) ? Result<>(Done()) : failure(file, errno);
}

FileTurn::FileTurn(const QString &file)
    : m_descriptor(::open(QFile::encodeName(file + QStringLiteral(".lock")).constData(),
                          O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600))
{
    constexpr int tries = 100;
    constexpr unsigned long pauseMs = 5;
    for (int i = 0; m_descriptor >= 0 && i < tries; ++i) {
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
