// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/secret/Secret.h"

#include <QByteArrayList>
#include <QObject>
#include <QStringList>
#include <chrono>
#include <functional>
#include <memory>

class QSocketNotifier;

namespace triptych {

struct ChildCommand
{
    QString program = {}; ///< Absolute.
    QStringList arguments = {};
    QByteArrayList environment = {}; ///< NAME=value; nothing else is inherited.
    QByteArray secretName = {}; ///< One more variable, whose value goes from guarded memory straight to the child.
    Secret secret = {};
};

/// How a child ended: by a signal, or with a status.
struct ChildEnd
{
    int signal = 0;
    int status = 0;
};

/// A child in a session of its own, whose output is read here and whose whole group ends with it. Unlike QProcess it
/// knows the exact wait status and keeps a key out of strings.
///
/// The kernel kills the child when the *thread* that started it ends, kill -9 included. So start it from a thread that
/// lives as long as the child shall; the destructor ends the group at once.
class ChildProcess final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChildProcess)

public:
    /// Fails with cause local.exec when the program cannot be run.
    static Result<std::unique_ptr<ChildProcess>> start(const ChildCommand &command);
    ~ChildProcess() override;

    qint64 pid() const { return m_pid; }
    bool isRunning() const { return m_isRunning; }
    void terminate(); ///< SIGTERM to the group.
    void kill(); ///< SIGKILL to the group.
    bool waitForEnd(std::chrono::milliseconds limit); ///< Blocks; for shutting down only. No ended() comes from it.
    void noticeEnd(std::chrono::milliseconds limit); ///< Blocks; ended() comes now rather than from the event loop.

Q_SIGNALS:
    void outputArrived(const QByteArray &bytes); ///< Both of its outputs, as they come.
    void ended(const triptych::ChildEnd &end); ///< Once, after the last output.

private:
    ChildProcess(int pid, int pidDescriptor, int output);
    void readOutput();
    void reap();
    bool hasEnded(std::chrono::milliseconds limit) const;
    ChildEnd collect();

    int m_pid;
    int m_pidDescriptor;
    int m_output;
    bool m_isRunning = true;
    std::unique_ptr<QSocketNotifier> m_outputNotifier;
    std::unique_ptr<QSocketNotifier> m_endNotifier;
};

/// "SIGSEGV" and its kin; "signal 42" for the others.
QString signalName(int signal);

} // namespace triptych
