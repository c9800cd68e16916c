// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/latency/LatencyModel.h"

#include "ui/shell/Figures.h"

namespace triptych {

namespace {

/// What a column of figures shows: which estimate, of which quantile, and how it is written.
struct Figure
{
    std::optional<QuantileEstimate> LatencySummary::*estimate;
    double quantile;
    double unit; ///< What one of the unit in the head is, in the unit of the estimate.
};

Figure figureOf(int column)
{
    switch (column) {
    case LatencyModel::FirstText50: return {&LatencySummary::firstTextP50, 0.50, 1};
    case LatencyModel::FirstText95: return {&LatencySummary::firstTextP95, 0.95, 1};
    case LatencyModel::FirstText99: return {&LatencySummary::firstTextP99, 0.99, 1};
    case LatencyModel::Total50: return {&LatencySummary::totalP50, 0.50, 1000};
    case LatencyModel::Total95: return {&LatencySummary::totalP95, 0.95, 1000};
    case LatencyModel::Total99: return {&LatencySummary::totalP99, 0.99, 1000};
    default: return {&LatencySummary::tokensPerSecondP50, 0.50, 1};
    }
}

} // namespace

LatencyModel::LatencyModel(QObject *parent) : QAbstractTableModel(parent)
{}

void LatencyModel::setRows(std::vector<LatencyRow> rows)
{
    // As many rows as before keep the cursor where a person left it.
    if (rows.size() == m_rows.size() && !rows.empty()) {
        m_rows = std::move(rows);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void LatencyModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int LatencyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int LatencyModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LatencyModel::data(const QModelIndex &index, int role) const
{
    const LatencyRow &row = m_rows.at(std::size_t(index.row()));
    switch (role) {
    case Qt::DisplayRole: return text(row, index.column());
    case NeededRole: return needed(row, index.column());
    case SlotRole: return row.slot;
    case FewRunsRole: return row.summary.runs < runsForACurve;
    case Qt::ToolTipRole: return explanation(row, index.column());
    case Qt::AccessibleTextRole: {
        const QString missing = needed(row, index.column());
        return missing.isEmpty() ? text(row, index.column()) : tr("too few runs, %1 are needed").arg(missing.mid(1));
    }
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == Model ? Qt::AlignLeft : Qt::AlignRight));
    default: return {};
    }
}

QString LatencyModel::text(const LatencyRow &row, int column) const
{
    if (column == Model)
        return row.label;
    if (column == Runs)
        return formatCount(row.summary.runs);
    const Figure figure = figureOf(column);
    const auto &estimate = row.summary.*figure.estimate;
    return estimate ? threeDigits(estimate->value / figure.unit) : unknownFigure();
}

QString LatencyModel::needed(const LatencyRow &row, int column) const
{
    if (column == Model || column == Runs)
        return {};
    const Figure figure = figureOf(column);
    if (row.summary.*figure.estimate)
        return {};
    return QStringLiteral("≥%1").arg(samplesNeeded(figure.quantile));
}

QString LatencyModel::explanation(const LatencyRow &row, int column) const
{
    const QString name = row.summary.provider + QLatin1Char('/') + row.summary.model;
    if (column == Model)
        return name;
    if (column == Runs)
        return tr("%1: %n complete lanes", nullptr, row.summary.runs).arg(name);
    const Figure figure = figureOf(column);
    const auto &estimate = row.summary.*figure.estimate;
    if (!estimate) {
        return tr("A 95 % interval of this figure needs %1 measured runs; there are %2.")
            .arg(samplesNeeded(figure.quantile))
            .arg(row.summary.runs);
    }
    const auto write = column == Speed ? [](double value) { return formatSpeed(value); }
                                       : [](double value) { return formatMs(value); };
    return tr("%1. The true value lies between %2 and %3 with 95 % confidence.")
        .arg(write(estimate->value), write(estimate->low), write(estimate->high));
}

QVariant LatencyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Model ? Qt::AlignLeft : Qt::AlignRight));
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Model: return tr("Provider and model");
        case Runs: return tr("How many lanes ended complete");
        case Speed: return tr("Median of output tokens after the first, per second since the first content");
        default:
            return tr("%1 % of the runs took at most this long, counted from the moment the lane left the queue")
                .arg(qRound(figureOf(section).quantile * 100));
        }
    }
    if (role == Qt::AccessibleTextRole && section >= FirstText50 && section <= Total99) {
        return (section <= FirstText99 ? tr("first text, ms") : tr("total, s")) + QStringLiteral(" P")
            + QString::number(qRound(figureOf(section).quantile * 100));
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (section) {
    case Model: return tr("model");
    case Runs: return tr("n", "number of runs");
    case Speed: return tr("tok/s", "tokens per second");
    default: return QStringLiteral("P%1").arg(qRound(figureOf(section).quantile * 100));
    }
}

} // namespace triptych
