// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/LifeCheck.h"

#include <utility>

namespace triptych {

namespace {

constexpr std::chrono::seconds answerLimit {2};

} // namespace

LifeCheck::LifeCheck(Clock &clock, quint16 port, Done done) : m_clock(clock), m_port(port), m_done(std::move(done))
{
    ask();
}

void LifeCheck::ask()
{
    --m_triesLeft;
    m_probe = std::make_unique<HealthProbe>(m_clock, m_port, "/health", Secret(), answerLimit,
                                            [this](const HealthProbe::Answer &answer) {
                                                const auto over = std::move(m_probe);
                                                if (answer.status == 0 && m_triesLeft > 0)
                                                    return ask();
                                                const Done done = m_done; // it may destroy this
                                                done(answer.status != 0);
                                            });
}

} // namespace triptych
