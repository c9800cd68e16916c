// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/SettingsDialog.h"

#include "ui/shell/GeneralPage.h"
#include "ui/shell/LocalPage.h"
#include "ui/shell/PrivacyPage.h"

#include <QEvent>
#include <QFrame>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace triptych {

namespace {

constexpr QSize usualSize {600, 520};

}

SettingsDialog::SettingsDialog(const Theme &theme, const Settings &settings, const QList<ProviderName> &providers,
                               QWidget *parent)
    : QDialog(parent),
      m_settings(settings),
      m_tabs(new QTabBar(this)),
      m_stack(new QStackedWidget(this)),
      m_network(new NetworkPage(theme, providers, this)),
      m_privacy(new PrivacyPage(theme, this)),
      m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("settingsDialog"));
    m_tabs->setObjectName(QStringLiteral("settingsTabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_close->setObjectName(QStringLiteral("settingsClose"));
    m_close->setDefault(true);
    connect(m_network, &NetworkPage::signInRequested, this, &SettingsDialog::proxySignInRequested);
    connect(m_network, &NetworkPage::providerRequested, this, &SettingsDialog::providerRequested);
    m_pages = {new GeneralPage(theme, this), m_network, new LocalPage(theme, this), m_privacy};
    for (SettingsPage *page : std::as_const(m_pages)) {
        m_tabs->addTab(page->title());
        m_stack->addWidget(page);
        page->present(m_settings);
        connect(page, &SettingsPage::edited, this, &SettingsDialog::collect);
    }

    auto *rule = new QFrame(this);
    rule->setFrameShape(QFrame::HLine);
    rule->setFixedHeight(1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(16, 8, 16, 16);
    foot->addStretch();
    foot->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *tabRow = new QHBoxLayout;
    tabRow->setContentsMargins(8, 0, 8, 0);
    tabRow->addWidget(m_tabs);
    tabRow->addStretch();
    column->addLayout(tabRow);
    column->addWidget(rule);
    column->addWidget(m_stack, 1);
    column->addLayout(foot);
    resize(usualSize);

    connect(m_privacy, &PrivacyPage::olderRunsRequested, this, &SettingsDialog::olderRunsRequested);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    retranslate();
}

void SettingsDialog::setProviders(const QList<ProviderName> &providers)
{
    m_network->setProviders(providers);
}

void SettingsDialog::setSettings(const Settings &settings)
{
    m_settings = settings;
    for (SettingsPage *page : std::as_const(m_pages))
        page->present(settings);
}

void SettingsDialog::showPage(SettingsTab tab)
{
    m_tabs->setCurrentIndex(int(tab));
}

void SettingsDialog::showOlderRuns(int days, std::optional<int> runs)
{
    m_privacy->showOlderRuns(days, runs);
}

void SettingsDialog::collect()
{
    Settings next = m_settings;
    for (SettingsPage *page : std::as_const(m_pages))
        page->write(next);
    if (next == m_settings)
        return;
    m_settings = next;
    Q_EMIT settingsChanged(m_settings);
}

void SettingsDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

void SettingsDialog::retranslate()
{
    setWindowTitle(tr("Settings"));
    m_tabs->setAccessibleName(tr("Settings"));
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(m_close->text());
    for (int i = 0; i < m_pages.size(); ++i) {
        m_pages[i]->retranslate();
        m_tabs->setTabText(i, m_pages[i]->title());
    }
}

} // namespace triptych
