// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/EngineWatch.h"

#include "core/local/BuildState.h"

#include <utility>

namespace triptych {

namespace {

constexpr std::chrono::seconds buildPause {1};
constexpr std::chrono::seconds missingPause {5}; // somebody may start a build, or install one

} // namespace

EngineWatch::EngineWatch(Clock &clock, Changed changed)
    : m_changed(std::move(changed)),
      m_again(clock.newTimer([this] { look(); }))
{}

void EngineWatch::begin(const LocalServerOptions &options)
{
    m_hasBegun = true;
    setOptions(options);
}

void EngineWatch::setOptions(const LocalServerOptions &options)
{
    if (!m_hasBegun)
        return;
    if (!ProgramFinder::isSameSearch(options, m_options))
        m_refusal.clear();
    m_options = options;
    look();
}

void EngineWatch::learn(const Result<ServerProgram> &found)
{
    m_refusal = found ? QString() : found.error().message;
    if (m_hasBegun)
        look();
}

void EngineWatch::look()
{
    const EngineState state = present();
    if (state.stage == EngineState::Building)
        m_again->start(buildPause);
    else if (state.stage != EngineState::Found)
        m_again->start(missingPause);
    else
        m_again->stop();
    if (std::exchange(m_state, state) != state)
        m_changed(state);
}

EngineState EngineWatch::present() const
{
    const auto missing = ProgramFinder::seemsMissing(m_options);
    if (!missing)
        return m_refusal.isEmpty() ? EngineState {.stage = EngineState::Found}
                                   : EngineState {.stage = EngineState::Missing, .message = m_refusal};
    return missing->isEmpty() ? withoutProgram() : EngineState {.stage = EngineState::Missing, .message = *missing};
}

EngineState EngineWatch::withoutProgram() const
{
    const BuildState build = BuildState::read(m_options.buildFolder());
    switch (build.stage) {
    case BuildState::UnderWay: return {.stage = EngineState::Building, .done = build.done, .total = build.total};
    case BuildState::Failed: return {.stage = EngineState::Failed, .message = build.message};
    case BuildState::None: break;
    }
    return {.stage = EngineState::Missing};
}

} // namespace triptych
