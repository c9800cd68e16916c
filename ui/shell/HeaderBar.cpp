// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/HeaderBar.h"

#include "ui/shell/Actions.h"
#include "ui/shell/DocumentTabs.h"
#include "ui/shell/Theme.h"
#include "ui/shell/VaultButton.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QPainter>
#include <QToolButton>

namespace triptych {

namespace {

constexpr int headerHeight = 40;
constexpr int toolSide = 32;
constexpr int rightMargin = 8; // the icon of 16 stands in the middle of 32, so its edge is 16 from the window's

} // namespace

HeaderBar::HeaderBar(const Theme &theme, const Actions &actions, EditorTabs &editors, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_actions(actions),
      m_menuBar(new QMenuBar(this)),
      m_tabs(new DocumentTabs(theme, editors, this)),
      m_newButton(addTool("newPromptButton")),
      m_vault(new VaultButton(theme, this)),
      m_themeButton(addTool("themeButton")),
      m_languageButton(addTool("languageButton")),
      m_settingsButton(addTool("settingsButton"))
{
    setObjectName(QStringLiteral("header"));
    setFixedHeight(headerHeight);
    m_menuBar->setObjectName(QStringLiteral("menuBar"));
    m_menuBar->setNativeMenuBar(false);
    m_newButton->setFixedSize(headerHeight, toolSide);
    for (QToolButton *button : {m_themeButton, m_languageButton})
        button->setPopupMode(QToolButton::InstantPopup);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, rightMargin, 0);
    row->setSpacing(0);
    row->addWidget(m_menuBar, 0, Qt::AlignTop);
    row->addSpacing(1);
    row->addWidget(m_tabs);
    row->addWidget(m_newButton);
    row->addStretch(1);
    row->addWidget(m_vault);
    for (QToolButton *button : {m_themeButton, m_languageButton, m_settingsButton})
        row->addWidget(button);

    connect(m_newButton, &QToolButton::clicked, &actions[Command::NewPrompt], &QAction::trigger);
    connect(m_settingsButton, &QToolButton::clicked, &actions[Command::Preferences], &QAction::trigger);
    connect(&theme, &Theme::changed, this, &HeaderBar::applyTheme);
    applyTheme();
    retranslate();
    setSidebarWidth(0);
}

QToolButton *HeaderBar::addTool(const char *name)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setAutoRaise(true);
    button->setIconSize({16, 16});
    button->setFixedSize(toolSide, toolSide);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void HeaderBar::setSidebarWidth(int width)
{
    m_menuBar->setFixedWidth(qMax(width, m_menuBar->sizeHint().width() + 8));
    update();
}

void HeaderBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void HeaderBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colors().chrome);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.colors().hairline);
    painter.fillRect(QRect(m_menuBar->width(), 0, 1, height()), m_theme.colors().hairline);
}

void HeaderBar::applyTheme()
{
    m_newButton->setIcon(m_theme.icon(QStringLiteral("plus")));
    m_themeButton->setIcon(m_theme.icon(QStringLiteral("theme")));
    m_languageButton->setIcon(m_theme.icon(QStringLiteral("language")));
    m_settingsButton->setIcon(m_theme.icon(QStringLiteral("gear")));
    QPalette palette = m_vault->palette();
    palette.setColor(QPalette::ButtonText, m_theme.colors().text2);
    m_vault->setPalette(palette);
}

void HeaderBar::retranslate()
{
    const auto name = [](QToolButton *button, const QString &text, const QString &tip) {
        button->setAccessibleName(text);
        button->setToolTip(tip);
    };
    name(m_newButton, tr("New prompt"), m_actions[Command::NewPrompt].toolTip());
    name(m_themeButton, tr("Theme"), tr("Theme"));
    name(m_languageButton, tr("Language"), tr("Language"));
    name(m_settingsButton, tr("Settings"), m_actions[Command::Preferences].toolTip());
    m_menuBar->setAccessibleName(tr("Menus"));
}

} // namespace triptych
