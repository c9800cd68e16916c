// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/LocalServerBench.h"
#include "tests/support/ManualClock.h"

namespace triptych {

constexpr int patience = 20'000; ///< Milliseconds in which a process has to come or go.

inline QString word(const char *text)
{
    return QString::fromLatin1(text);
}

/// Moves a manual clock on in small steps, as long as a test waits.
bool tick(ManualClock &clock, bool isDone);

// How many timers run beside a server: one counts its rest, and while it is asked something, another is the limit of
// the question. They tell a test how far the server is, for neither a question nor an answer shows outside.
constexpr int timersWhileItRuns = 1;
constexpr int timersWhileItIsAsked = 2;

/// Where most tests of LlamaServers start: one model whose server runs, on a clock that stands still by then.
class RunningServer
{
    Q_DISABLE_COPY_MOVE(RunningServer)

public:
    explicit RunningServer(const LocalServerBench &bench, const QStringList &behaviour = {});
    RunningServer(const LocalServerBench &bench, const QStringList &behaviour, const LocalServerOptions &options);

    ManualClock clock;
    const QString model;
    LlamaServers servers;
    const std::shared_ptr<Asked> asked; ///< The answer that made it run; the test verifies that it did.
    const qint64 engine; ///< Its process number.
};

} // namespace triptych
