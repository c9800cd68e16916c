// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Adapter.h"
#include "core/dialects/ErrorBody.h"
#include "core/dialects/Failure.h"

#include <QTest>

using namespace triptych;

/// What is made of the bodies of errors, and how much of them is kept: they come from strangers.
class TestErrorBodies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesHostileBodies_data();
    void survivesHostileBodies();
    void findsTheRequestId_data();
    void findsTheRequestId();
    void showsNoKeys_data();
    void showsNoKeys();
    void boundsWhatItKeeps();
    void describesInBandErrors_data();
    void describesInBandErrors();
};

void TestErrorBodies::survivesHostileBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nul") << QByteArray(5000, '\0');
    QTest::newRow("invalid utf-8") << QByteArray(20'000, '\xff');
    QTest::newRow("deep json") << QByteArray(100'000, '[');
    QTest::newRow("deep error") << QByteArray("{\"error\":").repeated(5000) + "1" + QByteArray("}").repeated(5000);
    QTest::newRow("error is a number") << QByteArray(R"({"error":42})");
    QTest::newRow("error is true") << QByteArray(R"({"error":true})");
    QTest::newRow("error is empty") << QByteArray(R"({"error":{}})");
    QTest::newRow("error is null") << QByteArray(R"({"error":null})");
    QTest::newRow("error is a list of lists") << QByteArray(R"({"error":[[[]]]})");
    QTest::newRow("message is an object") << QByteArray(R"({"error":{"message":{"a":1},"code":{"b":2},"type":[]}})");
    QTest::newRow("long words") << QByteArray(R"({"error":{"message":")") + QByteArray(1 << 20, 'm') + R"(","code":")"
            + QByteArray(5000, 'c') + R"("}})";
    QTest::newRow("tags without end") << QByteArray("<html><title>") + QByteArray("<a").repeated(100'000);
    QTest::newRow("scripts without end") << QByteArray("<html>") + QByteArray("<script>").repeated(20'000);
    QTest::newRow("escapes") << QByteArray("{\"error\":{\"message\":\"\\u001b[31mred\\u0000\\u0007\"}}");
    QTest::newRow("duplicate keys") << QByteArray(R"({"error":{"message":"a","message":"b"},"error":"c"})");
    QTest::newRow("large numbers") << QByteArray(R"({"error":{"code":1e400,"message":"x"}})");
    QTest::newRow("many messages") << QByteArray(R"({"detail":[)")
            + QByteArray(R"({"msg":"x","loc":[1]},)").repeated(10'000) + "0]}";
    QTest::newRow("one megabyte of text") << QByteArray(1 << 20, 'x');
    QTest::newRow("waits of digits") << "try again in " + QByteArray(100'000, '9') + "s";
}

void TestErrorBodies::survivesHostileBodies()
{
    QFETCH(const QByteArray, body);
    for (const int status : {400, 401, 429, 500}) {
        const Error error = describeHttpFailure({status, {}}, body);
        QVERIFY(!error.cause.isEmpty());
        QVERIFY(error.message.size() <= 2000);
        QVERIFY(error.rawBody.toUtf8().size() <= 8 << 10);
        QVERIFY(!error.message.contains(QChar(0x1b)) && !error.message.contains(QChar(u'\0')));
    }
}

void TestErrorBodies::findsTheRequestId_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("id");
    QTest::newRow("x-request-id") << QByteArray("X-Request-Id") << QByteArray() << QStringLiteral("h1");
    QTest::newRow("request-id") << QByteArray("request-id") << QByteArray() << QStringLiteral("h1");
    QTest::newRow("amazon") << QByteArray("x-amzn-RequestId") << QByteArray() << QStringLiteral("h1");
    QTest::newRow("body") << QByteArray("other") << QByteArray(R"({"error":{"message":"x"},"request_id":"b1"})")
                          << QStringLiteral("b1");
    QTest::newRow("header first") << QByteArray("request-id")
                                  << QByteArray(R"({"error":{"message":"x"},"request_id":"b1"})")
                                  << QStringLiteral("h1");
    QTest::newRow("none") << QByteArray("other") << QByteArray(R"({"error":{"message":"x"}})") << QString();
}

void TestErrorBodies::findsTheRequestId()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, body);
    QTEST(describeHttpFailure({500, {{header, "h1"}}}, body).requestId, "id");
}

