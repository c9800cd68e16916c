// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/LaneNoticeView.h"

#include "ui/lanes/LaneButtons.h"
#include "ui/lanes/WrappedText.h"
#include "ui/shell/Theme.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

namespace triptych {

namespace {

constexpr int side = 16;
constexpr int measure = 720;
constexpr int barHeight = 4;
constexpr int keyHeight = 20;

int lineOf(const Theme &theme)
{
    return qRound(theme.baseFont().pixelSize() * 20.0 / 13);
}

} // namespace

LaneNoticeView::LaneNoticeView(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("laneNotice"));
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void LaneNoticeView::setNotice(const LaneNotice &notice)
{
    if (m_notice == notice)
        return;
    const auto isSameButton = [](const LaneAction &a, const LaneAction &b) { return a.id == b.id && a.icon == b.icon; };
    const bool hasSameButtons = std::equal(m_notice.actions.begin(), m_notice.actions.end(), notice.actions.begin(),
                                           notice.actions.end(), isSameButton);
    m_notice = notice;
    setAccessibleName((QStringList {notice.sentence, notice.advice} + notice.notes).join(QLatin1Char(' ')).trimmed());
    if (hasSameButtons) { // a countdown in a text takes neither the focus nor a half-done click away
        for (std::size_t i = 0; i < m_buttons.size(); ++i)
            m_buttons[i]->setText(notice.actions[i].text);
    } else {
        for (LaneTextButton *button : m_buttons)
            button->deleteLater();
        m_buttons.clear();
        for (const LaneAction &action : notice.actions) {
            auto *button = new LaneTextButton(m_theme, action.text, action.icon, this);
            button->setObjectName(QLatin1String("action_") + action.id);
            connect(button, &QAbstractButton::clicked, this, [this, id = action.id] { Q_EMIT actionTriggered(id); });
            button->show();
            m_buttons.push_back(button);
        }
    }
    placeButtons();
    updateGeometry();
    update();
}

void LaneNoticeView::setBelowText(bool isBelow)
{
    m_isBelowText = isBelow;
    updateGeometry();
    update();
}

void LaneNoticeView::setLaneFocused(bool isFocused)
{
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setFilled(isFocused && m_notice.actions[i].isDefault);
    placeButtons();
}

int LaneNoticeView::heightForWidth(int width) const
{
    return m_notice.isEmpty() ? 0 : walk(width, nullptr);
}

int LaneNoticeView::walk(int width, QPainter *painter) const
{
    const ThemeColors &colors = m_theme.colors();
    const int room = qMin(measure, width - 2 * side);
    int y = 8;
    if (m_isBelowText) {
        if (painter)
            painter->fillRect(QRect(side, 4, room, 1), colors.hairline);
        y = 4 + 1 + 8;
    }
    const int start = y;
    const auto gap = [&y, start](int space) { y += y > start ? space : 0; };
    if (!m_notice.sentence.isEmpty())
        y = walkText(m_notice.sentence, colors.text, y, room, painter);
    const bool hasLabel = m_notice.progress && !m_notice.progress->label.isEmpty();
    if (hasLabel) {
        gap(8);
        y = walkBar(y, room, painter);
    }
    if (!m_notice.advice.isEmpty()) {
        gap(hasLabel ? 12 : 8);
        y = walkText(m_notice.advice, colors.text2, y, room, painter);
    }
    if (m_notice.progress && !hasLabel) {
        gap(12);
        y = walkBar(y, room, painter);
    }
    for (const QString &note : m_notice.notes) {
        gap(8);
        y = walkText(note, colors.text2, y, room, painter);
    }
    if (!m_buttons.empty()) {
        gap(12);
        y = walkButtons(y, room, false);
    }
    if (m_notice.showsRunKeys) {
        gap(12);
        y = walkRunKeys(y, painter);
    }
    return y + 8;
}

int LaneNoticeView::walkText(const QString &text, const QColor &color, int y, int width, QPainter *painter) const
{
    const WrappedText wrapped(text, m_theme.baseFont(), lineOf(m_theme), width);
    if (painter) {
        painter->setPen(color);
        wrapped.draw(*painter, QPointF(side, y));
    }
    return y + wrapped.height();
}

int LaneNoticeView::walkBar(int y, int width, QPainter *painter) const
{
    const ThemeColors &colors = m_theme.colors();
    const LaneProgress &progress = *m_notice.progress;
    if (!progress.label.isEmpty()) {
        if (painter) {
            const QRect row(side, y, width, lineOf(m_theme));
            painter->setFont(m_theme.baseFont());
            painter->setPen(colors.text);
            painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter, progress.label);
            painter->setPen(colors.text2);
            painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter, progress.remaining);
        }
        y += lineOf(m_theme) + 8;
    }
    if (painter) {
        const double share = progress.total > 0 ? qBound(0.0, double(progress.done) / progress.total, 1.0) : 0;
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.sunken);
        painter->drawRoundedRect(QRectF(side, y, width, barHeight), barHeight / 2, barHeight / 2);
        painter->setBrush(colors.text);
        painter->drawRoundedRect(QRectF(side, y, width * share, barHeight), barHeight / 2, barHeight / 2);
    }
    return y + barHeight;
}

void LaneNoticeView::placeButtons()
{
    const int room = qMin(measure, width() - 2 * side);
    const int bottom = walk(width(), nullptr) - 8 - (m_notice.showsRunKeys ? 12 + keyHeight : 0);
    walkButtons(bottom - walkButtons(0, room, false), room, true);
}

int LaneNoticeView::walkButtons(int y, int width, bool place) const
{
    int x = 0;
    for (LaneTextButton *button : m_buttons) {
        const QSize size = button->sizeHint();
        const int visible = qMin(size.width(), width);
        if (x > 0 && x + visible > width) {
            x = 0;
            y += 24 + 8;
        }
        if (place)
            button->setGeometry(side + x, y, visible, size.height());
        x += visible + 8;
    }
    return m_buttons.empty() ? y : y + 24;
}

int LaneNoticeView::walkRunKeys(int y, QPainter *painter) const
{
    if (!painter)
        return y + keyHeight;
    const ThemeColors &colors = m_theme.colors();
    int x = side;
    const auto drawKey = [&](const QString &key) {
        painter->setFont(m_theme.smallFont());
        const int width = painter->fontMetrics().horizontalAdvance(key) + 12;
        painter->setPen(QPen(colors.outline, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(x + 0.5, y + 0.5, width - 1, keyHeight - 1), Theme::innerCorner,
                                 Theme::innerCorner);
        painter->setPen(colors.text);
        painter->drawText(QRect(x, y, width, keyHeight), Qt::AlignCenter, key);
        x += width + 4;
    };
    const auto drawText = [&](const QString &text, const QColor &color) {
        painter->setFont(m_theme.baseFont());
        painter->setPen(color);
        const int width = painter->fontMetrics().horizontalAdvance(text);
        painter->drawText(QRect(x, y, width + 2, keyHeight), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += width + 4;
    };
    drawKey(tr("Ctrl"));
    drawText(QStringLiteral("+"), colors.text2);
    drawKey(tr("Enter"));
    x += 4;
    drawText(tr("runs", "after: Ctrl + Enter"), colors.text);
    return y + keyHeight;
}

void LaneNoticeView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme.colors().paper);
    if (!m_notice.isEmpty())
        walk(width(), &painter);
}

void LaneNoticeView::resizeEvent(QResizeEvent *)
{
    placeButtons();
}

void LaneNoticeView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        update();
    QWidget::changeEvent(event);
}

} // namespace triptych
