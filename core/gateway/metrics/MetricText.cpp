// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/metrics/MetricText.h"

#include <QLocale>
#include <cmath>

namespace triptych::metric_text {

namespace {

QByteArray escaped(QByteArray text)
{
    return text.replace('\\', "\\\\").replace('\n', "\\n");
}

void writeLabel(const QByteArray &name, const QByteArray &value, QByteArray &out)
{
    out.append(out.endsWith('{') ? "" : ",").append(name).append("=\"");
    out.append(escaped(value).replace('"', "\\\"")).append('"');
}

void writeLabels(const Series &series, const QByteArray &bound, QByteArray &out)
{
    const qsizetype start = out.size();
    out.append('{');
    for (qsizetype i = 0; i < series.head.labels.size(); ++i)
        if (!series.values.at(i).isEmpty())
            writeLabel(series.head.labels.at(i), series.values.at(i).toUtf8(), out);
    if (!bound.isEmpty())
        writeLabel("le", bound, out);
    if (out.size() == start + 1)
        out.truncate(start);
    else
        out.append('}');
}

} // namespace

void writeHead(const MetricHead &head, QByteArrayView type, QByteArray &out)
{
    out.append("# HELP ").append(head.name).append(' ').append(escaped(head.help)).append('\n');
    out.append("# TYPE ").append(head.name).append(' ').append(type.data(), type.size()).append('\n');
}

void writeSample(const Series &series, QByteArrayView suffix, const QByteArray &bound, double value, QByteArray &out)
{
    out.append(series.head.name).append(suffix.data(), suffix.size());
    writeLabels(series, bound, out);
    out.append(' ').append(numberText(value)).append('\n');
}

QByteArray numberText(double value)
{
    constexpr double exact = 9'007'199'254'740'992; // 2^53
    if (std::trunc(value) == value && std::abs(value) <= exact)
        return QByteArray::number(qint64(value));
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace triptych::metric_text
