// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/StyleParts.h"

#include <QPainter>
#include <QStyle>

namespace triptych {

namespace {

constexpr int gutter = 24; // of mark or icon, in a menu that has any
constexpr int padding = 12;

bool isOn(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

} // namespace

int StyleParts::menuGutter(const QStyleOptionMenuItem &option)
{
    return option.maxIconWidth > 0 || option.menuHasCheckableItems ? gutter : 4;
}

void StyleParts::menuPanel(const QRect &rect) const
{
    painter.fillRect(rect, colors().paper);
    painter.setPen(colors().outline);
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
}

void StyleParts::menuItem(const QStyleOptionMenuItem &option) const
{
    const QRect &row = option.rect;
    painter.fillRect(row, colors().paper);
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(row.left(), row.center().y(), row.width(), 1), colors().hairline);
        return;
    }
    const bool isLive = isOn(option, QStyle::State_Enabled);
    if (isLive && isOn(option, QStyle::State_Selected))
        box(QRectF(row).adjusted(4, 0, -4, 0), Theme::innerCorner, colors().sunken, {});

    painter.save();
    const QRect mark(row.left() + padding, row.center().y() - 7, 16, 16);
    if (option.checked)
        theme.stateIcon(QStringLiteral("done"), isLive ? colors().text : colors().text3).paint(&painter, mark);
    else if (!option.icon.isNull())
        option.icon.paint(&painter, mark, Qt::AlignCenter, isLive ? QIcon::Normal : QIcon::Disabled);

    const QRect room = row.adjusted(padding + menuGutter(option), 0, -padding - 8, 0);
    const qsizetype tab = option.text.indexOf(u'\t');
    painter.setFont(option.font);
    painter.setPen(isLive ? colors().text : colors().text3);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic | Qt::TextSingleLine,
                     tab < 0 ? option.text : option.text.first(tab));
    if (tab >= 0) {
        painter.setFont(theme.smallFont());
        painter.setPen(isLive ? colors().text2 : colors().text3);
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, option.text.sliced(tab + 1));
    }
    painter.restore();
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        chevron(QRectF(row.right() - padding - 12, row.top(), 12, row.height()), Qt::RightArrow, colors().text2);
}

void StyleParts::menuBarItem(const QStyleOptionMenuItem &option) const
{
    const bool isLive = isOn(option, QStyle::State_Enabled);
    painter.fillRect(option.rect, colors().chrome);
    if (isLive && (isOn(option, QStyle::State_Selected) || isOn(option, QStyle::State_Sunken)))
        box(QRectF(option.rect).adjusted(1, 6, -1, -6), Theme::innerCorner, colors().sunken, {});
    painter.setPen(isLive ? colors().text2 : colors().text3);
    painter.drawText(option.rect, Qt::AlignCenter | Qt::TextHideMnemonic | Qt::TextSingleLine, option.text);
}

void StyleParts::tab(const QStyleOptionTab &option) const
{
    const bool isCurrent = isOn(option, QStyle::State_Selected);
    const QRect room = option.rect.adjusted(8, 0, -8, 0);
    painter.setFont(isCurrent ? theme.baseStrong() : theme.baseFont());
    painter.setPen(isCurrent ? colors().text : isOn(option, QStyle::State_MouseOver) ? colors().text : colors().text2);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic | Qt::TextSingleLine, option.text);
    if (isCurrent)
        painter.fillRect(
            QRect(room.left(), option.rect.bottom() - 1, painter.fontMetrics().horizontalAdvance(option.text), 2),
            isOn(option, QStyle::State_HasFocus) ? colors().accent : colors().text);
}

} // namespace triptych
