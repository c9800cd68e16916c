// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QMenuBar;
class QToolButton;

namespace triptych {

class Actions;
class DocumentTabs;
class EditorTabs;
class Theme;
class VaultButton;

/// The row of 40 px on top: menus over the sidebar, document tabs, then vault, theme, language and settings.
class HeaderBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HeaderBar)

public:
    HeaderBar(const Theme &theme, const Actions &actions, EditorTabs &editors, QWidget *parent = nullptr);

    QMenuBar &menuBar() const { return *m_menuBar; }
    DocumentTabs &tabs() const { return *m_tabs; }
    VaultButton &vault() const { return *m_vault; }
    QToolButton &themeButton() const { return *m_themeButton; }
    QToolButton &languageButton() const { return *m_languageButton; }
    /// The width of the sidebar below, hairline included; 0: none, so the menus take what they need.
    void setSidebarWidth(int width);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *addTool(const char *name);
    void retranslate();
    void applyTheme();

    const Theme &m_theme;
    const Actions &m_actions;
    QMenuBar *m_menuBar;
    DocumentTabs *m_tabs;
    QToolButton *m_newButton;
    VaultButton *m_vault;
    QToolButton *m_themeButton;
    QToolButton *m_languageButton;
    QToolButton *m_settingsButton;
};

} // namespace triptych
