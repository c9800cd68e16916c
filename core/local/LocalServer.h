// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/local/ChildProcess.h"
#include "core/local/GgufHeader.h"
#include "core/local/HealthProbe.h"
#include "core/local/LlamaServers.h"
#include "core/local/LogRing.h"
#include "core/local/ProgramFinder.h"

#include <map>
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
    /// Stopped: no child. Preparing: asked for, but the program or a seat is not there yet. Resting: before the restart.
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

    int addWaiter(LlamaServers::Progress progress, LlamaServers::Ready ready);
    void dropWaiter(int id);
    bool hasWaiters() const { return !m_waiters.empty(); }
    void note(const LocalProgress &progress); ///< To all who wait, and to those who come later.
    void tellWhereItStands(); ///< The address when it runs, else the last progress.

    void prepare();
    void launch(const ServerProgram &program, const GgufHeader &header, const LocalServerOptions &options);
    void fail(const Error &error); ///< Back to Stopped, all waiters told.
    void stop(); ///< SIGTERM; SIGKILL to the group after 5 s. Who waits goes on waiting.
    void stopForGood(); ///< Tells them that it was stopped.
    void terminate();
    bool waitForEnd(std::chrono::milliseconds limit);

    std::optional<Error> crashLoop() const; ///< While it must not be started again.
    std::optional<Error> postMortem(const QUrl &baseUrl);
    void askWhetherIdle(std::function<void(bool)> done); ///< No lane is being answered. `done` may be dropped.

Q_SIGNALS:
    void stateChanged();

private:
    struct Waiter
    {
        LlamaServers::Progress progress;
        LlamaServers::Ready ready;
    };

    void setState(State state);
    void spawn();
    QStringList arguments() const;
    void takeOutput(const QByteArray &bytes);
    void probe(QByteArrayView path, const Secret &key, std::function<void(int status)> judge);
    void probeHealth();
    void probeStranger();
    void probeOwnKey();
    void meetStranger();
    void becomeReady();
    void giveUpLoading();
    void childEnded(const ChildEnd &end);
    Error causeOfDeath(const ChildEnd &end) const;
    void bury(const Error &death, bool mayRestart);
    void checkIdle();
    void answerAll(const std::function<Result<LocalServerAddress>()> &answer);

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
    std::unique_ptr<HealthProbe> m_probe;
    std::unique_ptr<HealthProbe> m_idleProbe;

    std::map<int, Waiter> m_waiters;
    int m_nextWaiter = 1;
    LocalProgress m_progress;
    MonotonicTime m_lastUsed {0};

    std::optional<MonotonicTime> m_lastCrash;
    std::optional<MonotonicTime> m_loopedAt;
    Error m_loop;
    std::vector<std::pair<QUrl, Error>> m_deaths; ///< The last few.

    std::unique_ptr<Timer> m_loadLimit;
    std::unique_ptr<Timer> m_pause; ///< Between probes, and before a restart.
    std::unique_ptr<Timer> m_killLimit;
    std::unique_ptr<Timer> m_idle;
};

} // namespace triptych
