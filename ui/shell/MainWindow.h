// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/settings/Settings.h"

#include <QMainWindow>
#include <functional>

class QSplitter;

namespace triptych {

class Actions;
class EditorTabs;
class HeaderBar;
class RunColumn;
class SidebarDock;
class StripWidget;
class Theme;
class VaultButton;

/// The frame of the workbench: header, sidebar, prompt with its strip, lanes, latency. Knows no service: whoever makes
/// it hands in the panels, connects the actions and fills strip, run column and vault button. Panels become its
/// children. Lives on the GUI thread.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    /// Theme and actions must outlive it. Unsaved prompts are kept in `draftsFolder`; empty: nowhere.
    MainWindow(Theme &theme, Actions &actions, const QString &draftsFolder, QWidget *parent = nullptr);
    ~MainWindow() override;

    void setModelSelector(QWidget *panel);
    void setHistoryPanel(QWidget *panel);
    void setLaneArea(QWidget *panel);
    /// `head` is the part of the panel by which the dock may be dragged, made without a parent of its own; it may be
    /// null.
    void setLatencyPanel(QWidget *panel, QWidget *head = nullptr);
    void setGatewayPanel(QWidget *panel, QWidget *head); ///< When gatewayWanted() asks for it.
    void showGateway(bool isShown);

    EditorTabs &editors() const { return *m_editors; }
    StripWidget &strip() const { return *m_strip; }
    RunColumn &runColumn() const { return *m_run; }
    VaultButton &vaultButton() const;

    void setThemeChoice(ThemeChoice choice); ///< Marks it in the theme menu.
    void setLanguage(const QString &language); ///< Marks it in the language menu.
    void floatLatency(); ///< Out of the window, or back into it.
    void floatGateway();
    /// Asked when the window is to be closed; where it says no, whoever answers closes it later.
    void setCloseGuard(std::function<bool()> mayClose) { m_mayClose = std::move(mayClose); }

    QByteArray layoutState() const;
    bool restoreLayout(const QByteArray &state);

Q_SIGNALS:
    void themeChosen(triptych::ThemeChoice choice);
    void languageChosen(const QString &language);
    void fontPixelsChosen(int pixels); ///< 0: the system's.
    void layoutReset();
    void gatewayWanted(); ///< Its dock is shown for the first time.
    void closing(); ///< Before the window goes; the time to store the session.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildCentre();
    void buildDocks();
    void buildMenus();
    void fillThemeMenu();
    void fillLanguageMenu();
    void connectActions();
    void connectEditing();
    void zoom(int step);
    void focusNextPane();
    void resetLayout();
    void sizeRegions(); ///< The usual size of each region in a window of this height.
    void refreshStrip();
    void retranslate();
    void fitHeader();

    Theme &m_theme;
    Actions &m_actions;
    EditorTabs *m_editors;
    HeaderBar *m_header;
    StripWidget *m_strip;
    RunColumn *m_run;
    QSplitter *m_splitter;
    QWidget *m_lower; ///< Strip and lanes.
    QWidget *m_lanes = nullptr;
    SidebarDock *m_sidebar;
    QDockWidget *m_latency;
    QDockWidget *m_gateway;
    std::function<bool()> m_mayClose;
    QList<QMenu *> m_menus;
    ThemeChoice m_themeChoice = ThemeChoice::System;
    QString m_language;
    bool m_isLaidOut = false;
};

} // namespace triptych
