// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/LaneDeadlines.h"

namespace triptych {

LaneDeadlines::LaneDeadlines(Clock &clock, const LaneLimits &limits, Expired expired)
    : m_clock(clock),
      m_limits(limits),
      m_expired(std::move(expired)),
      m_total(timer(QStringLiteral("deadline"))),
      m_firstContent(timer(QStringLiteral("first_content"))),
      m_idle(timer(QStringLiteral("idle"))),
      m_noProgress(timer(QStringLiteral("no_progress")))
{}

std::unique_ptr<Timer> LaneDeadlines::timer(const QString &cause)
{
    return m_clock.newTimer([this, cause] {
        stop();
        m_expired(cause);
    });
}

void LaneDeadlines::leftQueue()
{
    stop();
    m_hadContent = false;
    m_total->start(m_limits.total);
}

void LaneDeadlines::requestSent(bool isSlow)
{
    m_firstContent->start(isSlow ? m_limits.firstContentSlow : m_limits.firstContent);
}

void LaneDeadlines::bytesCame(bool withContent)
{
    if (withContent) {
        m_hadContent = true;
        m_firstContent->stop();
        m_noProgress->start(m_limits.noProgress);
    }
    if (m_hadContent)
        m_idle->start(m_limits.idle);
}

void LaneDeadlines::stop()
{
    for (const auto &timer : {m_total.get(), m_firstContent.get(), m_idle.get(), m_noProgress.get()})
        timer->stop();
}

} // namespace triptych
