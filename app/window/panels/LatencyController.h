// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/latency/LatencyStats.h"
#include "core/settings/SessionState.h"
#include "ui/lanes/LaneViewState.h"

#include <QHash>
#include <QObject>

namespace triptych {

class LaneController;
class LatencyDashboard;
class Session;

/// Feeds the latency dashboard from the history, and the lanes with what earlier runs let expect. Lives on the GUI
/// thread.
class LatencyController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LatencyController)

public:
    LatencyController(Session &session, LatencyDashboard &dashboard, LaneController &lanes, Clock &clock,
                      QObject *parent = nullptr);

    DashboardChoice choice() const { return m_choice; }
    void setChoice(DashboardChoice choice); ///< Auto: in a low window it becomes one line once something ran.

Q_SIGNALS:
    void choiceChanged();

private:
    void load();
    void makeRoom();
    void showSlots();
    void chooseExportFile();
    void exportTo(const QString &file);

    Session &m_session;
    LatencyDashboard &m_dashboard;
    LaneController &m_lanes;
    std::vector<LatencySummary> m_summaries;
    DashboardChoice m_choice = DashboardChoice::Auto;
    bool m_isOurDoing = false; ///< The dashboard folds because we said so, not the person.
    std::unique_ptr<Timer> m_soon; ///< Several changes at once make one query.
};

} // namespace triptych
