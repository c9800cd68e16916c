// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/LaneViewState.h"

#include <QWidget>
#include <array>

namespace triptych {

class Theme;

/// Foot of a lane: first text, speed, tokens and cost; the best of a run bold and underlined. 52 high with its
/// hairline.
class MetricStrip final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int height = 52;

    MetricStrip(const Theme &theme, QWidget *parent);
    void setMetrics(const LaneMetrics &metrics, bool isRunning);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Cell
    {
        QString label, figure;
        bool isBest = false;
        QStringList shorter = {}; ///< For a narrow cell, best first; a cut figure would be a wrong one.
    };
    std::array<Cell, 4> cells() const;
    static QString fitted(const Cell &cell, const QFontMetrics &metrics, int room);
    std::array<int, 4> widths() const;
    void describe();

    const Theme &m_theme;
    LaneMetrics m_metrics;
    bool m_isRunning = false;
};

} // namespace triptych
