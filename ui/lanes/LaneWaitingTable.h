// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/LaneViewState.h"

#include <QWidget>

namespace triptych {

class Theme;

/// What a lane without content knows so far: one row for each phase, the current one with a live clock, and what to
/// expect.
class LaneWaitingTable final : public QWidget
{
    Q_OBJECT

public:
    LaneWaitingTable(const Theme &theme, QWidget *parent);
    void setTiming(LaneStage stage, const LaneTiming &timing, const LaneForecast &forecast);
    void setElapsed(double milliseconds);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Row
    {
        QString label;
        double milliseconds = 0;
        bool isLive = false;
    };
    std::vector<Row> rows() const;
    QString expectation() const;

    const Theme &m_theme;
    LaneStage m_stage = LaneStage::Ready;
    LaneTiming m_timing;
    LaneForecast m_forecast;
    double m_elapsed = 0;
};

} // namespace triptych
