// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/latency/LatencyStats.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace triptych {

namespace {

/// How many of the outcomes 0, 1, 2 … of a binomial variable together stay within `limit` probability.
/// Works in logarithms, so that no term underflows before it matters.
std::size_t outcomesWithin(double limit, std::size_t trials, double chance)
{
    const double logOdds = std::log(chance) - std::log1p(-chance);
    double logTerm = double(trials) * std::log1p(-chance);
    double sum = 0;
    for (std::size_t outcome = 0; outcome <= trials; ++outcome) {
        sum += std::exp(logTerm);
        if (sum > limit)
            return outcome;
        logTerm += std::log(double(trials - outcome)) - std::log(double(outcome + 1)) + logOdds;
    }
    return trials + 1;
}

std::optional<QuantileEstimate> estimateUnsorted(std::vector<double> &values, double quantile)
{
    std::sort(values.begin(), values.end());
    return estimateQuantile(values, quantile);
}

} // namespace

int samplesNeeded(double quantile, double confidence)
{
    // The widest interval, first to last value, misses on one side with this chance to the power of the count.
    const double harderSide = std::max(quantile, 1 - quantile);
    return std::max(1, int(std::ceil(std::log((1 - confidence) / 2) / std::log(harderSide))));
}

std::optional<RankInterval> intervalRanks(std::size_t count, double quantile, double confidence)
{
    const double perSide = (1 - confidence) / 2;
    const std::size_t low = outcomesWithin(perSide, count, quantile);
    const std::size_t fromTop = outcomesWithin(perSide, count, 1 - quantile);
    if (low == 0 || fromTop == 0)
        return std::nullopt;
    return RankInterval {low - 1, count - fromTop};
}

double quantileRank(std::size_t count, double quantile)
{
    return quantile * double(count - 1);
}

std::optional<QuantileEstimate> estimateQuantile(const std::vector<double> &sorted, double quantile, double confidence)
{
    const auto ranks = intervalRanks(sorted.size(), quantile, confidence);
    if (!ranks)
        return std::nullopt;
    const double rank = quantileRank(sorted.size(), quantile);
    const auto below = std::size_t(rank);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    const double value = std::lerp(sorted[below], sorted[above], rank - double(below));
    return QuantileEstimate {value, sorted[ranks->low], sorted[ranks->high]};
}

std::vector<LatencySummary> summarise(const std::vector<LatencySample> &samples)
{
    std::vector<LatencySummary> summaries;
    std::vector<std::vector<double>> speeds;
    std::map<std::pair<QString, QString>, std::size_t> places;
    for (const LatencySample &sample : samples) {
        const auto [place, isNew] = places.try_emplace({sample.provider, sample.model}, summaries.size());
        if (isNew) {
            summaries.push_back({.provider = sample.provider, .model = sample.model});
            speeds.emplace_back();
        }
        LatencySummary &summary = summaries[place->second];
        ++summary.runs;
        summary.total.push_back(sample.totalMs);
        if (sample.firstTextMs)
            summary.firstText.push_back(*sample.firstTextMs);
        if (sample.tokensPerSecond)
            speeds[place->second].push_back(*sample.tokensPerSecond);
    }
    for (std::size_t i = 0; i < summaries.size(); ++i) {
        LatencySummary &summary = summaries[i];
        summary.firstTextP50 = estimateUnsorted(summary.firstText, 0.50);
        summary.firstTextP95 = estimateQuantile(summary.firstText, 0.95);
        summary.firstTextP99 = estimateQuantile(summary.firstText, 0.99);
        summary.totalP50 = estimateUnsorted(summary.total, 0.50);
        summary.totalP95 = estimateQuantile(summary.total, 0.95);
        summary.totalP99 = estimateQuantile(summary.total, 0.99);
        summary.tokensPerSecondP50 = estimateUnsorted(speeds[i], 0.50);
    }
    return summaries;
}

} // namespace triptych
