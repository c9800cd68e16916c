// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/latency/LatencyBody.h"

#include "ui/latency/EcdfChart.h"
#include "ui/latency/LatencyModel.h"
#include "ui/latency/LatencyTable.h"
#include "ui/latency/PhaseWaterfall.h"
#include "ui/shell/Theme.h"

#include <QLabel>
#include <QPainter>

namespace triptych {

namespace {

constexpr int margin = 16;
constexpr int top = 8;
constexpr int noteHeight = 16;
constexpr int fullHeight = 179;
constexpr int emptyHeight = 115;
constexpr int widestPane = 760;
constexpr int narrowestPane = 200;

} // namespace

LatencyBody::LatencyBody(LatencyModel &model, const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_model(model),
      m_theme(theme),
      m_table(new LatencyTable(model, theme, this)),
      m_note(new QLabel(this)),
      m_hint(new QLabel(this)),
      m_chartHint(new QLabel(this)),
      m_chart(new EcdfChart(theme, this)),
      m_waterfall(new PhaseWaterfall(theme, this))
{
    setObjectName(QStringLiteral("latencyBody"));
    m_note->setObjectName(QStringLiteral("latencyNote"));
    m_hint->setObjectName(QStringLiteral("latencyEmptyHint"));
    m_chartHint->setObjectName(QStringLiteral("latencyChartHint"));
    for (QLabel *hint : {m_hint, m_chartHint}) {
        hint->setWordWrap(true);
        hint->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    }
    m_hint->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(m_hint, &QLabel::linkActivated, this, &LatencyBody::runRequested);
}

bool LatencyBody::isEmpty() const
{
    return m_model.rowCount() == 0;
}

QSize LatencyBody::sizeHint() const
{
    return {800, isEmpty() ? emptyHeight : fullHeight};
}

void LatencyBody::refresh(LatencyClock clock, int laneCount)
{
    m_chart->setClock(clock);
    m_chart->setRows(m_model.rows());
    m_table->setAccessibleName(tr("Latency by model"));
    m_note->setText(tr("– too few runs; ≥ says how many are needed"));
    m_note->setFont(m_theme.smallFont());
    QString hint = tr("No runs yet. Each run adds to a row per model: first text, total time and tokens per second.");
    if (laneCount > 0) {
        hint = QStringLiteral("%1 <a href=\"run\" style=\"color:%2\">%3</a>")
                   .arg(hint.toHtmlEscaped(), m_theme.colors().text.name(),
                        tr("Run %n lanes", nullptr, laneCount).toHtmlEscaped());
    }
    m_hint->setText(hint);
    m_chartHint->setText(tr("One dot per run, a curve once there are six or more."));
    QPalette secondary = palette();
    secondary.setColor(QPalette::WindowText, m_theme.colors().text2);
    for (QLabel *label : {m_note, m_hint, m_chartHint})
        label->setPalette(secondary);
    for (QLabel *label : {m_hint, m_chartHint})
        label->setFont(m_theme.baseFont());
    m_table->setVisible(!isEmpty());
    m_hint->setVisible(isEmpty());
    m_chartHint->setVisible(isEmpty());
    m_chart->setVisible(!isEmpty());
    place();
    updateGeometry();
    update();
}

void LatencyBody::place()
{
    const int wanted = m_table->tableWidth() + 2 * margin;
    m_firstPane = isEmpty() ? width() * 464 / 1000 : qBound(0, wanted, qMax(0, width() - 2 * narrowestPane));
    if (width() > 3 * widestPane * 9 / 10)
        m_firstPane = qMax(m_firstPane, qMin(widestPane, width() / 3));
    const int rest = width() - m_firstPane;
    m_secondPane = qMin(widestPane, width() > 3 * widestPane * 9 / 10 ? rest / 2 : rest * 54 / 100);
    placeTable({0, 0, m_firstPane, height()});
    const QRect second(m_firstPane + 1, 0, m_secondPane - 1, height());
    m_chart->setGeometry(second.adjusted(margin, top, -4, 0)); // its own margin is at the right
    m_chartHint->setGeometry(second.adjusted(margin, top + 24, -margin, 0));
    const QRect third(m_firstPane + m_secondPane + 1, 0, rest - m_secondPane - 1, height());
    m_waterfall->setGeometry(third.adjusted(margin, top, -margin, 0));
}

void LatencyBody::placeTable(const QRect &pane)
{
    const QRect inner = pane.adjusted(margin, top, -margin, 0);
    m_hint->setGeometry(inner.adjusted(0, 28, 0, 0));
    // The note stands below the rows while there is room, and goes before the rows have to scroll.
    const int below = inner.top() + m_table->contentHeight() + 16;
    const bool hasRoom = !isEmpty() && below + noteHeight <= pane.bottom();
    m_note->setVisible(hasRoom);
    m_note->setGeometry(inner.left(), below, inner.width(), noteHeight);
    const int height = hasRoom ? m_table->contentHeight() : inner.height();
    m_table->setGeometry(inner.left(), inner.top(), pane.right() - inner.left() + 1, qMin(height, inner.height()));
}

void LatencyBody::resizeEvent(QResizeEvent *)
{
    place();
}

void LatencyBody::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colors().paper);
    for (const int x : {m_firstPane, m_firstPane + m_secondPane})
        painter.fillRect(QRect(x, 0, 1, height()), m_theme.colors().hairline);
    if (isEmpty())
        paintEmptyTable(painter);
}

/// The head of the table that will be, over the words that say what fills it.
void LatencyBody::paintEmptyTable(QPainter &painter) const
{
    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.colors().text2);
    int right = m_firstPane - margin;
    for (const int column : {LatencyModel::Speed, LatencyModel::FirstText99, LatencyModel::FirstText95,
                             LatencyModel::FirstText50, LatencyModel::Runs}) {
        const QRect cell(right - 60, top, 60, 18);
        painter.drawText(cell, int(Qt::AlignRight | Qt::AlignVCenter),
                         m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        right -= 62;
    }
    painter.drawText(QRect(margin, top, 120, 18), int(Qt::AlignLeft | Qt::AlignVCenter),
                     m_model.headerData(LatencyModel::Model, Qt::Horizontal, Qt::DisplayRole).toString());
    painter.drawText(QRect(m_firstPane + 1 + margin, top, m_secondPane - 2 * margin, 16),
                     int(Qt::AlignLeft | Qt::AlignVCenter), m_chart->accessibleName());
}

} // namespace triptych
