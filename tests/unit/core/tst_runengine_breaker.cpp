// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/CircuitBreaker.h"
#include "tests/support/RunEngineTest.h"

#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

/// What lanes do at a place that keeps failing.
class TestRunEngineBreaker : public RunEngineTest
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsSentWhileItIsOpen();
    void aProbeThatWorksClosesIt();
    void onlyOneProbeGoes();
    void aStoppedProbeMakesRoom();
    void aProbeMayBeWrittenOtherwise();
    void aRetryEndsWithTheErrorItHas();
    void aRetryThatIsDueEndsWithTheErrorItHas();
    void aRefusedKeyIsNotSentAgain();
    void anotherKeyIsNotRefused();
    void aLimitOfTheRunIsNotTheServersFault();
    void refusalsOfRequestsDoNotCount();

private:
    LaneId run(const char *provider = "one");
    void fail(int times);
    const QString &cause(LaneId id) const { return record(id)->cause; }
};

namespace {

const script::Step unwell = script::answer(503, "{\"error\":{\"message\":\"busy\"}}", "x-should-retry: false\r\n");

} // namespace

/// One lane, to its end.
LaneId TestRunEngineBreaker::run(const char *provider)
{
    const LaneId id = start({lane(provider)}).lanes[0];
    [&] { QTRY_VERIFY(record(id)); }();
    return id;
}

void TestRunEngineBreaker::fail(int times)
{
    m_one->playAlways({unwell});
    for (int i = 0; i < times; ++i)
        QCOMPARE(cause(run()), QStringLiteral("server"));
}

void TestRunEngineBreaker::nothingIsSentWhileItIsOpen()
{
    fail(10);
    m_clock->advance(10s);
    const LaneRecord &refused = *record(run());
    QCOMPARE(refused.cause, QStringLiteral("breaker"));
    QCOMPARE(refused.outcome, LaneOutcome::Failed);
    QCOMPARE(refused.error->kind, ErrorKind::ServerFault);
    QCOMPARE(refused.error->retryAfter, std::optional<std::chrono::milliseconds>(20s));
    QCOMPARE(m_one->requests().size(), std::size_t(10));
    m_two->play(completeAnswer("elsewhere"));
    QCOMPARE(record(run("two"))->outcome, LaneOutcome::Complete);
}

void TestRunEngineBreaker::aProbeThatWorksClosesIt()
{
    fail(10);
    m_clock->advance(CircuitBreaker::cooldown);
    m_one->playAlways(completeAnswer("well again"));
    QCOMPARE(record(run())->outcome, LaneOutcome::Complete);
    QCOMPARE(record(run())->outcome, LaneOutcome::Complete);
}

void TestRunEngineBreaker::onlyOneProbeGoes()
{
    fail(10);
    m_clock->advance(CircuitBreaker::cooldown);
    m_one->playAlways({script::Pause {}, unwell});
    const LaneId probe = start({lane("one")}).lanes[0];
    QTRY_VERIFY(m_one->isPaused());
    const LaneRecord &refused = *record(run());
    QCOMPARE(refused.cause, QStringLiteral("breaker"));
    QVERIFY(!refused.error->retryAfter);
    m_one->release();
    QTRY_VERIFY(record(probe));
    QCOMPARE(cause(probe), QStringLiteral("server"));
    QCOMPARE(cause(run()), QStringLiteral("breaker"));
    QCOMPARE(m_one->requests().size(), std::size_t(11));
}

void TestRunEngineBreaker::aStoppedProbeMakesRoom()
{
    fail(10);
    m_clock->advance(CircuitBreaker::cooldown);
    m_one->playAlways({script::Pause {}});
    const LaneId probe = start({lane("one")}).lanes[0];
    QTRY_VERIFY(m_one->isPaused());
    m_engine->cancelLane(probe);
    QTRY_VERIFY(record(probe));
    m_one->playAlways(completeAnswer("well again"));
    QCOMPARE(record(run())->outcome, LaneOutcome::Complete);
}

