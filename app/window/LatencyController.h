// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/latency/LatencyStats.h"
#include "ui/lanes/LaneViewState.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace triptych {

class LaneController;
class LatencyDashboard;
class Session;

/// Feeds the latency dashboard from the history, and the lanes with what earlier runs let expect. Lives on the GUI thread.
class LatencyController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LatencyController)

public:
    LatencyController(Session &session, LatencyDashboard &dashboard, LaneController &lanes, QObject *parent = nullptr);

private:
    void load();
    void showSlots();
    void chooseExportFile();
    void exportTo(const QString &file);

    Session &m_session;
    LatencyDashboard &m_dashboard;
    LaneController &m_lanes;
    std::vector<LatencySummary> m_summaries;
    QTimer m_soon; ///< Several changes at once make one query.
};

} // namespace triptych
