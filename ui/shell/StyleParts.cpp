// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/StyleParts.h"

#include <QDateTime>
#include <QPainter>

namespace triptych {

namespace {

constexpr qreal iconStroke = 1.25;
constexpr int period = 1600; // ms of a bar that knows no end

bool isOn(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

} // namespace

void StyleParts::box(const QRectF &rect, qreal radius, const QColor &fill, const QColor &border) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(border.isValid() ? QPen(border, 1) : QPen(Qt::NoPen));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const QRectF line = border.isValid() ? rect.adjusted(0.5, 0.5, -0.5, -0.5) : rect;
    painter.drawRoundedRect(line, radius, radius);
    painter.restore();
}

void StyleParts::chevron(const QRectF &rect, Qt::ArrowType direction, const QColor &color) const
{
    constexpr qreal half = 3.5;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, iconStroke, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.translate(rect.center());
    painter.rotate(direction == Qt::DownArrow       ? 0
                       : direction == Qt::UpArrow   ? 180
                       : direction == Qt::LeftArrow ? 90
                                                    : -90);
    painter.drawPolyline(QPolygonF({{-half, -half / 2}, {0, half / 2}, {half, -half / 2}}));
    painter.restore();
}

void StyleParts::fieldPanel(const QStyleOption &option) const
{
    const bool isLive = isOn(option, QStyle::State_Enabled);
    const QColor border = !isLive              ? colors().hairline
        : isOn(option, QStyle::State_HasFocus) ? colors().accent
                                               : colors().outline;
    box(option.rect, Theme::corner, isLive ? colors().paper : colors().chrome, border);
}

void StyleParts::scrollThumb(const QStyleOptionSlider &option, const QRect &thumb) const
{
    const bool isHeld
        = isOn(option, QStyle::State_Sunken) || (isOn(option, QStyle::State_MouseOver) && option.activeSubControls);
    QColor color = colors().outline;
    color.setAlphaF(isHeld ? 1.0F : 0.5F);
    QRectF bar = thumb;
    if (option.orientation == Qt::Vertical)
        bar = QRectF(bar.right() - 8, bar.top() + 2, 6, bar.height() - 4);
    else
        bar = QRectF(bar.left() + 2, bar.bottom() - 8, bar.width() - 4, 6);
    box(bar, 3, color, {});
}

void StyleParts::progressGroove(const QRect &rect) const
{
    box(rect, 2, colors().sunken, {});
}

void StyleParts::progressContents(const QStyleOptionProgressBar &option) const
{
    if (option.maximum == option.minimum) { // nobody knows how long: a third of it walks along
        const qreal room = option.rect.width() / 3.0;
        const qreal way = theme.reducesMotion() ? 0.5 : double(QDateTime::currentMSecsSinceEpoch() % period) / period;
        const QRectF walker(option.rect.left() - room + way * (option.rect.width() + room), option.rect.top(), room,
                            option.rect.height());
        box(walker & QRectF(option.rect), 2, colors().text, {});
        return;
    }
    const qreal span = qMax(1, option.maximum - option.minimum);
    const qreal share = qBound(0.0, (option.progress - option.minimum) / span, 1.0);
    QRectF bar = option.rect;
    bar.setWidth(bar.width() * share);
    if (bar.width() > 0)
        box(bar, 2, colors().text, {});
}

void StyleParts::focusRing(const QRect &rect, bool isField) const
{
    // The frame is 3 px larger than the control: a field wears the ring at its border, a button with a gap of 1 px.
    const qreal inset = isField ? 2 : 1;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), Theme::corner + 3 - inset,
                            Theme::corner + 3 - inset);
    painter.restore();
}

void StyleParts::headerSection(const QStyleOptionHeader &option) const
{
    painter.fillRect(option.rect, colors().paper);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colors().hairline);
}

void StyleParts::itemRow(const QStyleOptionViewItem &option) const
{
    const bool isSelected = isOn(option, QStyle::State_Selected);
    if (isSelected)
        painter.fillRect(option.rect, isOn(option, QStyle::State_HasFocus) ? colors().accentSoft : colors().sunken);
    else if (isOn(option, QStyle::State_MouseOver) && isOn(option, QStyle::State_Enabled))
        painter.fillRect(option.rect, colors().sunken);
    else if (option.backgroundBrush.style() != Qt::NoBrush)
        painter.fillRect(option.rect, option.backgroundBrush);
}

} // namespace triptych
