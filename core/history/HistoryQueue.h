// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/OpenRuns.h"

#include <deque>

namespace triptych {

/// What was told and is not on disk yet, in its order. Text is cut into pieces here, so that nothing is written twice.
/// It also remembers the runs that go on, in case the file that has them is lost.
class HistoryQueue
{
public:
    void add(HistoryOp op);
    void addText(LaneId lane, const QString &text, const QString &reasoning); ///< All of it so far.
    void clear(); ///< All of it is on the disk.
    void dropRemovals(); ///< The person was told that they failed.

    /// What waits may lie in a spool file by now: from here on it keeps its numbers and its words.
    void freeze() { m_lastFrozen = m_lastNumber; }
    /// An empty file has come in the place of the one that had what was told before.
    void startOver();

    bool isEmpty() const { return m_ops.empty(); }
    bool hasEnds() const { return m_hasEnds; }
    const std::deque<NumberedOp> &ops() const { return m_ops; }

    struct Unsaved
    {
        RunId run = {};
        bool isBegun = false; ///< The disk has a part of it.
        RunDetail detail = {}; ///< Its id is below 0.
    };
    std::vector<Unsaved> unsavedRuns() const; ///< Newest first.
    bool dropRun(qint64 unsavedId); ///< A person removed a run before it was ever saved.

    /// Removed from the disk on purpose: not to be told again.
    void forgetRuns(const std::function<bool(const OpenRun &)> &isGone) { m_runs.removeIf(isGone); }
    const std::vector<OpenRun> &openRuns() const { return m_runs.all(); }

private:
    bool hasBegin(RunId run) const;
    bool hasNews(const OpenRun &run) const;

    std::deque<NumberedOp> m_ops;
    OpenRuns m_runs;
    quint64 m_lastNumber = 0;
    quint64 m_lastFrozen = 0;
    bool m_hasEnds = false;
};

} // namespace triptych
