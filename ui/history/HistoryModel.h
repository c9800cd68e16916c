// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/HistoryStore.h"

#include <QAbstractListModel>

namespace triptych {

/// Runs as rows, newest first, with a head over each day.
class HistoryModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryModel)

public:
    struct Row
    {
        QDate day = {}; ///< Of a head; runs have none.
        RunSummary run = {};

        bool isHead() const { return day.isValid(); }
    };

    explicit HistoryModel(QObject *parent = nullptr) : QAbstractListModel(parent) {}

    void setRuns(std::vector<RunSummary> runs);
    void appendRuns(const std::vector<RunSummary> &runs);
    const Row &row(int index) const { return m_rows.at(std::size_t(index)); }
    QModelIndex indexOf(qint64 run) const;
    std::optional<RunSummary> lastRun() const;
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    std::vector<Row> rowsOf(const std::vector<RunSummary> &runs, QDate after) const;
    QString spoken(const RunSummary &run) const;

    std::vector<Row> m_rows;
};

/// How an outcome is named and which glyph of the theme stands for it.
QString outcomeWord(const RunSummary::Lane &lane);
QString outcomeGlyph(const RunSummary::Lane &lane);

} // namespace triptych
