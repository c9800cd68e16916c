// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayList>
#include <QStringList>

namespace triptych {

/// What a metric is called and what it tells.
struct MetricHead
{
    QByteArray name = {}; ///< Letters, digits and _; no digit first.
    QByteArray help = {};
    QByteArrayList labels = {}; ///< The names of its labels, written as the name is.
};

/// The lines of Prometheus' text format, version 0.0.4. Pure.
namespace metric_text {

inline constexpr const char *contentType = "text/plain; version=0.0.4; charset=utf-8";

void writeHead(const MetricHead &head, QByteArrayView type, QByteArray &out);

/// One series of a metric. A label with an empty value is left out: to Prometheus it is the same.
struct Series
{
    const MetricHead &head;
    const QStringList &values; ///< One for each label.
};
/// One line. `suffix` is added to the name; `bound` is the value of the label "le" where it is not empty.
void writeSample(const Series &series, QByteArrayView suffix, const QByteArray &bound, double value, QByteArray &out);

QByteArray numberText(double value); ///< Shortest and exact; whole numbers without an exponent.

} // namespace metric_text

} // namespace triptych
