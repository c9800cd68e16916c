// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/lanes/LaneController.h"

#include "app/session/Session.h"
#include "core/dialects/RefusedParameter.h"
#include "core/dialects/UnknownSettings.h"
#include "core/signin/KeyChoice.h"
#include "core/text/ErrorText.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/lanes/LaneSettingsPopup.h"

namespace triptych {

void LaneController::onAction(int slot, const QString &id)
{
    const auto it = m_entries.find(slot);
    if (it == m_entries.end())
        return;
    const LaneAddress address = it->second->address;
    if (id == QLatin1String("settings"))
        openSettings(slot);
    else if (id == QLatin1String("duplicate"))
        addLane(address);
    else if (id == QLatin1String("remove"))
        removeLane(slot);
    else if (id == QLatin1String("stop"))
        stopLane(slot);
    else if (id == QLatin1String("run_again"))
        runAgain(slot);
    else if (id == QLatin1String("retry_now") && it->second->active)
        m_session.engine().retryNow(*it->second->active);
    else if (id == QLatin1String("give_up") && it->second->active)
        m_session.engine().giveUp(*it->second->active);
    else if (id == QLatin1String("drop_parameter"))
        dropParameter(slot);
    else if (id == QLatin1String("wait_longer"))
        waitLonger(slot);
    else if (id == QLatin1String("wait") || id == QLatin1String("stop_waiting"))
        waitForRoom(slot, id == QLatin1String("wait"));
    else if (id == QLatin1String("use_env"))
        allowEnvironmentKey(slot);
    else if (id == QLatin1String("add_key") && it->second->isDemonstration)
        Q_EMIT wish(id, {});
    else
        Q_EMIT wish(id, address.provider);
}

/// One lane alone; the others stay as they are.
void LaneController::runAgain(int slot)
{
    const auto prompt = promptOrProblem();
    if (!prompt)
        return;
    forget(slot);
    start({slot}, *prompt);
}

void LaneController::openSettings(int slot)
{
    LaneEntry &entry = *m_entries.at(slot);
    const ModelInfo model = m_session.catalog().model(entry.address.provider, entry.address.model);
    const ProviderPreset *preset = m_session.catalog().find(entry.address.provider);
    const Endpoint endpoint = preset ? endpointOf(*preset, model, entry.address) : Endpoint {.model = model};
    auto *popup = new LaneSettingsPopup(m_theme, entry.address, endpoint.model, m_grid.window());
    popup->setAttribute(Qt::WA_DeleteOnClose);
    connect(popup, &LaneSettingsPopup::settingsChanged, this, [this, slot](const LaneSettings &settings) {
        const auto it = m_entries.find(slot);
        if (it == m_entries.end())
            return;
        it->second->address.settings = settings;
        viewOf(*it->second)->setInfo(LanePresenter::slotInfo(contextOf(*it->second), slot));
        present(*it->second);
        presentBest();
        Q_EMIT lanesChanged();
    });
    popup->closeUnknown(settingsUnknownTo(endpoint));
    if (const QStringList refused = m_session.refusals().of(entry.address.name()); !refused.isEmpty())
        popup->offerRefusedAgain(refused);
    connect(popup, &LaneSettingsPopup::refusedWantedAgain, this, [this, model = entry.address.name()] {
        if (const auto forgotten = m_session.forgetRefusals(model); !forgotten)
            Q_EMIT problem(describe(forgotten.error()).what);
    });
    if (entry.record)
        popup->setLedger(entry.record->ledger);
    popup->openBelow(viewOf(entry)->settingsAnchor());
}

/// Now and for later runs of the model.
void LaneController::dropParameter(int slot)
{
    const LaneEntry &entry = *m_entries.at(slot);
    if (!entry.record || !entry.record->error)
        return;
    if (const auto kept = m_session.rememberRefusal(entry.address.name(), entry.record->error->parameter); !kept)
        Q_EMIT problem(describe(kept.error()).what);
    runAgain(slot);
}

void LaneController::waitLonger(int slot)
{
    constexpr int more = 4;
    constexpr int most = 64;
    LaneEntry &entry = *m_entries.at(slot);
    entry.patience = std::min(entry.patience * more, most);
    runAgain(slot);
}

void LaneController::waitForRoom(int slot, bool waits)
{
    LaneEntry &entry = *m_entries.at(slot);
    entry.waitsForRoom = waits;
    present(entry);
    m_heart.start();
    Q_EMIT runningChanged();
}

/// The person just said that this variable may be sent to this place.
void LaneController::allowEnvironmentKey(int slot)
{
    const LaneEntry &entry = *m_entries.at(slot);
    const ProviderPreset *preset = m_session.catalog().find(entry.address.provider);
    if (!preset)
        return;
    Settings settings = m_session.settings();
    settings.allowedEnvKeys << envPermission(keyVariable(preset->keyEnv), preset->origin());
    if (const auto saved = m_session.changeSettings(settings); !saved)
        Q_EMIT problem(describe(saved.error()).what);
    refresh();
}

} // namespace triptych
