// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/RunEngineTest.h"

#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

/// How many lanes may run at once, and how long one may take.
class TestRunEngineLimits : public RunEngineTest
{
    Q_OBJECT

private Q_SLOTS:
    void limitPerProvider();
    void parallelLiftsIt();
    void noLimitInTimeCountsInTheQueue();
    void totalLimitCountsInTheQueue();
    void firstContentLimit();
    void reasoningIsWaitedForLonger();
    void anEndMarkerCountsAtEveryLimit_data();
    void anEndMarkerCountsAtEveryLimit();
};

void TestRunEngineLimits::limitPerProvider()
{
    m_engine->setLanesPerProvider(2);
    m_one->playAlways(
        {streamHead(), script::chunk(delta("x")), script::Pause {}, script::chunk(ending()), script::chunk({})});
    start({lane("one"), lane("one", 1), lane("one", 2)});
    QTRY_COMPARE(m_one->requests().size(), std::size_t(2));
    m_two->play(completeAnswer("meanwhile"));
    start({lane("two")});
    QTRY_COMPARE(m_runsFinished, 1); // a third would have come before this one ended
    QCOMPARE(m_one->requests().size(), std::size_t(2));
    m_one->release();
    QTRY_COMPARE(m_one->requests().size(), std::size_t(3));
    QTRY_VERIFY(m_one->isPaused());
    m_one->release();
    QTRY_COMPARE(m_runsFinished, 2);
}

void TestRunEngineLimits::parallelLiftsIt()
{
    m_engine->setLanesPerProvider(1);
    m_one->playAlways(
        {streamHead(), script::chunk(delta("x")), script::Pause {}, script::chunk(ending()), script::chunk({})});
    start({lane("one"), lane("one", 1), lane("one", 2)}, 3);
    QTRY_COMPARE(m_one->requests().size(), std::size_t(3));
    m_one->release();
    QTRY_COMPARE(m_runsFinished, 1);
}

void TestRunEngineLimits::noLimitInTimeCountsInTheQueue()
{
    m_endpoints->isHolding = true;
    const StartedRun run = start({lane("one")});
    QTRY_COMPARE(m_endpoints->held.size(), std::size_t(1));
    QCOMPARE(m_notes.at(0).code, QStringLiteral("held"));
    m_clock->advance(24h);
    QVERIFY(!record(run.lanes[0]));
    m_one->play(completeAnswer("patience"));
    m_endpoints->held[0]();
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Complete);
    QVERIFY(*record(run.lanes[0])->timing.queuedMs >= 24 * 3600 * 1000.0);
}

void TestRunEngineLimits::totalLimitCountsInTheQueue()
{
    m_endpoints->isHolding = true;
    const StartedRun run = start({lane("one")}, 0, 5s);
    QTRY_COMPARE(m_endpoints->held.size(), std::size_t(1));
    m_clock->advance(5s);
    QVERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("deadline"));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Failed);
    m_endpoints->held[0](); // comes too late and harms nobody
    QCOMPARE(m_one->connections(), 0);
}

void TestRunEngineLimits::firstContentLimit()
{
    m_one->play({streamHead(), script::chunk(": ping\n\n"), script::Pause {}});
    const StartedRun run = start({lane("one")});
    QTRY_VERIFY(m_one->isPaused());
    QTRY_VERIFY(!m_phases[run.lanes[0]].empty() && m_phases[run.lanes[0]].back() == LanePhase::Waiting);
    m_clock->advance(60s);
    QVERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("first_content"));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Failed);
    QTRY_COMPARE(m_one->openConnections(), 0);
}

void TestRunEngineLimits::reasoningIsWaitedForLonger()
{
    m_one->play({streamHead(), script::Pause {}});
    LanePlan plan = lane("one");
    plan.address.settings.reasoningEffort = QStringLiteral("high");
    const StartedRun run = start({plan});
    QTRY_VERIFY(!m_phases[run.lanes[0]].empty() && m_phases[run.lanes[0]].back() == LanePhase::Waiting);
    m_clock->advance(599s);
    QVERIFY(!record(run.lanes[0]));
    m_clock->advance(1s);
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("first_content"));
}

void TestRunEngineLimits::anEndMarkerCountsAtEveryLimit_data()
{
    QTest::addColumn<bool>("byRunLimit");
    QTest::newRow("idle") << false;
    QTest::newRow("the run's own limit") << true;
}

/// The provider said that it finished, but neither [DONE] nor the end of the body ever comes.
void TestRunEngineLimits::anEndMarkerCountsAtEveryLimit()
{
    QFETCH(const bool, byRunLimit);
    const QByteArray finish = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}]}\n\n";
    m_one->play({streamHead(), script::chunk(delta("all of it <th")), script::chunk(finish), script::Pause {}});
    const StartedRun run = start({lane("one")}, 0, byRunLimit ? std::optional(20s) : std::nullopt);
    QTRY_VERIFY(m_one->isPaused());
    QTRY_VERIFY(m_phases[run.lanes[0]].back() == LanePhase::Writing);
    m_clock->advance(8ms);
    QTRY_VERIFY(m_text[run.lanes[0]].startsWith(QStringLiteral("all of it")));
    m_clock->advance(30s);
    QVERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Complete);
    QCOMPARE(record(run.lanes[0])->finish, FinishReason::Length);
    QCOMPARE(record(run.lanes[0])->text, QStringLiteral("all of it <th"));
    QCOMPARE(m_text[run.lanes[0]], record(run.lanes[0])->text);
}

QTEST_GUILESS_MAIN(TestRunEngineLimits)
#include "tst_runengine_limits.moc"