/// A field is refused by its name alone, so that the same lane sends the request once more.
void TestRunEngineBreaker::aProbeMayBeWrittenOtherwise()
{
    fail(10);
    m_clock->advance(CircuitBreaker::cooldown);
    m_one->play(
        {script::answer(400, R"({"error":{"message":"Unrecognized request argument supplied: stream_options"}})")});
    m_one->play(completeAnswer("without it"));
    QCOMPARE(record(run())->outcome, LaneOutcome::Complete);
}

/// The tenth failure opens it, so that lane makes no second try.
void TestRunEngineBreaker::aRetryEndsWithTheErrorItHas()
{
    fail(9);
    m_one->playAlways({script::answer(503, "{\"error\":{\"message\":\"busy\"}}")});
    const LaneRecord &last = *record(run());
    QCOMPARE(last.cause, QStringLiteral("server"));
    QCOMPARE(last.error->message, QStringLiteral("busy"));
    QCOMPARE(last.httpStatus, std::optional(503));
    QCOMPARE(last.retries, 0);
    QCOMPARE(m_one->requests().size(), std::size_t(10));
}

/// It opens while a lane waits for its second try.
void TestRunEngineBreaker::aRetryThatIsDueEndsWithTheErrorItHas()
{
    m_one->play({script::answer(429, "{\"error\":{\"message\":\"slow down\"}}", "Retry-After: 1\r\n")});
    const LaneId waiting = start({lane("one")}).lanes[0];
    QTRY_COMPARE(m_notes.size(), std::size_t(1));
    fail(9);
    m_clock->advance(2s);
    QTRY_VERIFY(record(waiting));
    QCOMPARE(cause(waiting), QStringLiteral("rate_limited"));
    QCOMPARE(record(waiting)->error->message, QStringLiteral("slow down"));
    QCOMPARE(m_one->requests().size(), std::size_t(10));
}

void TestRunEngineBreaker::aRefusedKeyIsNotSentAgain()
{
    m_one->playAlways({script::answer(401, "{\"error\":{\"message\":\"no such key\"}}")});
    QCOMPARE(cause(run()), QStringLiteral("auth"));
    const LaneRecord &refused = *record(run());
    QCOMPARE(refused.cause, QStringLiteral("breaker.key"));
    QCOMPARE(refused.error->kind, ErrorKind::Unauthorized);
    QCOMPARE(m_one->requests().size(), std::size_t(1));
    m_clock->advance(CircuitBreaker::cooldown);
    QCOMPARE(cause(run()), QStringLiteral("auth"));
}

void TestRunEngineBreaker::anotherKeyIsNotRefused()
{
    m_endpoints->keyId = "old";
    m_one->play({script::answer(401, "{\"error\":{\"message\":\"no such key\"}}")});
    QCOMPARE(cause(run()), QStringLiteral("auth"));
    m_endpoints->keyId = "new";
    m_one->playAlways(completeAnswer("welcome"));
    QCOMPARE(record(run())->outcome, LaneOutcome::Complete);
}

void TestRunEngineBreaker::aLimitOfTheRunIsNotTheServersFault()
{
    m_one->playAlways({script::Pause {}});
    for (int i = 0; i < 10; ++i) {
        const LaneId id = start({lane("one")}, 0, 5s).lanes[0];
        QTRY_COMPARE(m_one->requests().size(), std::size_t(i + 1));
        m_clock->advance(5s);
        QTRY_VERIFY(record(id));
        QCOMPARE(cause(id), QStringLiteral("deadline"));
    }
    m_one->playAlways(completeAnswer("at last"));
    QCOMPARE(record(run())->outcome, LaneOutcome::Complete);
}

void TestRunEngineBreaker::refusalsOfRequestsDoNotCount()
{
    m_one->playAlways({script::answer(400, "{\"error\":{\"message\":\"what?\"}}")});
    for (int i = 0; i < 20; ++i)
        QCOMPARE(cause(run()), QStringLiteral("rejected"));
    QCOMPARE(m_one->requests().size(), std::size_t(20));
}

QTEST_GUILESS_MAIN(TestRunEngineBreaker)
#include "tst_runengine_breaker.moc"
