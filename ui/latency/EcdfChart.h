// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/latency/LatencyRows.h"

#include <QWidget>

class QPainterPath;

namespace triptych {

class Theme;

/// What share of the runs was done after how long, on a logarithmic time axis: a curve for each model, dots while there
/// are few runs. The table beside it has the same figures for who cannot see it.
class EcdfChart final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EcdfChart)

public:
    explicit EcdfChart(const Theme &theme, QWidget *parent = nullptr);

    void setRows(const std::vector<LatencyRow> &rows);
    void setClock(LatencyClock clock);

    QSize minimumSizeHint() const override { return {200, 120}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Range
    {
        double low = 1;
        double high = 1000;
    };

    QRectF plotArea() const;
    Range range() const;
    double xOf(double milliseconds, const Range &range, const QRectF &area) const;
    void paintShares(QPainter &painter, const QRectF &area) const;
    void paintTimes(QPainter &painter, const QRectF &area, const Range &range) const;
    void paintCurve(QPainter &painter, const QRectF &area, const Range &range, const LatencyRow &row) const;
    void paintDots(QPainter &painter, const QRectF &area, const Range &range, const LatencyRow &row) const;
    /// Points of the row as they are drawn: the given shares of a curve, or every dot.
    std::vector<QPointF> points(const QRectF &area, const Range &range, const LatencyRow &row,
                                const std::vector<double> &shares) const;
    void paintLabels(QPainter &painter, const QRectF &area, const Range &range) const;
    void describe();

    const Theme &m_theme;
    std::vector<LatencyRow> m_rows;
    LatencyClock m_clock = LatencyClock::FirstText;
};

} // namespace triptych
