// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace triptych {

class RowModel;
class Theme;
struct GatewayRow;

/// Paints a row of RowModel: title and mark on a line, what is below in small type.
class RowDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowDelegate)

public:
    RowDelegate(const RowModel &model, const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int titleHeight() const;
    int lineHeight() const;
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option) const;
    void paintTitle(QPainter &painter, const QRect &rect, const GatewayRow &row) const;

    const RowModel &m_model;
    const Theme &m_theme;
};

} // namespace triptych
