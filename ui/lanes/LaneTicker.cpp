// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/LaneTicker.h"

namespace triptych {

LaneTicker::LaneTicker(Clock &clock, QObject *parent)
    : QObject(parent),
      m_clock(clock),
      m_start(clock.monotonic()),
      m_timer(clock.newTimer([this] { tick(); }))
{}

void LaneTicker::setRunning(const QObject *lane, bool isRunning)
{
    const bool wasTicking = isTicking();
    if (isRunning)
        m_running.insert(lane);
    else
        m_running.remove(lane);
    if (!isTicking())
        m_timer->stop();
    else if (!wasTicking)
        m_timer->start(interval);
}

void LaneTicker::tick()
{
    m_timer->start(interval); // before the lanes hear of it: they may stop it
    Q_EMIT ticked();
}

double LaneTicker::nowMs() const
{
    return double((m_clock.monotonic() - m_start).count()) / 1e6;
}

} // namespace triptych
