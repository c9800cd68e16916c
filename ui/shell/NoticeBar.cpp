// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/NoticeBar.h"

#include "ui/shell/Theme.h"
#include "ui/shell/TriptychStyle.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace triptych {

namespace {

constexpr int rowHeight = 40;
constexpr int narrow = 400;
const QString questionSource = QStringLiteral("?");

} // namespace

NoticeBar::NoticeBar(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_row(new QBoxLayout(QBoxLayout::LeftToRight, this)),
      m_answers(new QHBoxLayout),
      m_text(new QLabel(this))
{
    setObjectName(QStringLiteral("noticeBar"));
    setMinimumHeight(rowHeight);
    m_text->setObjectName(QStringLiteral("noticeText"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_row->setContentsMargins(16, 6, 16, 7);
    m_row->setSpacing(8);
    m_row->addWidget(m_text, 1);
    m_row->addLayout(m_answers);
    QWidget::hide();
}

void NoticeBar::ask(const QString &question, std::vector<Choice> choices)
{
    add({questionSource, question, std::move(choices), false});
    if (!m_buttons.empty())
        m_buttons.front()->setFocus(Qt::TabFocusReason);
}

void NoticeBar::warn(const QString &sentence)
{
    warn(QString(), sentence);
}

void NoticeBar::warn(const QString &source, const QString &sentence)
{
    add({source, sentence, {}, true});
}

void NoticeBar::hide()
{
    m_notices.clear();
    showLast();
}

void NoticeBar::hide(const QString &source)
{
    remove(source);
    showLast();
}

void NoticeBar::add(Notice notice)
{
    remove(notice.source);
    m_notices.push_back(std::move(notice));
    showLast();
}

void NoticeBar::remove(const QString &source)
{
    std::erase_if(m_notices, [&](const Notice &notice) { return notice.source == source; });
}

void NoticeBar::showLast()
{
    for (QWidget *button : m_buttons) {
        button->hide(); // it may be the one that is being clicked, so it goes later
        button->setObjectName({});
        button->deleteLater();
    }
    m_buttons.clear();
    setVisible(!m_notices.empty());
    if (m_notices.empty())
        return;
    const Notice &notice = m_notices.back();
    m_text->setText(notice.text);
    m_text->setAccessibleName(notice.text);
    for (const Choice &choice : notice.choices)
        addButton(choice, notice.source);
    if (notice.choices.empty())
        addButton({tr("Dismiss"), {}, false}, notice.source);
    update();
}

void NoticeBar::addButton(const Choice &choice, const QString &source)
{
    auto *button = new QPushButton(choice.label, this);
    button->setObjectName(QStringLiteral("noticeChoice%1").arg(m_buttons.size()));
    button->setAccessibleName(choice.label);
    button->setAutoDefault(false);
    button->setDefault(choice.isDefault);
    TriptychStyle::makeSmall(*button);
    connect(button, &QPushButton::clicked, this, [this, source, chosen = choice.chosen] {
        hide(source); // first, since the answer may bring the next question
        if (chosen)
            chosen();
    });
    m_answers->addWidget(button);
    button->show(); // now, not from the event loop: it may be given the focus
    m_buttons.push_back(button);
}

void NoticeBar::resizeEvent(QResizeEvent *event)
{
    const bool isNarrow = width() < narrow;
    m_row->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_row->setAlignment(m_answers, isNarrow ? Qt::AlignLeft : Qt::Alignment());
    QWidget::resizeEvent(event);
}

void NoticeBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && !m_notices.empty() && m_notices.back().choices.empty())
        showLast();
    QWidget::changeEvent(event);
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeColors &colors = m_theme.colors();
    painter.fillRect(rect(), !m_notices.empty() && m_notices.back().isWarning ? colors.redSoft : colors.chrome);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors.hairline);
}

void NoticeBar::keyPressEvent(QKeyEvent *event)
{
    auto *focused = qobject_cast<QPushButton *>(focusWidget());
    if (focused && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        focused->click();
    else
        QWidget::keyPressEvent(event);
}

} // namespace triptych
