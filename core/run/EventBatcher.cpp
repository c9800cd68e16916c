// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/EventBatcher.h"

#include "core/run/Backlog.h"

namespace triptych {

EventBatcher::EventBatcher(Clock &clock, Tell tell)
    : m_clock(clock),
      m_tell(std::move(tell)),
      m_timer(clock.newTimer([this] { flushAll(); }))
{}

void EventBatcher::add(LaneId lane, const StreamEvents &events)
{
    Batch &pending = m_pending[lane];
    const qint64 bytes = weightOf(events);
    pending.events.insert(pending.events.end(), events.begin(), events.end());
    pending.bytes += bytes;
    m_pendingBytes += bytes;
    if (m_pendingBytes >= heavy)
        return flushAll();
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
    const Batch batch = std::move(it->second);
    m_pending.erase(it);
    m_pendingBytes -= batch.bytes;
    m_tell(lane, batch.events, batch.bytes);
}

void EventBatcher::flushAll()
{
    m_timer->stop();
    m_isArmed = false;
    m_lastFlush = m_clock.monotonic();
    m_pendingBytes = 0;
    for (const auto &[lane, batch] : std::exchange(m_pending, {}))
        m_tell(lane, batch.events, batch.bytes);
}

} // namespace triptych
