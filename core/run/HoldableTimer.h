// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"

#include <optional>

namespace triptych {

/// A timer that can be held: the time meanwhile does not count. Otherwise it behaves as Timer does.
class HoldableTimer
{
    Q_DISABLE_COPY_MOVE(HoldableTimer)

public:
    HoldableTimer(Clock &clock, std::function<void()> fired);

    void start(std::chrono::milliseconds delay); ///< While it is held: counts from letting go on.
    void stop();
    void setHeld(bool held);

private:
    Clock &m_clock;
    std::unique_ptr<Timer> m_timer;
    bool m_isHeld = false;
    std::optional<MonotonicTime> m_due; ///< While it runs.
    std::optional<std::chrono::milliseconds> m_left; ///< While it is held.
};

} // namespace triptych
