// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/MetricStrip.h"

#include "ui/shell/Figures.h"
#include "ui/shell/Theme.h"

#include <QEvent>
#include <QPainter>

namespace triptych {

namespace {

constexpr int side = 16;
constexpr int widest = 120;
constexpr int gap = 8;
constexpr int narrowLane = 324; // below it the cells take unequal shares

} // namespace

MetricStrip::MetricStrip(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("laneMetrics"));
    setFixedHeight(height);
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
    describe();
}

void MetricStrip::setMetrics(const LaneMetrics &metrics, bool isRunning)
{
    if (m_metrics == metrics && m_isRunning == isRunning)
        return;
    m_metrics = metrics;
    m_isRunning = isRunning;
    describe();
    update();
}

std::array<MetricStrip::Cell, 4> MetricStrip::cells() const
{
    const bool hasTokens = m_metrics.inputTokens || m_metrics.outputTokens;
    const QString about = m_metrics.isOutputEstimated && m_metrics.outputTokens ? QStringLiteral("\u2248") : QString();
    const QString tokens = hasTokens
        ? formatCount(m_metrics.inputTokens) + QStringLiteral(" \u2192 ") + about + formatCount(m_metrics.outputTokens)
        : unknownFigure();
    const QString output = about + formatCount(m_metrics.outputTokens);
    QStringList shorter;
    if (hasTokens)
        shorter = QStringList {formatCount(m_metrics.inputTokens) + QChar(u'\u2192') + output, output};
    QStringList shorterSpeed;
    if (m_metrics.tokensPerSecond)
        shorterSpeed += tr("%1/s", "tokens in a second").arg(formatCount(qRound64(*m_metrics.tokensPerSecond)));
    const bool isLiveCost = m_isRunning && m_metrics.usd && *m_metrics.usd > 0;
    return {Cell {tr("first text"), formatMs(m_metrics.firstTextMs), m_metrics.isBestFirstText},
            Cell {tr("speed"), formatSpeed(m_metrics.tokensPerSecond), m_metrics.isBestSpeed, shorterSpeed},
            Cell {tr("tokens"), tokens, false, shorter},
            Cell {isLiveCost ? tr("cost so far") : tr("cost"), formatUsd(m_metrics.usd), m_metrics.isBestCost}};
}

void MetricStrip::describe()
{
    QStringList parts;
    for (const Cell &cell : cells())
        parts.append(cell.label + QLatin1Char(' ') + cell.figure);
    setAccessibleName(parts.join(QStringLiteral(", ")));
}

QString MetricStrip::fitted(const Cell &cell, const QFontMetrics &metrics, int room)
{
    for (const QString &figure : QStringList {cell.figure} + cell.shorter) {
        if (metrics.horizontalAdvance(figure) <= room)
            return figure;
    }
    return metrics.elidedText(cell.figure, Qt::ElideRight, room);
}

std::array<int, 4> MetricStrip::widths() const
{
    const int room = width() - 2 * side;
    if (width() < narrowLane)
        return {room * 58 / 268, room * 74 / 268, room * 76 / 268, room * 60 / 268 + side};
    const int each = qMin(widest, room / 4);
    return {each, each, each, each + side - 4};
}

void MetricStrip::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = m_theme.colors();
    QPainter painter(this);
    painter.fillRect(rect(), colors.paper);
    painter.fillRect(QRect(0, 0, width(), 1), colors.hairline);
    int x = side;
    const std::array<int, 4> columns = widths();
    std::size_t column = 0;
    for (const Cell &cell : cells()) {
        const int room = columns[column++];
        painter.setFont(m_theme.smallFont());
        painter.setPen(colors.text2);
        painter.drawText(QRect(x, 6, room, 18), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(cell.label, Qt::ElideRight, room));
        const bool isKnown = cell.figure != unknownFigure();
        painter.setFont(cell.isBest ? m_theme.baseStrong() : m_theme.baseFont());
        painter.setPen(isKnown ? colors.text : colors.text3);
        const QString figure = fitted(cell, painter.fontMetrics(), room - gap);
        // By the baseline, since an arrow from another font would move centred text.
        const QFontMetrics metrics = painter.fontMetrics();
        painter.drawText(QPoint(x, 25 + (20 - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()), figure);
        if (cell.isBest)
            painter.fillRect(QRect(x, 44, painter.fontMetrics().horizontalAdvance(figure), 1), colors.text);
        x += room;
    }
}

void MetricStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
        update();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych
