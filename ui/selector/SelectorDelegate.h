// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractItemDelegate>

namespace triptych {

class SelectorModel;
struct SelectorRow;
class Theme;

/// Paints the rows of the selector and knows where their parts lie.
class SelectorDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SelectorDelegate)

public:
    static constexpr int groupHeight = 28;
    static constexpr int rowHeight = 24;
    static constexpr int endingHeight = 16; ///< The second line of a model that ends.

    /// Both must outlive the delegate.
    SelectorDelegate(const Theme &theme, const SelectorModel &model, QObject *parent);

    /// Whether Enter, pressed now, means the current row; then it wears the accent.
    void setEnterIsHere(bool isHere) { m_enterIsHere = isHere; }

    QRect starRect(const QRect &row) const;
    QRect noteRect(const QRect &row, const SelectorRow &line) const; ///< With room to hit it.

    struct Columns
    {
        QRect name, context, price, lanes;
    };
    /// Of a model; a figure that is wider than its column moves those before it.
    Columns columns(const QRect &row, const SelectorRow &line) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &place) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &place) const override;

private:
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const SelectorRow &line) const;
    void paintGroup(QPainter &painter, const QStyleOptionViewItem &option, const SelectorRow &line) const;
    void paintModel(QPainter &painter, const QStyleOptionViewItem &option, const SelectorRow &line) const;
    void drawEnding(QPainter &painter, const QRect &row, const SelectorRow &line) const;
    void drawName(QPainter &painter, const QRect &room, const QColor &color, const SelectorRow &line) const;
    void paintLink(QPainter &painter, const QRect &row, const SelectorRow &line) const;
    void paintHint(QPainter &painter, const QRect &row, const SelectorRow &line) const;

    const Theme &m_theme;
    const SelectorModel &m_model;
    bool m_enterIsHere = false;
};

} // namespace triptych
