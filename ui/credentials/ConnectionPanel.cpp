// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/ConnectionPanel.h"

#include "ui/credentials/CheckRow.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace triptych {

ConnectionPanel::ConnectionPanel(const Theme &theme, Subject subject, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_subject(std::move(subject)),
      m_list(new QVBoxLayout),
      m_button(new QPushButton(this))
{
    m_button->setObjectName(QStringLiteral("testConnectionButton"));
    m_button->setAutoDefault(false);
    m_list->setSpacing(4);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 4);
    column->setSpacing(8);
    column->addWidget(m_button, 0, Qt::AlignLeft);
    column->addLayout(m_list);
    connect(m_button, &QPushButton::clicked, this, &ConnectionPanel::startOrStop);
    retranslate();
    setVisible(false);
}

void ConnectionPanel::setStarter(StartConnectionTest start)
{
    m_start = std::move(start);
    setVisible(bool(m_start));
}

void ConnectionPanel::setReady(bool isReady)
{
    m_isReady = isReady;
    m_button->setEnabled(isReady || m_running);
}

void ConnectionPanel::forget()
{
    m_running.reset();
    show({});
}

void ConnectionPanel::startOrStop()
{
    if (m_running) {
        m_running.reset();
        for (CheckLine &line : m_report.lines)
            if (line.state == CheckLine::Running)
                line.state = CheckLine::Waiting;
        return show(ConnectionReport(m_report));
    }
    show({});
    m_running = m_start(m_subject(), [this](const ConnectionReport &report) {
        if (report.isOver)
            m_running.reset();
        show(report);
    });
    retranslate();
}

void ConnectionPanel::show(const ConnectionReport &report)
{
    m_report = report;
    while (m_rows.size() > report.lines.size()) {
        delete m_rows.back();
        m_rows.pop_back();
    }
    while (m_rows.size() < report.lines.size()) {
        m_rows.push_back(new CheckRow(m_theme, this));
        m_list->addWidget(m_rows.back());
        m_rows.back()->setVisible(true);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i]->show(report.lines[i]);
    setReady(m_isReady);
    retranslate();
}

void ConnectionPanel::retranslate()
{
    m_button->setText(m_running ? tr("Stop the test") : tr("Test connection"));
    m_button->setAccessibleName(m_button->text());
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i]->show(m_report.lines[i]);
}

void ConnectionPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
