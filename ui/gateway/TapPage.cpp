// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/TapPage.h"

#include "ui/credentials/ThemedLabel.h"
#include "ui/gateway/RowPage.h"
#include "ui/lanes/answer/AnswerView.h"

#include <QCheckBox>
#include <QEvent>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace triptych {

TapPage::TapPage(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_tap(new QCheckBox(this)),
      m_note(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_parts(new QSplitter(Qt::Vertical, this)),
      m_calls(new RowPage(theme, QStringLiteral("gatewayTapCalls"), this)),
      m_fork(m_calls->addButton(QStringLiteral("gatewayFork"))),
      m_text(new AnswerView(theme, AnswerView::Look::Answer, this))
{
    setObjectName(QStringLiteral("gatewayTap"));
    m_tap->setObjectName(QStringLiteral("gatewayTapSwitch"));
    m_note->setObjectName(QStringLiteral("gatewayTapNote"));
    m_text->setObjectName(QStringLiteral("gatewayTapText"));
    m_parts->setObjectName(QStringLiteral("gatewayTapParts"));
    m_parts->setChildrenCollapsible(false);
    m_parts->setHandleWidth(1);
    m_parts->addWidget(m_calls);
    m_parts->addWidget(m_text);
    m_parts->setSizes({height(), height()}); // halves: the answer may be long, but so may the list
    m_calls->needsRow(m_fork);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(16, 12, 16, 8);
    top->setSpacing(4);
    top->addWidget(m_tap, 0, Qt::AlignLeft);
    top->addWidget(m_note);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_parts, 1);
    connect(m_tap, &QCheckBox::clicked, this, &TapPage::tapToggled);
    connect(m_calls, &RowPage::currentChanged, this, [this] {
        showState();
        Q_EMIT currentChanged();
    });
    connect(m_fork, &QPushButton::clicked, this, [this] { Q_EMIT forkRequested(currentId()); });
    showState();
    retranslate();
}

void TapPage::setTapped(bool isTapped)
{
    m_tap->setChecked(isTapped);
}

void TapPage::setRows(std::vector<GatewayRow> rows)
{
    m_calls->setRows(std::move(rows));
}

QString TapPage::currentId() const
{
    return m_calls->currentId();
}

void TapPage::setCurrentId(const QString &id)
{
    m_calls->setCurrentId(id);
}

void TapPage::setText(const QString &text, bool isWriting)
{
    m_text->setSource(text);
    m_text->setWriting(isWriting);
}

void TapPage::appendText(const QString &piece)
{
    m_text->append(piece);
}

void TapPage::showState()
{
    m_text->setVisible(!currentId().isEmpty());
}

void TapPage::retranslate()
{
    m_tap->setText(tr("Tap"));
    m_note->setText(tr("While it is on, the words of each call are shown here and kept in the history; otherwise only "
                       "figures are."));
    m_calls->setWords(tr("Tapped calls"), tr("Calls that come while Tap is on stand here, with the newest on top."));
    m_fork->setText(tr("Fork to lanes"));
    m_fork->setToolTip(tr("Opens the conversation as a prompt, to send it to other models"));
    m_text->setAccessibleName(tr("Answer of the chosen call"));
}

void TapPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
