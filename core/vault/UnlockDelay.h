// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"

#include <algorithm>
#include <limits>

namespace triptych {

/// How long the next password waits after wrong ones: 0, 0, 1, 2, 4 … 30 s. Slows a person's guessing at the window;
/// what slows a thief is the derivation.
class UnlockDelay
{
public:
    void failed(MonotonicTime now)
    {
        using namespace std::chrono_literals;
        m_failures = std::min(m_failures + 1, 16);
        const auto pause = m_failures < 3 ? 0s : std::min(std::chrono::seconds(1ll << (m_failures - 3)), 30s);
        m_until = now + pause;
    }
    void succeeded() { *this = {}; }
    std::chrono::milliseconds left(MonotonicTime now) const
    {
        return std::max(std::chrono::ceil<std::chrono::milliseconds>(m_until - now), std::chrono::milliseconds::zero());
    }

private:
    int m_failures = 0;
    MonotonicTime m_until {std::numeric_limits<qint64>::min() / 2};
};

} // namespace triptych
