// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/RetryForms.h"

namespace triptych {

namespace {

const QByteArray d = "Date: Sun, 22 Nov 2026 12:00:00 GMT\n";

RetryForm header(const char *name, const QByteArray &lines, qint64 ms)
{
    HttpHeaders headers;
    for (const QByteArray &line : lines.split('\n'))
        if (const auto colon = line.indexOf(':'); colon > 0)
            headers.emplace_back(line.left(colon).trimmed(), line.mid(colon + 1).trimmed());
    return {.name = name, .headers = headers, .ms = ms};
}

RetryForm body(const char *name, const QByteArray &body, qint64 ms)
{
    return {.name = name, .body = body, .ms = ms};
}

} // namespace

const std::vector<RetryForm> &retryFormsOfHeaders()
{
    static const std::vector<RetryForm> forms {
        header("none", "", -1),
        header("seconds", "Retry-After: 7", 7000),
        header("case", "RETRY-AFTER: 7", 7000),
        header("float", "retry-after: 1.5", 1500),
        header("tiny", "retry-after: 0.0001", -1),
        header("milliseconds", "retry-after-ms: 250", 250),
        header("float milliseconds", "retry-after-ms: 250.4", 251),
        header("milliseconds win", "retry-after: 9\nretry-after-ms: 250", 250),
        header("bad milliseconds", "retry-after-ms: soon\nretry-after: 2", 2000),
        header("zero milliseconds", "retry-after-ms: 0\nretry-after: 2", 2000),
        header("zero", "retry-after: 0", -1),
        header("negative", "retry-after: -5", -1),
        header("garbage", "retry-after: later", -1),
        header("empty", "retry-after:", -1),
        header("nan", "retry-after: nan", -1),
        header("infinite", "retry-after: inf", -1),
        header("huge is clamped", "retry-after: 1e12", 30LL * 24 * 3600 * 1000),
        header("a minute", "retry-after: 60", 60'000),
        header("over a minute", "retry-after: 61", 61'000),
        header("an hour", "retry-after: 3600", 3'600'000),
        header("twice, first good one", "retry-after: x\nretry-after: 4", 4000),
        header("twice, both good", "retry-after: 3\nretry-after: 4", 3000),
        header("two in one", "retry-after: 3, 4", -1),
        header("many digits", "retry-after: " + QByteArray(60, '1') + "x", -1),
        header("hex", "retry-after: 0x10", -1),
        header("duration", "retry-after: 20s", 20'000),
        header("date", d + "retry-after: Sun, 22 Nov 2026 12:00:34 GMT", 34'000),
        header("date, old form", d + "retry-after: Sunday, 22-Nov-26 12:00:34 GMT", 34'000),
        header("date, C form", d + "retry-after: Sun Nov 22 12:00:34 2026", 34'000),
        header("date, by a clock that is years off",
               "Date: Tue, 01 Jan 2030 00:00:00 GMT\nretry-after: Tue, 01 Jan 2030 00:00:09 GMT", 9000),
        header("past date", d + "retry-after: Sun, 22 Nov 2026 11:59:00 GMT", -1),
        header("date without Date", "retry-after: Sun, 22 Nov 2026 12:00:34 GMT", -1),
        header("date with a Date that is none", "Date: today\nretry-after: Sun, 22 Nov 2026 12:00:34 GMT", -1),
        header("impossible date", d + "retry-after: Sun, 42 Nov 2026 12:00:34 GMT", -1),
        header("rfc 3339", d + "retry-after: 2026-11-22T12:00:05Z", 5000),
        header("go minutes", "x-ratelimit-reset-requests: 6m0s", 360'000),
        header("go second", "x-ratelimit-reset-tokens: 1s", 1000),
        header("go milliseconds", "x-ratelimit-reset-tokens: 20ms", 20),
        header("go mixed", "x-ratelimit-reset-tokens: 1h2m3.5s", 3'723'500),
        header("go microseconds", "x-ratelimit-reset-tokens: 2500µs", 3),
        header("longest of the used up",
               "x-ratelimit-reset-requests: 6m0s\nx-ratelimit-remaining-requests: 5\n"
               "x-ratelimit-reset-tokens: 2s\nx-ratelimit-remaining-tokens: 0",
               2000),
        header("both used up",
               "x-ratelimit-reset-requests: 3s\nx-ratelimit-remaining-requests: 0\n"
               "x-ratelimit-reset-tokens: 2s\nx-ratelimit-remaining-tokens: 0",
               3000),
        header("nothing used up", "x-ratelimit-reset-tokens: 2s\nx-ratelimit-remaining-tokens: 7", -1),
        header(
            "anthropic reset",
            d + "anthropic-ratelimit-requests-remaining: 0\nanthropic-ratelimit-requests-reset: 2026-11-22T12:00:09Z",
            9000),
        header("reset with offset", d + "anthropic-ratelimit-tokens-reset: 2026-11-22T13:00:09+01:00", 9000),
        header("reset in the past", d + "anthropic-ratelimit-tokens-reset: 2026-11-22T11:00:00Z", -1),
        header("epoch seconds", d + "x-ratelimit-reset: 1795348803", 3000),
        header("epoch milliseconds", d + "x-ratelimit-reset: 1795348803000", 3000),
        header("epoch without Date", "x-ratelimit-reset: 1795348803", -1),
        header("retry-after before resets", "retry-after: 2\nx-ratelimit-reset-tokens: 50s", 2000),
    };
    return forms;
}

const std::vector<RetryForm> &retryFormsOfBodies()
{
    static const std::vector<RetryForm> forms {
        body("nothing", R"({"error":{"message":"busy"}})", -1),
        body("try again in", R"({"error":{"message":"Rate limit reached. Please try again in 20s. Visit"}})", 20'000),
        body("fraction", R"({"error":{"message":"Please try again in 1.898s."}})", 1898),
        body("milliseconds", R"({"error":{"message":"Please try again in 86ms."}})", 86),
        body("minutes and seconds", R"({"error":{"message":"Please try again in 7m12.5s."}})", 432'500),
        body("words", R"({"error":{"message":"Please retry after 30 seconds."}})", 30'000),
        body("minute word", R"({"error":"wait 2 minutes"})", 120'000),
        body("retry your request", R"({"error":{"message":"Please retry your request after 20 seconds. Contact us"}})",
             20'000),
        body("try again later", R"({"error":{"message":"Overloaded. Try again later after 10 seconds"}})", 10'000),
        body("will reset", R"({"error":{"message":"Your quota will reset after 5s."}})", 5000),
        body("resets", R"({"error":{"message":"The limit resets in 1m30s."}})", 90'000),
        body("four words between", R"({"error":{"message":"retry no more often than after 5s"}})", -1),
        body("a number between", R"({"error":{"message":"retry 3 times in 5s"}})", -1),
        body("another sentence", R"({"error":{"message":"Do not retry. After 5s of silence we close."}})", -1),
        body("reset without a time", R"({"error":{"message":"reset your key after login"}})", -1),
        body("many beginnings", "{\"error\":{\"message\":\"" + QByteArray("retry a a a ").repeated(2000) + "\"}}", -1),
        body("no unit is no time", R"({"error":"try again in 5 other regions"})", -1),
        body(
            "retry info",
            R"({"error":{"code":429,"details":[{"@type":"x"},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34s"}]}})",
            34'000),
        body("retry info fraction", R"([{"error":{"code":429,"details":[{"retryDelay":"0.5s"}]}}])", 500),
        body("retry info negative", R"({"error":{"code":429,"details":[{"retryDelay":"-3s"}]}})", -1),
        body("metadata", R"({"error":{"code":429,"message":"x","metadata":{"retry_after_seconds":3}}})", 3000),
        body("plain text", "Too many requests, try again in 4s", 4000),
    };
    return forms;
}

} // namespace triptych
