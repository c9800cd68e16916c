// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/HistoryModel.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace triptych {

namespace {

QDate dayOf(const RunSummary &run)
{
    return run.startedAt.toLocalTime().date();
}

/// The first line that says something, without the role above it.
QString firstWords(const QString &prompt)
{
    for (const QString &line : prompt.split(QLatin1Char('\n'))) {
        const QString words = line.simplified();
        if (!words.isEmpty() && words != QLatin1String("system:") && words != QLatin1String("user:"))
            return words;
    }
    return {};
}

} // namespace

QString outcomeWord(const RunSummary::Lane &lane)
{
    if (lane.isOpen)
        return HistoryModel::tr("running");
    switch (lane.outcome) {
    case LaneOutcome::Complete: return HistoryModel::tr("done");
    case LaneOutcome::Incomplete: return HistoryModel::tr("incomplete");
    case LaneOutcome::Failed: return HistoryModel::tr("failed");
    case LaneOutcome::Cancelled: return HistoryModel::tr("cancelled");
    }
    Q_UNREACHABLE();
}

QString outcomeGlyph(const RunSummary::Lane &lane)
{
    if (lane.isOpen)
        return QStringLiteral("writing");
    return lane.outcome == LaneOutcome::Complete ? QStringLiteral("done") : outcomeName(lane.outcome);
}

void HistoryModel::setRuns(std::vector<RunSummary> runs)
{
    beginResetModel();
    m_rows = rowsOf(runs, {});
    endResetModel();
}

void HistoryModel::appendRuns(const std::vector<RunSummary> &runs)
{
    const auto last = lastRun();
    const std::vector<Row> more = rowsOf(runs, last ? dayOf(*last) : QDate());
    if (more.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(more.size()) - 1);
    m_rows.insert(m_rows.end(), more.begin(), more.end());
    endInsertRows();
}

std::vector<HistoryModel::Row> HistoryModel::rowsOf(const std::vector<RunSummary> &runs, QDate after) const
{
    std::vector<Row> rows;
    for (const RunSummary &run : runs) {
        if (const QDate day = dayOf(run); day != after) {
            rows.push_back({.day = day});
            after = day;
        }
        rows.push_back({.run = run});
    }
    return rows;
}

QModelIndex HistoryModel::indexOf(qint64 run) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [run](const Row &row) { return !row.isHead() && row.run.id == run; });
    return found == m_rows.end() ? QModelIndex() : index(int(found - m_rows.begin()));
}

std::optional<RunSummary> HistoryModel::lastRun() const
{
    return m_rows.empty() ? std::nullopt : std::optional(m_rows.back().run);
}

void HistoryModel::retranslate()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    const Row &shown = row(index.row());
    if (role == Qt::DisplayRole || (role == Qt::AccessibleTextRole && shown.isHead())) {
        if (!shown.isHead())
            return firstWords(shown.run.promptStart);
        const QDate today = QDate::currentDate();
        return shown.day == today            ? tr("Today")
            : shown.day == today.addDays(-1) ? tr("Yesterday")
                                             : QLocale().toString(shown.day, QLocale::LongFormat);
    }
    if (role == Qt::AccessibleTextRole)
        return spoken(shown.run);
    if (role == Qt::ToolTipRole && !shown.isHead())
        return shown.run.promptStart.trimmed() + QStringLiteral("\n\n") + spoken(shown.run);
    return {};
}

QString HistoryModel::spoken(const RunSummary &run) const
{
    QStringList words {QLocale().toString(run.startedAt.toLocalTime().time(), QLocale::ShortFormat),
                       firstWords(run.promptStart)};
    for (const RunSummary::Lane &lane : run.lanes)
        words += lane.name + QLatin1Char(' ') + outcomeWord(lane);
    if (run.isUnsaved)
        words += tr("not saved yet");
    return words.join(QStringLiteral(", "));
}

Qt::ItemFlags HistoryModel::flags(const QModelIndex &index) const
{
    return index.isValid() && row(index.row()).isHead() ? Qt::NoItemFlags : QAbstractListModel::flags(index);
}

} // namespace triptych
