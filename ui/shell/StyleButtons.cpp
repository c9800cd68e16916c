// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/StyleParts.h"

#include <QPainter>
#include <QStyle>

namespace triptych {

namespace {

constexpr int iconSide = 16;
constexpr int iconGap = 8;

bool isOn(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

bool isFilled(const QStyleOptionButton &option)
{
    return option.features.testFlag(QStyleOptionButton::DefaultButton) && isOn(option, QStyle::State_Enabled);
}

} // namespace

void StyleParts::pushButton(const QStyleOptionButton &option) const
{
    const bool isLive = isOn(option, QStyle::State_Enabled);
    const bool isHeld = isLive && (isOn(option, QStyle::State_Sunken) || isOn(option, QStyle::State_On));
    const bool isOver = isLive && isOn(option, QStyle::State_MouseOver);
    if (isFilled(option)) {
        box(option.rect, Theme::corner, isHeld || isOver ? colors().accentHover : colors().accent, {});
        return;
    }
    const bool isFlat = option.features.testFlag(QStyleOptionButton::Flat);
    const QColor fill = isHeld ? colors().pressed : isOver ? colors().sunken : isFlat ? QColor() : colors().paper;
    box(option.rect, Theme::corner, fill, isFlat ? QColor() : isLive ? colors().outline : colors().hairline);
}

void StyleParts::pushButtonLabel(const QStyleOptionButton &option, bool isSmall) const
{
    const bool isLive = isOn(option, QStyle::State_Enabled);
    const QColor color = !isLive ? colors().text3 : isFilled(option) ? colors().onAccent : colors().text;
    painter.save();
    if (isFilled(option))
        painter.setFont(theme.baseStrong());
    const int padding = isSmall ? 9 : 13;
    QRect room = option.rect.adjusted(padding, 0, -padding, 0);
    const int textWidth = painter.fontMetrics().horizontalAdvance(option.text, -1)
        - (option.text.contains(u'&') ? painter.fontMetrics().horizontalAdvance(u'&') : 0);
    const bool hasIcon = !option.icon.isNull();
    const int width = textWidth + (hasIcon ? iconSide + (option.text.isEmpty() ? 0 : iconGap) : 0);
    room.setLeft(room.left() + qMax(0, (room.width() - width) / 2));
    if (hasIcon) {
        const QRect place(room.left(), room.center().y() - iconSide / 2 + 1, iconSide, iconSide);
        option.icon.paint(&painter, place, Qt::AlignCenter, isLive ? QIcon::Normal : QIcon::Disabled);
        room.setLeft(place.right() + 1 + iconGap);
    }
    painter.setPen(color);
    painter.drawText(room,
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic | Qt::TextSingleLine | Qt::TextDontClip,
                     option.text);
    painter.restore();
}

void StyleParts::toolButtonPanel(const QStyleOption &option) const
{
    if (!isOn(option, QStyle::State_Enabled))
        return;
    if (isOn(option, QStyle::State_Sunken))
        box(option.rect, Theme::innerCorner, colors().pressed, {});
    else if (isOn(option, QStyle::State_MouseOver) || isOn(option, QStyle::State_On))
        box(option.rect, Theme::innerCorner, colors().sunken, {});
}

void StyleParts::toolButton(const QStyleOptionToolButton &option) const
{
    toolButtonPanel(option);
    const bool hasText = option.toolButtonStyle != Qt::ToolButtonIconOnly && !option.text.isEmpty();
    const bool hasIcon = option.toolButtonStyle != Qt::ToolButtonTextOnly && !option.icon.isNull();
    QRect room = option.rect;
    if (hasText)
        room.adjust(iconGap, 0, -iconGap, 0);
    if (hasIcon) {
        const QSize side = option.iconSize;
        const int left = hasText ? room.left() : room.center().x() - side.width() / 2 + 1;
        const QRect place(QPoint(left, room.center().y() - side.height() / 2 + 1), side);
        const QIcon::Mode mode = isOn(option, QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled;
        option.icon.paint(&painter, place, Qt::AlignCenter, mode,
                          isOn(option, QStyle::State_On) ? QIcon::On : QIcon::Off);
        room.setLeft(place.right() + 1 + iconGap);
    }
    if (!hasText)
        return;
    painter.setFont(option.font);
    painter.setPen(isOn(option, QStyle::State_Enabled) ? option.palette.color(QPalette::ButtonText) : colors().text3);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic | Qt::TextSingleLine, option.text);
}

void StyleParts::checkBox(const QStyleOption &option) const
{
    const bool isLive = isOn(option, QStyle::State_Enabled);
    const bool isSet = isOn(option, QStyle::State_On) || isOn(option, QStyle::State_NoChange);
    const QColor ink = isLive ? colors().text : colors().text3;
    const QRectF side = QRectF(option.rect).adjusted(1, 1, -1, -1);
    box(side, Theme::innerCorner, isSet ? ink : colors().paper,
        isSet        ? ink
            : isLive ? colors().outline
                     : colors().hairline);
    if (!isSet)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors().paper, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.translate(side.center());
    if (isOn(option, QStyle::State_NoChange))
        painter.drawLine(QPointF(-3, 0), QPointF(3, 0));
    else
        painter.drawPolyline(QPolygonF({{-3.2, 0.2}, {-1, 2.4}, {3.2, -2.2}}));
    painter.restore();
}

void StyleParts::radioButton(const QStyleOption &option) const
{
    const bool isLive = isOn(option, QStyle::State_Enabled);
    const QRectF side = QRectF(option.rect).adjusted(1, 1, -1, -1);
    const QColor ink = isLive ? colors().text : colors().text3;
    box(side, side.width() / 2, colors().paper,
        isOn(option, QStyle::State_On) ? ink
            : isLive                   ? colors().outline
                                       : colors().hairline);
    if (isOn(option, QStyle::State_On))
        box(side.adjusted(4, 4, -4, -4), side.width(), ink, {});
}

} // namespace triptych
