// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/Theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QFontInfo>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QSvgRenderer>

namespace triptych {

namespace {

constexpr int defaultPixels = 13;

/// Without a desktop Qt makes a size up, which nobody chose.
bool hasDesktop()
{
    return !qEnvironmentVariableIsEmpty("XDG_CURRENT_DESKTOP") || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORMTHEME");
}

int desktopPixels(const QFont &font)
{
    const int pixels = hasDesktop() ? QFontInfo(font).pixelSize() : 0;
    return pixels > 0 ? qBound(Theme::leastPixels, pixels, Theme::mostPixels) : defaultPixels;
}

/// Draws one SVG at whatever size is asked, so that nothing is ever scaled as a bitmap.
class TintedSvgEngine final : public QIconEngine
{
public:
    TintedSvgEngine(QByteArray svg, int side) : m_svg(std::move(svg)), m_side(side) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QSvgRenderer renderer(m_svg);
        const qreal side = qMin(qreal(m_side), qreal(qMin(rect.width(), rect.height())));
        QRectF box(0, 0, side, side);
        box.moveCenter(QRectF(rect).center());
        painter->save();
        if (mode == QIcon::Disabled)
            painter->setOpacity(painter->opacity() * 0.45);
        renderer.render(painter, box);
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    /// `size` is in device pixels, as the icon hands it on.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        if (mode == QIcon::Disabled)
            painter.setOpacity(0.45);
        QSvgRenderer renderer(m_svg);
        renderer.render(&painter, QRectF(QPointF(), QSizeF(size)));
        return pixmap;
    }

    QIconEngine *clone() const override { return new TintedSvgEngine(m_svg, m_side); }

private:
    QByteArray m_svg;
    int m_side;
};

QIcon tinted(const QString &file, const QColor &color, int side)
{
    QFile svg(file);
    if (!svg.open(QIODevice::ReadOnly))
        return {};
    QByteArray bytes = svg.readAll();
    bytes.replace("#5B5C68", color.name().toLatin1());
    return QIcon(new TintedSvgEngine(bytes, side));
}

QFont sized(QFont font, int pixels)
{
    font.setPixelSize(pixels);
    return font;
}

} // namespace

Theme::Theme(QObject *parent) : QObject(parent)
{
    setFonts({});
}

void Theme::setKind(Kind kind)
{
    m_kind = kind;
    m_colors = kind == Kind::Dark    ? &ThemeColors::dark()
        : kind == Kind::HighContrast ? &ThemeColors::highContrast()
                                     : &ThemeColors::light();
    apply();
    Q_EMIT changed();
}

void Theme::setFonts(const Fonts &fonts)
{
    m_fonts = fonts;
    QFont base = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (!fonts.interfaceFamily.isEmpty())
        base.setFamily(fonts.interfaceFamily);
    if (!fonts.fixedFamily.isEmpty())
        fixed.setFamily(fonts.fixedFamily);
    // Han characters are drawn the mainland way whatever the locale says.
    // "Sans Serif" is a wish; beside a second family only a real name is found first.
    base.setFamilies({QFontInfo(base).family(), QStringLiteral("Noto Sans CJK SC")});
    fixed.setFamilies({QFontInfo(fixed).family(), QStringLiteral("Noto Sans Mono CJK SC")});
    fixed.setStyleHint(QFont::Monospace);

    const int pixels = fonts.basePixels > 0 ? fonts.basePixels
                                            : desktopPixels(QFontDatabase::systemFont(QFontDatabase::GeneralFont));
    const int smallPixels = qRound(0.85 * pixels) + (fonts.isChinese ? 1 : 0);
    m_base = sized(base, pixels);
    m_small = sized(base, smallPixels);
    m_large = sized(base, qRound(1.25 * pixels));
    m_fixed = sized(fixed, pixels);
    apply();
    Q_EMIT changed();
}

QFont Theme::strong(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

QIcon Theme::icon(const QString &name, const QColor &color) const
{
    return tinted(QStringLiteral(":/icons/%1.svg").arg(name), color, 16);
}

QIcon Theme::stateIcon(const QString &name, const QColor &color) const
{
    return tinted(QStringLiteral(":/icons/state/%1.svg").arg(name), color, 12);
}

QPainterPath Theme::laneMarker(int slot)
{
    QPainterPath path;
    const auto polygon = [&path](std::initializer_list<QPointF> points) {
        path.addPolygon(QPolygonF(QList<QPointF>(points)));
        path.closeSubpath();
    };
    switch (slot % 8) {
    case 0: path.addEllipse(QPointF(5, 5), 4, 4); break;
    case 1: path.addRect(1.5, 1.5, 7, 7); break;
    case 2: polygon({{5, 0.8}, {9.4, 8.8}, {0.6, 8.8}}); break;
    case 3: polygon({{5, 0.5}, {9.5, 5}, {5, 9.5}, {0.5, 5}}); break;
    case 4: polygon({{5, 9.2}, {0.6, 1.2}, {9.4, 1.2}}); break;
    case 5:
        polygon({{3.5, 1},
                 {6.5, 1},
                 {6.5, 3.5},
                 {9, 3.5},
                 {9, 6.5},
                 {6.5, 6.5},
                 {6.5, 9},
                 {3.5, 9},
                 {3.5, 6.5},
                 {1, 6.5},
                 {1, 3.5},
                 {3.5, 3.5}});
        break;
    case 6: polygon({{2.6, 1}, {7.4, 1}, {9.6, 5}, {7.4, 9}, {2.6, 9}, {0.4, 5}}); break;
    default: path.addRect(1, 3, 8, 4); break;
    }
    return path;
}

void Theme::apply()
{
    if (!qobject_cast<QApplication *>(QCoreApplication::instance()))
        return;
    const ThemeColors &c = colors();
    QPalette palette;
    palette.setColor(QPalette::Window, c.chrome);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.paper);
    palette.setColor(QPalette::AlternateBase, c.chrome);
    palette.setColor(QPalette::ToolTipBase, c.paper);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::PlaceholderText, c.text3);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::Button, c.chrome);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.red);
    palette.setColor(QPalette::Light, c.paper);
    palette.setColor(QPalette::Midlight, c.sunken);
    palette.setColor(QPalette::Mid, c.hairline);
    palette.setColor(QPalette::Dark, c.outline);
    palette.setColor(QPalette::Shadow, c.hairline);
    palette.setColor(QPalette::Highlight, c.selection);
    palette.setColor(QPalette::HighlightedText, c.text);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.text3);
    QApplication::setPalette(palette);
    QApplication::setFont(m_base);
}

} // namespace triptych
