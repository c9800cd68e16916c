// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/run/RunPlan.h"

#include <optional>

namespace triptych {

LaneRecord startRecord(LaneId id, RunId run, const LanePlan &plan, const QDateTime &startedAt);

/// Writes down how the lane ended; what the error knows is more than what the last answer said. No costs, no times.
void endRecord(LaneRecord &record, LaneOutcome outcome, const std::optional<Error> &error);

/// What the answer cost; a lane on this machine costs nothing, also one that never got as far as its endpoint.
LaneCost costOfLane(const LaneRecord &record, const std::optional<ModelPrice> &price);

} // namespace triptych
