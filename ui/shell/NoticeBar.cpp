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

}

NoticeBar::NoticeBar(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme), m_row(new QHBoxLayout(this)), m_text(new QLabel(this))
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
    hide();
}

void NoticeBar::ask(const QString &question, std::vector<Choice> choices)
{
    present(question, std::move(choices), false);
    if (!m_buttons.empty())
        m_buttons.front()->setFocus(Qt::TabFocusReason);
}

void NoticeBar::warn(const QString &sentence)
{
    present(sentence, {{tr("Dismiss"), {}, false}}, true);
}

void NoticeBar::present(const QString &text, std::vector<Choice> choices, bool isWarning)
{
    for (QWidget *button : m_buttons)
        button->deleteLater();
    m_buttons.clear();
    m_isWarning = isWarning;
    m_text->setText(text);
    m_text->setAccessibleName(text);
    int number = 0;
    for (Choice &choice : choices) {
        auto *button = new QPushButton(choice.label, this);
        button->setObjectName(QStringLiteral("noticeChoice%1").arg(number++));
        button->setAccessibleName(choice.label);
        button->setAutoDefault(false);
        button->setDefault(choice.isDefault);
        TriptychStyle::makeSmall(*button);
        connect(button, &QPushButton::clicked, this, [this, chosen = std::move(choice.chosen)] {
            const auto call = chosen; // the answer may bring the next question, which replaces this button
            hide();
            if (call)
                call();
        });
        m_row->addWidget(button);
        m_buttons.push_back(button);
    }
    show();
    update();
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeColors &colors = m_theme.colors();
    painter.fillRect(rect(), m_isWarning ? colors.redSoft : colors.chrome);
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
