// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/LaneButtons.h"

#include "ui/shell/Theme.h"

#include <QPainter>

namespace triptych {

LaneIconButton::LaneIconButton(const Theme &theme, const QString &icon, const QString &objectName, QWidget *parent)
    : QAbstractButton(parent),
      m_theme(theme),
      m_icon(icon)
{
    setObjectName(objectName);
    setFocusPolicy(Qt::TabFocus);
    setFixedSize(sizeHint());
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void LaneIconButton::setName(const QString &name)
{
    setAccessibleName(name);
    setToolTip(name);
}

void LaneIconButton::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isActive = isEnabled() && (underMouse() || hasFocus());
    if (isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.pressed);
        painter.drawRoundedRect(rect(), Theme::innerCorner, Theme::innerCorner);
    }
    m_theme.icon(m_icon,
                 isActive       ? colors.text
                     : m_isIdle ? colors.text3
                                : colors.text2)
        .paint(&painter, rect().adjusted(4, 4, -4, -4));
}

void LaneIconButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void LaneIconButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

LaneTextButton::LaneTextButton(const Theme &theme, const QString &text, const QString &icon, QWidget *parent)
    : QAbstractButton(parent),
      m_theme(theme),
      m_icon(icon)
{
    setText(text);
    setAccessibleName(text);
    setFocusPolicy(Qt::StrongFocus);
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::updateGeometry));
}

void LaneTextButton::setFilled(bool isFilled)
{
    if (m_isFilled == isFilled)
        return;
    m_isFilled = isFilled;
    updateGeometry();
    update();
}

QFont LaneTextButton::shownFont() const
{
    return m_isFilled ? m_theme.baseStrong() : m_theme.baseFont();
}

QSize LaneTextButton::sizeHint() const
{
    const int icon = m_icon.isEmpty() ? 0 : 16 + 8;
    const int width = 8 + icon + QFontMetrics(shownFont()).horizontalAdvance(text()) + 8 + 1;
    return QSize(width, 24);
}

void LaneTextButton::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect box = rect();
    const QColor ground = m_isFilled ? (underMouse() ? colors.accentHover : colors.accent)
        : isDown()                   ? colors.pressed
                                     : colors.paper;
    const QColor ink = m_isFilled ? colors.onAccent : isEnabled() ? colors.text : colors.text3;
    painter.setPen(m_isFilled ? QPen(Qt::NoPen) : QPen(isEnabled() ? colors.outline : colors.hairline, 1));
    painter.setBrush(ground);
    const qreal inset = m_isFilled ? 0 : 0.5;
    painter.drawRoundedRect(QRectF(box).adjusted(inset, inset, -inset, -inset), Theme::corner, Theme::corner);
    int x = box.left() + 8;
    if (!m_icon.isEmpty()) {
        m_theme.icon(m_icon, ink).paint(&painter, QRect(x, box.top() + 4, 16, 16));
        x += 16 + 8;
    }
    painter.setFont(shownFont());
    painter.setPen(ink);
    const QRect room(x, box.top(), box.right() - 8 - x + 2, box.height());
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

LaneLinkButton::LaneLinkButton(const Theme &theme, const QString &text, QWidget *parent)
    : QAbstractButton(parent),
      m_theme(theme)
{
    setText(text);
    setAccessibleName(text);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

QSize LaneLinkButton::sizeHint() const
{
    return QSize(QFontMetrics(m_theme.smallFont()).horizontalAdvance(text()) + 1, 18);
}

void LaneLinkButton::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setFont(m_theme.smallFont());
    painter.setPen(underMouse() ? colors.accent : colors.text);
    painter.drawText(QRect(0, 0, width(), 16), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, width()));
    painter.fillRect(QRect(0, 16, width() - 1, 1), colors.outline);
}

} // namespace triptych
