// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <chrono>
#include <functional>
#include <memory>

namespace triptych {

/// Nanoseconds on a clock that never jumps; only differences mean anything.
using MonotonicTime = std::chrono::nanoseconds;

/// One timer of a Clock. Destroying it stops it; it fires on the thread that made it, once for each start.
class Timer
{
public:
    virtual ~Timer() = default;
    virtual void start(std::chrono::milliseconds delay) = 0; ///< Starts anew when it already runs.
    virtual void stop() = 0;
};

/// Where time comes from, so that tests own it. Reading it is safe on every thread.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual MonotonicTime monotonic() const = 0;
    virtual QDateTime wallTime() const = 0; ///< UTC, with milliseconds.
    virtual std::unique_ptr<Timer> newTimer(std::function<void()> fired) = 0;
};

} // namespace triptych