void TestErrorBodies::showsNoKeys_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("openai") << QStringLiteral("key sk-proj-AbCdEfGhIjKlMnOpQrSt is wrong")
                            << QStringLiteral("key sk-pro… is wrong");
    QTest::newRow("anthropic") << QStringLiteral("sk-ant-api03-AAAABBBBCCCCDDDD") << QStringLiteral("sk-ant…");
    QTest::newRow("groq") << QStringLiteral("gsk_1234567890abcdefghij") << QStringLiteral("gsk_123…");
    QTest::newRow("google") << QStringLiteral("AIzaSyA1234567890abcdefghij") << QStringLiteral("AIzaSyA…");
    QTest::newRow("bearer") << QStringLiteral("Bearer abcdefghijklmnopqrstuvwxyz0123") << QStringLiteral("Bearer abc…");
    QTest::newRow("bedrock") << QStringLiteral("ABSKQmVkcm9ja0FQSUtleS0xMjM0") << QStringLiteral("ABSKQmV…");
    QTest::newRow("amazon shows what it signed")
        << QStringLiteral("The Canonical String should have been x-amz-security-token:IQoJb3JpZ2luX2VjEAa+/= and so on")
        << QStringLiteral("The Canonical String should have been x-amz-security-token:IQo… and so on");
    QTest::newRow("masked already") << QStringLiteral("sk-ab***********yz") << QStringLiteral("sk-ab***********yz");
    QTest::newRow("plain words") << QStringLiteral("ask-the-operator about hf and fw-1")
                                 << QStringLiteral("ask-the-operator about hf and fw-1");
}

void TestErrorBodies::showsNoKeys()
{
    QFETCH(const QString, text);
    QFETCH(const QString, shown);
    QCOMPARE(withoutKeys(text), shown);
    const Error error = describeHttpFailure({400, {}}, "{\"error\":{\"message\":\"" + text.toUtf8() + "\"}}");
    QCOMPARE(error.message, shown);
    QVERIFY(text == shown || !error.rawBody.contains(text));
}

