// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"
#include "core/local/EngineState.h"
#include "core/local/GgufHeaders.h"
#include "core/secret/Secret.h"

#include <QObject>
#include <QUrl>
#include <functional>
#include <memory>

namespace triptych {

/// Where a running server listens, and the throw-away key that it wants.
struct LocalServerAddress
{
    QUrl baseUrl = {}; ///< http://127.0.0.1:PORT
    Secret key = {};
};

/// Why it is not ready yet.
struct LocalProgress
{
    enum Stage : quint8 { WaitingForBuild, Starting, Loading };
    Stage stage = Starting;
    int done = 0; ///< Files compiled, for WaitingForBuild.
    int total = 0;
};

/// Which program to run and how.
struct LocalServerOptions
{
    QString program = {}; ///< The setting; empty: looked for as architecture.md says.
    QString buildCache = {}; ///< Folder llama.cpp-<version> with bin/ and progress; empty: the user's.
    QString stateFolder = {}; ///< Notes on running children; empty: the user's runtime folder. Read once, at the start.
    QStringList hiddenFolders = {}; ///< Kept out of the sandbox beside the home folder: vault, history, settings.
    bool isSandboxed = true; ///< In bubblewrap, where it works.
    int contextTokens = 0; ///< 0: what the model was trained for, up to 8192.
    int maxServers = 2;
    std::chrono::milliseconds idleStop {10 * 60'000};
    std::chrono::milliseconds loadLimit {60'000}; ///< At least; larger files get more.

    QString buildFolder() const; ///< buildCache, or the user's.
};

/// Supervises llama-server, one child for a model file, two at most. Made, used and destroyed on the I/O thread: the
/// kernel kills the children when the thread that started them ends, which is also what ends them after kill -9.
/// Causes: local.exec, local.crash, local.oom, local.load_timeout, local.port, local.crash_loop (twice within a
/// minute), local.silent (it ran and then hung), local.stopped, and those of readGgufHeader().
class LlamaServers final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LlamaServers)

public:
    /// `headers`: shared with the library, so that no file is read twice.
    LlamaServers(Clock &clock, const LocalServerOptions &options,
                 std::shared_ptr<GgufHeaders> headers = std::make_shared<GgufHeaders>(), QObject *parent = nullptr);
    ~LlamaServers() override; ///< Stops every child: SIGTERM, 5 s, SIGKILL to the group.

    /// Dropping the ticket cancels the wait, not the server.
    class Ticket
    {
    public:
        virtual ~Ticket() = default;
    };
    using Progress = std::function<void(const LocalProgress &)>;
    using Ready = std::function<void(Result<LocalServerAddress>)>;
    /// Starts the server of a model file if needed; `ready` once it answers /health with our key. Never before the call
    /// returned. One that ran and has been silent since is asked first, and replaced when it hangs.
    std::unique_ptr<Ticket> ensure(const QString &modelFile, Progress progress, Ready ready);

    /// Of the model's server while that runs. It counts as no use: such a server may stop when it is idle.
    std::optional<LocalServerAddress> running(const QString &modelFile) const;

    /// Why the child of a model died, when it did since `baseUrl` was handed out: turns a reset into local.crash.
    /// Waits up to 50 ms for a death that the socket already told of.
    std::optional<Error> postMortem(const QUrl &baseUrl) const;
    QString log(const QString &modelFile) const; ///< The last 1 MiB, escapes stripped.
    /// A lane waited in vain: asks the server of the model, ends it when it hangs.
    void doubt(const QString &modelFile);
    /// For servers that start later; those that another program or context would run better stop when they are idle.
    void setOptions(const LocalServerOptions &options);
    void watchEngine(); ///< From now on engineStateChanged() tells, beginning with the present.
    void stopAll();

Q_SIGNALS:
    void stateChanged(const QString &modelFile);
    void engineStateChanged(const triptych::EngineState &state);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace triptych
