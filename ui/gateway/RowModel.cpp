// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/RowModel.h"

namespace triptych {

namespace {

QStringList below(const GatewayRow &row)
{
    return row.fault.isEmpty() ? row.lines : row.lines + QStringList {row.fault};
}

/// The same entries in the same order, whatever they say.
bool areTheSame(const std::vector<GatewayRow> &one, const std::vector<GatewayRow> &other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const auto &before, const auto &now) {
        return before.id == now.id && below(before).size() == below(now).size();
    });
}

} // namespace

int RowModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant RowModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const GatewayRow &shown = row(index.row());
    switch (role) {
    case Qt::DisplayRole: return shown.title;
    case Qt::ToolTipRole: return below(shown).join(u'\n');
    case Qt::AccessibleTextRole:
        return (QStringList {shown.title, shown.mark} + below(shown)).join(QStringLiteral(", "));
    default: return {};
    }
}

/// What only says something else keeps its place, its cursor and where the list is scrolled to.
void RowModel::setRows(std::vector<GatewayRow> rows)
{
    if (rows == m_rows)
        return;
    if (areTheSame(m_rows, rows)) {
        m_rows = std::move(rows);
        Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int RowModel::indexOf(const QString &id) const
{
    const auto found
        = std::find_if(m_rows.begin(), m_rows.end(), [&id](const GatewayRow &row) { return row.id == id; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

} // namespace triptych
