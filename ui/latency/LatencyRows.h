// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/latency/LatencyStats.h"

#include <QHash>

namespace triptych {

/// Which clock the chart and the one-line state show.
enum class LatencyClock : quint8 { FirstText, Total };

/// One model of the dashboard.
struct LatencyRow
{
    LatencySummary summary = {};
    QString label = {}; ///< The model; with its provider where two providers offer one.
    int slot = -1; ///< Of the lane that runs it now; below 0: none does.

    const std::vector<double> &times(LatencyClock clock) const;
    const std::optional<QuantileEstimate> &median(LatencyClock clock) const;
};

constexpr int runsForACurve = 6; ///< Below it the dots are the truth.

/// Lanes first, in the order of their slots, then the others as they came. Keys of `laneSlots` are provider/model.
std::vector<LatencyRow> latencyRows(std::vector<LatencySummary> summaries, const QHash<QString, int> &laneSlots);

} // namespace triptych
