// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/metrics/GatewayMetrics.h"

#include "core/gateway/metrics/ConventionNames.h"

namespace triptych {

namespace {

/// What OpenTelemetry advises for how long a model takes, and for tokens; it advises none for what we add ourselves,
/// where a goal of 0.2 ms and 1 ms is to be told from its neighbours.
constexpr std::initializer_list<double> requestBounds {0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25,
                                                       0.5,   0.75, 1,     2.5,  5,     7.5, 10};
constexpr std::initializer_list<double> durationBounds {0.01, 0.02, 0.04, 0.08,  0.16,  0.32,  0.64,
                                                        1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92};
constexpr std::initializer_list<double> firstTokenBounds {0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1,
                                                          0.25,  0.5,   0.75, 1,    2.5,  5,    7.5,  10};
constexpr std::initializer_list<double> perTokenBounds {0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2,
                                                        0.3,  0.4,   0.5,  0.75,  1,   2.5};
constexpr std::initializer_list<double> tokenBounds {1,     4,     16,     64,      256,     1024,     4096,
                                                     16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864};
constexpr std::initializer_list<double> overheadBounds {0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.002,
                                                        0.005,   0.01,   0.05,   0.25,   1};

QByteArrayList modelLabels(const QByteArrayList &more = {})
{
    return QByteArrayList {"gen_ai_operation_name", "gen_ai_provider_name", "gen_ai_request_model",
                           "gen_ai_response_model"}
    + more;
}

double seconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

/// Milliseconds until the first thing that the model said, from when it was asked.
std::optional<double> firstTokenMs(const LaneTiming &timing)
{
    std::optional<double> first;
    for (const auto &clock : {timing.firstReasoningMs, timing.firstTextMs, timing.firstToolMs})
        if (clock && (!first || *clock < *first))
            first = clock;
    return timing.afterQueue(first);
}

} // namespace

GatewayMetrics::Models::Models(MetricsRegistry &registry)
    : duration(registry.histogram({"gen_ai_server_request_duration_seconds",
                                   "How long models took to answer, from when they were asked to the last byte.",
                                   modelLabels({"error_type"})},
                                  durationBounds)),
      firstToken(
          registry.histogram({"gen_ai_server_time_to_first_token_seconds",
                              "How long complete answers took to begin, with thoughts or otherwise.", modelLabels()},
                             firstTokenBounds)),
      perToken(registry.histogram({"gen_ai_server_time_per_output_token_seconds",
                                   "How long complete answers took for each token after the first.", modelLabels()},
                                  perTokenBounds)),
      tokens(
          registry.histogram({"gen_ai_client_token_usage",
                              "Tokens of a call. Those read from or written to a provider's cache are types of their "
                              "own and not counted as input; thoughts are output.",
                              modelLabels({"gen_ai_token_type"})},
                             tokenBounds)),
      cost(registry.counter({"triptych_cost_usd_total",
                             "What calls cost in US dollars, where it is known.",
                             {"gen_ai_provider_name", "gen_ai_request_model"}}))
{}

GatewayMetrics::Requests::Requests(MetricsRegistry &registry)
    : duration(registry.histogram({"http_server_request_duration_seconds",
                                   "How long requests took to be answered.",
                                   {"http_request_method", "http_route", "http_response_status_code"}},
                                  requestBounds)),
      overhead(registry.histogram(
          {"triptych_gateway_overhead_seconds", "What the gateway itself added to a call.", {"http_route"}},
          overheadBounds)),
      active(registry.gauge({"http_server_active_requests", "Requests that are being answered."})),
      connections(registry.gauge({"triptych_open_connections", "Connections of clients."})),
      streams(registry.gauge({"triptych_streams", "Calls that are under way.", {"gen_ai_provider_name"}}))
{}

GatewayMetrics::Guards::Guards(MetricsRegistry &registry)
    : breakers(registry.gauge({"triptych_breaker_state",
                               "Whether calls are held back: 0 they pass, 1 one is let through to try, 2 none passes.",
                               {"gen_ai_provider_name", "server_address"}})),
      spent(registry.gauge(
          {"triptych_token_spent_usd", "What a client's token has spent in US dollars.", {"token_id", "token_label"}})),
      budget(registry.gauge({"triptych_token_budget_usd",
                             "What a client's token may spend in US dollars.",
                             {"token_id", "token_label"}})),
      idempotency(registry.counter({"triptych_idempotency_requests_total",
                                    "Requests with an idempotency key, by what became of them.",
                                    {"result"}})),
      tokenCache(registry.counter({"triptych_token_cache_requests_total",
                                   "Tokens that had been verified before, and those that had not.",
                                   {"result"}}))
{}

GatewayMetrics::Process::Process(MetricsRegistry &registry)
    : residentBytes(registry.gauge({"process_resident_memory_bytes", "Resident memory in bytes."})),
      virtualBytes(registry.gauge({"process_virtual_memory_bytes", "Virtual memory in bytes."})),
      cpuSeconds(registry.counter({"process_cpu_seconds_total", "User and system CPU time in seconds."})),
      openDescriptors(registry.gauge({"process_open_fds", "Open file descriptors."})),
      mostDescriptors(registry.gauge({"process_max_fds", "How many file descriptors may be open."})),
      startSeconds(registry.gauge({"process_start_time_seconds", "When the process started, in seconds since 1970."}))
{}

GatewayMetrics::GatewayMetrics()
    : m_models(m_registry),
      m_requests(m_registry),
      m_guards(m_registry),
      m_process(m_registry)
{
    m_registry.gauge({"triptych_build_info", "Which Triptych answers.", {"version"}})
        .set({QStringLiteral(TRIPTYCH_VERSION)}, 1);
}

void GatewayMetrics::requestEnded(const RequestFigures &request)
{
    m_requests.duration.observe({convention::method(request.method), request.route, QString::number(request.status)},
                                seconds(request.duration));
}

void GatewayMetrics::callEnded(const RequestFigures &request, const LaneRecord &lane, std::chrono::nanoseconds overhead)
{
    requestEnded(request);
    m_requests.overhead.observe({request.route}, seconds(overhead));
    if (lane.provider.isEmpty())
        return;
    const QString provider = convention::provider(lane.provider);
    const QStringList labels {QStringLiteral("chat"), provider, lane.model, lane.servedModel};
    countTimes(lane, labels);
    countTokens(lane.usage, labels);
    if (lane.cost.usd)
        m_models.cost.add({provider, lane.model}, *lane.cost.usd);
}

void GatewayMetrics::countTimes(const LaneRecord &lane, const QStringList &labels)
{
    const LaneTiming &timing = lane.timing;
    if (const auto total = timing.afterQueue(timing.totalMs))
        m_models.duration.observe(labels + QStringList {lane.cause}, *total / 1000);
    if (lane.outcome != LaneOutcome::Complete)
        return;
    if (const auto first = firstTokenMs(timing))
        m_models.firstToken.observe(labels, *first / 1000);
    if (const auto speed = timing.outputTokensPerSecond; speed && *speed > 0)
        m_models.perToken.observe(labels, 1 / *speed);
}

void GatewayMetrics::countTokens(const TokenUsage &usage, const QStringList &labels)
{
    const auto count = [&](const QString &type, std::optional<qint64> tokens) {
        if (tokens)
            m_models.tokens.observe(labels + QStringList {type}, double(*tokens));
    };
    count(QStringLiteral("input"), usage.input);
    count(QStringLiteral("output"), usage.output);
    count(QStringLiteral("cache_read"), usage.cachedInput);
    count(QStringLiteral("cache_write"), usage.cacheWrite);
}

QByteArray GatewayMetrics::text(const GatewayState &state, const ProcessFigures &process)
{
    show(state);
    showGuards(state);
    show(process);
    return m_registry.text();
}

void GatewayMetrics::show(const GatewayState &state)
{
    m_requests.active.set({}, double(state.activeRequests));
    m_requests.connections.set({}, double(state.openConnections));
    m_requests.streams.clear();
    for (auto streams = state.streams.begin(); streams != state.streams.end(); ++streams)
        m_requests.streams.add({convention::provider(streams.key())}, streams.value());
}

void GatewayMetrics::showGuards(const GatewayState &state)
{
    m_guards.breakers.clear();
    for (const BreakerFigures &breaker : state.breakers) // several keys of one place: the worst of them counts
        m_guards.breakers.raise({convention::provider(breaker.provider), convention::address(breaker.origin)},
                                double(breaker.state));
    m_guards.spent.clear();
    m_guards.budget.clear();
    for (const TokenFigures &token : state.tokens) {
        m_guards.spent.add({token.id, token.label}, token.spentUsd);
        if (token.budgetUsd)
            m_guards.budget.add({token.id, token.label}, *token.budgetUsd);
    }
    for (auto result = state.idempotency.begin(); result != state.idempotency.end(); ++result)
        m_guards.idempotency.set({result.key()}, double(result.value()));
    m_guards.tokenCache.set({QStringLiteral("hit")}, double(state.tokenCacheHits));
    m_guards.tokenCache.set({QStringLiteral("miss")}, double(state.tokenCacheMisses));
}

void GatewayMetrics::show(const ProcessFigures &figures)
{
    const auto show = [](ScalarMetric &metric, std::optional<double> value) {
        metric.clear();
        if (value)
            metric.set({}, *value);
    };
    show(m_process.residentBytes, figures.residentBytes);
    show(m_process.virtualBytes, figures.virtualBytes);
    show(m_process.cpuSeconds, figures.cpuSeconds);
    show(m_process.openDescriptors, figures.openDescriptors);
    show(m_process.mostDescriptors, figures.mostDescriptors);
    show(m_process.startSeconds, figures.startSeconds);
}

} // namespace triptych
