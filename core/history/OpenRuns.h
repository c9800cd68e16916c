// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/HistoryOp.h"

#include <functional>

namespace triptych {

/// A run of this process that still goes on or waits for the disk, with all that it has said so far.
struct OpenRun
{
    struct Lane
    {
        LaneRecord record = {};
        bool isOpen = true;
    };

    RunOpening opening = {};
    std::vector<Lane> lanes = {}; ///< In the order in which the history shows them.

    bool isOpen() const;
    std::vector<HistoryOp> ops() const; ///< What tells a new file everything about it.
    RunDetail detail() const; ///< As the list shows it while the disk has not taken it.
};

/// What may have to be told again, or shown, because no disk has it yet.
class OpenRuns
{
public:
    void begin(const RunOpening &opening);
    OpenRun::Lane *lane(LaneId id); ///< Null when it was never begun, or is over and done with.
    void removeIf(const std::function<bool(const OpenRun &)> &isDone);

    const std::vector<OpenRun> &all() const { return m_runs; }

private:
    std::vector<OpenRun> m_runs; ///< Oldest first.
};

/// Lays what waits over what the database said of the same run.
void overlay(const RunDetail &waiting, RunSummary &stored);
void overlay(const RunDetail &waiting, RunDetail &stored);

} // namespace triptych
