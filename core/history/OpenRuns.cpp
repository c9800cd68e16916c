// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/OpenRuns.h"

#include "core/history/HistoryReader.h"

#include <algorithm>
#include <tuple>

namespace triptych {

bool OpenRun::isOpen() const
{
    return std::any_of(lanes.begin(), lanes.end(), [](const Lane &lane) { return lane.isOpen; });
}

std::vector<HistoryOp> OpenRun::ops() const
{
    std::vector<HistoryOp> all {BeginRun {opening}};
    for (const Lane &lane : lanes) {
        if (!lane.isOpen)
            all.push_back(EndLane {lane.record});
        else if (!lane.record.text.isEmpty() || !lane.record.reasoning.isEmpty())
            all.push_back(TextPiece {lane.record.id, lane.record.text, lane.record.reasoning, true});
    }
    return all;
}

RunDetail OpenRun::detail() const
{
    RunDetail detail {.summary = {.id = -qint64(opening.run) - 1,
                                  .startedAt = opening.startedAt,
                                  .document = opening.document,
                                  .promptStart = opening.prompt.left(promptStartLength),
                                  .isUnsaved = true},
                      .prompt = opening.prompt};
    for (const Lane &lane : lanes) {
        detail.summary.lanes.push_back(
            {.name = lane.record.name(), .outcome = lane.record.outcome, .isOpen = lane.isOpen});
        detail.lanes.push_back(lane.record);
    }
    return detail;
}

void OpenRuns::begin(const RunOpening &opening)
{
    OpenRun run {.opening = opening};
    for (const RunOpening::Lane &lane : opening.lanes) {
        run.lanes.push_back({.record = lane.start});
        run.lanes.back().record.id = lane.id;
    }
    const auto place = [](const OpenRun::Lane &lane) { return std::tie(lane.record.index, lane.record.repeat); };
    std::stable_sort(run.lanes.begin(), run.lanes.end(),
                     [&place](const OpenRun::Lane &a, const OpenRun::Lane &b) { return place(a) < place(b); });
    m_runs.push_back(std::move(run));
}

OpenRun::Lane *OpenRuns::lane(LaneId id)
{
    for (OpenRun &run : m_runs) {
        const auto found = std::find_if(run.lanes.begin(), run.lanes.end(),
                                        [id](const OpenRun::Lane &lane) { return lane.record.id == id; });
        if (found != run.lanes.end())
            return &*found;
    }
    return nullptr;
}

void OpenRuns::removeIf(const std::function<bool(const OpenRun &)> &isDone)
{
    std::erase_if(m_runs, isDone);
}

void overlay(const RunDetail &waiting, RunSummary &stored)
{
    stored.isUnsaved = true;
    for (std::size_t i = 0; i < std::min(stored.lanes.size(), waiting.summary.lanes.size()); ++i) {
        stored.lanes[i].outcome = waiting.summary.lanes[i].outcome;
        stored.lanes[i].isOpen = waiting.summary.lanes[i].isOpen;
    }
}

void overlay(const RunDetail &waiting, RunDetail &stored)
{
    overlay(waiting, stored.summary);
    for (std::size_t i = 0; i < std::min(stored.lanes.size(), waiting.lanes.size()); ++i)
        stored.lanes[i] = waiting.lanes[i];
}

} // namespace triptych
