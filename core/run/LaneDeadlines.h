// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/run/HoldableTimer.h"
#include "core/run/LaneLimits.h"

#include <QString>

namespace triptych {

/// The limits in time of one attempt of a lane. Tells each cause at most once and then falls silent.
class LaneDeadlines
{
public:
    using Expired = std::function<void(const QString &cause)>;

    LaneDeadlines(Clock &clock, const LaneLimits &limits, Expired expired);

    /// The lane left the queue: the limit for everything starts.
    void leftQueue();
    /// The request was sent: only the limit for the first content counts until content comes.
    void requestSent(bool isSlow);
    void bytesCame(bool withContent);
    /// While we do not read, only the limit for everything counts.
    void setHeld(bool held);
    void stop();

private:
    std::function<void()> ending(const QString &cause);

    LaneLimits m_limits;
    Expired m_expired;
    bool m_hadContent = false;
    std::unique_ptr<Timer> m_total;
    HoldableTimer m_firstContent, m_idle, m_noProgress;
};

} // namespace triptych
