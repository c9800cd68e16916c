// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/ActionButton.h"

#include "ui/shell/Theme.h"

#include <QPainter>
#include <QStyleOptionButton>

namespace triptych {

namespace {

constexpr int buttonWidth = 200;
constexpr int buttonHeight = 32;
constexpr int padding = 13;
constexpr int iconSide = 16;
constexpr int gap = 8;

} // namespace

ActionButton::ActionButton(const Theme &theme, Kind kind, const QString &iconName, QWidget *parent)
    : QPushButton(parent),
      m_theme(theme),
      m_iconName(iconName),
      m_kind(kind)
{
    setFixedHeight(buttonHeight);
    setAutoDefault(false);
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void ActionButton::setKeys(const QString &keys)
{
    m_keys = keys;
    update();
}

QSize ActionButton::sizeHint() const
{
    const QFont font = m_kind == Kind::Accent ? m_theme.baseStrong() : m_theme.baseFont();
    const int content = iconSide + gap + QFontMetrics(font).horizontalAdvance(text()) + 2 * gap
        + QFontMetrics(m_theme.smallFont()).horizontalAdvance(m_keys);
    return {qMax(buttonWidth, content + 2 * padding), buttonHeight};
}

void ActionButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    const bool isAccent = m_kind == Kind::Accent && isEnabled();
    option.features.setFlag(QStyleOptionButton::DefaultButton, isAccent);
    style()->drawControl(QStyle::CE_PushButtonBevel, &option, &painter, this);

    const ThemeColors &colors = m_theme.colors();
    const QColor ink = isAccent ? colors.onAccent : isEnabled() ? colors.text : colors.text2;
    const QRect room = rect().adjusted(padding, 0, -padding, 0);
    const QRect icon(room.left(), (height() - iconSide) / 2, iconSide, iconSide);
    m_theme.icon(m_iconName, ink).paint(&painter, icon);
    painter.setPen(ink);
    painter.setFont(m_kind == Kind::Accent ? m_theme.baseStrong() : m_theme.baseFont());
    painter.drawText(room.adjusted(iconSide + gap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     text());
    painter.setFont(m_theme.smallFont());
    if (!isAccent)
        painter.setPen(colors.text2);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, m_keys);
}

} // namespace triptych
