// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProxyStyle>

class QFileDialog;

namespace triptych {

class Theme;

/// Draws the plain Qt controls as the theme says: 28 px buttons and fields with corners of 6, hairlines, thin scroll
/// bars, a focus ring outside of what has the focus. Colours are read when painting, so a change of theme needs no new
/// style. A control with the dynamic property "small" is 24 px high. The theme must outlive the style; owned by
/// QApplication::setStyle().
class TriptychStyle final : public QProxyStyle
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TriptychStyle)

public:
    explicit TriptychStyle(const Theme &theme);

    /// Marks a button or field as one for strips and rows: 24 px high, padding 8.
    static void makeSmall(QWidget &widget);
    static bool isSmall(const QWidget *widget);

    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override;
    QIcon standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                         const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;

private:
    static void widenFileDialog(QFileDialog &dialog);

    const Theme &m_theme;
    QObject *m_focusRing = nullptr;
};

} // namespace triptych
