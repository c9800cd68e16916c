// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/latency/ChartLabels.h"

#include <algorithm>

namespace triptych {

namespace {

constexpr qreal gap = 8;

} // namespace

void ChartLabels::avoid(const QPointF &point, qreal radius)
{
    m_taken.emplace_back(point.x() - radius, point.y() - radius, 2 * radius, 2 * radius);
}

bool ChartLabels::isFree(const QRectF &box) const
{
    return m_room.contains(box)
        && std::none_of(m_taken.begin(), m_taken.end(), [&box](const QRectF &other) { return other.intersects(box); });
}

QRectF ChartLabels::place(const QSizeF &size, const std::vector<QPointF> &anchors)
{
    for (const QPointF &anchor : anchors) {
        const qreal top = anchor.y() - size.height() / 2;
        for (const qreal left : {anchor.x() + gap, anchor.x() - gap - size.width()}) {
            const QRectF box(QPointF(left, top), size);
            if (isFree(box)) {
                m_taken.push_back(box);
                return box;
            }
        }
    }
    return {};
}

} // namespace triptych
