// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/latency/LatencyHead.h"

#include "ui/latency/LatencySummaryLine.h"
#include "ui/latency/PeriodButton.h"
#include "ui/shell/HeadTool.h"
#include "ui/shell/SegmentedSwitch.h"
#include "ui/shell/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace triptych {

LatencyHead::LatencyHead(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_title(new QLabel(this)),
      m_period(new PeriodButton(theme, this)),
      m_line(new LatencySummaryLine(theme, this)),
      m_gap(new QWidget(this)),
      m_clock(new SegmentedSwitch(theme, this)),
      m_export(newHeadTool(QStringLiteral("latencyExport"), this)),
      m_float(newHeadTool(QStringLiteral("latencyFloat"), this)),
      m_collapse(newHeadTool(QStringLiteral("latencyCollapse"), this))
{
    setObjectName(QStringLiteral("latencyHead"));
    m_title->setObjectName(QStringLiteral("latencyTitle"));
    m_clock->setObjectName(QStringLiteral("latencyClock"));
    setFixedHeight(33);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 1, 12, 0);
    row->setSpacing(0);
    row->addWidget(m_title);
    row->addSpacing(12);
    row->addWidget(m_period);
    row->addWidget(m_line, 1);
    row->addWidget(m_gap, 1);
    row->addWidget(m_clock);
    row->addSpacing(16);
    for (QToolButton *tool : {m_export, m_float, m_collapse})
        row->addWidget(tool);
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    connect(m_period, &PeriodButton::chosen, this, &LatencyHead::periodChanged);
    connect(m_clock, &SegmentedSwitch::currentIndexChanged, this, [this] { Q_EMIT clockChanged(clock()); });
    connect(m_export, &QToolButton::clicked, this, &LatencyHead::exportRequested);
    connect(m_float, &QToolButton::clicked, this, &LatencyHead::floatRequested);
    connect(m_collapse, &QToolButton::clicked, this, [this] { Q_EMIT collapseRequested(!m_isCollapsed); });
    connect(&theme, &Theme::changed, this, &LatencyHead::retranslate);
    setExportable(false);
    setCollapsed(false);
}

void LatencyHead::setCollapsed(bool isCollapsed)
{
    m_isCollapsed = isCollapsed;
    m_line->setVisible(isCollapsed);
    for (QWidget *part : {static_cast<QWidget *>(m_period), m_gap, static_cast<QWidget *>(m_clock),
                          static_cast<QWidget *>(m_export), static_cast<QWidget *>(m_float)})
        part->setVisible(!isCollapsed);
    retranslate();
}

void LatencyHead::setExportable(bool isExportable)
{
    m_export->setEnabled(isExportable);
}

void LatencyHead::setPeriod(int days)
{
    m_period->setDays(days);
}

int LatencyHead::period() const
{
    return m_period->days();
}

LatencyClock LatencyHead::clock() const
{
    return m_clock->currentIndex() == 1 ? LatencyClock::Total : LatencyClock::FirstText;
}

void LatencyHead::retranslate()
{
    m_title->setText(tr("Latency"));
    m_title->setFont(m_theme.baseStrong());
    m_period->retranslate();
    m_clock->setTexts({tr("First text"), tr("Total")});
    m_clock->setAccessibleName(tr("Which clock the chart shows"));
    labelHeadTool(*m_export, m_theme, QStringLiteral("export"), tr("Export the figures"));
    labelHeadTool(*m_float, m_theme, QStringLiteral("float"), tr("Move into a window of its own"));
    labelHeadTool(*m_collapse, m_theme, m_isCollapsed ? QStringLiteral("expand") : QStringLiteral("collapse"),
                  m_isCollapsed ? tr("Open the dashboard") : tr("Collapse to one line"));
    update();
}

void LatencyHead::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colors().chrome);
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.colors().hairline);
}

void LatencyHead::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
