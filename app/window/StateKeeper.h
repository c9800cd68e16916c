// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/settings/SessionState.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <functional>

namespace triptych {

/// Keeps the state of the window on disk, a second after it changed and when the window goes, so that a crash costs no
/// more than that second. Writes off the GUI thread, where it lives itself.
class StateKeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StateKeeper)

public:
    using Collect = std::function<SessionState()>;

    /// `onDisk` is what the file holds; nothing is written until the state is another one.
    StateKeeper(QString file, SessionState onDisk, Collect collect, QObject *parent = nullptr);
    ~StateKeeper() override; ///< Waits for what is being written.

    void soon();
    void now(); ///< Returns when it is on disk.

Q_SIGNALS:
    void failed(const triptych::Error &error);

private:
    void write();

    QString m_file;
    SessionState m_written;
    Collect m_collect;
    QTimer m_timer;
    QThreadPool m_writer;
};

} // namespace triptych
