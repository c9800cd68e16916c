// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDockWidget>

class QStackedWidget;
class QTabBar;

namespace triptych {

class Theme;

/// The dock at the left: one tab a panel (models, history, later the project tree). Its tab row is what it is moved by.
class SidebarDock final : public QDockWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SidebarDock)

public:
    explicit SidebarDock(const Theme &theme, QWidget *parent = nullptr);

    int addPanel(QWidget *panel); ///< Its windowTitle is the tab's text, also after a change of language.
    void setCurrentPanel(int index);
    void showPanel(int index); ///< Brings the dock back too, if it was closed.
    int currentPanel() const;
    QWidget *panel(int index) const;

    QSize sizeHint() const override { return {280, 600}; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
};

} // namespace triptych
