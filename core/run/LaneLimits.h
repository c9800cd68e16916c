// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

namespace triptych {

/// How long a lane may take. None of these counts while it is queued.
struct LaneLimits
{
    std::chrono::milliseconds firstContent {60'000};
    std::chrono::milliseconds firstContentSlow {600'000}; ///< Reasoning models and local loads.
    std::chrono::milliseconds idle {30'000}; ///< No byte, after content.
    std::chrono::milliseconds noProgress {180'000}; ///< Only keep-alives, after content.
    std::chrono::milliseconds total {30 * 60'000};
    int lanesPerProvider = 6;

    /// All of them `factor` times as long.
    LaneLimits times(int factor) const
    {
        LaneLimits longer = *this;
        for (auto limit : {&LaneLimits::firstContent, &LaneLimits::firstContentSlow, &LaneLimits::idle,
                           &LaneLimits::noProgress, &LaneLimits::total})
            longer.*limit *= factor;
        return longer;
    }
};

} // namespace triptych
