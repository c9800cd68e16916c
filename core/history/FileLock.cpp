// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/FileLock.h"

#include "core/base/SystemText.h"

#include <QFile>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
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
