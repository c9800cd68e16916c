// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/SystemClock.h"

#include <QTimer>

namespace triptych {

namespace {

class SystemTimer final : public Timer
{
public:
    explicit SystemTimer(std::function<void()> fired) : m_fired(std::move(fired))
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const auto callback = m_fired; // which may destroy this timer
            callback();
        });
    }
    void start(std::chrono::milliseconds delay) override { m_timer.start(delay); }
    void stop() override { m_timer.stop(); }

private:
    std::function<void()> m_fired;
    QTimer m_timer;
};

} // namespace

MonotonicTime SystemClock::monotonic() const
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

QDateTime SystemClock::wallTime() const
{
    return QDateTime::currentDateTimeUtc();
}

std::unique_ptr<Timer> SystemClock::newTimer(std::function<void()> fired)
{
    return std::make_unique<SystemTimer>(std::move(fired));
}

} // namespace triptych
