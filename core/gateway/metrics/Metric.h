// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/metrics/LabelledSeries.h"
#include "core/gateway/metrics/MetricText.h"

#include <vector>

namespace triptych {

/// One metric with all its series. Belongs to one thread.
class Metric
{
    Q_DISABLE_COPY_MOVE(Metric)

public:
    virtual ~Metric() = default;
    const QByteArray &name() const { return m_head.name; }
    void write(QByteArray &out) const; ///< What it is, then its series in the order of their labels.

protected:
    Metric(MetricHead head, QByteArrayView type) : m_head(std::move(head)), m_type(type) {}
    const MetricHead &head() const { return m_head; }

private:
    virtual void writeSeries(QByteArray &out) const = 0;

    MetricHead m_head;
    QByteArrayView m_type;
};

/// A number that only grows, or one that comes and goes. Labels are given in the order of the head.
class ScalarMetric final : public Metric
{
public:
    enum class Kind : quint8 { Counter, Gauge };
    ScalarMetric(MetricHead head, Kind kind);

    void add(const QStringList &labels, double amount) { m_series.at(labels) += amount; }
    /// Also for counters that somebody else counts.
    void set(const QStringList &labels, double value) { m_series.at(labels) = value; }
    void raise(const QStringList &labels, double value); ///< To at least that.
    void clear() { m_series.clear(); }

private:
    void writeSeries(QByteArray &out) const override;

    LabelledSeries<double> m_series;
};

/// How often a figure was at most each of its bounds.
class HistogramMetric final : public Metric
{
public:
    HistogramMetric(MetricHead head, std::vector<double> bounds); ///< Ascending, without infinity.

    void observe(const QStringList &labels, double value); ///< What is no finite number is not counted.

private:
    struct Distribution
    {
        std::vector<qint64> counts = {}; ///< One for each bound and one beyond the last; each by itself.
        double sum = 0;
    };

    void writeSeries(QByteArray &out) const override;
    void writeDistribution(const metric_text::Series &series, const Distribution &values, QByteArray &out) const;

    std::vector<double> m_bounds;
    LabelledSeries<Distribution> m_series;
};

} // namespace triptych
