// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"
#include "core/chat/LaneRecord.h"

#include <chrono>

namespace triptych {

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
};

/// What one press of Run sends.
struct RunPlan
{
    std::vector<LanePlan> lanes = {};
    int parallel = 0; ///< All lanes together; above 0 it also lifts the limit per provider. 0: only that limit.
    std::optional<std::chrono::milliseconds> totalLimit = {}; ///< Counts from the queue on.
    bool record = true; ///< Whether the history keeps it.
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
