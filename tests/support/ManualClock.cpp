// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/ManualClock.h"

#include <QTimeZone>
#include <optional>

namespace triptych {

class ManualClock::ManualTimer final : public Timer
{
public:
    ManualTimer(ManualClock &clock, std::function<void()> fired) : m_clock(clock), m_fired(std::move(fired))
    {
        m_clock.m_timers.push_back(this);
    }
    ~ManualTimer() override { m_clock.m_timers.remove(this); }
    Q_DISABLE_COPY_MOVE(ManualTimer)

    void start(std::chrono::milliseconds delay) override { due = m_clock.m_now + delay; }
    void stop() override { due.reset(); }
    void fire()
    {
        due.reset();
        const auto fired = m_fired; // the callback may destroy this timer
        fired();
    }

    std::optional<MonotonicTime> due;

private:
    ManualClock &m_clock;
    std::function<void()> m_fired;
};

QDateTime ManualClock::wallTime() const
{
    return QDateTime::fromMSecsSinceEpoch(1'800'000'000'000 + m_now.count() / 1'000'000 + m_wallOffset.count(),
                                          Qt::UTC);
}

std::unique_ptr<Timer> ManualClock::newTimer(std::function<void()> fired)
{
    return std::make_unique<ManualTimer>(*this, std::move(fired));
}

void ManualClock::advance(std::chrono::milliseconds step)
{
    const MonotonicTime end = m_now + step;
    for (;;) {
        ManualTimer *next = nullptr;
        for (ManualTimer *timer : m_timers) {
            if (timer->due && *timer->due <= end && (!next || *timer->due < *next->due))
                next = timer;
        }
        if (!next)
            break;
        m_now = std::max(m_now, *next->due);
        next->fire();
    }
    m_now = end;
}

int ManualClock::runningTimers() const
{
    int running = 0;
    for (const ManualTimer *timer : m_timers)
        running += timer->due ? 1 : 0;
    return running;
}

} // namespace triptych
