// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/ReadinessCheck.h"

#include "core/local/ThrowAwayKey.h"

#include <utility>

namespace triptych {

namespace {

using namespace std::chrono_literals;

constexpr auto answerLimit = 2s;
constexpr auto pause = 100ms;
// A route that wants the key in every build; the list of models does not.
constexpr QByteArrayView guardedPath = "/props";

} // namespace

ReadinessCheck::ReadinessCheck(Clock &clock, quint16 port, const Secret &key, Done done)
    : m_clock(clock),
      m_port(port),
      m_key(key),
      m_done(std::move(done)),
      m_pause(clock.newTimer([this] { askHealth(); }))
{
    askHealth();
}

void ReadinessCheck::ask(QByteArrayView path, const Secret &key, std::function<void(const HealthProbe::Answer &)> judge)
{
    m_probe = std::make_unique<HealthProbe>(m_clock, m_port, path, key, answerLimit,
                                            [this, judge = std::move(judge)](const HealthProbe::Answer &answer) {
                                                const auto over = std::move(m_probe);
                                                judge(answer);
                                            });
}

void ReadinessCheck::askHealth()
{
    ask("/health", Secret(), [this](const HealthProbe::Answer &answer) {
        if (answer.status == 200)
            tryWrongKey();
        else if (answer.isUnreachable)
            m_done(Verdict::Unreachable);
        else
            m_pause->start(pause); // 503 while it loads
    });
}

void ReadinessCheck::tryWrongKey()
{
    ask(guardedPath, newThrowAwayKey(), [this](const HealthProbe::Answer &answer) {
        if (answer.status == 401)
            tryOwnKey();
        else
            m_done(Verdict::Stranger);
    });
}

void ReadinessCheck::tryOwnKey()
{
    ask(guardedPath, m_key, [this](const HealthProbe::Answer &answer) {
        m_done(answer.status == 200 ? Verdict::Ready : Verdict::Stranger);
    });
}

} // namespace triptych
