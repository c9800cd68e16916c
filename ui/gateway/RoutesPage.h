// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gateway/RowPage.h"

namespace triptych {

/// The routes in their order; the first whose name fits is taken. A row's id is its place, from 0.
class RoutesPage final : public RowPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoutesPage)

public:
    explicit RoutesPage(const Theme &theme, QWidget *parent = nullptr);

Q_SIGNALS:
    void addRequested();
    void editRequested(int place);
    void removeRequested(int place);
    void moveRequested(int place, int step); ///< -1: up.

protected:
    void changeEvent(QEvent *event) override;

private:
    int place() const { return currentId().toInt(); }
    void retranslate();

    QPushButton *m_add;
    QPushButton *m_edit;
    QToolButton *m_up;
    QToolButton *m_down;
    QToolButton *m_remove;
};

} // namespace triptych
