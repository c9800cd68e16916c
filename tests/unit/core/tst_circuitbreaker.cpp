// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/CircuitBreakers.h"

#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

/// When requests are kept from a place that does not work, and when one may go there again.
class TestCircuitBreaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesEnds_data();
    void judgesEnds();
    void opensAtHalf_data();
    void opensAtHalf();
    void onlyTheLastTwentyCount();
    void letsOneProbeThrough();
    void aProbeThatFailsOpensAnew();
    void aProbeThatSaysNothingMakesRoom();
    void aRefusedKeyOpensAtOnce();
    void whatBeganBeforeProvesNothing();
    void placesAreApart();
    void namesTheWait();
};

namespace {

constexpr MonotonicTime start = 1h;
constexpr auto worked = TryVerdict::Worked;
constexpr auto failed = TryVerdict::Failed;

/// W and F, one for each try that ended.
void play(CircuitBreaker &breaker, const char *ends)
{
    for (const char *end = ends; *end; ++end)
        breaker.end(breaker.begin(), *end == 'F' ? failed : worked, start);
}

CircuitBreaker openBreaker()
{
    CircuitBreaker breaker;
    play(breaker, "FFFFFFFFFF");
    return breaker;
}

} // namespace

void TestCircuitBreaker::judgesEnds_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<bool>("hadContent");
    QTest::addColumn<TryVerdict>("verdict");
    const auto row = [](const char *cause, int status, TryVerdict verdict, bool hadContent = false,
                        ErrorKind kind = ErrorKind::Network) {
        Error error {.kind = kind, .cause = QString::fromLatin1(cause)};
        if (status)
            error.httpStatus = status;
        QTest::addRow("%s %d%s", cause, status, hadContent ? " after content" : "") << error << hadContent << verdict;
    };
    row("connect", 0, failed);
    row("connect_timeout", 0, failed);
    row("tls.expired", 0, failed);
    row("tls_eof", 0, failed);
    row("tls_timeout", 0, failed);
    row("tls.ca_file", 0, worked); // was never sent
    row("reset", 0, failed);
    row("reset", 200, worked, true);
    row("first_content", 200, failed);
    row("idle", 200, failed, true);
    row("no_progress", 200, failed, true);
    row("deadline", 200, failed, true);
    row("rate_limited", 429, failed);
    row("quota", 429, failed);
    row("server", 500, failed);
    row("server", 529, failed);
    row("html_page", 502, failed);
    row("provider.overloaded_error", 200, failed, false, ErrorKind::ServerFault);
    row("provider.overloaded_error", 200, worked, true, ErrorKind::ServerFault);
    row("provider.rate_limit_error", 200, failed, false, ErrorKind::RateLimited);
    row("provider.invalid_request_error", 200, worked, false, ErrorKind::Rejected);
    row("rejected", 400, worked);
    row("rejected", 404, worked);
    row("context_length", 413, worked);
    row("server", 408, worked);
    row("quota", 402, worked);
    row("html_page", 200, worked);
    row("empty", 200, worked);
    row("schema", 200, worked);
    row("protocol", 0, worked);
    row("redirect", 302, worked);
    row("dns", 0, worked);
    row("proxy.refused", 0, worked);
    row("auth", 401, TryVerdict::KeyRefused);
    row("auth", 403, TryVerdict::KeyRefused);
    row("account_field", 401, worked); // the key is right, an id beside it is not
}

void TestCircuitBreaker::judgesEnds()
{
    QFETCH(const Error, error);
    QFETCH(const bool, hadContent);
    QTEST(verdictOf(error, hadContent), "verdict");
}

void TestCircuitBreaker::opensAtHalf_data()
{
    QTest::addColumn<QByteArray>("ends");
    QTest::addColumn<bool>("isOpen");
    const auto row = [](const char *ends, bool isOpen) { QTest::newRow(ends) << QByteArray(ends) << isOpen; };
    row("FFFFFFFFF", false); // nine say too little
    row("FFFFFFFFFF", true);
    row("WWWWWFFFFF", true);
    row("WWWWWWFFFF", false);
    row("WWWWWWFFFFF", false); // five of eleven
    row("WWWWWWFFFFFF", true);
    row("WWWWWWWWWWFFFFFFFFF", false);
    row("WWWWWWWWWWFFFFFFFFFF", true); // ten of twenty
}

void TestCircuitBreaker::opensAtHalf()
{
    QFETCH(const QByteArray, ends);
    CircuitBreaker breaker;
    play(breaker, ends.constData());
    QTEST(breaker.refusal(start).has_value(), "isOpen");
}