void TestErrorBodies::boundsWhatItKeeps()
{
    const Error error = describeHttpFailure({500, {}}, QByteArray("潮").repeated(10'000));
    QVERIFY(error.rawBody.toUtf8().size() <= 8 << 10);
    QVERIFY(error.rawBody.startsWith(QStringLiteral("潮潮")));
    QCOMPARE(describeHttpFailure({503, {{"x-should-retry", "false"}}}, "").retryAdvised, std::optional(false));
    QCOMPARE(describeHttpFailure({400, {{"X-Should-Retry", "true"}}}, "").retryAdvised, std::optional(true));
    QCOMPARE(describeHttpFailure({400, {{"x-should-retry", "perhaps"}}}, "").retryAdvised, std::optional<bool>());
    const Error withoutWait = describeHttpFailure({401, {{"retry-after", "5"}}}, "");
    QVERIFY(!withoutWait.retryAfter);
    QCOMPARE(describeHttpFailure({503, {{"retry-after", "120"}}}, "").retryAfter.value(), std::chrono::seconds(120));
    const QByteArray google
        = R"([{"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"27.5s"}]}}])";
    QCOMPARE(describeHttpFailure({429, {}}, google).retryAfter.value(), std::chrono::milliseconds(27'500));
}

void TestErrorBodies::describesInBandErrors_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("described");
    const auto row = [](const char *name, const char *json, const char *described) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(described);
    };
    row("type", R"({"error":{"type":"overloaded_error","message":"m"}})", "server_fault provider.overloaded_error");
    row("code", R"({"error":{"code":"model_not_found","message":"m"}})", "rejected provider.model_not_found");
    row("number", R"({"error":{"code":502,"message":"m"}})", "server_fault provider.502");
    row("number 429", R"({"error":{"code":429,"message":"m"}})", "rate_limited provider.429");
    row("number as text", R"({"error":{"code":"429","message":"m"}})", "rate_limited provider.429");
    row("another number as text", R"({"error":{"code":"1302","message":"m"}})", "rate_limited provider.1302");
    row("status beside code", R"({"error":{"code":"content_filter","type":null,"status":400,"message":"m"}})",
        "rejected provider.content_filter");
    row("status as word", R"({"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"m"}})",
        "rate_limited provider.resource_exhausted");
    row("number 401", R"({"error":{"code":401,"message":"m"}})", "unauthorized provider.401");
    row("camel", R"({"error":{"type":"ServiceUnavailableError"}})", "server_fault provider.service_unavailable_error");
    row("sentence as type", R"({"error":{"type":"Oh no! It <b>broke</b>"}})",
        "server_fault provider.oh_no_it_b_broke_b_");
    row("nothing", R"({"error":"text"})", "server_fault provider.error");
    row("flat", R"({"type":"error","code":"server_error","message":"m","param":null})",
        "server_fault provider.server_error");
    row("flat, no more to wait for", R"({"type":"error","code":"invalid_prompt","message":"m"})",
        "rejected provider.invalid_prompt");
    row("flat without a word", R"({"type":"error","code":null,"message":"m"})", "server_fault provider.error");
    row("code of a whole answer", R"({"object":"response","error":{"code":"rate_limit_exceeded","message":"m"}})",
        "rate_limited provider.rate_limit_exceeded");
    row("policy", R"({"error":{"code":"bio_policy","message":"m"}})", "rejected provider.bio_policy");
    row("another policy", R"({"error":{"code":"misalignment_policy_violation","message":"m"}})",
        "rejected provider.misalignment_policy_violation");
    row("image", R"({"error":{"code":"image_too_large","message":"m"}})", "rejected provider.image_too_large");
    row("google status", R"({"error":{"status":"UNAVAILABLE","message":"m"}})", "server_fault provider.unavailable");
    row("google internal", R"({"error":{"status":"INTERNAL"}})", "server_fault provider.internal");
    row("google late", R"({"error":{"status":"DEADLINE_EXCEEDED"}})", "server_fault provider.deadline_exceeded");
    row("google argument", R"({"error":{"status":"INVALID_ARGUMENT"}})", "rejected provider.invalid_argument");
    row("google billing", R"({"error":{"status":"FAILED_PRECONDITION"}})", "rejected provider.failed_precondition");
    row("google model", R"({"error":{"status":"NOT_FOUND"}})", "rejected provider.not_found");
    row("google token", R"({"error":{"status":"UNAUTHENTICATED"}})", "unauthorized provider.unauthenticated");
    row("google reason",
        R"({"error":{"status":"INVALID_ARGUMENT","details":[{"@type":"x/google.rpc.Help"},{"@type":"x/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}})",
        "unauthorized provider.invalid_argument");
    row("context", R"({"error":{"type":"invalid_request_error","message":"maximum context length is 4"}})",
        "rejected provider.invalid_request_error");
}

void TestErrorBodies::describesInBandErrors()
{
    QFETCH(const QByteArray, json);
    JsonParser parser;
    const auto body = errorIn(parser.parse(json));
    QVERIFY(body.has_value());
    const Error error = describeInBandError(*body);
    QTEST(QString(kindName(error.kind) + QLatin1Char(' ') + error.cause), "described");
}

QTEST_GUILESS_MAIN(TestErrorBodies)
#include "tst_errorbodies.moc"
