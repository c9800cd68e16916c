// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/lanes/PromptCounts.h"

#include "app/session/Session.h"

#include <algorithm>

namespace triptych {

namespace {

constexpr std::chrono::milliseconds restOfText {1000};

} // namespace

PromptCounts::PromptCounts(Session &session, Clock &clock, LaneController::Prompt prompt, QObject *parent)
    : QObject(parent),
      m_session(session),
      m_prompt(std::move(prompt)),
      m_rest(clock.newTimer([this] { ask(); })),
      m_hasConsent(session.settings().countTokens)
{
    connect(&session, &Session::settingsChanged, this, &PromptCounts::heedConsent);
    connect(&session.vault(), &Vault::stateChanged, this, &PromptCounts::rest);
}

PromptCounts::~PromptCounts() = default;

void PromptCounts::follow(const QString &text, const std::vector<LaneAddress> &lanes)
{
    m_lanes = lanes;
    if (text != m_text) {
        m_text = text;
        forget();
    }
    rest();
}

void PromptCounts::heedConsent()
{
    const bool hasConsent = m_session.settings().countTokens;
    if (hasConsent == m_hasConsent)
        return;
    m_hasConsent = hasConsent;
    forget();
    rest();
}

void PromptCounts::rest()
{
    if (std::any_of(m_lanes.begin(), m_lanes.end(), [this](const LaneAddress &lane) { return isWanted(lane); }))
        m_rest->start(restOfText);
    else
        m_rest->stop();
}

std::optional<qint64> PromptCounts::counted(const LaneAddress &lane) const
{
    const auto count = m_counts.find(lane.toString());
    return count == m_counts.end() ? std::nullopt : std::optional(count->second);
}

void PromptCounts::forget()
{
    m_asked.clear();
    if (std::exchange(m_counts, {}).empty())
        return;
    Q_EMIT changed();
}

bool PromptCounts::isWanted(const LaneAddress &lane) const
{
    const QString name = lane.toString();
    return !m_asked.contains(name) && !m_counts.contains(name) && m_session.mayCountTokens(lane);
}

void PromptCounts::ask()
{
    const auto prompt = m_prompt();
    if (!prompt) // which is said when somebody wants to run it
        return;
    for (const LaneAddress &lane : m_lanes)
        if (isWanted(lane))
            askFor(lane, prompt.value());
}

void PromptCounts::askFor(const LaneAddress &lane, const PromptToSend &prompt)
{
    LanePlan plan {.address = lane, .request = {.turns = prompt.turns}};
    plan.address.settings = lane.settings.withDefaults(prompt.defaults);
    const QString name = lane.toString();
    m_asked[name] = m_session.countTokens(std::move(plan), this, [this, name](std::optional<qint64> tokens) {
        m_asked.erase(name);
        if (!tokens)
            return;
        m_counts[name] = *tokens;
        Q_EMIT changed();
    });
}

} // namespace triptych
