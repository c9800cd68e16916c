// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/notice/LaneNoticeView.h"

#include "ui/lanes/notice/NoticeActions.h"
#include "ui/lanes/notice/NoticeText.h"
#include "ui/shell/Theme.h"

#include <QPainter>
#include <QScrollArea>

namespace triptych {

namespace {

constexpr int padding = 8; ///< Above and below everything.
constexpr int hairlineAt = 4;

} // namespace

LaneNoticeView::LaneNoticeView(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_words(new QScrollArea(this)),
      m_text(new NoticeText(theme, nullptr)),
      m_actions(new NoticeActions(theme, this))
{
    setObjectName(QStringLiteral("laneNotice"));
    m_words->setObjectName(QStringLiteral("laneNoticeWords"));
    m_words->setWidget(m_text);
    m_words->setFrameShape(QFrame::NoFrame);
    m_words->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_words->setFocusPolicy(Qt::NoFocus);
    connect(m_actions, &NoticeActions::actionTriggered, this, &LaneNoticeView::actionTriggered);
    connect(&theme, &Theme::changed, this, &LaneNoticeView::arrange);
}

void LaneNoticeView::setNotice(const LaneNotice &notice)
{
    if (m_notice == notice)
        return;
    m_notice = notice;
    m_text->setNotice(notice);
    m_actions->setNotice(notice);
    setAccessibleName(m_text->accessibleName());
    m_words->setAccessibleName(m_text->accessibleName());
    arrange();
    updateGeometry();
    update();
}

void LaneNoticeView::setBelowText(bool isBelow)
{
    m_isBelowText = isBelow;
    arrange();
    updateGeometry();
    update();
}

void LaneNoticeView::setLaneFocused(bool isFocused)
{
    m_actions->setLaneFocused(isFocused);
}

int LaneNoticeView::top() const
{
    return m_isBelowText ? hairlineAt + 1 + padding : padding;
}

int LaneNoticeView::gap() const
{
    return m_text->hasWords() && !m_actions->isEmpty() ? 12 : 0;
}

int LaneNoticeView::heightForWidth(int width) const
{
    if (m_notice.isEmpty())
        return 0;
    return top() + m_text->heightForWidth(width) + gap() + m_actions->heightForWidth(width) + padding;
}

void LaneNoticeView::arrange()
{
    const int wanted = m_text->heightForWidth(width());
    const int actions = m_actions->heightForWidth(width());
    const int room = height() - top() - gap() - actions - padding;
    const int words = qBound(0, room, wanted);
    m_text->setFixedSize(width(), wanted);
    m_words->setGeometry(0, top(), width(), words);
    m_actions->setGeometry(0, top() + words + gap(), width(), actions);
}

void LaneNoticeView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colors().paper);
    const int room = qMin(NoticeText::measure, width() - 2 * NoticeText::side);
    if (m_isBelowText && !m_notice.isEmpty())
        painter.fillRect(QRect(NoticeText::side, hairlineAt, room, 1), m_theme.colors().hairline);
}

void LaneNoticeView::resizeEvent(QResizeEvent *)
{
    arrange();
}

} // namespace triptych
