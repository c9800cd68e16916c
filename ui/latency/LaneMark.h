// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/Theme.h"

class QPainter;

namespace triptych {

/// What stands for a model in table and charts: the marker of its lane, or a neutral ring where no lane runs it.
/// Few runs are drawn hollow, since they are no distribution yet.
struct LaneMark
{
    int slot = -1;
    bool isHollow = false;

    QColor color(const Theme &theme) const;
    bool isDashed() const { return slot >= 8; } ///< The second eight repeat the colours.
    void paint(QPainter &painter, const QPointF &centre, const Theme &theme, qreal side = 10) const;
};

} // namespace triptych
