// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/LaneViewState.h"

#include <QWidget>

namespace triptych {

class Theme;

/// What a notice says: sentence, progress, advice, notes, one below the other. As high as it needs at its width.
class NoticeText final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int side = 16; ///< Left and right of everything in a notice.
    static constexpr int measure = 720; ///< The widest line of a notice.

    NoticeText(const Theme &theme, QWidget *parent);

    void setNotice(const LaneNotice &notice);
    bool hasWords() const;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// Walks the parts from top to bottom, drawing when there is a painter; the end is the height.
    int walk(int width, QPainter *painter) const;
    int walkWords(const QString &words, const QColor &color, int y, int width, QPainter *painter) const;
    int walkProgress(int y, int width, QPainter *painter) const;

    const Theme &m_theme;
    LaneNotice m_notice;
};

} // namespace triptych
