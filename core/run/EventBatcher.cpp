// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/EventBatcher.h"

namespace triptych {

EventBatcher::EventBatcher(Clock &clock, Tell tell)
    : m_clock(clock),
      m_tell(std::move(tell)),
      m_timer(clock.newTimer([this] { flushAll(); }))
{}

void EventBatcher::add(LaneId lane, const StreamEvents &events)
{
    StreamEvents &pending = m_pending[lane];
    pending.insert(pending.end(), events.begin(), events.end());
    if (m_isArmed)
        return;
    m_isArmed = true;
    const MonotonicTime since = m_clock.monotonic() - m_lastFlush;
    if (since >= interval)
        flushAll();
    else
        m_timer->start(interval);
}

void EventBatcher::flush(LaneId lane)
{
    const auto it = m_pending.find(lane);
    if (it == m_pending.end())
        return;
    const StreamEvents events = std::move(it->second);
    m_pending.erase(it);
    m_tell(lane, events);
}

void EventBatcher::flushAll()
{
    m_isArmed = false;
    m_lastFlush = m_clock.monotonic();
    for (const auto &[lane, events] : std::exchange(m_pending, {}))
        m_tell(lane, events);
}

} // namespace triptych
