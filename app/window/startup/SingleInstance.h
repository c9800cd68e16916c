// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/FileLock.h"

#include <QLocalServer>
#include <QObject>
#include <QStringList>
#include <chrono>

namespace triptych {

/// One window for a home: a second start hands its files to the first and goes. Which is the first, a lock on
/// window.lock in the data folder says, so that a busy window is waited for and not robbed of its socket.
/// Lives on the GUI thread.
class SingleInstance final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SingleInstance)

public:
    /// How long the first window may take to answer; it may be at its own start or at something long.
    static constexpr std::chrono::milliseconds usualPatience {5000};

    explicit SingleInstance(const QString &dataFolder, std::chrono::milliseconds patience = usualPatience,
                            QObject *parent = nullptr);

    bool isFirst() const { return m_isFirst; }
    /// True when another window of this home took the files. Blocks until it did, or the patience is at its end.
    bool handOver(const QStringList &files);
    /// Becomes the window that later starts find; does nothing when another one is.
    void listen();

Q_SIGNALS:
    void filesArrived(const QStringList &files); ///< Empty: somebody just started again.
    void waited(); ///< handOver() found nobody there yet, and is about to try again.

private:
    void read();

    QString m_socket; ///< Empty: no place for one.
    std::chrono::milliseconds m_patience;
    FileHandle m_lock;
    bool m_isFirst = false;
    QLocalServer m_server;
};

} // namespace triptych
