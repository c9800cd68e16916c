// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/metrics/GatewayFigures.h"
#include "core/gateway/metrics/MetricsRegistry.h"
#include "core/gateway/metrics/ProcessFigures.h"

namespace triptych {

/// What the gateway tells Prometheus. Names, labels and bounds are those of OpenTelemetry's conventions where these
/// have any. Belongs to the I/O thread. No prompt, key, token or address with user info gets into it.
class GatewayMetrics
{
public:
    GatewayMetrics();

    void requestEnded(const RequestFigures &request);
    /// A request that a model was to answer; counts it as one, too. The lane has its cost, and is one without a
    /// provider where none was ever asked. `overhead` is what the gateway itself added.
    void callEnded(const RequestFigures &request, const LaneRecord &lane, std::chrono::nanoseconds overhead);

    /// The answer to a scrape; its type is metric_text::contentType.
    QByteArray text(const GatewayState &state, const ProcessFigures &process);

private:
    /// What models did.
    struct Models
    {
        explicit Models(MetricsRegistry &registry);
        HistogramMetric &duration;
        HistogramMetric &firstToken;
        HistogramMetric &perToken;
        HistogramMetric &tokens;
        ScalarMetric &cost;
    };
    /// What clients saw.
    struct Requests
    {
        explicit Requests(MetricsRegistry &registry);
        HistogramMetric &duration;
        HistogramMetric &overhead;
        ScalarMetric &active;
        ScalarMetric &connections;
        ScalarMetric &streams;
    };
    /// What holds them back, or spares them.
    struct Guards
    {
        explicit Guards(MetricsRegistry &registry);
        ScalarMetric &breakers;
        ScalarMetric &spent;
        ScalarMetric &budget;
        ScalarMetric &idempotency;
        ScalarMetric &tokenCache;
    };
    struct Process
    {
        explicit Process(MetricsRegistry &registry);
        ScalarMetric &residentBytes;
        ScalarMetric &virtualBytes;
        ScalarMetric &cpuSeconds;
        ScalarMetric &openDescriptors;
        ScalarMetric &mostDescriptors;
        ScalarMetric &startSeconds;
    };

    void countTimes(const LaneRecord &lane, const QStringList &labels);
    void countTokens(const TokenUsage &usage, const QStringList &labels);
    void show(const GatewayState &state);
    void showGuards(const GatewayState &state);
    void show(const ProcessFigures &figures);

    MetricsRegistry m_registry;
    Models m_models;
    Requests m_requests;
    Guards m_guards;
    Process m_process;
};

} // namespace triptych
