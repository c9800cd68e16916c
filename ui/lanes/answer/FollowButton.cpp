// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/answer/FollowButton.h"

#include "ui/shell/Theme.h"

#include <QEvent>
#include <QPainter>

namespace triptych {

FollowButton::FollowButton(const Theme &theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("follow"));
    setCursor(Qt::ArrowCursor);
    setFocusPolicy(Qt::TabFocus);
    retranslate();
}

void FollowButton::retranslate()
{
    setText(tr("Follow"));
    setAccessibleName(tr("Follow the end of the answer"));
    setToolTip(tr("Go to the end and stay there"));
}

void FollowButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QAbstractButton::changeEvent(event);
}

QSize FollowButton::sizeHint() const
{
    return QSize(QFontMetrics(m_theme.smallFont()).horizontalAdvance(text()) + 8 + 16 + 4 + 8, 24);
}

void FollowButton::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.outline);
    painter.setBrush(isDown() ? colors.pressed : colors.chrome);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::corner, Theme::corner);
    m_theme.icon(QStringLiteral("down")).paint(&painter, QRect(8, 4, 16, 16));
    painter.setFont(m_theme.smallFont());
    painter.setPen(colors.text);
    painter.drawText(rect().adjusted(28, 0, -4, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
}

} // namespace triptych
