// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/latency/LatencyStats.h"

#include <QtGlobal>
#include <map>

namespace triptych {

/// Counts of durations in buckets of 0.5 %: a quantile read from it is off by at most half of that.
/// Histograms of different times or processes add up without loss. Milliseconds, from a nanosecond to eleven days.
class Histogram
{
public:
    using Buckets = std::map<int, qint64>; ///< Bucket number → count, never 0.

    Histogram() = default;
    static Histogram fromBuckets(const Buckets &buckets); ///< Drops what buckets() could not have given.

    void add(double ms); ///< What is no finite number is not counted.
    void merge(const Histogram &other);

    qint64 count() const { return m_count; }
    const Buckets &buckets() const { return m_buckets; }
    std::optional<QuantileEstimate> estimate(double quantile, double confidence = 0.95) const;

    bool operator==(const Histogram &) const = default;

private:
    double valueAt(std::size_t rank) const;

    Buckets m_buckets;
    qint64 m_count = 0;
};

} // namespace triptych
