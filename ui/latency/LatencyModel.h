// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/latency/LatencyRows.h"

#include <QAbstractTableModel>

namespace triptych {

/// The figures of the dashboard, one row a model. DisplayRole is what is shown: "2,870", or "–" with the count that is
/// needed in NeededRole.
class LatencyModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LatencyModel)

public:
    enum Column : int {
        Model,
        Runs,
        FirstText50,
        FirstText95,
        FirstText99,
        Total50,
        Total95,
        Total99,
        Speed,
        ColumnCount
    };
    enum Role : int { SlotRole = Qt::UserRole + 1, NeededRole, FewRunsRole };

    explicit LatencyModel(QObject *parent = nullptr);

    void setRows(std::vector<LatencyRow> rows);
    const std::vector<LatencyRow> &rows() const { return m_rows; }
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const LatencyRow &row, int column) const;
    QString needed(const LatencyRow &row, int column) const;
    QString explanation(const LatencyRow &row, int column) const;

    std::vector<LatencyRow> m_rows;
};

} // namespace triptych
