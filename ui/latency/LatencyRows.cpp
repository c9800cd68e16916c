// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/latency/LatencyRows.h"

#include <algorithm>

namespace triptych {

const std::vector<double> &LatencyRow::times(LatencyClock clock) const
{
    return clock == LatencyClock::FirstText ? summary.firstText : summary.total;
}

const std::optional<QuantileEstimate> &LatencyRow::median(LatencyClock clock) const
{
    return clock == LatencyClock::FirstText ? summary.firstTextP50 : summary.totalP50;
}

std::vector<LatencyRow> latencyRows(std::vector<LatencySummary> summaries, const QHash<QString, int> &laneSlots)
{
    QHash<QString, int> offers;
    for (const LatencySummary &summary : summaries)
        ++offers[summary.model];
    std::vector<LatencyRow> rows;
    rows.reserve(summaries.size());
    for (LatencySummary &summary : summaries) {
        const QString name = summary.provider + QLatin1Char('/') + summary.model;
        const QString label = offers.value(summary.model) > 1 ? name : summary.model;
        rows.push_back({std::move(summary), label, laneSlots.value(name, -1)});
    }
    const auto rank = [](const LatencyRow &row) { return row.slot < 0 ? std::numeric_limits<int>::max() : row.slot; };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const LatencyRow &a, const LatencyRow &b) { return rank(a) < rank(b); });
    return rows;
}

} // namespace triptych
