// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRectF>
#include <vector>

namespace triptych {

/// Finds places for the names of series beside their points, so that they cover neither points nor one another.
class ChartLabels
{
public:
    explicit ChartLabels(const QRectF &room) : m_room(room) {}

    void avoid(const QPointF &point, qreal radius);
    /// A free place of `size` beside one of `anchors`, tried in their order; a null one when there is none.
    QRectF place(const QSizeF &size, const std::vector<QPointF> &anchors);

private:
    bool isFree(const QRectF &box) const;

    QRectF m_room;
    std::vector<QRectF> m_taken;
};

} // namespace triptych
