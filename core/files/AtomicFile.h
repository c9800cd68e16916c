// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QByteArray>
#include <QString>
#include <functional>

namespace triptych {

struct AtomicWrite
{
    enum class Mode : quint8 {
        Private, ///< 0600 from the first byte.
        AsBefore, ///< That of the file it replaces; a new one gets what the umask leaves.
    };
    enum class Links : quint8 {
        InFolder, ///< Followed while they stay in their own folder, otherwise refused.
        Follow, ///< Wherever they lead.
        Replace, ///< The file takes the link's place.
    };

    Mode mode = Mode::Private;
    Links links = Links::InFolder;
    /// Is shown what was read back from the disk; when it fails, the old file stays.
    std::function<Result<>(const QByteArray &)> verify = {};
    int keepBackups = 0; ///< That many older states stay as `<name without suffix>.bak.N`; the highest N is the newest.
    bool isAlone = false; ///< The caller holds a lock: what killed writers left behind is removed.
};

/// Puts `bytes` in the place of `file` so that whoever looks, and whatever dies, finds the old state or the new one.
/// Data and folder are on the disk when it returns. Storage "file.write", or "disk_full", with the system's words;
/// blocks, so keep what is large off the GUI thread.
Result<> writeAtomically(const QString &file, const QByteArray &bytes, const AtomicWrite &how = {});

/// Reads a regular file of at most `mostBytes`. Storage "file.absent", "file.large" or "file.read".
Result<QByteArray> readBounded(const QString &file, qsizetype mostBytes);

/// The failure as services without causes of their own tell it: Storage "disk_full" or "storage".
Error asStorage(Error error);

/// The backups of a file, newest first, as full paths.
QStringList backupsOf(const QString &file);

} // namespace triptych
