// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QByteArray>
#include <QString>
#include <optional>

namespace triptych {

/// Files that only their owner may read. Failures are ErrorKind::Storage, cause "storage" or "disk_full", and name the
/// file.

/// Makes a folder and its missing parents, each 0700 whatever the umask. One that exists is set to 0700.
bool makePrivateFolder(const QString &folder);

/// All bytes; absent when there is no such file. More than `limit` bytes, or anything but a regular file, is an error.
Result<std::optional<QByteArray>> readPrivateFile(const QString &file, qint64 limit);

/// After a crash or a power cut the file holds the old bytes or the new ones. 0600 from the first byte on; synchronised
/// before it takes the name, and its folder after that. Blocks for some milliseconds.
Result<> writePrivateFile(const QString &file, const QByteArray &bytes);

/// The right to read a file, change it and write it again, which one process has at a time (FILE.lock holds it). Waits
/// at most two seconds: then another process hangs, and a change that may meet one of its own is better than none.
class FileTurn
{
    Q_DISABLE_COPY_MOVE(FileTurn)

public:
    explicit FileTurn(const QString &file);
    ~FileTurn();

private:
    int m_descriptor;
};

} // namespace triptych
