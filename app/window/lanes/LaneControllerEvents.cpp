// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/lanes/LaneController.h"

#include "app/session/Session.h"
#include "core/cost/CostSum.h"
#include "core/prompt/TokenEstimate.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/lanes/LaneTranscript.h"
#include "ui/lanes/LaneView.h"

namespace triptych {

void LaneController::followEngine()
{
    const EngineState &engine = m_session.engineState();
    const bool wasBuilding = !m_build.note.code.isEmpty();
    const bool isBuilding = engine.stage == EngineState::Building;
    m_build.note = {};
    if (isBuilding)
        m_build.note = {.code = QStringLiteral("llama.building"), .done = engine.done, .total = engine.total};
    if (m_build.firstNote.total != m_build.note.total) { // the steps before compiling have no pace
        m_build.firstNote = m_build.note;
        m_buildClock.start();
    }
    m_build.firstNoteAgeMs = m_buildClock.isValid() ? double(m_buildClock.elapsed()) : 0;
    if (!wasBuilding && !isBuilding)
        return;
    for (const auto &[slot, entry] : m_entries) {
        if (!entry->active && !entry->record)
            present(*entry);
    }
}

/// Live figures and countdowns; falls asleep when there are none.
void LaneController::beat()
{
    bool isAlive = false;
    for (const auto &[slot, entry] : m_entries) {
        const bool countsDown
            = entry->record && entry->endClock.isValid() && entry->record->error && entry->record->error->retryAfter;
        if (entry->waitsForRoom && !roomInMs(*entry)) {
            runAgain(slot);
            return; // it beats again soon
        }
        if (!entry->active && !countsDown)
            continue;
        if (entry->active)
            countOutput(*entry);
        present(*entry);
        isAlive = isAlive || entry->active || roomInMs(*entry);
    }
    if (!isAlive)
        m_heart.stop();
}

void LaneController::countOutput(LaneEntry &entry) const
{
    const TokenFamily family = tokenFamilyOf(entry.address.model);
    const auto count = [family](const QString &all, qsizetype &counted) {
        const qint64 tokens = estimateTokens(QStringView(all).sliced(qMin(counted, all.size())), family);
        counted = all.size();
        return tokens;
    };
    const qint64 thoughts = count(viewOf(entry)->reasoning(), entry.countedReasoning);
    entry.flight.estimatedReasoning += thoughts;
    entry.flight.estimatedOutput += thoughts + count(viewOf(entry)->text(), entry.countedText);
    TokenUsage usage = entry.flight.usage;
    usage.output = std::max(usage.output.value_or(0), entry.flight.estimatedOutput);
    const auto price = m_session.catalog().model(entry.address.provider, entry.address.model).price;
    entry.flight.usdSoFar = usage.input ? costOf(price, usage).usd : std::nullopt;
}

void LaneController::onEvents(LaneId id, const StreamEvents &events)
{
    LaneEntry *entry = entryOf(id);
    if (!entry)
        return;
    viewOf(*entry)->transcript().append(events);
    for (const StreamEvent &event : events) {
        if (const auto *report = std::get_if<UsageReport>(&event))
            entry->flight.usage = report->usage;
    }
}

void LaneController::onPhase(LaneId id, LanePhase phase, const LaneTiming &timing)
{
    LaneEntry *entry = entryOf(id);
    if (!entry)
        return;
    entry->flight.phase = phase;
    entry->flight.timing = timing;
    entry->flight.note = {};
    present(*entry);
    if (entry->slot == m_grid.chosenSlot())
        tellChosen();
}

void LaneController::onQueued(LaneId id, const QueueNote &note)
{
    if (LaneEntry *entry = entryOf(id)) {
        if (entry->flight.firstNote.code != note.code) {
            entry->flight.firstNote = note;
            entry->firstNoteClock.start();
        }
        entry->flight.note = note;
        entry->noteClock.start();
        present(*entry);
    }
}

void LaneController::onFinished(LaneId id, const LaneRecord &record)
{
    LaneEntry *entry = entryOf(id);
    if (entry) {
        m_slotOf.erase(id);
        entry->active.reset();
        entry->record = record;
        entry->endClock.start();
        LaneView *view = viewOf(*entry);
        view->transcript().flush();
        if (view->text() != record.text)
            view->setText(record.text, record.reasoning);
        present(*entry);
        presentBest();
        if (entry->slot == m_grid.chosenSlot())
            tellChosen();
        Q_EMIT runningChanged();
    }
    Q_EMIT laneEnded();
}

} // namespace triptych
