// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace triptych {

class ActionButton;
class Actions;
class Theme;

/// Run and Stop at the right of the prompt. Says how many lanes each would touch; the actions do the work.
class RunColumn final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunColumn)

public:
    RunColumn(const Theme &theme, const Actions &actions, QWidget *parent = nullptr);

    void setLanes(int lanes); ///< How many Run starts; none disables it.
    void setRunning(int lanes); ///< How many Stop stops; none disables it.

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    const Actions &m_actions;
    ActionButton *m_run;
    ActionButton *m_stop;
    int m_lanes = 0;
    int m_running = 0;
};

} // namespace triptych
