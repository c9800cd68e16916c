// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/LaneTicker.h"

namespace triptych {

LaneTicker::LaneTicker(QObject *parent) : QObject(parent)
{
    m_clock.start();
    m_timer.setInterval(intervalMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &LaneTicker::ticked);
}

void LaneTicker::setRunning(const QObject *lane, bool isRunning)
{
    if (isRunning)
        m_running.insert(lane);
    else
        m_running.remove(lane);
    if (m_running.isEmpty())
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start();
}

double LaneTicker::nowMs() const
{
    return double(m_clock.nsecsElapsed()) / 1e6;
}

} // namespace triptych
