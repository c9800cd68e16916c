// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/store/CallLog.h"
#include "core/net/SystemClock.h"

#include <deque>

namespace triptych {

class CallsPage;
class GatewayHost;

/// The last calls: from the disk when they are first looked at, then as each one ends. Lives on the GUI thread.
class GatewayCalls final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayCalls)

public:
    static constexpr int mostShown = 200;

    GatewayCalls(GatewayHost &host, QString databaseFile, CallsPage &page, QObject *parent = nullptr);
    ~GatewayCalls() override;

    void setLabels(std::function<QString(const QString &token)> labels) { m_labels = std::move(labels); }
    void load(); ///< Once.
    void show();

Q_SIGNALS:
    void problem(const triptych::Error &error);

private:
    void add(const LoggedCall &call);

    QString m_databaseFile;
    CallsPage &m_page;
    std::function<QString(const QString &)> m_labels;
    SystemClock m_clock;
    std::unique_ptr<CallLog> m_log; ///< Until it has answered.
    std::deque<LoggedCall> m_calls; ///< Newest first.
    bool m_isLoaded = false;
};

} // namespace triptych
