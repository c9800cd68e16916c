// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"

#include <QObject>
#include <QSet>

namespace triptych {

/// One timer for all clocks of all lanes; it ticks only while some lane runs. Lives on the GUI thread.
class LaneTicker final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds interval {100};

    explicit LaneTicker(Clock &clock, QObject *parent = nullptr); ///< The clock must outlive it.

    Clock &clock() const { return m_clock; } ///< What else of a lane waits, waits by this one too.

    void setRunning(const QObject *lane, bool isRunning);
    bool isTicking() const { return !m_running.isEmpty(); }
    double nowMs() const; ///< Since the ticker was made.

Q_SIGNALS:
    void ticked();

private:
    void tick();

    Clock &m_clock;
    MonotonicTime m_start;
    std::unique_ptr<Timer> m_timer;
    QSet<const QObject *> m_running;
};

} // namespace triptych
