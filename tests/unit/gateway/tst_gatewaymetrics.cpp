// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/gateway/MetricsSample.h"
#include "tests/unit/gateway/Promtool.h"

using namespace triptych;

namespace {

/// The samples of a text whose name begins like that.
QByteArray samplesOf(const QByteArray &text, const QByteArray &name)
{
    QByteArray found;
    for (const QByteArray &line : text.split('\n'))
        if (line.startsWith(name))
            found += line + '\n';
    return found;
}

QByteArray textAfter(const LaneRecord &lane, const RequestFigures &request = metrics_sample::request())
{
    GatewayMetrics metrics;
    metrics.callEnded(request, lane, metrics_sample::overhead);
    return metrics.text({}, {});
}

} // namespace

class TestGatewayMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOfACall();
    void tellsHowItFailed();
    void tellsModelsOnlyOfCallsThatReachedOne();
    void tellsHowTheGatewayStands();
    void forgetsWhatIsGone();
    void takesNoWordsOfClients();
    void keepsAddressesToTheirOrigin();
    void satisfiesPrometheus();
};

void TestGatewayMetrics::tellsOfACall()
{
    const QByteArray text = textAfter(metrics_sample::lane());
    const QByteArray labels = "gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"mistral_ai\","
                              "gen_ai_request_model=\"large\",gen_ai_response_model=\"large-2\"";
    const QByteArray plain = '{' + labels + "} ";
    QVERIFY(text.contains("gen_ai_server_request_duration_seconds_sum" + plain + "0.75\n"));
    QVERIFY(text.contains("gen_ai_server_request_duration_seconds_bucket{" + labels + ",le=\"0.64\"} 0\n"));
    QVERIFY(text.contains("gen_ai_server_request_duration_seconds_bucket{" + labels + ",le=\"1.28\"} 1\n"));
    QVERIFY(text.contains("gen_ai_server_time_to_first_token_seconds_sum" + plain + "0.03\n"));
    QVERIFY(text.contains("gen_ai_server_time_per_output_token_seconds_sum" + plain + "0.025\n"));
    for (const auto &[type, tokens] :
         {std::pair("input", "12"), {"output", "34"}, {"cache_read", "100"}, {"cache_write", "5"}})
        QVERIFY2(text.contains("gen_ai_client_token_usage_sum{" + labels + ",gen_ai_token_type=\"" + type + "\"} "
                               + tokens + '\n'),
                 type);
    QCOMPARE(samplesOf(text, "triptych_cost_usd_total"),
             QByteArray("triptych_cost_usd_total{gen_ai_provider_name=\"mistral_ai\",gen_ai_request_model=\"large\"} "
                        "0.25\n"));
    QVERIFY(text.contains("http_server_request_duration_seconds_sum{http_request_method=\"POST\","
                          "http_route=\"/v1/messages\",http_response_status_code=\"200\"} 0.9\n"));
    QVERIFY(text.contains("triptych_gateway_overhead_seconds_sum{http_route=\"/v1/messages\"} 0.00015\n"));
}

void TestGatewayMetrics::tellsHowItFailed()
{
    const QByteArray text = textAfter(metrics_sample::failedLane());
    QVERIFY(text.contains("error_type=\"rate_limited\",le=\"+Inf\"} 1\n"));
    QCOMPARE(samplesOf(text, "gen_ai_server_time_"), QByteArray());
    QCOMPARE(samplesOf(text, "triptych_cost_usd_total"), QByteArray());
}

void TestGatewayMetrics::tellsModelsOnlyOfCallsThatReachedOne()
{
    RequestFigures request = metrics_sample::request();
    request.status = 404;
    const QByteArray text = textAfter({}, request);
    QCOMPARE(samplesOf(text, "gen_ai_"), QByteArray());
    QVERIFY(text.contains("http_response_status_code=\"404\",le=\"+Inf\"} 1\n"));
}

void TestGatewayMetrics::tellsHowTheGatewayStands()
{
    const QByteArray text = metrics_sample::text();
    for (const QByteArray line :
         {"http_server_active_requests 3", "triptych_open_connections 4",
          "triptych_streams{gen_ai_provider_name=\"mistral_ai\"} 2",
          "triptych_breaker_state{gen_ai_provider_name=\"mistral_ai\",server_address=\"https://api.example.com\"} 2",
          "triptych_token_spent_usd{token_id=\"t-1\",token_label=\"editor\"} 0.5",
          "triptych_token_budget_usd{token_id=\"t-1\",token_label=\"editor\"} 10",
          "triptych_idempotency_requests_total{result=\"replayed\"} 7",
          "triptych_token_cache_requests_total{result=\"hit\"} 9",
          "triptych_token_cache_requests_total{result=\"miss\"} 2",
          "triptych_build_info{version=\"" TRIPTYCH_VERSION "\"} 1", "process_resident_memory_bytes 20000000",
          "process_virtual_memory_bytes 90000000", "process_cpu_seconds_total 1.5", "process_open_fds 12",
          "process_max_fds 1024", "process_start_time_seconds 1767225600.25"})
        QVERIFY2(text.contains('\n' + line + '\n'), line.constData());
}

void TestGatewayMetrics::forgetsWhatIsGone()
{
    GatewayMetrics metrics;
    metrics.text(metrics_sample::state(), metrics_sample::process());
    const QByteArray text = metrics.text({}, {});
    for (const char *name : {"triptych_streams", "triptych_breaker_state", "triptych_token_spent_usd",
                             "triptych_token_budget_usd", "process_"})
        QCOMPARE(samplesOf(text, name), QByteArray());
}

void TestGatewayMetrics::takesNoWordsOfClients()
{
    RequestFigures request = metrics_sample::request();
    request.method = QStringLiteral("STEAL");
    const QByteArray text = textAfter(metrics_sample::lane(), request);
    QVERIFY(text.contains("http_request_method=\"_OTHER\""));
    QVERIFY(!text.contains("STEAL"));
}

void TestGatewayMetrics::keepsAddressesToTheirOrigin()
{
    GatewayState state;
    state.breakers = {{QStringLiteral("p"), QStringLiteral("https://ann:canary@api.example.com:8443/v1?key=canary#f"),
                       BreakerState::Closed},
                      {QStringLiteral("p"), QStringLiteral("https://api.example.com:8443"), BreakerState::Probing},
                      {QStringLiteral("p"), QStringLiteral("https://api.example.com:8443"), BreakerState::Closed}};
    GatewayMetrics metrics;
    QCOMPARE(samplesOf(metrics.text(state, {}), "triptych_breaker_state"),
             QByteArray("triptych_breaker_state{gen_ai_provider_name=\"p\","
                        "server_address=\"https://api.example.com:8443\"} 1\n"));
}

void TestGatewayMetrics::satisfiesPrometheus()
{
    checkByPromtool({QStringLiteral("check"), QStringLiteral("metrics")}, metrics_sample::text());
}

QTEST_GUILESS_MAIN(TestGatewayMetrics)
#include "tst_gatewaymetrics.moc"
