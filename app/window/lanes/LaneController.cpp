// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/lanes/LaneController.h"

#include "app/session/Session.h"
#include "core/dialects/ContentFilter.h"
#include "core/dialects/RefusedParameter.h"
#include "core/prompt/TokenEstimate.h"
#include "core/run/LaneLimits.h"
#include "core/text/ErrorText.h"
#include "ui/credentials/ProviderChoice.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/lanes/LaneTranscript.h"
#include "ui/lanes/LaneView.h"

namespace triptych {

namespace {

constexpr std::chrono::milliseconds heartbeat {250};

} // namespace

LaneController::LaneController(Session &session, const Theme &theme, LaneGrid &grid, Prompt prompt, QObject *parent)
    : QObject(parent),
      m_session(session),
      m_theme(theme),
      m_grid(grid),
      m_prompt(std::move(prompt))
{
    RunEngine &engine = session.engine();
    connect(&engine, &RunEngine::laneEvents, this, &LaneController::onEvents);
    connect(&engine, &RunEngine::lanePhaseChanged, this, &LaneController::onPhase);
    connect(&engine, &RunEngine::laneQueued, this, &LaneController::onQueued);
    connect(&engine, &RunEngine::laneFinished, this, &LaneController::onFinished);
    connect(&grid, &LaneGrid::laneAction, this, &LaneController::onAction);
    connect(&grid, &LaneGrid::laneChosen, this, &LaneController::tellChosen);
    connect(&grid, &LaneGrid::laneMoved, this, &LaneController::lanesChanged);
    connect(&session, &Session::catalogChanged, this, &LaneController::refresh);
    connect(&session.vault(), &Vault::stateChanged, this, &LaneController::refresh);
    connect(&session.vault(), &Vault::keysChanged, this, &LaneController::refresh);
    connect(&session, &Session::engineStateChanged, this, &LaneController::followEngine);
    m_heart.setInterval(heartbeat);
    connect(&m_heart, &QTimer::timeout, this, &LaneController::beat);
}

LaneController::~LaneController() = default;

bool LaneController::addLane(const LaneAddress &address)
{
    const int slot = m_grid.freeSlot();
    if (slot < 0) {
        Q_EMIT problem(tr("All %n places for lanes are taken. Remove one first.", nullptr, LaneGrid::maxLanes));
        return false;
    }
    auto entry = std::make_unique<LaneEntry>();
    entry->slot = slot;
    entry->address = address;
    const auto local = address.provider == QLatin1String("local") ? m_session.library().find(address.model)
                                                                  : Result<LocalModel>(Error {});
    entry->isDemonstration = local && local.value().isDemonstration;
    LaneEntry &added = *entry;
    m_entries[slot] = std::move(entry);
    m_grid.addLane(LanePresenter::slotInfo(contextOf(added), slot));
    present(added);
    if (m_grid.chosenSlot() < 0)
        m_grid.choose(slot);
    Q_EMIT lanesChanged();
    return true;
}

void LaneController::actOnChosen(const QString &id)
{
    if (!canActOnChosen(id))
        return;
    if (id == QLatin1String("move_left"))
        moveChosen(-1);
    else if (id == QLatin1String("move_right"))
        moveChosen(1);
    else if (id == QLatin1String("copy"))
        m_grid.lane(m_grid.chosenSlot())->copyAnswer();
    else if (id == QLatin1String("copy_code"))
        m_grid.lane(m_grid.chosenSlot())->answer().copyCode();
    else
        onAction(m_grid.chosenSlot(), id);
}

bool LaneController::canActOnChosen(const QString &id) const
{
    const auto entry = m_entries.find(m_grid.chosenSlot());
    if (entry == m_entries.end())
        return false;
    const std::vector<int> order = m_grid.slotOrder();
    if (id == QLatin1String("stop"))
        return entry->second->active.has_value();
    if (id == QLatin1String("copy")
        || id == QLatin1String("copy_code")) // code is known only once the answer is laid out
        return !m_grid.lane(entry->first)->text().isEmpty();
    if (id == QLatin1String("move_left"))
        return order.front() != entry->first;
    return id != QLatin1String("move_right") || order.back() != entry->first;
}

void LaneController::moveChosen(int step)
{
    const std::vector<int> order = m_grid.slotOrder();
    const auto place = std::find(order.begin(), order.end(), m_grid.chosenSlot());
    m_grid.moveLane(m_grid.chosenSlot(), int(place - order.begin()) + step);
}

std::vector<LaneAddress> LaneController::lanes() const
{
    std::vector<LaneAddress> lanes;
    for (const int slot : m_grid.slotOrder())
        lanes.push_back(m_entries.at(slot)->address);
    return lanes;
}

QHash<QString, int> LaneController::slotsByName() const
{
    QHash<QString, int> slotOf;
    for (const int slot : m_grid.slotOrder()) {
        const QString name = m_entries.at(slot)->address.name();
        if (!slotOf.contains(name))
            slotOf.insert(name, slot);
    }
    return slotOf;
}

QHash<QString, int> LaneController::counts() const
{
    QHash<QString, int> counts;
    for (const auto &[slot, entry] : m_entries)
        counts[entry->address.name()] += 1;
    return counts;
}

void LaneController::setLanes(const std::vector<LaneAddress> &lanes)
{
    stop();
    m_slotOf.clear();
    m_grid.clear();
    m_entries.clear();
    for (const LaneAddress &lane : lanes)
        addLane(lane);
    Q_EMIT lanesChanged();
    Q_EMIT runningChanged();
}

/// A prompt that cannot be sent stops nothing that runs.
void LaneController::run()
{
    const auto prompt = promptOrProblem();
    if (!prompt)
        return;
    stop();
    m_slotOf.clear(); // what ends late goes to the history only
    start(m_grid.slotOrder(), *prompt);
}

std::optional<PromptToSend> LaneController::promptOrProblem()
{
    auto prompt = m_prompt();
    if (prompt)
        return std::move(prompt).value();
    Q_EMIT problem(describe(prompt.error()).text());
    return {};
}

int LaneController::runningCount() const
{
    return int(m_slotOf.size() + std::count_if(m_entries.begin(), m_entries.end(), [](const auto &entry) {
                   return entry.second->waitsForRoom;
               }));
}

void LaneController::start(const std::vector<int> &laneSlots, const PromptToSend &prompt)
{
    RunPlan plan {.document = prompt.name, .promptText = prompt.text};
    for (const int slot : laneSlots) {
        LaneAddress address = m_entries.at(slot)->address;
        address.settings = address.settings.withDefaults(prompt.defaults);
        plan.lanes.push_back({.address = address,
                              .index = int(plan.lanes.size()),
                              .patience = m_entries.at(slot)->patience,
                              .request = {.turns = prompt.turns}});
    }
    const StartedRun run = m_session.engine().start(std::move(plan));
    m_hasEverRun = true;
    for (std::size_t i = 0; i < run.lanes.size(); ++i) {
        LaneEntry &entry = *m_entries.at(laneSlots[i]);
        entry.active = run.lanes[i];
        entry.flight = {.forecast = forecastFor(entry)};
        entry.record.reset();
        entry.waitsForRoom = false;
        entry.countedText = entry.countedReasoning = 0;
        entry.clock.start();
        m_slotOf[run.lanes[i]] = entry.slot;
        viewOf(entry)->setText({}, {});
        present(entry);
    }
    m_heart.start();
    Q_EMIT runningChanged();
    tellChosen();
}

/// What earlier runs took, and when this one stops by itself.
LaneForecast LaneController::forecastFor(const LaneEntry &entry) const
{
    LaneForecast forecast = m_forecasts.value(entry.address.name());
    const ProviderPreset *preset = m_session.catalog().find(entry.address.provider);
    const bool isSlow = asksForReasoning(entry.address.settings)
        || (preset && preset->isSlowToStart(m_session.catalog().model(entry.address.provider, entry.address.model)));
    const LaneLimits limits = LaneLimits().times(entry.patience);
    forecast.limitMs = double((isSlow ? limits.firstContentSlow : limits.firstContent).count());
    return forecast;
}

std::optional<double> LaneController::roomInMs(const LaneEntry &entry) const
{
    if (!entry.record || !entry.endClock.isValid() || !entry.record->error || !entry.record->error->retryAfter)
        return {};
    const double left = double(entry.record->error->retryAfter->count()) - double(entry.endClock.elapsed());
    return left > 0 ? std::optional(left) : std::nullopt;
}

void LaneController::stop()
{
    for (const auto &[id, slot] : m_slotOf)
        m_session.engine().cancelLane(id);
    for (const auto &[slot, entry] : m_entries) {
        if (entry->waitsForRoom)
            waitForRoom(slot, false);
    }
}

void LaneController::stopLane(int slot)
{
    if (const auto active = m_entries.at(slot)->active)
        m_session.engine().cancelLane(*active);
}

/// What the lane does now is stopped; its end goes to the history only.
void LaneController::forget(int slot)
{
    stopLane(slot);
    if (const auto active = m_entries.at(slot)->active)
        m_slotOf.erase(*active);
}

void LaneController::removeLane(int slot)
{
    forget(slot);
    m_grid.removeLane(slot);
    m_entries.erase(slot);
    Q_EMIT lanesChanged();
    Q_EMIT runningChanged();
}

void LaneController::show(const RunDetail &run)
{
    std::vector<LaneAddress> addresses;
    for (const LaneRecord &lane : run.lanes)
        addresses.push_back({lane.provider, lane.model, lane.settings});
    m_hasEverRun = true;
    setLanes(addresses);
    const std::vector<int> order = m_grid.slotOrder();
    for (std::size_t i = 0; i < order.size() && i < run.lanes.size(); ++i) {
        LaneEntry &entry = *m_entries.at(order[i]);
        entry.record = run.lanes[i];
        viewOf(entry)->setText(run.lanes[i].text, run.lanes[i].reasoning);
        present(entry);
    }
    presentBest();
    tellChosen();
}

void LaneController::refresh()
{
    for (const auto &[slot, entry] : m_entries) {
        viewOf(*entry)->setInfo(LanePresenter::slotInfo(contextOf(*entry), slot));
        present(*entry);
    }
    presentBest();
}

void LaneController::setShown(bool images, bool documents)
{
    if (m_showsImages == images && m_showsDocuments == documents)
        return;
    m_showsImages = images;
    m_showsDocuments = documents;
    for (const auto &[slot, entry] : m_entries)
        viewOf(*entry)->setInfo(LanePresenter::slotInfo(contextOf(*entry), slot));
}

LaneEntry *LaneController::entryOf(LaneId id)
{
    const auto it = m_slotOf.find(id);
    return it == m_slotOf.end() ? nullptr : m_entries.at(it->second).get();
}

LaneView *LaneController::viewOf(const LaneEntry &entry) const
{
    return m_grid.lane(entry.slot);
}

void LaneController::present(LaneEntry &entry)
{
    const LaneContext context = contextOf(entry);
    LaneViewState state;
    if (entry.active) {
        entry.flight.elapsedMs = double(entry.clock.nsecsElapsed()) / 1e6;
        entry.flight.firstNoteAgeMs = entry.firstNoteClock.isValid() ? double(entry.firstNoteClock.elapsed()) : 0;
        entry.flight.noteAgeMs = entry.noteClock.isValid() ? double(entry.noteClock.elapsed()) : 0;
        state = LanePresenter::inFlight(context, entry.flight);
    } else if (entry.record) {
        state = LanePresenter::ended(context, *entry.record);
    } else {
        state = LanePresenter::ready(context);
    }
    viewOf(entry)->setState(state);
}

/// Best values are only known once several lanes of the same run ended.
void LaneController::presentBest()
{
    std::map<quint64, std::vector<int>> runs;
    for (const auto &[slot, entry] : m_entries) {
        if (entry->record)
            runs[quint64(entry->record->run)].push_back(slot);
    }
    for (const auto &[run, laneSlots] : runs) {
        std::vector<LaneViewState> states;
        for (const int slot : laneSlots)
            states.push_back(m_grid.lane(slot)->state());
        std::vector<Contender> contenders;
        for (std::size_t i = 0; i < laneSlots.size(); ++i)
            contenders.push_back({&states[i].metrics, states[i].stage == LaneStage::Complete,
                                  m_entries.at(laneSlots[i])->isDemonstration});
        markBest(contenders);
        for (std::size_t i = 0; i < laneSlots.size(); ++i)
            m_grid.lane(laneSlots[i])->setState(states[i]);
    }
}

void LaneController::tellChosen()
{
    const auto it = m_entries.find(m_grid.chosenSlot());
    if (it == m_entries.end())
        return;
    const LaneEntry &entry = *it->second;
    Q_EMIT chosenChanged(entry.record ? entry.record->timing : entry.flight.timing, entry.address.name(), entry.slot);
}

/// As it will be asked: without what the model refused.
Endpoint LaneController::endpointOf(const ProviderPreset &preset, const ModelInfo &model, const LaneAddress &lane) const
{
    Endpoint endpoint = preset.endpointFor(model);
    writeWithout(endpoint, m_session.refusals().of(lane.name()));
    return endpoint;
}

LaneContext LaneController::contextOf(const LaneEntry &entry) const
{
    LaneContext context {
        .address = entry.address, .providerLabel = entry.address.provider, .isDemonstration = entry.isDemonstration};
    const std::vector<int> order = m_grid.slotOrder();
    context.position = int(std::find(order.begin(), order.end(), entry.slot) - order.begin());
    context.hasEverRun = m_hasEverRun;
    context.roomInMs = roomInMs(entry);
    context.waitsForRoom = entry.waitsForRoom;
    if (entry.address.provider == QLatin1String("local") && !m_build.note.code.isEmpty())
        context.engineBuild = m_build;
    const ProviderPreset *preset = m_session.catalog().find(entry.address.provider);
    if (!preset)
        return context;
    context.providerLabel = preset->label;
    context.keyHost = shownOrigins(preset->keyOrigins());
    context.fields = preset->fields;
    const ModelInfo model = m_session.catalog().model(entry.address.provider, entry.address.model);
    const Endpoint endpoint = endpointOf(*preset, model, entry.address);
    context.missesImages = m_showsImages && endpoint.model.images == false;
    context.missesDocuments = m_showsDocuments && (model.documents == false || !takesDocuments(endpoint.dialect));
    context.ending = ModelEnding::of(model, m_session.today());
    const VaultState vault = m_session.vault().state();
    const bool isKnown = vault == VaultState::Unlocked || vault == VaultState::Absent;
    context.lacksKey = isKnown && !preset->auth.isOptional && !m_session.keys().hasKey(*preset);
    if (const QString variable = keyVariable(preset->keyEnv); context.lacksKey && hasEnvironmentKey(variable))
        context.keyEnv = variable;
    return context;
}

} // namespace triptych
