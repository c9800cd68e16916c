// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/local/ChildProcess.h"
#include "core/local/GgufHeader.h"
#include "core/local/LifeCheck.h"
#include "core/local/LogRing.h"
#include "core/local/ProgramFinder.h"
#include "core/local/ReadinessCheck.h"
#include "core/local/Waiters.h"

#include <vector>

namespace triptych {

class Leftovers;

/// The server of one model file: its child, from the start to the post mortem, and those who wait for it.
/// Who may start when is decided by LlamaServers.
class LocalServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LocalServer)

public:
    /// Stopped: no child. Preparing: asked for, but the program or a seat is not there yet. Resting: before the
    /// restart.
    enum class State : quint8 { Stopped, Preparing, Starting, Running, Resting, Stopping };

    LocalServer(Clock &clock, const Leftovers &leftovers, const QString &modelFile);
    ~LocalServer() override; ///< Kills at once; terminate() and waitForEnd() before it make it gentle.

    State state() const { return m_state; }
    bool hasChild() const { return m_child != nullptr; }
    bool takesSeat() const { return m_state != State::Stopped && m_state != State::Preparing; }
    MonotonicTime lastUsed() const { return m_lastUsed; }
    void touch() { m_lastUsed = m_clock.monotonic(); }
    const QString &modelFile() const { return m_modelFile; }
    QString log() const;
    std::optional<LocalServerAddress> address() const; ///< While it runs.

    Waiters &waiters() { return m_waiters; }
    void note(const LocalProgress &progress); ///< To all who wait, and to those who come later.
    void tellWhereItStands(); ///< The address when it runs and shows life, else the last progress.

    void prepare();
    void launch(const ServerProgram &program, const GgufHeader &header, const LocalServerOptions &options);
    void fail(const Error &error); ///< Back to Stopped, all waiters told.
    void stop(); ///< SIGTERM; SIGKILL to the group after 5 s. Who waits goes on waiting.
    void stopForGood(); ///< Tells them that it was stopped.
    void doubt(); ///< Asks a running server whether it still answers; one that does not is stopped.
    void retire(); ///< It runs with options that hold no more: stopped as soon as no lane is being answered.
    void forgetCrashes() { m_loopedAt.reset(); } ///< What it crashed with has changed.
    void terminate();
    bool waitForEnd(std::chrono::milliseconds limit);

    std::optional<Error> crashLoop() const; ///< While it must not be started again.
    std::optional<Error> postMortem(const QUrl &baseUrl);
    void askWhetherIdle(std::function<void(bool)> done); ///< No lane is being answered. A later call drops `done`.

Q_SIGNALS:
    void stateChanged();

private:
    void setState(State state);
    void spawn();
    QStringList arguments() const;
    void takeOutput(const QByteArray &bytes);
    void checkReadiness();
    void judge(ReadinessCheck::Verdict verdict);
    void becomeReady();
    void handOut();
    LocalServerAddress whereItListens() const;
    void giveUpOnSilent();
    void giveUpLoading();
    void giveUpOnLoopback();
    void childEnded(const ChildEnd &end);
    QByteArray lastLines() const;
    void askNothingMore();
    void bury(const Error &death);
    void remember(const Error &death);
    void rest();
    void checkIdle();
    void watchIdleness();

    Clock &m_clock;
    const Leftovers &m_leftovers;
    QString m_modelFile;
    State m_state = State::Stopped;

    ServerProgram m_program;
    GgufHeader m_header;
    LocalServerOptions m_options;

    std::unique_ptr<ChildProcess> m_child;
    Secret m_key;
    LogRing m_log;
    QByteArray m_lastOutput; ///< Where the address is looked for; an output may be cut in the middle of it.
    QUrl m_baseUrl;
    int m_strangers = 0;
    bool m_hasMetStranger = false;
    std::unique_ptr<ReadinessCheck> m_readiness;
    std::unique_ptr<HealthProbe> m_idleProbe;
    std::unique_ptr<LifeCheck> m_lifeCheck;

    Waiters m_waiters;
    LocalProgress m_progress;
    MonotonicTime m_lastUsed {0};
    MonotonicTime m_lastSign {0}; ///< Of life: an answer, or a word in the log.
    bool m_isRetiring = false;

    std::optional<MonotonicTime> m_lastCrash;
    std::optional<MonotonicTime> m_loopedAt;
    Error m_loop;
    std::vector<std::pair<QUrl, Error>> m_deaths; ///< The last few.

    std::unique_ptr<Timer> m_loadLimit;
    std::unique_ptr<Timer> m_restart;
    std::unique_ptr<Timer> m_killLimit;
    std::unique_ptr<Timer> m_idle;
};

} // namespace triptych
