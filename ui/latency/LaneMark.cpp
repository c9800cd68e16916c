// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/latency/LaneMark.h"

#include <QPainter>

namespace triptych {

QColor LaneMark::color(const Theme &theme) const
{
    return slot < 0 ? theme.colors().outline : theme.colors().lane(slot);
}

void LaneMark::paint(QPainter &painter, const QPointF &centre, const Theme &theme, qreal side) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(centre);
    painter.scale(side / 10, side / 10);
    painter.translate(-5, -5);
    const bool isOpen = isHollow || slot < 0 || Theme::isHollow(slot);
    QPainterPath shape = Theme::laneMarker(qMax(0, slot));
    if (isOpen) {
        // The stroke lies inside the shape, so that hollow and filled markers have one size.
        painter.setPen(QPen(color(theme), 1.5));
        painter.setBrush(theme.colors().paper);
        painter.translate(5, 5);
        painter.scale(0.84, 0.84);
        painter.translate(-5, -5);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(theme));
    }
    painter.drawPath(shape);
    painter.restore();
}

} // namespace triptych
