// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/FoldHeader.h"

#include "ui/lanes/LaneButtons.h"
#include "ui/shell/Theme.h"

#include <QPainter>

namespace triptych {

FoldHeader::FoldHeader(const Theme &theme, const QString &objectName, QWidget *parent)
    : QAbstractButton(parent),
      m_theme(theme)
{
    setObjectName(objectName);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setFixedHeight(height);
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void FoldHeader::setTitle(const QString &title)
{
    if (text() == title)
        return;
    setText(title);
    setAccessibleName(title);
    setToolTip(title);
    update();
}

void FoldHeader::addCopyButton(const QString &name)
{
    m_copy = new LaneIconButton(m_theme, QStringLiteral("copy"), objectName() + QLatin1String("_copy"), this);
    m_copy->setName(name);
    connect(m_copy, &QAbstractButton::clicked, this, &FoldHeader::copyRequested);
}

void FoldHeader::resizeEvent(QResizeEvent *)
{
    if (m_copy)
        m_copy->move(width() - 8 - 24, 0);
}

void FoldHeader::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), colors.paper);
    const QColor ink = underMouse() || hasFocus() ? colors.text : colors.text2;
    m_theme.icon(isChecked() ? QStringLiteral("down") : QStringLiteral("right"), ink)
        .paint(&painter, QRect(12, 4, 16, 16));
    painter.setFont(m_theme.smallFont());
    painter.setPen(ink);
    const QRect room(32, 0, width() - 32 - (m_copy ? 40 : 16), height);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

} // namespace triptych
