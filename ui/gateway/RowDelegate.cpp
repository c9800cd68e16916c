// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/RowDelegate.h"

#include "ui/gateway/RowModel.h"
#include "ui/shell/Theme.h"

#include <QPainter>

namespace triptych {

namespace {

constexpr int margin = 16;
constexpr int padding = 6;
constexpr int gap = 12; // between a title and its mark

QColor inkOf(GatewayRow::Tone tone, const ThemeColors &colors)
{
    switch (tone) {
    case GatewayRow::Tone::Plain: return colors.text2;
    case GatewayRow::Tone::Quiet: return colors.text3;
    case GatewayRow::Tone::Warning: return colors.amber;
    case GatewayRow::Tone::Failure: return colors.red;
    }
    Q_UNREACHABLE();
}

} // namespace

RowDelegate::RowDelegate(const RowModel &model, const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent),
      m_model(model),
      m_theme(theme)
{}

int RowDelegate::titleHeight() const
{
    return QFontMetrics(m_theme.baseFont()).height() + 3;
}

int RowDelegate::lineHeight() const
{
    return QFontMetrics(m_theme.smallFont()).height() + 2;
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const GatewayRow &row = m_model.row(index.row());
    const int lines = int(row.lines.size()) + (row.fault.isEmpty() ? 0 : 1);
    return {1, 2 * padding + titleHeight() + lines * lineHeight()};
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const GatewayRow &row = m_model.row(index.row());
    painter->save();
    paintGround(*painter, option);
    QRect line = option.rect.adjusted(margin, padding, -margin, 0);
    line.setHeight(titleHeight());
    paintTitle(*painter, line, row);
    painter->setFont(m_theme.smallFont());
    const auto write = [&](const QString &text, const QColor &ink) {
        line = QRect(line.left(), line.bottom() + 1, line.width(), lineHeight());
        painter->setPen(ink);
        painter->drawText(line, int(Qt::AlignLeft | Qt::AlignVCenter),
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, line.width()));
    };
    for (const QString &text : row.lines)
        write(text, m_theme.colors().text2);
    if (!row.fault.isEmpty())
        write(row.fault, m_theme.colors().red);
    painter->restore();
}

void RowDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option) const
{
    const ThemeColors &colors = m_theme.colors();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected && option.state.testFlag(QStyle::State_HasFocus)) {
        painter.fillRect(option.rect, colors.accentSoft);
        painter.fillRect(QRect(option.rect.topLeft(), QSize(2, option.rect.height())), colors.accent);
    } else if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter.fillRect(option.rect, colors.sunken);
    }
    painter.fillRect(QRect(option.rect.left() + margin, option.rect.bottom(), option.rect.width() - 2 * margin, 1),
                     colors.hairline);
}

void RowDelegate::paintTitle(QPainter &painter, const QRect &rect, const GatewayRow &row) const
{
    painter.setFont(m_theme.smallFont());
    const int mark = row.mark.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(row.mark) + gap;
    painter.setPen(inkOf(row.tone, m_theme.colors()));
    painter.drawText(rect, int(Qt::AlignRight | Qt::AlignVCenter), row.mark);
    const QRect room = rect.adjusted(0, 0, -mark, 0);
    painter.setFont(m_theme.baseFont());
    painter.setPen(row.tone == GatewayRow::Tone::Quiet ? m_theme.colors().text3 : m_theme.colors().text);
    painter.drawText(room, int(Qt::AlignLeft | Qt::AlignVCenter),
                     painter.fontMetrics().elidedText(row.title, Qt::ElideMiddle, room.width()));
}

} // namespace triptych
