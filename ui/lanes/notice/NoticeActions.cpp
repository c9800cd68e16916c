// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/notice/NoticeActions.h"

#include "ui/lanes/LaneButtons.h"
#include "ui/lanes/notice/NoticeText.h"
#include "ui/shell/Theme.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

namespace triptych {

namespace {

constexpr int buttonHeight = 24;
constexpr int keyHeight = 20;
constexpr int gap = 8;
constexpr int gapBeforeKeys = 12;

} // namespace

NoticeActions::NoticeActions(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("laneNoticeActions"));
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void NoticeActions::setNotice(const LaneNotice &notice)
{
    const auto isSameButton = [](const LaneAction &a, const LaneAction &b) { return a.id == b.id && a.icon == b.icon; };
    const bool hasSameButtons
        = std::equal(m_actions.begin(), m_actions.end(), notice.actions.begin(), notice.actions.end(), isSameButton);
    m_actions = notice.actions;
    m_showsRunKeys = notice.showsRunKeys;
    if (!hasSameButtons)
        replaceButtons();
    for (std::size_t i = 0; i < m_buttons.size();
         ++i) // a countdown in a text takes neither focus nor a half-done click away
        m_buttons[i]->setText(m_actions[i].text);
    walkButtons(width(), true);
    update();
}

void NoticeActions::replaceButtons()
{
    for (LaneTextButton *button : m_buttons)
        button->deleteLater();
    m_buttons.clear();
    for (const LaneAction &action : m_actions) {
        auto *button = new LaneTextButton(m_theme, action.text, action.icon, this);
        button->setObjectName(QLatin1String("action_") + action.id);
        connect(button, &QAbstractButton::clicked, this, [this, id = action.id] { Q_EMIT actionTriggered(id); });
        button->show();
        m_buttons.push_back(button);
    }
}

void NoticeActions::setLaneFocused(bool isFocused)
{
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setFilled(isFocused && m_actions[i].isDefault);
    walkButtons(width(), true);
}

int NoticeActions::heightForWidth(int width) const
{
    const int buttons = walkButtons(width, false);
    return m_showsRunKeys ? buttons + (buttons > 0 ? gapBeforeKeys : 0) + keyHeight : buttons;
}

int NoticeActions::walkButtons(int width, bool place) const
{
    const int room = qMin(NoticeText::measure, width - 2 * NoticeText::side);
    int x = 0;
    int y = 0;
    for (LaneTextButton *button : m_buttons) {
        const QSize size = button->sizeHint();
        const int visible = qMin(size.width(), room);
        if (x > 0 && x + visible > room) {
            x = 0;
            y += buttonHeight + gap;
        }
        if (place)
            button->setGeometry(NoticeText::side + x, y, visible, size.height());
        x += visible + gap;
    }
    return m_buttons.empty() ? 0 : y + buttonHeight;
}

void NoticeActions::drawRunKeys(QPainter &painter, int y) const
{
    const ThemeColors &colors = m_theme.colors();
    int x = NoticeText::side;
    const auto drawKey = [&](const QString &key) {
        painter.setFont(m_theme.smallFont());
        const int width = painter.fontMetrics().horizontalAdvance(key) + 12;
        painter.setPen(QPen(colors.outline, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(x + 0.5, y + 0.5, width - 1, keyHeight - 1), Theme::innerCorner,
                                Theme::innerCorner);
        painter.setPen(colors.text);
        painter.drawText(QRect(x, y, width, keyHeight), Qt::AlignCenter, key);
        x += width + 4;
    };
    const auto drawText = [&](const QString &text, const QColor &color) {
        painter.setFont(m_theme.baseFont());
        painter.setPen(color);
        const int width = painter.fontMetrics().horizontalAdvance(text);
        painter.drawText(QRect(x, y, width + 2, keyHeight), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += width + 4;
    };
    drawKey(tr("Ctrl"));
    drawText(QStringLiteral("+"), colors.text2);
    drawKey(tr("Enter"));
    x += 4;
    drawText(tr("runs", "after: Ctrl + Enter"), colors.text);
}

void NoticeActions::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme.colors().paper);
    if (m_showsRunKeys)
        drawRunKeys(painter, heightForWidth(width()) - keyHeight);
}

void NoticeActions::resizeEvent(QResizeEvent *)
{
    walkButtons(width(), true);
}

void NoticeActions::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        update();
    QWidget::changeEvent(event);
}

} // namespace triptych
