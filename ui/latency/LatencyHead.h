// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/latency/LatencyRows.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace triptych {

class LatencySummaryLine;
class PeriodButton;
class SegmentedSwitch;
class Theme;

/// The row over the dashboard: title, period, which clock, export, float, collapse; in the one-line state the figures.
class LatencyHead final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LatencyHead)

public:
    explicit LatencyHead(const Theme &theme, QWidget *parent = nullptr);

    void setCollapsed(bool isCollapsed);
    void setExportable(bool isExportable);
    void setPeriod(int days);
    int period() const;
    LatencyClock clock() const;
    LatencySummaryLine &line() const { return *m_line; }

    QSize sizeHint() const override { return {400, 33}; }

Q_SIGNALS:
    void periodChanged(int days); ///< 0: for ever.
    void clockChanged(triptych::LatencyClock clock);
    void exportRequested();
    void floatRequested();
    void collapseRequested(bool isCollapsed);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    const Theme &m_theme;
    QLabel *m_title;
    PeriodButton *m_period;
    LatencySummaryLine *m_line;
    QWidget *m_gap; ///< Takes the room that the line leaves when it is hidden.
    SegmentedSwitch *m_clock;
    QToolButton *m_export;
    QToolButton *m_float;
    QToolButton *m_collapse;
    bool m_isCollapsed = false;
};

} // namespace triptych
