// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/latency/LatencyRows.h"

#include <QWidget>

class QLabel;

namespace triptych {

class EcdfChart;
class LatencyModel;
class LatencyTable;
class PhaseWaterfall;
class Theme;

/// The three panes of the dashboard. The table keeps its size; chart and waterfall grow to 720 and stop.
class LatencyBody final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LatencyBody)

public:
    LatencyBody(LatencyModel &model, const Theme &theme, QWidget *parent = nullptr);

    void refresh(LatencyClock clock, int laneCount); ///< After the model, the clock or the language changed.
    EcdfChart &chart() const { return *m_chart; }
    PhaseWaterfall &waterfall() const { return *m_waterfall; }

    QSize sizeHint() const override;

Q_SIGNALS:
    void runRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    bool isEmpty() const;
    void place();
    void paintEmptyTable(QPainter &painter) const;
    void placeTable(const QRect &pane);

    LatencyModel &m_model;
    const Theme &m_theme;
    LatencyTable *m_table;
    QLabel *m_note;
    QLabel *m_hint;
    QLabel *m_chartHint;
    EcdfChart *m_chart;
    PhaseWaterfall *m_waterfall;
    int m_firstPane = 0; ///< Widths; the third takes the rest.
    int m_secondPane = 0;
};

} // namespace triptych
