// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <cstddef>
#include <optional>
#include <vector>

namespace triptych {

/// A quantile of a sample with a distribution-free interval from binomial order statistics.
struct QuantileEstimate
{
    double value = 0;
    double low = 0;
    double high = 0;
};

/// How many values a two-sided interval of `quantile` needs (P50 6, P95 72, P99 368 at 95 %).
int samplesNeeded(double quantile, double confidence = 0.95);

/// Places in the sorted sample (from 0) between which the quantile lies with the confidence.
struct RankInterval
{
    std::size_t low = 0;
    std::size_t high = 0;
};
/// Exact binomial ranks, at most (1 - confidence) / 2 of error on either side; nothing when the count cannot carry
/// them.
std::optional<RankInterval> intervalRanks(std::size_t count, double quantile, double confidence = 0.95);

/// Where the quantile itself lies in the sorted sample, as a place from 0 with a fraction. `count` at least 1.
double quantileRank(std::size_t count, double quantile);

/// The estimate, or nothing when the count cannot carry it. `sorted` ascending, finite.
std::optional<QuantileEstimate> estimateQuantile(const std::vector<double> &sorted, double quantile,
                                                 double confidence = 0.95);

/// One measured lane that ended complete, as a dashboard sees it. Its times count from the moment it left the queue: a
/// server that was being built, a locked vault or our own limit of lanes is no model's latency.
struct LatencySample
{
    QString provider = {};
    QString model = {};
    qint64 startedAtMs = 0; ///< Since the epoch.
    std::optional<double> firstTextMs = {};
    double totalMs = 0;
    std::optional<double> tokensPerSecond = {};
};

struct LatencySummary
{
    QString provider = {};
    QString model = {};
    int runs = 0;
    std::optional<QuantileEstimate> firstTextP50 = {}, firstTextP95 = {}, firstTextP99 = {};
    std::optional<QuantileEstimate> totalP50 = {}, totalP95 = {}, totalP99 = {};
    std::optional<QuantileEstimate> tokensPerSecondP50 = {};
    std::vector<double> firstText = {}; ///< Ascending, ms.
    std::vector<double> total = {}; ///< Ascending, ms.
};

/// One summary for each provider and model, in the order of first appearance.
std::vector<LatencySummary> summarise(const std::vector<LatencySample> &samples);

} // namespace triptych
