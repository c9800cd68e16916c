// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace triptych {

/// Wraps a command in bubblewrap: the file system read-only, the home and the program's own folders (vault, history)
/// hidden, a process table of its own. The network stays, because lanes reach the server over loopback.
struct Sandbox
{
    QString bwrap = {}; ///< Empty: no sandbox on this machine.
    QStringList hiddenFolders = {}; ///< Beside the home folder and /tmp.

    static QString findBwrap();
    /// The arguments of bwrap for `command` (program first). `readable` are files that stay visible in hidden folders.
    QStringList wrap(const QStringList &command, const QStringList &readable) const;
};

/// The model itself and, for "name-00001-of-00003.gguf", its other parts.
QStringList filesOfModel(const QString &modelFile);

} // namespace triptych
