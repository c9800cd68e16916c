// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/LaneViewState.h"

#include <QWidget>

namespace triptych {

class LaneTextButton;
class Theme;

/// What a lane has to say: sentence, progress, advice, buttons, one below the other. As high as it needs at its width.
class LaneNoticeView final : public QWidget
{
    Q_OBJECT

public:
    LaneNoticeView(const Theme &theme, QWidget *parent);

    void setNotice(const LaneNotice &notice);
    void setBelowText(bool isBelow); ///< A hairline parts it from the text above.
    void setLaneFocused(bool isFocused); ///< The default action is filled only then.
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void actionTriggered(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// Walks the parts from top to bottom, drawing when there is a painter; the end is the height.
    int walk(int width, QPainter *painter) const;
    int walkText(const QString &text, const QColor &color, int y, int width, QPainter *painter) const;
    int walkBar(int y, int width, QPainter *painter) const;
    int walkRunKeys(int y, QPainter *painter) const;
    int walkButtons(int y, int width, bool place) const; ///< `place` also moves them there.
    void placeButtons();

    const Theme &m_theme;
    LaneNotice m_notice;
    bool m_isBelowText = false;
    std::vector<LaneTextButton *> m_buttons;
};

} // namespace triptych
