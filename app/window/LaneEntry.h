// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/window/LanePresenter.h"

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
    QElapsedTimer clock = {};
    std::optional<LaneRecord> record = {};
};

} // namespace triptych
