// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/local/ChildProcess.h"
#include "core/local/LlamaServers.h"
#include "core/local/Sandbox.h"

#include <vector>

namespace triptych {

/// A llama-server that answered --version, and what it can be run in.
struct ServerProgram
{
    QString path = {}; ///< Absolute.
    QString version = {};
    Sandbox sandbox = {};
};

/// Finds the llama-server to use, without blocking: the one that is named (setting, TRIPTYCH_LLAMA_SERVER), else the
/// first of PATH and the build cache that answers --version; waits for a build that is under way. One search at a time,
/// its answer is remembered until the file or the options change. Callers that may die guard their callbacks.
class ProgramFinder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProgramFinder)

public:
    using Building = std::function<void(int done, int total)>;
    using Found = std::function<void(const Result<ServerProgram> &)>;

    ProgramFinder(Clock &clock, const LocalServerOptions &options);
    ~ProgramFinder() override;

    /// Callbacks come later, from the event loop.
    void find(Building building, Found found);
    /// A search that is under way begins anew when they name another program.
    void setOptions(const LocalServerOptions &options);

    /// Looks at files alone. Nothing: there is a program to try; else why the one that is named cannot be run, empty if
    /// none is.
    static std::optional<QString> seemsMissing(const LocalServerOptions &options);
    static bool isSameSearch(const LocalServerOptions &one, const LocalServerOptions &other);

    static QByteArrayList childEnvironment(); ///< PATH and LD_LIBRARY_PATH, as far as they are set.

private:
    struct Waiter
    {
        Building building;
        Found found;
    };
    struct Candidate
    {
        QString path;
        bool isNamed = false; ///< A person named it, so nothing else is taken in its place.
    };

    static std::vector<Candidate> candidates(const LocalServerOptions &options);
    void searchSoon();
    void search();
    void tryNext();
    void judge(const ChildEnd &end);
    void trySandbox();
    void lookAtBuild();
    void finish(const Result<ServerProgram> &result);
    Result<> run(const QString &program, const QStringList &arguments, std::function<void(const ChildEnd &)> ended);

    Clock &m_clock;
    LocalServerOptions m_options;
    std::vector<Waiter> m_waiters;
    std::vector<Candidate> m_candidates; ///< Still to be tried, last first.
    Candidate m_candidate;
    ServerProgram m_program;
    QString m_refusal; ///< Why the last candidate was not taken.
    std::optional<ServerProgram> m_found;
    QDateTime m_foundStamp;
    std::unique_ptr<ChildProcess> m_child;
    QByteArray m_output;
    std::unique_ptr<Timer> m_limit;
    std::unique_ptr<Timer> m_again;
};

} // namespace triptych
