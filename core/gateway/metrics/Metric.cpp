// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/metrics/Metric.h"

#include <algorithm>
#include <cmath>

namespace triptych {

void Metric::write(QByteArray &out) const
{
    metric_text::writeHead(m_head, m_type, out);
    writeSeries(out);
}

ScalarMetric::ScalarMetric(MetricHead head, Kind kind)
    : Metric(std::move(head), kind == Kind::Counter ? "counter" : "gauge")
{}

void ScalarMetric::raise(const QStringList &labels, double value)
{
    double &current = m_series.at(labels);
    current = std::max(current, value);
}

void ScalarMetric::writeSeries(QByteArray &out) const
{
    for (const auto &[labels, value] : m_series.all())
        metric_text::writeSample({head(), labels}, {}, {}, value, out);
}

HistogramMetric::HistogramMetric(MetricHead head, std::vector<double> bounds)
    : Metric(std::move(head), "histogram"),
      m_bounds(std::move(bounds))
{}

void HistogramMetric::observe(const QStringList &labels, double value)
{
    if (!std::isfinite(value))
        return;
    Distribution &values = m_series.at(labels);
    values.counts.resize(m_bounds.size() + 1);
    const auto bound = std::lower_bound(m_bounds.begin(), m_bounds.end(), value);
    ++values.counts[std::size_t(bound - m_bounds.begin())];
    values.sum += value;
}

void HistogramMetric::writeSeries(QByteArray &out) const
{
    for (const auto &[labels, values] : m_series.all())
        writeDistribution({head(), labels}, values, out);
}

void HistogramMetric::writeDistribution(const metric_text::Series &series, const Distribution &values,
                                        QByteArray &out) const
{
    qint64 count = 0;
    for (std::size_t i = 0; i < values.counts.size(); ++i) {
        count += values.counts[i];
        const QByteArray bound = i < m_bounds.size() ? metric_text::numberText(m_bounds[i]) : QByteArray("+Inf");
        metric_text::writeSample(series, "_bucket", bound, double(count), out);
    }
    metric_text::writeSample(series, "_sum", {}, values.sum, out);
    metric_text::writeSample(series, "_count", {}, double(count), out);
}

} // namespace triptych
