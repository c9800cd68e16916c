// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/LaneRecord.h"
#include "ui/latency/LatencyRows.h"

#include <QWidget>

namespace triptych {

class LatencyBody;
class LatencyHead;
class LatencyModel;
class Theme;

/// How long models take, measured: table, chart, and the phases of the chosen lane. Values come in, wishes go out.
class LatencyDashboard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LatencyDashboard)

public:
    explicit LatencyDashboard(const Theme &theme, QWidget *parent = nullptr);

    void setSummaries(std::vector<LatencySummary> summaries);
    void setLaneSlots(const QHash<QString, int> &laneSlots); ///< provider/model → slot of its lane.
    void setChosenLane(const LaneTiming &timing, const QString &name, int slot);
    void clearChosenLane();
    void setLaneCount(int lanes); ///< What Run would start; the empty state offers it.
    void setPeriod(int days); ///< 0: for ever.
    int period() const;

    void setCollapsed(bool isCollapsed);
    bool isCollapsed() const { return m_isCollapsed; }
    QWidget *head() const; ///< May be taken as the title bar of a dock.

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void runRequested();
    void exportRequested();
    void floatRequested();
    void periodChanged(int days);
    void collapsedChanged(bool isCollapsed);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void fitHeight();

    const Theme &m_theme;
    std::vector<LatencySummary> m_summaries;
    QHash<QString, int> m_laneSlots;
    int m_laneCount = 0;
    bool m_isCollapsed = false;
    LatencyHead *m_head;
    LatencyModel *m_model;
    LatencyBody *m_body;
};

} // namespace triptych