void TestCircuitBreaker::onlyTheLastTwentyCount()
{
    CircuitBreaker breaker;
    play(breaker, "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW");
    play(breaker, "FFFFFFFFF");
    QVERIFY(!breaker.refusal(start));
    play(breaker, "F");
    QVERIFY(breaker.refusal(start));
}

void TestCircuitBreaker::letsOneProbeThrough()
{
    CircuitBreaker breaker = openBreaker();
    QCOMPARE(breaker.refusal(start)->wait, std::optional(CircuitBreaker::cooldown));
    QCOMPARE(breaker.refusal(start + 29'999ms)->wait, std::optional(1ms));
    QVERIFY(!breaker.refusal(start + 30s));
    QVERIFY(breaker.begin());
    QVERIFY(breaker.refusal(start + 30s)); // one at a time
    QVERIFY(!breaker.refusal(start + 30s)->wait);
    breaker.end(true, worked, start + 31s);
    QVERIFY(!breaker.refusal(start + 31s));
    QVERIFY(!breaker.begin());
    play(breaker, "FFFFFFFFF");
    QVERIFY2(!breaker.refusal(start + 31s), "the failures from before count no more");
}

void TestCircuitBreaker::aProbeThatFailsOpensAnew()
{
    CircuitBreaker breaker = openBreaker();
    breaker.end(breaker.begin(), failed, start + 40s);
    QVERIFY(breaker.refusal(start + 69s));
    QVERIFY(!breaker.refusal(start + 70s));
}

void TestCircuitBreaker::aProbeThatSaysNothingMakesRoom()
{
    CircuitBreaker breaker = openBreaker();
    QVERIFY(breaker.begin());
    breaker.end(true, {}, start + 30s);
    QVERIFY(!breaker.refusal(start + 30s));
    QVERIFY2(breaker.begin(), "the next one is the probe");
}

void TestCircuitBreaker::aRefusedKeyOpensAtOnce()
{
    CircuitBreaker breaker;
    breaker.end(breaker.begin(), TryVerdict::KeyRefused, start);
    QVERIFY(breaker.refusal(start));
    QVERIFY(breaker.refusal(start)->isOfKey);
    QVERIFY(breaker.begin());
    breaker.end(true, failed, start + 30s); // the key may be good by now, the server is not
    QVERIFY(!breaker.refusal(start + 31s)->isOfKey);
}

void TestCircuitBreaker::whatBeganBeforeProvesNothing()
{
    CircuitBreaker breaker;
    const bool isProbe = breaker.begin();
    play(breaker, "FFFFFFFFFF");
    breaker.end(isProbe, worked, start + 1s);
    QVERIFY(breaker.refusal(start + 1s));
    breaker.end(isProbe, failed, start + 20s);
    QVERIFY2(!breaker.refusal(start + 30s), "it would stay open for ever");
}

void TestCircuitBreaker::placesAreApart()
{
    const BreakerPlace here {QStringLiteral("one"), QStringLiteral("https://a:443"), "key"};
    CircuitBreakers breakers;
    breakers.admit(here, start).value().end(TryVerdict::KeyRefused, start);
    QCOMPARE(breakers.admit(here, start).error().cause, QStringLiteral("breaker.key"));
    for (auto part : {&BreakerPlace::provider, &BreakerPlace::origin}) {
        BreakerPlace other = here;
        other.*part += QLatin1Char('2');
        QVERIFY(breakers.admit(other, start));
    }
    QVERIFY(breakers.admit({here.provider, here.origin, "another key"}, start));
}

void TestCircuitBreaker::namesTheWait()
{
    const BreakerPlace here {QStringLiteral("one"), QStringLiteral("https://a:443"), {}};
    CircuitBreakers breakers;
    for (std::size_t i = 0; i < CircuitBreaker::fewest; ++i)
        breakers.admit(here, start).value().end(failed, start);
    const Error error = breakers.admit(here, start + 10s).error();
    QCOMPARE(error.cause, QStringLiteral("breaker"));
    QCOMPARE(error.retryAfter, std::optional<std::chrono::milliseconds>(20s));
    QVERIFY(breakers.wouldRefuse(here, start + 29s));
    QVERIFY(!breakers.wouldRefuse(here, start + 30s));
    {
        const auto probe = breakers.admit(here, start + 30s);
        QVERIFY(probe);
        QVERIFY(!breakers.admit(here, start + 30s));
    }
    QVERIFY2(breakers.admit(here, start + 30s), "a probe that was dropped blocks the way");
}

QTEST_GUILESS_MAIN(TestCircuitBreaker)
#include "tst_circuitbreaker.moc"
