// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

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
    row("tls.expired", 0, false);
    row("offline", 0, false);
    row("no_key", 0, false);
    row("first_content", 0, false);
    row("server", 500, true);
    row("server", 529, true);
    row("rate_limited", 429, true);
    row("quota", 429, false);
    row("auth", 401, false);
    row("rejected", 400, false);
    row("rejected", 422, false);
    row("provider.overloaded_error", 200, true);
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
        QVERIFY(*one >= 250ms && *one <= 500ms);
        QVERIFY(*two >= 500ms && *two <= 1000ms);
        first.insert(one->count());
    }
    QVERIFY(first.size() > 10);
}

void TestRetryPolicy::theProvidersAdviceCounts()
{
    Error error {.kind = ErrorKind::ServerFault, .cause = QStringLiteral("server"), .httpStatus = 503, .retryAdvised = false};
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
    const Error error {.kind = ErrorKind::RateLimited, .cause = QStringLiteral("rate_limited"), .httpStatus = 429, .retryAfter = 7s};
    const auto delay = policy.delay(error, 1);
    QVERIFY(*delay >= 7s && *delay <= 7250ms);
    QVERIFY(!policy.delay(error, 2));
}

void TestRetryPolicy::aLongWaitIsNotWaitedFor()
{
    RetryPolicy policy(1);
    QVERIFY(!policy.delay({.kind = ErrorKind::RateLimited, .cause = QStringLiteral("rate_limited"), .httpStatus = 429, .retryAfter = 61s}, 1));
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
