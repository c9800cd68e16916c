// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/latency/LatencySummaryLine.h"

#include "ui/latency/LaneMark.h"
#include "ui/shell/Figures.h"

#include <QEvent>
#include <QPainter>

namespace triptych {

namespace {

constexpr int gap = 16;

QString figureOf(const LatencyRow &row, LatencyClock clock)
{
    const auto &median = row.median(clock);
    return median ? formatMs(median->value) : unknownFigure() + QStringLiteral("\u00A0≥%1").arg(samplesNeeded(0.5));
}

} // namespace

LatencySummaryLine::LatencySummaryLine(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("latencySummary"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    describe();
}

void LatencySummaryLine::setRows(const std::vector<LatencyRow> &rows, LatencyClock clock)
{
    m_rows = rows;
    m_clock = clock;
    describe();
    update();
}

QString LatencySummaryLine::caption() const
{
    return m_clock == LatencyClock::FirstText ? tr("P50 of first text") : tr("P50 of total");
}

void LatencySummaryLine::describe()
{
    QStringList figures;
    for (const LatencyRow &row : m_rows)
        figures += row.label + QLatin1Char(' ') + figureOf(row, m_clock);
    setAccessibleName(caption());
    setAccessibleDescription(figures.join(QStringLiteral(", ")));
    setToolTip(figures.join(QLatin1Char('\n')));
}

void LatencySummaryLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    QWidget::changeEvent(event);
}

void LatencySummaryLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(m_theme.baseFont());
    const QFontMetrics metrics = painter.fontMetrics();
    int x = 0;
    const auto write = [&](const QString &text, const QColor &color) {
        painter.setPen(color);
        painter.drawText(QRect(x, 0, width(), height()), int(Qt::AlignLeft | Qt::AlignVCenter), text);
        x += metrics.horizontalAdvance(text);
    };
    write(m_rows.empty() ? QString() : caption(), m_theme.colors().text2);
    for (const LatencyRow &row : m_rows) {
        const QString figure = figureOf(row, m_clock);
        const int needed = gap + 17 + metrics.horizontalAdvance(row.label) + 8 + metrics.horizontalAdvance(figure);
        if (x + needed > width()) {
            x += 8;
            write(QStringLiteral("…"), m_theme.colors().text2);
            return;
        }
        x += gap;
        LaneMark {row.slot, row.summary.runs < runsForACurve}.paint(painter, {x + 5.0, height() / 2.0}, m_theme);
        x += 17;
        write(row.label, m_theme.colors().text2);
        x += 8;
        write(figure, m_theme.colors().text);
    }
}

} // namespace triptych
