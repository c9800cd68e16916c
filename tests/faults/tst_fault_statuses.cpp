// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faults/FaultTest.h"

using namespace triptych;
using namespace script;
using namespace std::chrono_literals;

namespace {

const QByteArray json = "Content-Type: application/json\r\n";
const QByteArray slowDown = R"({"error":{"message":"slow down","type":"requests","code":"rate_limit_exceeded"}})";

Fault refused(int status, const QByteArray &body, const char *cause, ErrorKind kind, const char *message = "")
{
    return {.answer = {answer(status, body, json)}, .cause = cause, .kind = kind, .status = status, .message = message};
}

/// Never sent again: asked once.
Fault rejected(int status, const char *message = "no such thing")
{
    return refused(status, R"({"error":{"message":"no such thing","type":"invalid_request_error"}})", "rejected",
                   ErrorKind::Rejected, message);
}

/// A 429 with these header lines, which is sat out once and comes again.
Fault limited(const QByteArray &headers, std::chrono::milliseconds wait)
{
    Fault fault = refused(429, slowDown, "rate_limited", ErrorKind::RateLimited, "slow down");
    fault.answer = {answer(429, slowDown, json + headers)};
    fault.requests = 2;
    fault.retries = {namedWait(wait)};
    return fault;
}

/// A 429 whose header lines say nothing that can be used.
Fault limitedBlindly(const QByteArray &headers)
{
    Fault fault = limited(headers, 0ms);
    fault.requests = 3;
    fault.retries = {firstBackoff, secondBackoff};
    return fault;
}

/// A 429 that names a wait which nobody sits out unasked.
Fault limitedForLong(const QByteArray &headers)
{
    Fault fault = limited(headers, 0ms);
    fault.requests = 1;
    fault.retries = {};
    return fault;
}

} // namespace

/// Answers that say by their status that they are none.
class TestFaultStatuses : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void refusals_data();
    void refusals() { judge(); }
    void accounts_data();
    void accounts();
    void limits_data();
    void limits() { judge(); }
    void limitsInBodies_data();
    void limitsInBodies() { judge(); }
    void longWaitsAreShown_data();
    void longWaitsAreShown();
    void serverFaults_data();
    void serverFaults() { judge(); }
    void redirects_data();
    void redirects();
};

void TestFaultStatuses::refusals_data()
{
    addFaults();
    for (const int status : {400, 404, 413, 422})
        row(QByteArray("row 24 " + QByteArray::number(status)).constData(), rejected(status));
    row("row 24 too long a prompt",
        refused(
            400,
            R"({"error":{"message":"This model's maximum context length is 8192 tokens.","type":"invalid_request_error","code":"context_length_exceeded"}})",
            "context_length", ErrorKind::Rejected, "8192"));
    row("row 24 words that are no JSON",
        {.answer = {answer(400, "nope", "Content-Type: text/plain\r\n")},
         .cause = "rejected",
         .kind = ErrorKind::Rejected,
         .status = 400,
         .message = "nope"});
    row("row 30 the quota is used up",
        refused(
            429,
            R"({"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}})",
            "quota", ErrorKind::Rejected, "quota"));
    Fault named = refused(429, R"({"error":{"message":"Out of credits","code":"insufficient_quota"}})", "quota",
                          ErrorKind::Rejected, "credits");
    named.answer = {answer(429, R"({"error":{"message":"Out of credits","code":"insufficient_quota"}})",
                           json + "Retry-After: 1\r\n")};
    row("row 30 the quota is used up, with a wait", named);
}

void TestFaultStatuses::accounts_data()
{
    addFaults();
    for (const int status : {401, 403}) {
        const QByteArray body = R"({"error":{"message":"Incorrect API key provided: )" + QByteArray(secretKey)
            + R"(.","code":"invalid_api_key"}})";
        row(QByteArray("row 25 " + QByteArray::number(status)).constData(),
            refused(status, body, "auth", ErrorKind::Unauthorized, "Incorrect API key"));
    }
}

/// The provider's words come without the key that they repeat.
void TestFaultStatuses::accounts()
{
    judge();
    QVERIFY(!QTest::currentTestFailed());
    QVERIFY(!m_finished.back().second.error->message.contains(QLatin1String(secretKey)));
}

