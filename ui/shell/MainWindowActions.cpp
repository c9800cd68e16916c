// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/TokenEstimate.h"
#include "ui/editor/EditorTabs.h"
#include "ui/editor/PromptEditor.h"
#include "ui/shell/AboutDialog.h"
#include "ui/shell/Actions.h"
#include "ui/shell/DocumentTabs.h"
#include "ui/shell/HeaderBar.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/ShortcutsDialog.h"
#include "ui/shell/SidebarDock.h"
#include "ui/shell/StripWidget.h"
#include "ui/shell/Theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QToolButton>

namespace triptych {

namespace {

constexpr Command rule = Command::Count;

/// Sends "copy" and its kin to whatever has the focus; fields, editors and views all have slots of these names.
void callFocused(const char *slot)
{
    if (QWidget *widget = QApplication::focusWidget();
        widget && widget->metaObject()->indexOfMethod(QByteArray(slot).append("()").constData()) >= 0)
        QMetaObject::invokeMethod(widget, slot);
}

} // namespace

void MainWindow::buildMenus()
{
    using enum Command;
    const std::initializer_list<std::initializer_list<Command>> menus {
        {NewPrompt, OpenPrompt, ReopenPrompt, rule, Save, SaveAs, Rename, ClosePrompt, rule, AddModelFile, AddProvider,
         rule, Keys, LockVault, LockEverything, rule, Quit},
        {Undo, Redo, rule, Cut, Copy, Paste, AttachFile, SelectAll, rule, Find, FindEverywhere, Variables, rule,
         DeleteRun, rule, Preferences},
        {Run, Stop, rule, GenerateCode, ExplainCode, rule, AddLane, DuplicateLane, rule, LaneSettings, RunLaneAgain,
         StopLane, CopyAnswer, CopyCode, rule, MoveLaneLeft, MoveLaneRight, RemoveLane},
        {ToggleRendered, rule, ToggleSidebar, ShowModels, ShowHistory, ToggleLatency, ToggleGateway, rule, NextPrompt,
         PreviousPrompt, NextPane, rule, ZoomIn, ZoomOut, ZoomReset, rule, ResetLayout},
        {Shortcuts, About},
    };
    for (const auto &commands : menus) {
        QMenu *menu = m_header->menuBar().addMenu(QString());
        for (const Command command : commands) {
            if (command == rule)
                menu->addSeparator();
            else
                menu->addAction(&m_actions[command]);
        }
        m_menus.append(menu);
    }
    // These two are filled when they open, so that they cost nothing before.
    auto *themes = new QMenu(&m_header->themeButton());
    auto *languages = new QMenu(&m_header->languageButton());
    themes->setObjectName(QStringLiteral("themeMenu"));
    languages->setObjectName(QStringLiteral("languageMenu"));
    m_header->themeButton().setMenu(themes);
    m_header->languageButton().setMenu(languages);
    connect(themes, &QMenu::aboutToShow, this, &MainWindow::fillThemeMenu);
    connect(languages, &QMenu::aboutToShow, this, &MainWindow::fillLanguageMenu);
}

void MainWindow::fillThemeMenu()
{
    QMenu *menu = m_header->themeButton().menu();
    menu->clear();
    const std::initializer_list<std::pair<ThemeChoice, QString>> choices {
        {ThemeChoice::System, tr("As the desktop")},
        {ThemeChoice::Light, tr("Light")},
        {ThemeChoice::Dark, tr("Dark")},
        {ThemeChoice::HighContrast, tr("High contrast")}};
    for (const auto &[choice, text] : choices) {
        QAction *action = menu->addAction(text, this, [this, picked = choice] {
            setThemeChoice(picked);
            Q_EMIT themeChosen(picked);
        });
        action->setCheckable(true);
        action->setChecked(choice == m_themeChoice);
    }
}

void MainWindow::fillLanguageMenu()
{
    QMenu *menu = m_header->languageButton().menu();
    menu->clear();
    // A language is written in itself, so that who cannot read the present one finds it.
    const std::initializer_list<std::pair<QString, QString>> choices {
        {QString(), tr("As the desktop")},
        {QStringLiteral("en"), QStringLiteral("English")},
        {QStringLiteral("zh_CN"), QStringLiteral("简体中文")}};
    for (const auto &[code, text] : choices) {
        QAction *action = menu->addAction(text, this, [this, picked = code] {
            setLanguage(picked);
            Q_EMIT languageChosen(picked);
        });
        action->setCheckable(true);
        action->setChecked(code == m_language);
    }
}

void MainWindow::setThemeChoice(ThemeChoice choice)
{
    m_themeChoice = choice;
}

void MainWindow::setLanguage(const QString &language)
{
    m_language = language;
}

void MainWindow::connectActions()
{
    const auto on
        = [this](Command command, auto slot) { connect(&m_actions[command], &QAction::triggered, this, slot); };
    on(Command::NewPrompt, [this] { m_editors->newPrompt(); });
    on(Command::OpenPrompt, [this] { m_editors->chooseFile(); });
    on(Command::ReopenPrompt, [this] { m_editors->reopen(); });
    on(Command::Save, [this] { m_editors->save(); });
    on(Command::SaveAs, [this] { m_editors->saveAs(); });
    on(Command::Rename, [this] { m_header->tabs().renameCurrent(); });
    on(Command::ClosePrompt, [this] { m_editors->close(m_editors->currentIndex()); });
    on(Command::Quit, [this] { close(); });
    on(Command::Find, [this] { m_editors->find(); });
    on(Command::Undo, [] { callFocused("undo"); });
    on(Command::Redo, [] { callFocused("redo"); });
    on(Command::Cut, [] { callFocused("cut"); });
    on(Command::Copy, [] { callFocused("copy"); });
    on(Command::Paste, [] { callFocused("paste"); });
    on(Command::AttachFile, [this] { m_editors->chooseAttachments(); });
    on(Command::GenerateCode, [this] { m_editors->askForTask(CodeTask::Generate); });
    on(Command::ExplainCode, [this] { m_editors->askForTask(CodeTask::Explain); });
    on(Command::SelectAll, [] { callFocused("selectAll"); });
    on(Command::NextPrompt,
       [this] { m_editors->setCurrentIndex((m_editors->currentIndex() + 1) % qMax(1, m_editors->count())); });
    on(Command::PreviousPrompt, [this] {
        m_editors->setCurrentIndex((m_editors->currentIndex() + m_editors->count() - 1) % qMax(1, m_editors->count()));
    });
    for (int i = 0; i < 8; ++i)
        on(Command(int(Command::Prompt1) + i), [this, i] { m_editors->setCurrentIndex(i); });
    on(Command::LastPrompt, [this] { m_editors->setCurrentIndex(m_editors->count() - 1); });
    on(Command::Variables, [this] { m_strip->focusVariables(); });
    on(Command::NextPane, [this] { focusNextPane(); });
    on(Command::ZoomIn, [this] { zoom(1); });
    on(Command::ZoomOut, [this] { zoom(-1); });
    on(Command::ZoomReset, [this] { zoom(0); });
    on(Command::ResetLayout, [this] {
        resetLayout();
        Q_EMIT layoutReset();
    });
    const auto present = [](QDialog *dialog) { // made anew each time, so that it speaks the language of the moment
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    };
    on(Command::Shortcuts, [this, present] { present(new ShortcutsDialog(m_theme, m_actions, this)); });
    on(Command::About, [this, present] { present(new AboutDialog(m_theme, this)); });
    const auto showPanel = [this](int index) {
        m_sidebar->showPanel(index);
        if (QWidget *panel = m_sidebar->panel(index))
            panel->setFocus(Qt::ShortcutFocusReason);
    };
    on(Command::ShowModels, [showPanel] { showPanel(0); });
    on(Command::AddLane, [showPanel] { showPanel(0); });
    on(Command::ShowHistory, [showPanel] { showPanel(1); });
    on(Command::FindEverywhere, [showPanel] { showPanel(1); });

    const auto toggles = [this](Command command, QDockWidget *dock) {
        connect(&m_actions[command], &QAction::triggered, dock, &QWidget::setVisible);
        connect(dock->toggleViewAction(), &QAction::toggled, &m_actions[command], &QAction::setChecked);
    };
    toggles(Command::ToggleSidebar, m_sidebar);
    toggles(Command::ToggleLatency, m_latency);
    toggles(Command::ToggleGateway, m_gateway);
}

void MainWindow::connectEditing()
{
    connect(m_editors, &EditorTabs::textChanged, this, &MainWindow::refreshStrip);
    const auto offerReopening = [this] { m_actions[Command::ReopenPrompt].setEnabled(m_editors->canReopen()); };
    connect(m_editors, &EditorTabs::tabsChanged, this, offerReopening);
    offerReopening();
    connect(m_strip, &StripWidget::variableEdited, m_editors, &EditorTabs::setVariableValue);
}

void MainWindow::refreshStrip()
{
    const PromptDocument document = m_editors->document();
    m_strip->setVariables(document.variableNames(), m_editors->typedValues(), document.defaultValues());
    m_strip->setTokens(estimateTokens(document.body()), TokenSource::Estimate);
}

void MainWindow::zoom(int step)
{
    Theme::Fonts fonts = m_theme.fonts();
    fonts.basePixels
        = step == 0 ? 0 : qBound(Theme::leastPixels, m_theme.baseFont().pixelSize() + step, Theme::mostPixels);
    m_theme.setFonts(fonts);
    Q_EMIT fontPixelsChosen(fonts.basePixels);
}

void MainWindow::focusNextPane()
{
    QList<QWidget *> panes {
        m_editors,          m_strip, m_lanes, m_latency->widget(), m_sidebar->panel(m_sidebar->currentPanel()),
        m_gateway->widget()};
    panes.removeIf([](const QWidget *pane) { return !pane || !pane->isVisible(); });
    qsizetype next = 0;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (panes[i]->isAncestorOf(QApplication::focusWidget()))
            next = (i + 1) % panes.size();
    }
    for (qsizetype tried = 0; tried < panes.size(); ++tried, next = (next + 1) % panes.size()) {
        QWidget *pane = panes[next];
        QWidget *target = pane->focusPolicy() != Qt::NoFocus || pane->focusProxy() ? pane : nullptr;
        const auto children = pane->findChildren<QWidget *>();
        for (QWidget *child : children) {
            if (!target && child->isVisibleTo(pane) && child->isEnabled() && child->focusPolicy() & Qt::TabFocus)
                target = child;
        }
        if (target) {
            target->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

void MainWindow::retranslate()
{
    m_actions.retranslate();
    const QStringList titles {tr("&File"), tr("&Edit"), tr("&Run"), tr("&View"), tr("&Help")};
    for (qsizetype i = 0; i < m_menus.size(); ++i) {
        m_menus[i]->setTitle(titles[i]);
        m_menus[i]->setAccessibleName(titles[i]);
    }
    m_sidebar->setWindowTitle(tr("Sidebar"));
    m_latency->setWindowTitle(tr("Latency"));
    m_gateway->setWindowTitle(tr("Gateway"));
    m_editors->setAccessibleName(tr("Prompt"));
    fitHeader();
}

} // namespace triptych
