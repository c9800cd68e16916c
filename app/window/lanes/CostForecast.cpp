// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/lanes/CostForecast.h"

#include <algorithm>

namespace triptych {

namespace {

/// Few answers are longer where nobody named a limit, whatever the model could do.
constexpr qint64 usualLongest = 8192;

qint64 longestAnswer(const LaneSettings &settings, const ModelInfo &model)
{
    if (settings.maxTokens)
        return *settings.maxTokens;
    return std::min(model.maxOutputTokens.value_or(usualLongest), usualLongest);
}

} // namespace

qint64 TokenEstimates::of(const QString &model) const
{
    const TokenFamily family = tokenFamilyOf(model);
    std::optional<qint64> &estimate = m_estimates[std::size_t(family)];
    if (!estimate)
        estimate = estimateTokens(m_text, family);
    return *estimate;
}

std::optional<CostRange> forecastCost(const std::vector<LaneAddress> &lanes, const ProviderCatalog &catalog,
                                      const PromptTokens &promptTokens, const LaneSettings &defaults)
{
    if (lanes.empty())
        return {};
    CostRange range;
    for (const LaneAddress &lane : lanes) {
        const ModelInfo model = catalog.model(lane.provider, lane.model);
        if (!model.price || (!model.price->isFree && !(model.price->input && model.price->output)))
            return {};
        if (model.price->isFree)
            continue;
        const double asked = double(promptTokens(lane)) * *model.price->input / 1e6;
        range.least += asked;
        range.most
            += asked + double(longestAnswer(lane.settings.withDefaults(defaults), model)) * *model.price->output / 1e6;
    }
    return range;
}

} // namespace triptych
