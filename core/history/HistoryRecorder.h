// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/history/HistoryStore.h"

#include <QHash>

namespace triptych {

/// Listens to a run and tells the history: what began, at most every 400 ms what arrived, and how each lane ended.
/// A run that was not told here ("do not record") leaves nothing. Lives on the thread of its clock's timers; the
/// history must outlive it.
class HistoryRecorder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryRecorder)

public:
    static constexpr std::chrono::milliseconds tellEvery {400};

    HistoryRecorder(HistoryStore &history, Clock &clock, QObject *parent = nullptr);
    ~HistoryRecorder() override; ///< Tells what it has not told yet.

    void runStarted(const RunOpening &opening);
    void laneEvents(LaneId lane, const StreamEvents &events);
    void laneFinished(const LaneRecord &record); ///< record.id says which.

private:
    struct Growing
    {
        QString text = {};
        QString reasoning = {};
        bool isTold = true;
    };
    void tell();

    HistoryStore &m_history;
    std::unique_ptr<Timer> m_timer;
    bool m_isWaiting = false;
    QHash<LaneId, Growing> m_lanes;
};

} // namespace triptych
