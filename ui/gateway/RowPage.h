// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gateway/GatewayRow.h"

#include <QWidget>
#include <vector>

class QHBoxLayout;
class QLabel;
class QListView;
class QPushButton;
class QToolButton;

namespace triptych {

class RowModel;
class Theme;

/// A list of rows with a bar of buttons below; while it is empty a sentence stands in its place, and the buttons right
/// under it. Lives on the GUI thread.
class RowPage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowPage)

public:
    /// Its parts are named after it: "gatewayRoutes" has "gatewayRoutesList" and "gatewayRoutesEmpty".
    RowPage(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    void setRows(std::vector<GatewayRow> rows);
    QString currentId() const; ///< Empty: none is chosen.
    void setCurrentId(const QString &id);
    void setWords(const QString &name, const QString &empty); ///< What the list is, and what is said without one.

    QPushButton *addButton(const QString &name);
    QToolButton *addTool(const QString &name, const QString &icon);
    void addToBar(QWidget *widget);
    void needsRow(QWidget *button); ///< It works on the row that is chosen, and goes where there are none.

Q_SIGNALS:
    void currentChanged();
    void activated(const QString &id);

protected:
    const Theme &theme() const { return m_theme; }
    QListView &list() const { return *m_list; }

private:
    void adoptTheme();
    void showState();

    const Theme &m_theme;
    RowModel *m_model;
    QListView *m_list;
    QLabel *m_empty;
    QHBoxLayout *m_bar;
    QHBoxLayout *m_buttons; ///< Of the bar, left of its tools.
    QWidget *m_rest; ///< Takes the room below the bar while there is no list.
    std::vector<QWidget *> m_needRow;
};

} // namespace triptych
