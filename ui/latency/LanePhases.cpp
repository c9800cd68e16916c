// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/latency/LanePhases.h"

#include <algorithm>

namespace triptych {

namespace {

std::optional<double> earliest(std::optional<double> a, std::optional<double> b)
{
    return a && b ? std::min(*a, *b) : a ? a : b;
}

} // namespace

std::vector<LanePhaseSpan> phasesOf(const LaneTiming &timing)
{
    std::vector<LanePhaseSpan> phases;
    double reached = 0;
    const auto upTo = [&](LanePhaseSpan::Kind kind, std::optional<double> end) {
        if (!end)
            return;
        phases.push_back({kind, reached, std::max(0.0, *end - reached)});
        reached = std::max(reached, *end);
    };
    upTo(LanePhaseSpan::Queued, timing.queuedMs);
    upTo(LanePhaseSpan::Connect, timing.connectMs);
    upTo(LanePhaseSpan::Tls, timing.tlsMs);
    upTo(LanePhaseSpan::Headers, timing.headersMs);
    upTo(LanePhaseSpan::FirstByte, timing.firstByteMs);
    // A tool call is an answer too; the time before the first of either is waiting.
    const auto answer = earliest(timing.firstTextMs, timing.firstToolMs);
    if (timing.firstReasoningMs && (!answer || *timing.firstReasoningMs < *answer)) {
        reached = std::max(reached, *timing.firstReasoningMs);
        upTo(LanePhaseSpan::Reasoning, answer ? answer : timing.totalMs);
    } else {
        upTo(LanePhaseSpan::FirstText, answer);
    }
    if (answer)
        upTo(LanePhaseSpan::Writing, timing.totalMs);
    return phases;
}

} // namespace triptych
