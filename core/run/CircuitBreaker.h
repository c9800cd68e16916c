// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"

#include <deque>

namespace triptych {

/// What the end of one try says of the place that it went to.
enum class TryVerdict : quint8 {
    Worked, ///< It answered, be it with a refusal of what was asked.
    Failed,
    KeyRefused, ///< Another key may do; a wrong id beside the key is none of its fault.
};

/// Failures are connect, TLS, a reset before content, our limits in time, 429, 5xx and a server error in the stream
/// before content.
TryVerdict verdictOf(const Error &error, bool hadContent);

/// Keeps requests from a place that does not work. It opens when half of the last 20 tries failed, once 10 have ended,
/// and at once when the key was refused. After a while it lets one probe through, and closes when that works.
/// Pure: it is told the time, which never runs backwards.
class CircuitBreaker
{
public:
    static constexpr std::size_t window = 20; ///< Tries that count.
    static constexpr std::size_t fewest = 10; ///< Of them that must have ended.
    /// From opening to the first probe, and from one that failed to the next. No provider names a figure; it is as long
    /// as a stream may be idle.
    static constexpr std::chrono::milliseconds cooldown {30'000};

    struct Refusal
    {
        bool isOfKey = false;
        std::optional<std::chrono::milliseconds> wait = {}; ///< Until a probe may go; none while one is under way.
    };

    /// Why a try at that time would not be let through; nothing when it would.
    std::optional<Refusal> refusal(MonotonicTime at) const;
    /// A try that is not refused begins. True for a probe; end() wants to know it.
    bool begin();
    /// No verdict: the try says nothing, because a person stopped it.
    void end(bool wasProbe, std::optional<TryVerdict> verdict, MonotonicTime now);

private:
    void open(bool isOfKey, MonotonicTime now);
    void count(bool hasFailed, MonotonicTime now);

    std::deque<bool> m_failures; ///< One for each try that ended, the newest last.
    std::optional<MonotonicTime> m_opensAt; ///< For a probe; nothing while all may pass.
    bool m_isOfKey = false;
    bool m_isProbing = false;
};

} // namespace triptych
