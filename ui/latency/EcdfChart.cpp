// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/latency/EcdfChart.h"

#include "ui/latency/LaneMark.h"
#include "ui/shell/Figures.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace triptych {

namespace {

constexpr int axisWidth = 34;
constexpr int axisHeight = 23;
constexpr int titleHeight = 24;
constexpr int widest = 720;
constexpr qreal labelWidth = 110;

double yOf(double share, const QRectF &area)
{
    return area.bottom() - share * area.height();
}

/// A crisp horizontal hairline.
void line(QPainter &painter, const QRectF &area, double share, const QColor &color, bool isDotted)
{
    const qreal y = std::round(yOf(share, area)) + 0.5;
    QPen pen(color, 1);
    if (isDotted)
        pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
}

} // namespace

EcdfChart::EcdfChart(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("latencyChart"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    describe();
}

void EcdfChart::setRows(const std::vector<LatencyRow> &rows)
{
    m_rows = rows;
    update();
}

void EcdfChart::setClock(LatencyClock clock)
{
    m_clock = clock;
    describe();
    update();
}

void EcdfChart::describe()
{
    setAccessibleName(m_clock == LatencyClock::FirstText ? tr("Share of runs that had first text")
                                                         : tr("Share of runs that had ended"));
    setAccessibleDescription(tr("The table beside it holds the same figures."));
    setToolTip(tr("How many per cent of a model's runs needed at most so long. The marker is the median.\n"
                  "With fewer than six runs each dot is one run."));
}

void EcdfChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    QWidget::changeEvent(event);
}

QRectF EcdfChart::plotArea() const
{
    const int width = qMin(this->width(), widest);
    return QRectF(axisWidth, titleHeight, qMax(1, width - axisWidth - 4), qMax(1, height() - titleHeight - axisHeight));
}

EcdfChart::Range EcdfChart::range() const
{
    double low = std::numeric_limits<double>::max();
    double high = 0;
    for (const LatencyRow &row : m_rows) {
        const auto &times = row.times(m_clock);
        if (times.empty())
            continue;
        low = std::min(low, std::max(times.front(), 0.001));
        high = std::max(high, std::max(times.back(), 0.001));
    }
    if (high <= 0)
        return {};
    // Room on both sides, and at least one decade, so that a single run does not fill the axis.
    low *= 0.75;
    high *= 1.3;
    const double missing = std::sqrt(std::max(1.0, 10 * low / high));
    return {low / missing, high * missing};
}

double EcdfChart::xOf(double milliseconds, const Range &range, const QRectF &area) const
{
    const double place = std::log(std::max(milliseconds, 0.001) / range.low) / std::log(range.high / range.low);
    return area.left() + place * area.width();
}

void EcdfChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.colors().text2);
    painter.drawText(QRectF(0, 0, width(), 16), int(Qt::AlignLeft | Qt::AlignVCenter),
                     painter.fontMetrics().elidedText(accessibleName(), Qt::ElideRight, width()));
    const QRectF area = plotArea();
    const Range times = range();
    paintShares(painter, area);
    paintTimes(painter, area, times);
    for (const LatencyRow &row : m_rows) {
        if (int(row.times(m_clock).size()) >= runsForACurve)
            paintCurve(painter, area, times, row);
        else
            paintDots(painter, area, times, row);
    }
    paintLabels(painter, area, times);
}

void EcdfChart::paintShares(QPainter &painter, const QRectF &area) const
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const double share : {0.0, 0.5, 0.95, 1.0})
        line(painter, area, share, m_theme.colors().hairline, share == 0.5 || share == 0.95);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.colors().text2);
    const auto label = [&](double share, const QString &text) {
        painter.drawText(QRectF(0, yOf(share, area) - 8, axisWidth - 8, 16), int(Qt::AlignRight | Qt::AlignVCenter),
                         text);
    };
    label(0.95, QStringLiteral("95\u00A0%"));
    label(0.50, QStringLiteral("50"));
    label(0.00, QStringLiteral("0"));
}