void TestFaultStatuses::limits_data()
{
    addFaults();
    const QByteArray date = "Date: Sun, 22 Nov 2026 12:00:00 GMT\r\n";
    row("row 26 Retry-After: 7", limited("Retry-After: 7\r\n", 7s));
    row("row 27 a date", limited(date + "Retry-After: Sun, 22 Nov 2026 12:00:34 GMT\r\n", 34s));
    row("row 27 a date, by a clock that is years off",
        limited("Date: Tue, 01 Jan 2030 00:00:00 GMT\r\nRetry-After: Tue, 01 Jan 2030 00:00:09 GMT\r\n", 9s));
    row("row 27 a date in the past", limitedBlindly(date + "Retry-After: Sun, 22 Nov 2026 11:00:00 GMT\r\n"));
    row("row 27 a date without Date", limitedBlindly("Retry-After: Sun, 22 Nov 2026 12:00:34 GMT\r\n"));
    row("row 28 retry-after-ms", limited("retry-after-ms: 2500\r\n", 2500ms));
    row("row 28 float seconds", limited("Retry-After: 1.5\r\n", 1500ms));
    row("row 28 6m0s of a limit that is not used up",
        limited("x-ratelimit-reset-requests: 6m0s\r\nx-ratelimit-remaining-requests: 5\r\n"
                "x-ratelimit-reset-tokens: 1s\r\nx-ratelimit-remaining-tokens: 0\r\n",
                1s));
    row("row 28 20ms", limited("x-ratelimit-reset-tokens: 20ms\r\n", 20ms));
    row("row 28 a time of RFC 3339",
        limited(date
                    + "anthropic-ratelimit-requests-remaining: 0\r\n"
                      "anthropic-ratelimit-requests-reset: 2026-11-22T12:00:09Z\r\n",
                9s));
    row("row 28 seconds since 1970", limited(date + "x-ratelimit-reset: 1795348803\r\n", 3s));
    row("row 29 below zero", limitedBlindly("Retry-After: -5\r\n"));
    row("row 29 zero", limitedBlindly("Retry-After: 0\r\n"));
    row("row 29 garbage", limitedBlindly("Retry-After: later\r\n"));
    row("row 29 nan", limitedBlindly("Retry-After: nan\r\n"));
    row("row 29 empty", limitedBlindly("Retry-After:\r\n"));
    row("row 29 twice", limited("Retry-After: 3\r\nRetry-After: 4\r\n", 3s));
    row("row 29 twice, one good", limited("Retry-After: x\r\nRetry-After: 4\r\n", 4s));
}

void TestFaultStatuses::limitsInBodies_data()
{
    addFaults();
    const auto said = [](const QByteArray &body, std::chrono::milliseconds wait) {
        Fault fault = limited({}, wait);
        fault.answer = {answer(429, body, json)};
        fault.message = "";
        return fault;
    };
    row("row 28 Google's RetryInfo",
        said(
            R"({"error":{"code":429,"message":"Resource exhausted","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34s"}]}})",
            34s));
    row("row 28 words", said(R"({"error":{"message":"Rate limit reached. Please try again in 1.898s."}})", 1898ms));
}

void TestFaultStatuses::longWaitsAreShown_data()
{
    addFaults();
    row("row 29 an hour", limitedForLong("Retry-After: 3600\r\n"));
    row("row 29 1e12", limitedForLong("Retry-After: 1e12\r\n"));
    row("row 29 61 seconds", limitedForLong("Retry-After: 61\r\n"));
}

void TestFaultStatuses::longWaitsAreShown()
{
    judge();
    QVERIFY(!QTest::currentTestFailed());
    QVERIFY(*m_finished.back().second.error->retryAfter > 60s);
}

void TestFaultStatuses::serverFaults_data()
{
    addFaults();
    for (const int status : {500, 502, 503, 504, 529}) {
        Fault fault
            = refused(status, R"({"error":{"message":"not well"}})", "server", ErrorKind::ServerFault, "not well");
        fault.requests = 3;
        fault.retries = {firstBackoff, secondBackoff};
        row(QByteArray("row 31 " + QByteArray::number(status)).constData(), fault);
    }
    Fault advised = refused(503, R"({"error":{"message":"not well"}})", "server", ErrorKind::ServerFault);
    advised.answer = {answer(503, R"({"error":{"message":"not well"}})", json + "x-should-retry: false\r\n")};
    row("row 31 a server that wants no retry", advised);
}

void TestFaultStatuses::redirects_data()
{
    addFaults();
    for (const int status : {301, 302, 303, 307, 308}) {
        const auto redirect = [status](const char *cause, const QByteArray &location) {
            Fault fault = refused(status, {}, cause, ErrorKind::Rejected, location.constData());
            fault.answer = {answer(status, {}, "Location: " + location + "\r\n")};
            return fault;
        };
        row(QByteArray("row 32 " + QByteArray::number(status)).constData(), redirect("redirect", "/elsewhere"));
        row(QByteArray("row 33 " + QByteArray::number(status)).constData(),
            redirect("redirect_cross_origin", "https://elsewhere.example/v1"));
    }
}

/// tst_redirects goes through all kinds of targets and sign-ins.
void TestFaultStatuses::redirects()
{
    judge();
    QCOMPARE(m_two->connections(), 0);
}

QTEST_GUILESS_MAIN(TestFaultStatuses)
#include "tst_fault_statuses.moc"
