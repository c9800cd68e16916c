// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/HistoryRecorder.h"

namespace triptych {

HistoryRecorder::HistoryRecorder(HistoryStore &history, Clock &clock, QObject *parent)
    : QObject(parent),
      m_history(history),
      m_timer(clock.newTimer([this] { tell(); }))
{}

HistoryRecorder::~HistoryRecorder()
{
    tell();
}

void HistoryRecorder::runStarted(const RunOpening &opening)
{
    for (const RunOpening::Lane &lane : opening.lanes)
        m_lanes.insert(lane.id, {});
    m_history.beginRun(opening);
}

void HistoryRecorder::laneEvents(LaneId lane, const StreamEvents &events)
{
    const auto growing = m_lanes.find(lane);
    if (growing == m_lanes.end())
        return;
    for (const StreamEvent &event : events) {
        if (const auto *text = std::get_if<TextDelta>(&event))
            growing->text += text->text;
        else if (const auto *thought = std::get_if<ReasoningDelta>(&event))
            growing->reasoning += thought->text;
        else
            continue;
        growing->isTold = false;
    }
    if (growing->isTold || m_isWaiting)
        return;
    m_isWaiting = true;
    m_timer->start(tellEvery);
}

void HistoryRecorder::laneFinished(const LaneRecord &record)
{
    if (m_lanes.remove(record.id))
        m_history.finishLane(record);
}

void HistoryRecorder::tell()
{
    m_isWaiting = false;
    for (auto lane = m_lanes.begin(); lane != m_lanes.end(); ++lane) {
        if (!lane->isTold)
            m_history.appendText(lane.key(), lane->text, lane->reasoning);
        lane->isTold = true;
    }
}

} // namespace triptych
