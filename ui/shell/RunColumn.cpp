// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/RunColumn.h"

#include "ui/shell/ActionButton.h"
#include "ui/shell/Actions.h"
#include "ui/shell/Theme.h"

#include <QEvent>
#include <QVBoxLayout>

namespace triptych {

RunColumn::RunColumn(const Theme &theme, const Actions &actions, QWidget *parent)
    : QWidget(parent),
      m_actions(actions),
      m_run(new ActionButton(theme, ActionButton::Kind::Accent, QStringLiteral("run"), this)),
      m_stop(new ActionButton(theme, ActionButton::Kind::Plain, QStringLiteral("stop"), this))
{
    setObjectName(QStringLiteral("runColumn"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_run->setObjectName(QStringLiteral("runButton"));
    m_stop->setObjectName(QStringLiteral("stopButton"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 12, 16, 8);
    column->setSpacing(8);
    column->addWidget(m_run);
    column->addWidget(m_stop);
    column->addStretch();
    connect(m_run, &QPushButton::clicked, &actions[Command::Run], &QAction::trigger);
    connect(m_stop, &QPushButton::clicked, &actions[Command::Stop], &QAction::trigger);
    connect(&theme, &Theme::changed, this, &RunColumn::retranslate);
    setLanes(0);
    setRunning(0);
}

void RunColumn::setLanes(int lanes)
{
    m_lanes = lanes;
    m_run->setEnabled(lanes > 0);
    m_actions[Command::Run].setEnabled(lanes > 0);
    retranslate();
}

void RunColumn::setRunning(int lanes)
{
    m_running = lanes;
    m_stop->setEnabled(lanes > 0);
    m_actions[Command::Stop].setEnabled(lanes > 0);
    retranslate();
}

void RunColumn::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void RunColumn::retranslate()
{
    m_run->setText(m_lanes > 0 ? tr("Run %n lane(s)", nullptr, m_lanes) : tr("Run"));
    m_stop->setText(m_running > 0 ? tr("Stop %1").arg(m_running) : tr("Stop"));
    m_run->setKeys(tr("Ctrl+Enter"));
    m_stop->setKeys(tr("Esc"));
    for (ActionButton *button : {m_run, m_stop})
        button->setAccessibleName(button->text());
}

} // namespace triptych
