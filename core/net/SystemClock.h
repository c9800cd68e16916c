// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"

namespace triptych {

/// The clock of the machine; timers need an event loop on the thread that makes them.
class SystemClock final : public Clock
{
public:
    MonotonicTime monotonic() const override;
    QDateTime wallTime() const override;
    std::unique_ptr<Timer> newTimer(std::function<void()> fired) override;
};

} // namespace triptych
