// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gateway/GatewayRow.h"

#include <QAbstractListModel>
#include <vector>

namespace triptych {

/// The rows of one list. Read out whole, title first.
class RowModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowModel)

public:
    explicit RowModel(QObject *parent = nullptr) : QAbstractListModel(parent) {}

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    void setRows(std::vector<GatewayRow> rows);
    const GatewayRow &row(int index) const { return m_rows[std::size_t(index)]; }
    int indexOf(const QString &id) const; ///< -1: it is not there.

private:
    std::vector<GatewayRow> m_rows;
};

} // namespace triptych
