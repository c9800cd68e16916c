// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"
#include "core/chat/LaneRecord.h"

#include <chrono>
#include <memory>

namespace triptych {

class LaneWatcher;

/// Whether a person asked for thoughts, which take their time, whatever is known of the model.
inline bool asksForReasoning(const LaneSettings &settings)
{
    return (settings.reasoningEffort && *settings.reasoningEffort != QLatin1String("none"))
        || settings.reasoningBudget.value_or(0) > 0;
}

/// One lane to be run.
struct LanePlan
{
    LaneAddress address = {};
    int index = 0;
    int repeat = 0;
    int patience = 1; ///< How many times as long as usual it may take.
    ChatRequest request = {}; ///< request.model and .settings are filled from the address.
    bool mayWait = true; ///< Else it fails where a person would have to unlock the vault, or a server to be started.
    bool mayRetry = true; ///< Else what it fails with goes to somebody who knows another model to ask.
    bool usesLease = false; ///< A key that was lent for such lanes is asked for before the vault's.
    QByteArray via = {}; ///< The header of that name, where it is sent for somebody else.
    std::shared_ptr<LaneWatcher> watcher = {}; ///< Let go when the lane has ended.
};

/// What one press of Run sends.
struct RunPlan
{
    std::vector<LanePlan> lanes = {};
    int parallel = 0; ///< All lanes together; above 0 it also lifts the limit per provider. 0: only that limit.
    std::optional<std::chrono::milliseconds> totalLimit = {}; ///< Counts from the queue on.
    bool record = true; ///< Whether the history keeps it.
    bool isQuiet = false; ///< Only its lanes' watchers are told of it, no signal.
    QString document = {}; ///< Name of the prompt it came from.
    QString promptText = {}; ///< The prompt as shown in the history.
};

/// What start() hands back: ids, lane by lane in the order of the plan.
struct StartedRun
{
    RunId id = {};
    std::vector<LaneId> lanes = {};
};

} // namespace triptych

Q_DECLARE_METATYPE(triptych::RunPlan)
Q_DECLARE_METATYPE(triptych::StartedRun)
