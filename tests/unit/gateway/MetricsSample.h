// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/metrics/GatewayMetrics.h"

/// A gateway of which every metric has something to tell.
namespace triptych::metrics_sample {

inline RequestFigures request()
{
    return {QStringLiteral("/v1/messages"), QStringLiteral("POST"), 200, std::chrono::milliseconds(900)};
}

inline constexpr std::chrono::microseconds overhead {150};

inline LaneRecord lane()
{
    return {
        .provider = QStringLiteral("mistral"),
        .model = QStringLiteral("large"),
        .outcome = LaneOutcome::Complete,
        .usage = {.input = 12, .output = 34, .cachedInput = 100, .cacheWrite = 5, .reasoning = 4},
        .cost = {0.25, CostSource::Computed},
        .timing
        = {.queuedMs = 100, .firstReasoningMs = 130, .firstTextMs = 400, .totalMs = 850, .outputTokensPerSecond = 40},
        .servedModel = QStringLiteral("large-2")};
}

inline LaneRecord failedLane()
{
    LaneRecord failed = lane();
    failed.outcome = LaneOutcome::Failed;
    failed.cause = QStringLiteral("rate_limited");
    failed.cost = {};
    return failed;
}

inline GatewayState state()
{
    GatewayState state {.activeRequests = 3, .openConnections = 4, .tokenCacheHits = 9, .tokenCacheMisses = 2};
    state.streams = {{QStringLiteral("mistral"), 2}};
    state.breakers = {{QStringLiteral("mistral"), QStringLiteral("https://api.example.com"), BreakerState::Open}};
    state.tokens = {{QStringLiteral("t-1"), QStringLiteral("editor"), 0.5, 10}};
    state.idempotency = {{QStringLiteral("replayed"), 7}};
    return state;
}

inline ProcessFigures process()
{
    return {.residentBytes = 20'000'000,
            .virtualBytes = 90'000'000,
            .cpuSeconds = 1.5,
            .startSeconds = 1'767'225'600.25,
            .openDescriptors = 12,
            .mostDescriptors = 1024};
}

inline QByteArray text()
{
    GatewayMetrics metrics;
    metrics.callEnded(request(), lane(), overhead);
    metrics.callEnded(request(), failedLane(), overhead);
    return metrics.text(state(), process());
}

} // namespace triptych::metrics_sample
