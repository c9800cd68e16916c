// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/Theme.h"

#include <QStyleOption>

namespace triptych {

/// What TriptychStyle draws, one function for each kind of control. Stateless: everything comes from the theme and the
/// option.
struct StyleParts
{
    const Theme &theme;
    QPainter &painter;

    /// A box with a crisp border of 1 px; an invalid colour leaves its part out.
    void box(const QRectF &rect, qreal radius, const QColor &fill, const QColor &border) const;
    void chevron(const QRectF &box, Qt::ArrowType direction, const QColor &color) const;

    void pushButton(const QStyleOptionButton &option) const;
    void pushButtonLabel(const QStyleOptionButton &option, bool isSmall) const;
    void toolButtonPanel(const QStyleOption &option) const;
    void toolButton(const QStyleOptionToolButton &option) const;
    void checkBox(const QStyleOption &option) const;
    void radioButton(const QStyleOption &option) const;

    void fieldPanel(const QStyleOption &option) const;
    void scrollThumb(const QStyleOptionSlider &option, const QRect &thumb) const;
    void progressGroove(const QRect &rect) const;
    void progressContents(const QStyleOptionProgressBar &option) const;
    void focusRing(const QRect &rect, bool isField) const;

    /// Left of the text of an entry; small where no entry has a mark or an icon.
    static int menuGutter(const QStyleOptionMenuItem &option);
    void menuPanel(const QRect &rect) const;
    void menuItem(const QStyleOptionMenuItem &option) const;
    void menuBarItem(const QStyleOptionMenuItem &option) const;
    void tab(const QStyleOptionTab &option) const;
    void headerSection(const QStyleOptionHeader &option) const;
    void itemRow(const QStyleOptionViewItem &option) const;

    const ThemeColors &colors() const { return theme.colors(); }
};

} // namespace triptych
