// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/LaneSettings.h"
#include "core/providers/ProviderCatalog.h"

namespace triptych {

/// What a run will cost, in USD.
struct CostRange
{
    double least = 0; ///< No answer at all.
    double most = 0; ///< Every answer as long as its lane allows.
};

/// Nothing where there are no lanes, or one of them has no price. `defaults` stand behind the lanes' own settings.
std::optional<CostRange> forecastCost(const std::vector<LaneAddress> &lanes, const ProviderCatalog &catalog,
                                      qint64 promptTokens, const LaneSettings &defaults);

} // namespace triptych
