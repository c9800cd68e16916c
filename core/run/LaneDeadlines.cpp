// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/LaneDeadlines.h"

namespace triptych {

LaneDeadlines::LaneDeadlines(Clock &clock, const LaneLimits &limits, Expired expired)
    : m_limits(limits),
      m_expired(std::move(expired)),
      m_total(clock.newTimer(ending(QStringLiteral("deadline")))),
      m_firstContent(clock, ending(QStringLiteral("first_content"))),
      m_idle(clock, ending(QStringLiteral("idle"))),
      m_noProgress(clock, ending(QStringLiteral("no_progress")))
{}

std::function<void()> LaneDeadlines::ending(const QString &cause)
{
    return [this, cause] {
        stop();
        m_expired(cause);
    };
}

void LaneDeadlines::leftQueue()
{
    stop();
    m_hadContent = false;
    m_total->start(m_limits.total);
}

void LaneDeadlines::requestSent(bool isSlow)
{
    m_firstContent.start(isSlow ? m_limits.firstContentSlow : m_limits.firstContent);
}

void LaneDeadlines::bytesCame(bool withContent)
{
    if (withContent) {
        m_hadContent = true;
        m_firstContent.stop();
        m_noProgress.start(m_limits.noProgress);
    }
    if (m_hadContent)
        m_idle.start(m_limits.idle);
}

void LaneDeadlines::setHeld(bool held)
{
    for (HoldableTimer *timer : {&m_firstContent, &m_idle, &m_noProgress})
        timer->setHeld(held);
}

void LaneDeadlines::stop()
{
    m_total->stop();
    for (HoldableTimer *timer : {&m_firstContent, &m_idle, &m_noProgress})
        timer->stop();
}

} // namespace triptych
