// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/LaneWaitingTable.h"

#include "ui/lanes/WrappedText.h"
#include "ui/shell/Figures.h"
#include "ui/shell/Theme.h"

#include <QPainter>

namespace triptych {

namespace {

constexpr int side = 16;
constexpr int rowHeight = 24;

/// A limit is compared with a clock that counts seconds, so it stays in seconds for longer than other figures.
QString limitText(double milliseconds)
{
    const double seconds = milliseconds / 1000;
    return seconds < 1000 ? LaneWaitingTable::tr("%1\u00a0s").arg(threeDigits(seconds)) : formatMs(milliseconds);
}

} // namespace

LaneWaitingTable::LaneWaitingTable(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("laneWaiting"));
    setAccessibleName(tr("Phases so far"));
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void LaneWaitingTable::setTiming(LaneStage stage, const LaneTiming &timing, const LaneForecast &forecast)
{
    m_stage = stage;
    m_timing = timing;
    m_forecast = forecast;
    updateGeometry();
    update();
}

void LaneWaitingTable::setElapsed(double milliseconds)
{
    m_elapsed = milliseconds;
    if (isVisible())
        update(0, 0, width(), heightForWidth(width()));
}

/// Marks count from the start of the lane; a row shows how long its phase took.
std::vector<LaneWaitingTable::Row> LaneWaitingTable::rows() const
{
    std::vector<Row> rows;
    double done = 0;
    const auto add = [&rows, &done](const QString &label, std::optional<double> mark) {
        if (!mark)
            return;
        rows.push_back({label, qMax(0.0, *mark - done), false});
        done = *mark;
    };
    add(tr("queued"), m_timing.queuedMs);
    add(tr("connect"), m_timing.connectMs);
    add(tr("TLS"), m_timing.tlsMs);
    add(tr("headers"), m_timing.headersMs);
    const QString live = m_stage == LaneStage::Queued ? tr("queued")
        : m_timing.headersMs                          ? tr("first text")
        : m_stage == LaneStage::Waiting               ? tr("headers")
        : m_timing.connectMs                          ? tr("TLS")
                                                      : tr("connect");
    rows.push_back({live, qMax(0.0, m_elapsed - done), true});
    return rows;
}

QString LaneWaitingTable::expectation() const
{
    QStringList sentences;
    if (m_forecast.runs > 1)
        sentences.append(
            tr("Half of %n earlier runs had text by %1.", nullptr, m_forecast.runs).arg(formatMs(m_forecast.medianMs)));
    if (m_forecast.limitMs)
        sentences.append(tr("Stops by itself at %1.").arg(limitText(*m_forecast.limitMs)));
    return sentences.join(QLatin1Char(' '));
}

int LaneWaitingTable::heightForWidth(int width) const
{
    const int rowsHeight = 8 + int(rows().size()) * rowHeight;
    const QString text = expectation();
    const int line = qRound(m_theme.baseFont().pixelSize() * 20.0 / 13);
    return rowsHeight + 8
        + (text.isEmpty() ? 0 : WrappedText(text, m_theme.baseFont(), line, qMin(720, width - 2 * side)).height() + 8);
}

void LaneWaitingTable::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = m_theme.colors();
    QPainter painter(this);
    painter.fillRect(rect(), colors.paper);
    painter.setFont(m_theme.baseFont());
    const QFontMetrics metrics(m_theme.baseFont());
    int labels = metrics.horizontalAdvance(tr("first text"));
    int figures = metrics.horizontalAdvance(formatMs(0.888));
    const std::vector<Row> all = rows();
    for (const Row &row : all) {
        labels = qMax(labels, metrics.horizontalAdvance(row.label));
        figures = qMax(figures, metrics.horizontalAdvance(formatMs(row.milliseconds)));
    }
    int y = 8;
    for (const Row &row : all) {
        const QRect line(side, y, labels + 16 + figures, rowHeight);
        painter.setPen(row.isLive ? colors.text : colors.text2);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, row.label);
        painter.setPen(colors.text);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, formatMs(row.milliseconds));
        y += rowHeight;
    }
    painter.setPen(colors.text2);
    const int line = qRound(m_theme.baseFont().pixelSize() * 20.0 / 13);
    WrappedText(expectation(), m_theme.baseFont(), line, qMin(720, width() - 2 * side))
        .draw(painter, QPointF(side, y + 8));
}

} // namespace triptych
