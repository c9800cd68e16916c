// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/LaneViewState.h"

#include <QWidget>

class QScrollArea;

namespace triptych {

class NoticeActions;
class NoticeText;
class Theme;

/// What a lane has to say, and the buttons for it. In a room that is too low the words scroll and the buttons stay.
class LaneNoticeView final : public QWidget
{
    Q_OBJECT

public:
    LaneNoticeView(const Theme &theme, QWidget *parent);

    void setNotice(const LaneNotice &notice);
    void setBelowText(bool isBelow); ///< A hairline parts it from the text above.
    void setLaneFocused(bool isFocused); ///< The default action is filled only then.
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override; ///< Where nothing has to scroll.

Q_SIGNALS:
    void actionTriggered(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    int top() const; ///< Where the words begin.
    int gap() const; ///< Between the words and the buttons.
    void arrange();

    const Theme &m_theme;
    LaneNotice m_notice;
    bool m_isBelowText = false;
    QScrollArea *m_words;
    NoticeText *m_text;
    NoticeActions *m_actions;
};

} // namespace triptych
