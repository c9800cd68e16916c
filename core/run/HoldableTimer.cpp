// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/HoldableTimer.h"

#include <algorithm>
#include <utility>

namespace triptych {

using std::chrono::milliseconds;

HoldableTimer::HoldableTimer(Clock &clock, std::function<void()> fired)
    : m_clock(clock),
      m_timer(clock.newTimer([this, fired = std::move(fired)] {
          m_due.reset();
          fired();
      }))
{}

void HoldableTimer::start(milliseconds delay)
{
    if (m_isHeld) {
        m_left = delay;
        return;
    }
    m_due = m_clock.monotonic() + delay;
    m_timer->start(delay);
}

void HoldableTimer::stop()
{
    m_timer->stop();
    m_due.reset();
    m_left.reset();
}

void HoldableTimer::setHeld(bool held)
{
    if (held == std::exchange(m_isHeld, held))
        return;
    if (held && m_due)
        m_left = std::max(milliseconds(0), std::chrono::ceil<milliseconds>(*m_due - m_clock.monotonic()));
    m_timer->stop();
    m_due.reset();
    if (const auto left = held ? std::nullopt : std::exchange(m_left, {}))
        start(*left);
}

} // namespace triptych
