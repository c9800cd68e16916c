// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/window/lanes/LanePresenter.h"

#include <QElapsedTimer>

namespace triptych {

/// One lane of the window: where it goes, what it does now, and how its last run ended.
struct LaneEntry
{
    int slot = 0;
    LaneAddress address = {};
    bool isDemonstration = false;
    std::optional<LaneId> active = {};
    LaneFlight flight = {};
    QElapsedTimer clock = {}; ///< Since it was queued.
    QElapsedTimer noteClock = {}; ///< Since the last note of the queue.
    QElapsedTimer firstNoteClock = {}; ///< Since the first one of its kind.
    QElapsedTimer endClock = {}; ///< Since it ended here; not valid for a run from the history.
    qsizetype countedText = 0, countedReasoning = 0; ///< Characters in the flight's estimate of tokens.
    bool waitsForRoom = false; ///< It runs again by itself once the provider has room.
    int patience = 1;
    std::optional<LaneRecord> record = {};
};

} // namespace triptych
