// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/history/HistoryStore.h"

#include <QObject>

namespace triptych {

class HistoryPanel;
class Session;

/// Feeds the history panel page by page and does what a person asks of it. Lives on the GUI thread.
class HistoryController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryController)

public:
    HistoryController(Session &session, HistoryPanel &panel, Clock &clock, QObject *parent = nullptr);

Q_SIGNALS:
    void opened(const triptych::RunDetail &run); ///< A person wants to see this run again.
    void problem(const QString &sentence);

private:
    void load();
    void loadMore(qint64 beforeId);
    void open(qint64 run);
    void tell(const Error &error);
    void startRecording();

    Session &m_session;
    HistoryPanel &m_panel;
    std::unique_ptr<Timer> m_soon; ///< Several changes at once make one query.
};

} // namespace triptych
