// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/HistoryOp.h"

#include <QHash>
#include <deque>

namespace triptych {

/// What was told and is not on disk yet, in its order. Text is cut into pieces here, so that nothing is written twice.
class HistoryQueue
{
public:
    void add(HistoryOp op);
    void addText(LaneId lane, const QString &text, const QString &reasoning); ///< All of it so far.
    void clear();

    bool isEmpty() const { return m_ops.empty(); }
    bool hasEnds() const { return m_hasEnds; }
    const std::deque<HistoryOp> &ops() const { return m_ops; }

    /// The runs that wait, newest first, as far as they are known; their ids are below 0.
    std::vector<RunDetail> unsavedRuns() const;
    bool dropRun(qint64 unsavedId); ///< A person removed a run before it was ever saved.

private:
    struct Told
    {
        qsizetype text = 0;
        qsizetype reasoning = 0;
    };

    std::deque<HistoryOp> m_ops;
    QHash<LaneId, Told> m_told;
    bool m_hasEnds = false;
};

} // namespace triptych
