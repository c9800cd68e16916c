// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"

#include <list>

namespace triptych {

/// A clock that only a test moves; due timers fire inside advance(), in the order of their time.
class ManualClock final : public Clock
{
public:
    MonotonicTime monotonic() const override { return m_now; }
    QDateTime wallTime() const override;
    std::unique_ptr<Timer> newTimer(std::function<void()> fired) override;

    void advance(std::chrono::milliseconds step);
    void jumpWall(std::chrono::milliseconds step) { m_wallOffset += step; } ///< As when somebody sets the clock.
    int runningTimers() const;

private:
    class ManualTimer;
    MonotonicTime m_now {0};
    std::chrono::milliseconds m_wallOffset {0};
    std::list<ManualTimer *> m_timers;
};

} // namespace triptych
