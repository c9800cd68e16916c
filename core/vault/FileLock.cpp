// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/FileLock.h"

#include "core/base/SystemText.h"
#include "core/vault/VaultErrors.h"

#include <QFile>
#include <QThread>
#include <fcntl.h>
#include <sys/file.h>

namespace triptych {

Result<FileLock> FileLock::acquire(const QString &file, std::chrono::milliseconds patience)
{
    constexpr std::chrono::milliseconds pause {20};
    const QByteArray name = QFile::encodeName(file);
    Descriptor opened(
        uninterrupted([&] { return ::open(name.constData(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600); }));
    if (!opened.isOpen())
        return vaultError(ErrorKind::Storage, "vault.write", file + QLatin1String(": ") + systemErrorText(errno));
    for (;;) {
        if (uninterrupted([&] { return ::flock(opened.fd(), LOCK_EX | LOCK_NB); }) == 0)
            return FileLock(std::move(opened));
        if (errno != EWOULDBLOCK)
            return vaultError(ErrorKind::Storage, "vault.write", file + QLatin1String(": ") + systemErrorText(errno));
        if (patience <= std::chrono::milliseconds::zero())
            return vaultError(ErrorKind::Storage, "vault.busy", file);
        QThread::msleep(ulong(pause.count()));
        patience -= pause;
    }
}

} // namespace triptych
