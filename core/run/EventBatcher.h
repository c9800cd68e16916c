// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/chat/LaneRecord.h"

#include <map>

namespace triptych {

/// Joins the events of a lane so that they are told at most once in 8 ms; what comes after a pause is told at once, and
/// so are all that wait when they become heavy.
class EventBatcher
{
public:
    using Tell = std::function<void(LaneId, const StreamEvents &, qint64 bytes)>; ///< As Backlog weighs them.
    static constexpr std::chrono::milliseconds interval {8};
    static constexpr qint64 heavy = 256 << 10; ///< Bytes of all lanes together.

    EventBatcher(Clock &clock, Tell tell);

    void add(LaneId lane, const StreamEvents &events);
    void flush(LaneId lane);

private:
    struct Batch
    {
        StreamEvents events = {};
        qint64 bytes = 0;
    };
    void flushAll();

    Clock &m_clock;
    Tell m_tell;
    std::unique_ptr<Timer> m_timer;
    bool m_isArmed = false;
    MonotonicTime m_lastFlush {-interval};
    std::map<LaneId, Batch> m_pending;
    qint64 m_pendingBytes = 0;
};

} // namespace triptych
