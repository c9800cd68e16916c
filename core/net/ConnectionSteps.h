// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/net/ConnectionReport.h"
#include "core/net/DialFact.h"

#include <QUrl>

namespace triptych {

/// Makes the report of a connection test from what is learnt on the way. Pure: every time is handed in.
class ConnectionSteps
{
public:
    ConnectionSteps(const QUrl &url, MonotonicTime start);

    void beginAt(MonotonicTime at) { m_since = at; } ///< What was done since the last step is no part of the next.
    void keyFound(MonotonicTime at);
    void keyMissing(const Error &why, MonotonicTime at); ///< The rest is walked without one.
    void noted(const DialFact &fact, MonotonicTime at);
    void secured(MonotonicTime at); ///< TLS is up.
    void succeeded(const QStringList &details, MonotonicTime at);
    void failed(const Error &error, MonotonicTime at);

    const ConnectionReport &report() const { return m_report; }

private:
    CheckLine *line(CheckStep step);
    void finish(CheckStep step, CheckLine::State state, MonotonicTime at);
    void runNext();

    ConnectionReport m_report;
    MonotonicTime m_since; ///< When the step that runs began.
    QString m_host;
};

} // namespace triptych
