// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/LaneRecord.h"
#include "core/chat/ModelPrice.h"

namespace triptych {

/// USD for what was used; absent as soon as one part that was used has no price, or input or output was not counted.
std::optional<double> costInUsd(const ModelPrice &price, const TokenUsage &usage);

/// What a lane cost: the provider's own figure, else from the price, else unknown.
LaneCost costOf(const std::optional<ModelPrice> &price, const TokenUsage &usage);

} // namespace triptych
