// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/LaneRecord.h"

namespace triptych {

/// One stretch of a lane's life, for the waterfall.
struct LanePhaseSpan
{
    enum Kind : quint8 { Queued, Connect, Tls, Headers, FirstByte, FirstText, Reasoning, Writing };

    Kind kind = Queued;
    double startMs = 0;
    double durationMs = 0;

    bool operator==(const LanePhaseSpan &) const = default;
};

/// The phases of a lane from its clocks, in their order. A clock that never struck has none; a lane that still runs
/// ends with the last one that is known.
std::vector<LanePhaseSpan> phasesOf(const LaneTiming &timing);

} // namespace triptych
