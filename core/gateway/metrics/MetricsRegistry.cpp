// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/metrics/MetricsRegistry.h"

#include <algorithm>

namespace triptych {

template<typename Kind, typename... Rest>
Kind &MetricsRegistry::add(MetricHead head, Rest &&...rest)
{
    Q_ASSERT(std::none_of(m_metrics.begin(), m_metrics.end(),
                          [&head](const auto &metric) { return metric->name() == head.name; }));
    auto metric = std::make_unique<Kind>(std::move(head), std::forward<Rest>(rest)...);
    Kind &made = *metric;
    m_metrics.push_back(std::move(metric));
    return made;
}

ScalarMetric &MetricsRegistry::counter(MetricHead head)
{
    return add<ScalarMetric>(std::move(head), ScalarMetric::Kind::Counter);
}

ScalarMetric &MetricsRegistry::gauge(MetricHead head)
{
    return add<ScalarMetric>(std::move(head), ScalarMetric::Kind::Gauge);
}

HistogramMetric &MetricsRegistry::histogram(MetricHead head, std::vector<double> bounds)
{
    return add<HistogramMetric>(std::move(head), std::move(bounds));
}

QByteArray MetricsRegistry::text() const
{
    QByteArray out;
    for (const auto &metric : m_metrics)
        metric->write(out);
    return out;
}

} // namespace triptych
