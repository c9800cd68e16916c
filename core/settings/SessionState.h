// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QByteArray>
#include <QMap>
#include <QStringList>
#include <vector>

namespace triptych {

/// Whether the latency dashboard is open: as the window has room for it, or as the person left it.
enum class DashboardChoice : quint8 { Auto, Open, Collapsed };

/// What the window looks like, so that the next start brings it back. Unknown keys of the file survive.
struct SessionState
{
    /// An open prompt: the absolute path of its file, or "draft:ID" for a document that has none, and what is typed
    /// into its variables.
    struct Tab
    {
        QString document = {};
        QMap<QString, QString> values = {};
        bool operator==(const Tab &) const = default;
    };
    std::vector<Tab> tabs = {};
    int currentTab = 0;
    QStringList lanes = {}; ///< As LaneAddress::toString() writes them.
    DashboardChoice dashboard = DashboardChoice::Auto;
    int dashboardDays = 30; ///< 0: everything.
    QStringList openGroups = {}; ///< Of the model selector.
    QByteArray windowGeometry = {}; ///< QMainWindow::saveGeometry()
    QByteArray windowState = {}; ///< QMainWindow::saveState()
    bool showsSource = false; ///< Answers as source text instead of rendered.

    bool operator==(const SessionState &) const = default;
};

/// A missing file gives the defaults, a faulty one an error that names its line; the next save keeps a faulty file
/// aside.
Result<SessionState> loadSessionState(const QString &file);
Result<> saveSessionState(const QString &file, const SessionState &state);

} // namespace triptych
