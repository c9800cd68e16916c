// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Failure.h"
#include "core/dialects/RetryAfter.h"

#include <QTest>

using namespace triptych;

namespace {

constexpr char date[] = "Date: Sun, 22 Nov 2026 12:00:00 GMT";

HttpHeaders headersOf(const QByteArray &lines)
{
    HttpHeaders headers;
    for (const QByteArray &line : lines.split('\n'))
        if (const auto colon = line.indexOf(':'); colon > 0)
            headers.emplace_back(line.left(colon).trimmed(), line.mid(colon + 1).trimmed());
    return headers;
}

} // namespace

/// -1 stands for "says nothing that can be used".
class TestRetryAfter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsHeaders_data();
    void readsHeaders();
    void readsBodies_data();
    void readsBodies();
};

void TestRetryAfter::readsHeaders_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<qint64>("ms");
    const auto row
        = [](const char *name, const QByteArray &headers, qint64 ms) { QTest::newRow(name) << headers << ms; };
    const QByteArray d = date + QByteArray("\n");
    row("none", "", -1);
    row("seconds", "Retry-After: 7", 7000);
    row("case", "RETRY-AFTER: 7", 7000);
    row("float", "retry-after: 1.5", 1500);
    row("tiny", "retry-after: 0.0001", -1);
    row("milliseconds", "retry-after-ms: 250", 250);
    row("float milliseconds", "retry-after-ms: 250.4", 251);
    row("milliseconds win", "retry-after: 9\nretry-after-ms: 250", 250);
    row("bad milliseconds", "retry-after-ms: soon\nretry-after: 2", 2000);
    row("zero milliseconds", "retry-after-ms: 0\nretry-after: 2", 2000);
    row("zero", "retry-after: 0", -1);
    row("negative", "retry-after: -5", -1);
    row("garbage", "retry-after: later", -1);
    row("empty", "retry-after:", -1);
    row("nan", "retry-after: nan", -1);
    row("infinite", "retry-after: inf", -1);
    row("huge is clamped", "retry-after: 1e12", 30LL * 24 * 3600 * 1000);
    row("over a minute is kept", "retry-after: 3600", 3'600'000);
    row("twice, first good one", "retry-after: x\nretry-after: 4", 4000);
    row("twice, both good", "retry-after: 3\nretry-after: 4", 3000);
    row("two in one", "retry-after: 3, 4", -1);
    row("many digits", "retry-after: " + QByteArray(60, '1') + "x", -1);
    row("hex", "retry-after: 0x10", -1);
    row("duration", "retry-after: 20s", 20'000);
    row("date", d + "retry-after: Sun, 22 Nov 2026 12:00:34 GMT", 34'000);
    row("date, old form", d + "retry-after: Sunday, 22-Nov-26 12:00:34 GMT", 34'000);
    row("date, C form", d + "retry-after: Sun Nov 22 12:00:34 2026", 34'000);
    row("past date", d + "retry-after: Sun, 22 Nov 2026 11:59:00 GMT", -1);
    row("date without Date", "retry-after: Sun, 22 Nov 2026 12:00:34 GMT", -1);
    row("date with a Date that is none", "Date: today\nretry-after: Sun, 22 Nov 2026 12:00:34 GMT", -1);
    row("impossible date", d + "retry-after: Sun, 42 Nov 2026 12:00:34 GMT", -1);
    row("rfc 3339", d + "retry-after: 2026-11-22T12:00:05Z", 5000);
    row("go minutes", "x-ratelimit-reset-requests: 6m0s", 360'000);
    row("go second", "x-ratelimit-reset-tokens: 1s", 1000);
    row("go milliseconds", "x-ratelimit-reset-tokens: 20ms", 20);
    row("go mixed", "x-ratelimit-reset-tokens: 1h2m3.5s", 3'723'500);
    row("go microseconds", "x-ratelimit-reset-tokens: 2500µs", 3);
    row("longest of the used up",
        "x-ratelimit-reset-requests: 6m0s\nx-ratelimit-remaining-requests: 5\n"
        "x-ratelimit-reset-tokens: 2s\nx-ratelimit-remaining-tokens: 0",
        2000);
    row("both used up",
        "x-ratelimit-reset-requests: 3s\nx-ratelimit-remaining-requests: 0\n"
        "x-ratelimit-reset-tokens: 2s\nx-ratelimit-remaining-tokens: 0",
        3000);
    row("nothing used up", "x-ratelimit-reset-tokens: 2s\nx-ratelimit-remaining-tokens: 7", -1);
    row("anthropic reset",
        d + "anthropic-ratelimit-requests-remaining: 0\nanthropic-ratelimit-requests-reset: 2026-11-22T12:00:09Z",
        9000);
    row("reset with offset", d + "anthropic-ratelimit-tokens-reset: 2026-11-22T13:00:09+01:00", 9000);
    row("reset in the past", d + "anthropic-ratelimit-tokens-reset: 2026-11-22T11:00:00Z", -1);
    row("epoch seconds", d + "x-ratelimit-reset: 1795348803", 3000);
    row("epoch milliseconds", d + "x-ratelimit-reset: 1795348803000", 3000);
    row("epoch without Date", "x-ratelimit-reset: 1795348803", -1);
    row("retry-after before resets", "retry-after: 2\nx-ratelimit-reset-tokens: 50s", 2000);
}

void TestRetryAfter::readsHeaders()
{
    QFETCH(const QByteArray, headers);
    QFETCH(const qint64, ms);
    const auto wait = retryAfterIn(headersOf(headers));
    QCOMPARE(wait ? qint64(wait->count()) : -1, ms);
}

void TestRetryAfter::readsBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("ms");
    const auto row = [](const char *name, const QByteArray &body, qint64 ms) { QTest::newRow(name) << body << ms; };
    row("nothing", R"({"error":{"message":"busy"}})", -1);
    row("try again in", R"({"error":{"message":"Rate limit reached. Please try again in 20s. Visit"}})", 20'000);
    row("fraction", R"({"error":{"message":"Please try again in 1.898s."}})", 1898);
    row("milliseconds", R"({"error":{"message":"Please try again in 86ms."}})", 86);
    row("minutes and seconds", R"({"error":{"message":"Please try again in 7m12.5s."}})", 432'500);
    row("words", R"({"error":{"message":"Please retry after 30 seconds."}})", 30'000);
    row("minute word", R"({"error":"wait 2 minutes"})", 120'000);
    row("retry your request", R"({"error":{"message":"Please retry your request after 20 seconds. Contact us"}})",
        20'000);
    row("try again later", R"({"error":{"message":"Overloaded. Try again later after 10 seconds"}})", 10'000);
    row("will reset", R"({"error":{"message":"Your quota will reset after 5s."}})", 5000);
    row("resets", R"({"error":{"message":"The limit resets in 1m30s."}})", 90'000);
    row("four words between", R"({"error":{"message":"retry no more often than after 5s"}})", -1);
    row("a number between", R"({"error":{"message":"retry 3 times in 5s"}})", -1);
    row("another sentence", R"({"error":{"message":"Do not retry. After 5s of silence we close."}})", -1);
    row("reset without a time", R"({"error":{"message":"reset your key after login"}})", -1);
    row("many beginnings", "{\"error\":{\"message\":\"" + QByteArray("retry a a a ").repeated(2000) + "\"}}", -1);
    row("no unit is no time", R"({"error":"try again in 5 other regions"})", -1);
    row("retry info",
        R"({"error":{"code":429,"details":[{"@type":"x"},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34s"}]}})",
        34'000);
    row("retry info fraction", R"([{"error":{"code":429,"details":[{"retryDelay":"0.5s"}]}}])", 500);
    row("retry info negative", R"({"error":{"code":429,"details":[{"retryDelay":"-3s"}]}})", -1);
    row("metadata", R"({"error":{"code":429,"message":"x","metadata":{"retry_after_seconds":3}}})", 3000);
    row("plain text", "Too many requests, try again in 4s", 4000);
}

void TestRetryAfter::readsBodies()
{
    QFETCH(const QByteArray, body);
    QFETCH(const qint64, ms);
    const Error error = describeHttpFailure({429, {}}, body);
    QCOMPARE(error.retryAfter ? qint64(error.retryAfter->count()) : -1, ms);
    const Error withHeader = describeHttpFailure({429, {{"retry-after", "9"}}}, body);
    QCOMPARE(withHeader.retryAfter.value(), std::chrono::milliseconds(9000));
}

QTEST_GUILESS_MAIN(TestRetryAfter)
#include "tst_retryafter.moc"
