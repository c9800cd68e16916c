// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/latency/Histogram.h"

#include <algorithm>
#include <cmath>

namespace triptych {

namespace {

constexpr double growth = 1.005;
constexpr double smallest = 1e-6;
constexpr double largest = 1e9;

const double logGrowth = std::log(growth);

int bucketOf(double ms)
{
    return int(std::floor(std::log(std::clamp(ms, smallest, largest) / smallest) / logGrowth));
}

const int lastBucket = bucketOf(largest);

/// The geometric middle, from which both edges are equally far in per cent.
double middleOf(int bucket)
{
    return smallest * std::exp((bucket + 0.5) * logGrowth);
}

} // namespace

Histogram Histogram::fromBuckets(const Buckets &buckets)
{
    Histogram histogram;
    for (const auto &[bucket, count] : buckets) {
        if (bucket < 0 || bucket > lastBucket || count <= 0)
            continue;
        histogram.m_buckets[bucket] = count;
        histogram.m_count += count;
    }
    return histogram;
}

void Histogram::add(double ms)
{
    if (!std::isfinite(ms))
        return;
    ++m_buckets[bucketOf(ms)];
    ++m_count;
}

void Histogram::merge(const Histogram &other)
{
    for (const auto &[bucket, count] : other.m_buckets)
        m_buckets[bucket] += count;
    m_count += other.m_count;
}

std::optional<QuantileEstimate> Histogram::estimate(double quantile, double confidence) const
{
    const auto ranks = intervalRanks(std::size_t(m_count), quantile, confidence);
    if (!ranks)
        return std::nullopt;
    const auto rank = std::size_t(std::lround(quantileRank(std::size_t(m_count), quantile)));
    return QuantileEstimate {valueAt(rank), valueAt(ranks->low), valueAt(ranks->high)};
}

double Histogram::valueAt(std::size_t rank) const
{
    qint64 before = 0;
    for (const auto &[bucket, count] : m_buckets) {
        before += count;
        if (before > qint64(rank))
            return middleOf(bucket);
    }
    return largest;
}

} // namespace triptych
