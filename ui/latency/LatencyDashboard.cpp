// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/latency/LatencyDashboard.h"

#include "ui/latency/LatencyBody.h"
#include "ui/latency/LatencyHead.h"
#include "ui/latency/LatencyModel.h"
#include "ui/latency/LatencySummaryLine.h"
#include "ui/latency/PhaseWaterfall.h"
#include "ui/shell/Theme.h"

#include <QEvent>
#include <QVBoxLayout>

namespace triptych {

LatencyDashboard::LatencyDashboard(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_head(new LatencyHead(theme, this)),
      m_model(new LatencyModel(this)),
      m_body(new LatencyBody(*m_model, theme, this))
{
    setObjectName(QStringLiteral("latencyDashboard"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_body, 1);
    connect(m_head, &LatencyHead::exportRequested, this, &LatencyDashboard::exportRequested);
    connect(m_head, &LatencyHead::floatRequested, this, &LatencyDashboard::floatRequested);
    connect(m_head, &LatencyHead::periodChanged, this, &LatencyDashboard::periodChanged);
    connect(m_head, &LatencyHead::collapseRequested, this, &LatencyDashboard::setCollapsed);
    connect(m_head, &LatencyHead::clockChanged, this, &LatencyDashboard::refresh);
    connect(m_body, &LatencyBody::runRequested, this, &LatencyDashboard::runRequested);
    connect(&theme, &Theme::changed, this, &LatencyDashboard::refresh);
    refresh();
}

void LatencyDashboard::setSummaries(std::vector<LatencySummary> summaries)
{
    m_summaries = std::move(summaries);
    refresh();
}

void LatencyDashboard::setLaneSlots(const QHash<QString, int> &laneSlots)
{
    if (m_laneSlots == laneSlots)
        return;
    m_laneSlots = laneSlots;
    refresh();
}

void LatencyDashboard::setChosenLane(const LaneTiming &timing, const QString &name, int slot)
{
    m_body->waterfall().setLane(timing, name, slot);
}

void LatencyDashboard::clearChosenLane()
{
    m_body->waterfall().clear();
}

void LatencyDashboard::setLaneCount(int lanes)
{
    if (m_laneCount == lanes)
        return;
    m_laneCount = lanes;
    refresh();
}

void LatencyDashboard::setPeriod(int days)
{
    m_head->setPeriod(days);
}

int LatencyDashboard::period() const
{
    return m_head->period();
}

QWidget *LatencyDashboard::head() const
{
    return m_head;
}

void LatencyDashboard::setCollapsed(bool isCollapsed)
{
    if (m_isCollapsed == isCollapsed)
        return;
    m_isCollapsed = isCollapsed;
    m_body->setVisible(!isCollapsed);
    m_head->setCollapsed(isCollapsed);
    fitHeight();
    Q_EMIT collapsedChanged(isCollapsed);
}

void LatencyDashboard::refresh()
{
    m_model->setRows(latencyRows(m_summaries, m_laneSlots));
    m_head->setExportable(m_model->rowCount() > 0);
    m_head->line().setRows(m_model->rows(), m_head->clock());
    m_body->refresh(m_head->clock(), m_laneCount);
    setAccessibleName(tr("Latency"));
    setWindowTitle(tr("Latency"));
    fitHeight();
}

/// One line cannot be pulled open by its edge, only by its button.
void LatencyDashboard::fitHeight()
{
    setMaximumHeight(m_isCollapsed ? minimumSizeHint().height() : QWIDGETSIZE_MAX);
    updateGeometry();
}

QSize LatencyDashboard::sizeHint() const
{
    const int head = m_head->parentWidget() == this ? m_head->sizeHint().height() : 0;
    return {m_body->sizeHint().width(), head + (m_isCollapsed ? 0 : m_body->sizeHint().height())};
}

QSize LatencyDashboard::minimumSizeHint() const
{
    const int head = m_head->parentWidget() == this ? m_head->sizeHint().height() : 0;
    return {400, head + (m_isCollapsed ? 0 : 115)};
}

void LatencyDashboard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_model->retranslate();
        refresh();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych
