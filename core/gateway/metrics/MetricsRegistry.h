// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/metrics/Metric.h"

#include <memory>

namespace triptych {

/// Owns metrics and writes them in the order in which they were made. Each name is taken once. What it gives out lives
/// as long as it does.
class MetricsRegistry
{
public:
    ScalarMetric &counter(MetricHead head);
    ScalarMetric &gauge(MetricHead head);
    HistogramMetric &histogram(MetricHead head, std::vector<double> bounds);

    QByteArray text() const;

private:
    template<typename Kind, typename... Rest>
    Kind &add(MetricHead head, Rest &&...rest);

    std::vector<std::unique_ptr<Metric>> m_metrics;
};

} // namespace triptych