/// Labels at powers of ten, short ticks at three times them.
void EcdfChart::paintTimes(QPainter &painter, const QRectF &area, const Range &range) const
{
    const double bottom = std::round(area.bottom()) + 0.5;
    qreal taken = area.left() - 40;
    for (double power = std::pow(10, std::floor(std::log10(range.low))); power <= range.high; power *= 10) {
        for (const double step : {1.0, 3.0}) {
            const double x = std::round(xOf(power * step, range, area)) + 0.5;
            if (x < area.left() || x > area.right())
                continue;
            painter.setPen(QPen(m_theme.colors().outline, 1));
            painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + (step == 1 ? 5 : 3)));
            if (step != 1)
                continue;
            const QString text = formatTick(power, power);
            const qreal width = painter.fontMetrics().horizontalAdvance(text);
            const qreal left = qBound(area.left(), x - width / 2, area.right() - width);
            if (left < taken + 8)
                continue;
            taken = left + width;
            painter.setPen(m_theme.colors().text2);
            painter.drawText(QRectF(left, bottom + 6, width + 2, 16), int(Qt::AlignLeft | Qt::AlignVCenter), text);
        }
    }
}

void EcdfChart::paintCurve(QPainter &painter, const QRectF &area, const Range &range, const LatencyRow &row) const
{
    const auto &times = row.times(m_clock);
    QPainterPath path(QPointF(xOf(times.front(), range, area), area.bottom()));
    double drawnX = -1;
    for (std::size_t i = 0; i < times.size(); ++i) {
        const double x = xOf(times[i], range, area);
        if (x - drawnX < 0.5 && i + 1 < times.size())
            continue; // thousands of runs are no more than the pixels they fall on
        path.lineTo(x, path.currentPosition().y());
        path.lineTo(x, yOf(double(i + 1) / double(times.size()), area));
        drawnX = x;
    }
    const LaneMark mark{row.slot};
    QPen pen(mark.color(m_theme), 1.6);
    pen.setJoinStyle(Qt::RoundJoin);
    if (mark.isDashed())
        pen.setDashPattern({4 / 1.6, 2 / 1.6});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    const QPointF middle = anchor(area, range, row);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.colors().paper);
    painter.drawEllipse(middle, 5.5, 5.5);
    mark.paint(painter, middle, m_theme, 8.5);
}

/// Each run at the share that it stands for: of four at 25, 50, 75 and 100 %.
void EcdfChart::paintDots(QPainter &painter, const QRectF &area, const Range &range, const LatencyRow &row) const
{
    const auto &times = row.times(m_clock);
    const LaneMark mark{row.slot, true};
    for (std::size_t i = 0; i < times.size(); ++i) {
        const double share = double(i + 1) / double(times.size());
        mark.paint(painter, QPointF(xOf(times[i], range, area), yOf(share, area)), m_theme, 9);
    }
}

/// Where a row's label belongs: the median of a curve, the first of its dots.
QPointF EcdfChart::anchor(const QRectF &area, const Range &range, const LatencyRow &row) const
{
    const auto &times = row.times(m_clock);
    if (int(times.size()) < runsForACurve)
        return {xOf(times.front(), range, area), yOf(1.0 / double(times.size()), area)};
    return {xOf(times[(times.size() - 1) / 2], range, area), yOf(0.5, area)};
}

/// Names stand beside their series, wherever they hide neither another name nor a marker.
void EcdfChart::paintLabels(QPainter &painter, const QRectF &area, const Range &range) const
{
    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.colors().text);
    const QFontMetrics metrics = painter.fontMetrics();
    std::vector<QRectF> taken;
    for (const LatencyRow &row : m_rows) {
        if (!row.times(m_clock).empty())
            taken.push_back(QRectF(anchor(area, range, row) - QPointF(6, 6), QSizeF(12, 12)));
    }
    const auto isFree = [&](const QRectF &box) {
        return area.adjusted(0, -4, 4, 4).contains(box)
            && std::none_of(taken.begin(), taken.end(), [&](const QRectF &other) { return other.intersects(box); });
    };
    for (const LatencyRow &row : m_rows) {
        if (row.times(m_clock).empty())
            continue;
        const QString text = metrics.elidedText(row.label, Qt::ElideMiddle, int(labelWidth));
        const QSizeF size(metrics.horizontalAdvance(text), 14);
        const QPointF at = anchor(area, range, row);
        for (const double down : {-16.0, 2.0, -34.0, 20.0, -52.0, 38.0}) {
            const QRectF right(QPointF(at.x() + 9, at.y() + down), size);
            const QRectF left(QPointF(at.x() - 9 - size.width(), at.y() + down), size);
            const bool goesRight = isFree(right);
            if (!goesRight && !isFree(left))
                continue;
            const QRectF box = goesRight ? right : left;
            painter.drawText(box, int(Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip), text);
            taken.push_back(box);
            break;
        }
    }
}

} // namespace triptych
