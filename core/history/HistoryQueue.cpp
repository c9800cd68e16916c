// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/HistoryQueue.h"

#include "core/history/HistoryReader.h"

#include <algorithm>

namespace triptych {

namespace {

qint64 unsavedId(RunId run)
{
    return -qint64(run) - 1;
}

RunDetail unsavedRun(const RunOpening &opening)
{
    RunDetail detail{.summary = {.id = unsavedId(opening.run),
                                 .startedAt = opening.startedAt,
                                 .document = opening.document,
                                 .promptStart = opening.prompt.left(promptStartLength),
                                 .isUnsaved = true},
                     .prompt = opening.prompt};
    for (const RunOpening::Lane &lane : opening.lanes) {
        detail.summary.lanes.push_back({.name = lane.start.name(), .isOpen = true});
        detail.lanes.push_back(lane.start);
        detail.lanes.back().id = lane.id;
    }
    return detail;
}

/// Calls `change` with the lane that has this number, if one of the runs has it.
template<typename Change>
void withLane(std::vector<RunDetail> &runs, LaneId id, Change change)
{
    for (RunDetail &run : runs) {
        for (std::size_t i = 0; i < run.lanes.size(); ++i) {
            if (run.lanes[i].id == id) {
                change(run.lanes[i], run.summary.lanes[i]);
                return;
            }
        }
    }
}

LaneId laneOf(const HistoryOp &op)
{
    if (const auto *piece = std::get_if<TextPiece>(&op))
        return piece->lane;
    if (const auto *end = std::get_if<EndLane>(&op))
        return end->record.id;
    return {};
}

} // namespace

void HistoryQueue::add(HistoryOp op)
{
    if (const auto *end = std::get_if<EndLane>(&op)) {
        m_told.remove(end->record.id);
        m_hasEnds = true;
    } else if (const auto *begin = std::get_if<BeginRun>(&op)) {
        for (const RunOpening::Lane &lane : begin->opening.lanes)
            m_told.insert(lane.id, {});
    }
    m_ops.push_back(std::move(op));
}

void HistoryQueue::addText(LaneId lane, const QString &text, const QString &reasoning)
{
    const auto told = m_told.find(lane);
    if (told == m_told.end())
        return; // never begun, or ended already
    const bool startsOver = text.size() < told->text || reasoning.size() < told->reasoning;
    if (startsOver)
        *told = {};
    if (!startsOver && text.size() == told->text && reasoning.size() == told->reasoning)
        return;
    TextPiece piece{lane, text.sliced(told->text), reasoning.sliced(told->reasoning), startsOver};
    *told = {text.size(), reasoning.size()};
    // While the disk does not take anything, one piece grows instead of many gathering.
    auto *last = m_ops.empty() ? nullptr : std::get_if<TextPiece>(&m_ops.back());
    if (last && last->lane == lane && !startsOver) {
        last->text += piece.text;
        last->reasoning += piece.reasoning;
    } else {
        m_ops.push_back(std::move(piece));
    }
}

void HistoryQueue::clear()
{
    m_ops.clear();
    m_hasEnds = false;
}

std::vector<RunDetail> HistoryQueue::unsavedRuns() const
{
    std::vector<RunDetail> runs;
    for (const HistoryOp &op : m_ops) {
        if (const auto *begin = std::get_if<BeginRun>(&op)) {
            runs.push_back(unsavedRun(begin->opening));
        } else if (const auto *piece = std::get_if<TextPiece>(&op)) {
            withLane(runs, piece->lane, [&](LaneRecord &record, RunSummary::Lane &) {
                record.text = piece->startsOver ? piece->text : record.text + piece->text;
                record.reasoning = piece->startsOver ? piece->reasoning : record.reasoning + piece->reasoning;
            });
        } else if (const auto *end = std::get_if<EndLane>(&op)) {
            withLane(runs, end->record.id, [&](LaneRecord &record, RunSummary::Lane &lane) {
                record = end->record;
                lane.outcome = record.outcome;
                lane.isOpen = false;
            });
        }
    }
    std::reverse(runs.begin(), runs.end());
    return runs;
}

bool HistoryQueue::dropRun(qint64 id)
{
    const auto begun = std::find_if(m_ops.begin(), m_ops.end(), [id](const HistoryOp &op) {
        const auto *begin = std::get_if<BeginRun>(&op);
        return begin && unsavedId(begin->opening.run) == id;
    });
    if (begun == m_ops.end())
        return false;
    const std::vector<RunOpening::Lane> lanes = std::get<BeginRun>(*begun).opening.lanes;
    m_ops.erase(begun);
    for (const RunOpening::Lane &lane : lanes) {
        m_told.remove(lane.id);
        std::erase_if(m_ops, [&lane](const HistoryOp &op) { return laneOf(op) == lane.id; });
    }
    return true;
}

} // namespace triptych
