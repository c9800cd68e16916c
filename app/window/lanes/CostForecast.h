// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/LaneSettings.h"
#include "core/prompt/TokenEstimate.h"
#include "core/providers/ProviderCatalog.h"

#include <array>
#include <functional>

namespace triptych {

/// How many tokens the prompt has for a lane.
using PromptTokens = std::function<qint64(const LaneAddress &lane)>;

/// Estimates them, for each kind of model when it is first asked for.
class TokenEstimates
{
public:
    explicit TokenEstimates(QString text) : m_text(std::move(text)) {}
    qint64 of(const QString &model) const;

private:
    QString m_text;
    mutable std::array<std::optional<qint64>, tokenFamilies> m_estimates;
};

/// What a run will cost, in USD.
struct CostRange
{
    double least = 0; ///< No answer at all.
    double most = 0; ///< Every answer as long as its lane allows.
};

/// Nothing where there are no lanes, or one of them has no price. `defaults` stand behind the lanes' own settings.
std::optional<CostRange> forecastCost(const std::vector<LaneAddress> &lanes, const ProviderCatalog &catalog,
                                      const PromptTokens &promptTokens, const LaneSettings &defaults);

} // namespace triptych
