// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ErrorBody.h"
#include "core/dialects/Failure.h"
#include "core/run/RetryPolicy.h"

#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

class TestRetryPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesErrors_data();
    void judgesErrors();
    void backsOffWithJitter();
    void theProvidersAdviceCounts();
    void waitsAsTold();
    void aNamedWaitMayComeSecond();
    void someFaultsGetOneTryOnly();
    void inBandErrors_data();
    void inBandErrors();
    void aLongWaitIsNotWaitedFor();
    void atMostTwo();
    void bucketEmptiesAndRefills();
};

void TestRetryPolicy::judgesErrors_data()
{
    QTest::addColumn<QString>("cause");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("worth");
    const auto row = [](const char *cause, int status, bool worth) {
        QTest::addRow("%s %d", cause, status) << QString::fromLatin1(cause) << status << worth;
    };
    row("connect", 0, true);
    row("reset", 0, true);
    row("tls_eof", 0, true);
    row("dns", 0, false); // the name service said that there is no such name
    row("tls.expired", 0, false);
    row("offline", 0, false);
    row("no_key", 0, false);
    row("first_content", 0, false);
    row("server", 500, true);
    row("server", 529, true);
    row("rate_limited", 429, true);
    row("quota", 429, false);
    row("auth", 401, false);
    row("account_field", 401, false);
    row("rejected", 400, false);
    row("rejected", 422, false);
    row("local.crash", 0, false);
    row("redirect", 302, false);
}

void TestRetryPolicy::judgesErrors()
{
    QFETCH(const QString, cause);
    QFETCH(const int, status);
    QFETCH(const bool, worth);
    Error error {.kind = ErrorKind::Network, .cause = cause};
    if (status)
        error.httpStatus = status;
    QCOMPARE(RetryPolicy::isWorthRetrying(error), worth);
}

void TestRetryPolicy::backsOffWithJitter()
{
    RetryPolicy policy(1);
    const Error error {.kind = ErrorKind::ServerFault, .cause = QStringLiteral("server"), .httpStatus = 503};
    QSet<qint64> first;
    for (int i = 0; i < 50; ++i) {
        const auto one = policy.delay(error, 1);
        const auto two = policy.delay(error, 2);
        QVERIFY(*one >= 1ms && *one <= 500ms);
        QVERIFY(*two >= 1ms && *two <= 1000ms);
        first.insert(one->count());
    }
    QVERIFY(first.size() > 10);
    const auto [least, most] = std::minmax_element(first.begin(), first.end());
    QVERIFY(*least < 100 && *most > 400); // spread over all of it
}

void TestRetryPolicy::theProvidersAdviceCounts()
{
    Error error {
        .kind = ErrorKind::ServerFault, .cause = QStringLiteral("server"), .httpStatus = 503, .retryAdvised = false};
    QVERIFY(!RetryPolicy::isWorthRetrying(error));
    error = {.kind = ErrorKind::Rejected, .cause = QStringLiteral("rejected"), .httpStatus = 400, .retryAdvised = true};
    QVERIFY(RetryPolicy::isWorthRetrying(error));
    error.retryAfter = 61s; // longer than anybody waits unasked
    QVERIFY(!RetryPolicy::isWorthRetrying(error));
    error = {.kind = ErrorKind::Unauthorized, .cause = QStringLiteral("auth"), .httpStatus = 401, .retryAdvised = true};
    QVERIFY(!RetryPolicy::isWorthRetrying(error)); // the same key would be refused again
}

void TestRetryPolicy::waitsAsTold()
{
    RetryPolicy policy(1);
    const Error error {
        .kind = ErrorKind::RateLimited, .cause = QStringLiteral("rate_limited"), .httpStatus = 429, .retryAfter = 7s};
    const auto delay = policy.delay(error, 1);
    QVERIFY(*delay >= 7s && *delay <= 7250ms);
    QVERIFY(!policy.delay(error, 2, 1));
}

void TestRetryPolicy::aNamedWaitMayComeSecond()
{
    RetryPolicy policy(1);
    const Error error {
        .kind = ErrorKind::RateLimited, .cause = QStringLiteral("rate_limited"), .httpStatus = 429, .retryAfter = 7s};
    QVERIFY(policy.delay(error, 2, 0)); // the first try failed with a 500
}

void TestRetryPolicy::someFaultsGetOneTryOnly()
{
    RetryPolicy policy(1);
    for (const Error &error : {Error {.kind = ErrorKind::Timeout, .cause = QStringLiteral("dns")},
                               Error {.kind = ErrorKind::Network, .cause = QStringLiteral("tls_eof")},
                               Error {.kind = ErrorKind::Timeout, .cause = QStringLiteral("tls_timeout")}}) {
        QVERIFY(policy.delay(error, 1));
        QVERIFY(!policy.delay(error, 2));
    }
}

void TestRetryPolicy::inBandErrors_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("worth");
    QTest::newRow("overloaded") << QByteArray(R"({"error":{"type":"overloaded_error","message":"busy"}})") << true;
    QTest::newRow("openrouter 429") << QByteArray(R"({"error":{"code":429,"message":"slow"}})") << true;
    QTest::newRow("openrouter 502") << QByteArray(R"({"error":{"code":502,"message":"upstream"}})") << true;
    QTest::newRow("rate limit") << QByteArray(R"({"error":{"type":"rate_limit_error","message":"slow"}})") << true;
    QTest::newRow("quota") << QByteArray(R"({"error":{"type":"insufficient_quota","message":"pay"}})") << false;
    QTest::newRow("key") << QByteArray(R"({"error":{"type":"authentication_error","message":"no"}})") << false;
    QTest::newRow("unknown word") << QByteArray(R"({"error":{"type":"gremlins","message":"?"}})") << false;
}

void TestRetryPolicy::inBandErrors()
{
    QFETCH(const QByteArray, body);
    Error error = describeInBandError(readErrorBody(body));
    error.httpStatus = 200;
    QTEST(RetryPolicy::isWorthRetrying(error), "worth");
}

void TestRetryPolicy::aLongWaitIsNotWaitedFor()
{
    RetryPolicy policy(1);
    QVERIFY(!policy.delay(
        {.kind = ErrorKind::RateLimited, .cause = QStringLiteral("rate_limited"), .httpStatus = 429, .retryAfter = 61s},
        1));
}

void TestRetryPolicy::atMostTwo()
{
    RetryPolicy policy(1);
    const Error error {.kind = ErrorKind::Network, .cause = QStringLiteral("connect")};
    QVERIFY(policy.delay(error, 2));
    QVERIFY(!policy.delay(error, 3));
}

void TestRetryPolicy::bucketEmptiesAndRefills()
{
    RetryBucket bucket;
    const QString origin = QStringLiteral("https://a:443");
    for (int i = 0; i < 10; ++i)
        QVERIFY(bucket.take(origin));
    QVERIFY(!bucket.take(origin));
    QVERIFY(bucket.take(QStringLiteral("https://b:443")));
    for (int i = 0; i < 9; ++i)
        bucket.requestSent(origin);
    QVERIFY(!bucket.take(origin));
    bucket.requestSent(origin);
    bucket.requestSent(origin);
    QVERIFY(bucket.take(origin));
}

QTEST_GUILESS_MAIN(TestRetryPolicy)
#include "tst_retrypolicy.moc"
