// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/chat/LaneRecord.h"
#include "core/run/EndpointSource.h"

namespace triptych {

/// Follows one lane on the I/O thread as it happens: nothing is batched, and nothing waits for another thread.
/// What it is told, and in which order, is what RunEngine's signals tell. It may cancel the lane from inside a call.
class LaneWatcher
{
public:
    virtual ~LaneWatcher() = default;
    virtual void laneWaits(const QueueNote &note) = 0; ///< For something that is no fault of ours.
    virtual void lanePhaseChanged(LanePhase phase, const LaneTiming &soFar) = 0;
    /// `arrived`: when the bytes came that these were read from. Without the terminal event.
    virtual void laneEvents(const StreamEvents &events, MonotonicTime arrived) = 0;
    virtual void laneFinished(const LaneRecord &record) = 0;
};

} // namespace triptych
