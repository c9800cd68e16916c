// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/latency/EcdfChart.h"

#include "ui/latency/ChartLabels.h"
#include "ui/latency/LaneMark.h"
#include "ui/shell/Figures.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace triptych {

namespace {

constexpr int leastAxis = 34;
constexpr int axisGap = 8;
const QString topShare = QStringLiteral("95\u00A0%");
constexpr int axisHeight = 23;
constexpr int titleHeight = 24;
constexpr int widest = 720;
constexpr int longestName = 112;
constexpr int rightMargin = 16; // labels may reach into it

double yOf(double share, const QRectF &area)
{
    return area.bottom() - share * area.height();
}

/// The part of a model's name that tells it from its siblings: "opus-5-5" of claude-opus-5-5, "deepseek" of
/// deepseek-flash.
QString shortName(const QString &label)
{
    const QString model = label.section(QLatin1Char('/'), -1);
    const auto parts = model.count(QLatin1Char('-')) + 1;
    return parts >= 3 ? model.section(QLatin1Char('-'), 1) : model.section(QLatin1Char('-'), 0, 0);
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
    const int axis = qMax(leastAxis, QFontMetrics(m_theme.smallFont()).horizontalAdvance(topShare) + axisGap);
    return QRectF(axis, titleHeight, qMax(1, width - axis - rightMargin), qMax(1, height() - titleHeight - axisHeight));
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
        painter.drawText(QRectF(0, yOf(share, area) - 8, area.left() - axisGap, 16),
                         int(Qt::AlignRight | Qt::AlignVCenter), text);
    };
    label(0.95, topShare);
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
    const LaneMark mark {row.slot};
    QPen pen(mark.color(m_theme), 1.6);
    pen.setJoinStyle(Qt::RoundJoin);
    if (mark.isDashed())
        pen.setDashPattern({4 / 1.6, 2 / 1.6});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    const QPointF middle(xOf(times[(times.size() - 1) / 2], range, area), yOf(0.5, area));
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.colors().paper);
    painter.drawEllipse(middle, 5.5, 5.5);
    mark.paint(painter, middle, m_theme, 8.5);
}

/// Each run at the share that it stands for: of four at 25, 50, 75 and 100 %.
void EcdfChart::paintDots(QPainter &painter, const QRectF &area, const Range &range, const LatencyRow &row) const
{
    const auto &times = row.times(m_clock);
    const LaneMark mark {row.slot, true};
    for (std::size_t i = 0; i < times.size(); ++i) {
        const double share = double(i + 1) / double(times.size());
        mark.paint(painter, QPointF(xOf(times[i], range, area), yOf(share, area)), m_theme, 9);
    }
}

std::vector<QPointF> EcdfChart::points(const QRectF &area, const Range &range, const LatencyRow &row,
                                       const std::vector<double> &shares) const
{
    const auto &times = row.times(m_clock);
    std::vector<QPointF> points;
    if (int(times.size()) < runsForACurve) {
        for (std::size_t i = 0; i < times.size(); ++i)
            points.emplace_back(xOf(times[i], range, area), yOf(double(i + 1) / double(times.size()), area));
        return points;
    }
    for (const double share : shares) {
        const auto place = std::size_t(share * double(times.size() - 1));
        points.emplace_back(xOf(times[place], range, area), yOf(share, area));
    }
    return points;
}

void EcdfChart::paintLabels(QPainter &painter, const QRectF &area, const Range &range) const
{
    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.colors().text);
    const QFontMetrics metrics = painter.fontMetrics();
    ChartLabels labels(area.adjusted(0, -2, rightMargin - 2, 2));
    std::vector<double> everywhere;
    for (double share = 0; share <= 1; share += 0.03)
        everywhere.push_back(share);
    for (const LatencyRow &row : m_rows) {
        for (const QPointF &point : points(area, range, row, everywhere))
            labels.avoid(point, int(row.times(m_clock).size()) < runsForACurve ? 5 : 3);
    }
    for (const LatencyRow &row : m_rows) {
        const auto anchors = points(area, range, row, {0.58, 0.44, 0.66, 0.36, 0.74, 0.28, 0.82, 0.2, 0.88, 0.12});
        // A name that fits nowhere is tried shorter; the marker carries a series that has none.
        for (const QString &name : {row.label, shortName(row.label)}) {
            const QString text = metrics.elidedText(name, Qt::ElideMiddle, longestName);
            const QRectF box = labels.place(QSizeF(metrics.horizontalAdvance(text), 12), anchors);
            if (box.isNull())
                continue;
            painter.drawText(box, int(Qt::AlignCenter | Qt::TextDontClip), text);
            break;
        }
    }
}

} // namespace triptych
