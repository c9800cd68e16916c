// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/LaneViewState.h"

#include <QWidget>

namespace triptych {

class LaneTextButton;
class Theme;

/// What to do about a notice: its buttons, as many to a row as fit, and below them the keys that run a prompt.
class NoticeActions final : public QWidget
{
    Q_OBJECT

public:
    NoticeActions(const Theme &theme, QWidget *parent);

    void setNotice(const LaneNotice &notice);
    void setLaneFocused(bool isFocused); ///< The default action is filled only then.
    bool isEmpty() const { return m_buttons.empty() && !m_showsRunKeys; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void actionTriggered(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void replaceButtons();
    /// The end of the rows; `place` also moves the buttons there.
    int walkButtons(int width, bool place) const;
    void drawRunKeys(QPainter &painter, int y) const;

    const Theme &m_theme;
    std::vector<LaneAction> m_actions;
    bool m_showsRunKeys = false;
    std::vector<LaneTextButton *> m_buttons; ///< One for each action.
};

} // namespace triptych
