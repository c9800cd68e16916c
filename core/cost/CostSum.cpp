// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/cost/CostSum.h"

#include <cmath>

namespace triptych {

namespace {

struct Rates
{
    std::optional<double> input = {}, output = {}, cachedInput = {}, cacheWrite = {};
};

Rates ratesFor(const ModelPrice &price, qint64 promptTokens)
{
    if (price.longPrompt && promptTokens > price.longPrompt->above) {
        const ModelPrice::LongPrompt &rates = *price.longPrompt;
        return {rates.input, rates.output, rates.cachedInput, rates.cacheWrite ? rates.cacheWrite : rates.input};
    }
    return {price.input, price.output, price.cachedInput, price.cacheWrite ? price.cacheWrite : price.input};
}

/// Adds parts up until one of them has no price.
class Sum
{
public:
    void add(qint64 tokens, std::optional<double> usdPerMillion)
    {
        if (tokens == 0)
            return;
        if (tokens < 0 || !usdPerMillion)
            m_isKnown = false;
        else
            m_usd += double(tokens) * *usdPerMillion / 1e6;
    }
    std::optional<double> total() const { return m_isKnown ? std::optional(m_usd) : std::nullopt; }

private:
    double m_usd = 0;
    bool m_isKnown = true;
};

} // namespace

std::optional<double> costInUsd(const ModelPrice &price, const TokenUsage &usage)
{
    if (price.isFree)
        return 0.0;
    if (!usage.input || !usage.output)
        return std::nullopt;
    const qint64 cached = usage.cachedInput.value_or(0);
    const qint64 written = usage.cacheWrite.value_or(0);
    const Rates rates = ratesFor(price, *usage.input + cached + written);
    Sum sum;
    sum.add(*usage.input, rates.input);
    sum.add(*usage.output, rates.output);
    sum.add(cached, rates.cachedInput);
    sum.add(written, rates.cacheWrite);
    return sum.total();
}

LaneCost costOf(const std::optional<ModelPrice> &price, const TokenUsage &usage)
{
    if (usage.costUsd && std::isfinite(*usage.costUsd) && *usage.costUsd >= 0)
        return {.usd = usage.costUsd, .source = CostSource::Provider};
    const std::optional<double> usd = price ? costInUsd(*price, usage) : std::nullopt;
    return {.usd = usd, .source = usd ? CostSource::Computed : CostSource::Unknown};
}

} // namespace triptych
