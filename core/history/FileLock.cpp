// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/FileLock.h"

#include "core/base/SystemText.h"

#include <QFile>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace triptych {

FileHandle::~FileHandle()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<FileHandle> openFile(const QString &path, int flags)
{
    FileHandle file(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.isOpen())
        return fileError(path);
    return file;
}

Result<> appendWhole(const FileHandle &file, const QByteArray &bytes, const QString &path)
{
    struct stat before;
    if (::fstat(file.descriptor(), &before) != 0)
        return fileError(path);
    for (qsizetype done = 0; done < bytes.size();) {
        const auto written = ::write(file.descriptor(), bytes.constData() + done, std::size_t(bytes.size() - done));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            const Error error = fileError(path);
            return ::ftruncate(file.descriptor(), before.st_size) == 0 ? error : fileError(path);
        }
        done += written;
    }
    return Done();
}

bool tryLock(const FileHandle &file)
{
    int failed = -1;
    do
        failed = ::flock(file.descriptor(), LOCK_EX | LOCK_NB);
    while (failed && errno == EINTR);
    return failed == 0;
}

Error fileError(const QString &path)
{
    const int code = errno;
    const bool isReadOnly = code == EROFS || code == EACCES || code == EPERM || code == ENOENT || code == ELOOP;
    return {.kind = ErrorKind::Storage,
            .cause = isReadOnly ? QStringLiteral("history.read_only") : QStringLiteral("history.disk_full"),
            .message = path + QStringLiteral(": ") + systemErrorText(code)};
}

} // namespace triptych
