// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/HistoryQueue.h"

#include <algorithm>

namespace triptych {

namespace {

LaneId laneOf(const HistoryOp &op)
{
    if (const auto *piece = std::get_if<TextPiece>(&op))
        return piece->lane;
    if (const auto *end = std::get_if<EndLane>(&op))
        return end->record.id;
    return {};
}

bool isBeginOf(const HistoryOp &op, RunId run)
{
    const auto *begin = std::get_if<BeginRun>(&op);
    return begin && begin->opening.run == run;
}

bool hasLane(const OpenRun &run, LaneId id)
{
    return std::any_of(run.lanes.begin(), run.lanes.end(),
                       [id](const OpenRun::Lane &lane) { return lane.record.id == id; });
}

} // namespace

void HistoryQueue::add(HistoryOp op)
{
    if (const auto *end = std::get_if<EndLane>(&op)) {
        if (auto *lane = m_runs.lane(end->record.id))
            *lane = {.record = end->record, .isOpen = false};
        m_hasEnds = true;
    } else if (const auto *begin = std::get_if<BeginRun>(&op)) {
        m_runs.begin(begin->opening);
    }
    m_ops.push_back({++m_lastNumber, std::move(op)});
}

void HistoryQueue::addText(LaneId id, const QString &text, const QString &reasoning)
{
    auto *lane = m_runs.lane(id);
    if (!lane || !lane->isOpen)
        return; // never begun, or ended already
    LaneRecord &told = lane->record;
    const bool startsOver = text.size() < told.text.size() || reasoning.size() < told.reasoning.size();
    if (!startsOver && text.size() == told.text.size() && reasoning.size() == told.reasoning.size())
        return;
    TextPiece piece {id, text.sliced(startsOver ? 0 : told.text.size()),
                     reasoning.sliced(startsOver ? 0 : told.reasoning.size()), startsOver};
    told.text = text;
    told.reasoning = reasoning;
    // While the disk does not take anything, one piece grows instead of many gathering.
    const bool mayGrow = !m_ops.empty() && m_ops.back().number > m_lastFrozen && !startsOver;
    auto *last = mayGrow ? std::get_if<TextPiece>(&m_ops.back().op) : nullptr;
    if (last && last->lane == id) {
        last->text += piece.text;
        last->reasoning += piece.reasoning;
    } else {
        m_ops.push_back({++m_lastNumber, std::move(piece)});
    }
}

void HistoryQueue::clear()
{
    m_ops.clear();
    m_hasEnds = false;
    m_runs.removeIf([](const OpenRun &run) { return !run.isOpen(); });
}

void HistoryQueue::dropRemovals()
{
    std::erase_if(m_ops, [](const NumberedOp &waiting) {
        return std::holds_alternative<RemoveRun>(waiting.op) || std::holds_alternative<RemoveRange>(waiting.op);
    });
}

void HistoryQueue::startOver()
{
    // A run's id means another run in a new file; a time means the same.
    std::deque<NumberedOp> waiting = std::exchange(m_ops, {});
    m_hasEnds = false;
    for (const OpenRun &run : m_runs.all()) {
        for (HistoryOp &op : run.ops()) {
            m_hasEnds |= std::holds_alternative<EndLane>(op);
            m_ops.push_back({++m_lastNumber, std::move(op)});
        }
    }
    for (NumberedOp &old : waiting) {
        if (std::holds_alternative<RemoveRange>(old.op))
            m_ops.push_back({++m_lastNumber, std::move(old.op)});
    }
}

bool HistoryQueue::hasBegin(RunId run) const
{
    return std::any_of(m_ops.begin(), m_ops.end(),
                       [run](const NumberedOp &waiting) { return isBeginOf(waiting.op, run); });
}

bool HistoryQueue::hasNews(const OpenRun &run) const
{
    return std::any_of(m_ops.begin(), m_ops.end(),
                       [&run](const NumberedOp &waiting) { return hasLane(run, laneOf(waiting.op)); });
}

std::vector<HistoryQueue::Unsaved> HistoryQueue::unsavedRuns() const
{
    std::vector<Unsaved> runs;
    for (const OpenRun &run : m_runs.all()) {
        const bool isBegun = !hasBegin(run.opening.run);
        if (!isBegun || hasNews(run))
            runs.push_back({run.opening.run, isBegun, run.detail()});
    }
    std::reverse(runs.begin(), runs.end());
    return runs;
}

bool HistoryQueue::dropRun(qint64 id)
{
    const auto &runs = m_runs.all();
    const auto run = std::find_if(runs.begin(), runs.end(), [&](const OpenRun &one) {
        return one.detail().summary.id == id && hasBegin(one.opening.run);
    });
    if (run == runs.end())
        return false;
    std::erase_if(m_ops, [&run](const NumberedOp &waiting) {
        return isBeginOf(waiting.op, run->opening.run) || hasLane(*run, laneOf(waiting.op));
    });
    m_runs.removeIf([number = run->opening.run](const OpenRun &one) { return one.opening.run == number; });
    return true;
}

} // namespace triptych
