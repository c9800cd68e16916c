// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/RunEngineTest.h"

#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

class TestRunEngine : public RunEngineTest
{
    Q_OBJECT

private Q_SLOTS:
    void lanesStreamSideBySide();
    void aFailingLaneDisturbsNobody();
    void cancelClosesTheSocketAndKeepsTheText();
    void resetAfterTextIsIncompleteAndNotRetried();
    void redirectsDeliverNoKey_data();
    void redirectsDeliverNoKey();
    void cancelKeepsTheHeldText();
    void cancelAllTellsEveryEnd();
    void noKeySendsNothing();
    void completeKeepsTheConnection();
    void stopNamesTheCause();
};

void TestRunEngine::lanesStreamSideBySide()
{
    m_one->play({streamHead(), script::chunk(delta("first ")), script::Pause {}, script::chunk(delta("answer")),
                 script::chunk(ending()), script::chunk({})});
    m_two->play(completeAnswer("other"));
    const StartedRun run = start({lane("one"), lane("two", 1)});
    QTRY_VERIFY(record(run.lanes[1]));
    m_clock->advance(8ms);
    QTRY_COMPARE(m_text[run.lanes[0]], QStringLiteral("first "));
    QVERIFY(!record(run.lanes[0]));
    m_one->release();
    QTRY_COMPARE(m_runsFinished, 1);

    const LaneRecord &first = *record(run.lanes[0]);
    QCOMPARE(first.outcome, LaneOutcome::Complete);
    QCOMPARE(first.finish, FinishReason::Stop);
    QCOMPARE(first.text, QStringLiteral("first answer"));
    QCOMPARE(m_text[run.lanes[0]], first.text);
    QCOMPARE(first.usage.input, std::optional<qint64>(3));
    QCOMPARE(first.cause, QString());
    const std::vector<LanePhase> phases {LanePhase::Connecting, LanePhase::Waiting, LanePhase::Writing};
    QCOMPARE(m_phases[run.lanes[0]], phases);
}

void TestRunEngine::aFailingLaneDisturbsNobody()
{
    m_one->play({script::answer(401, "{\"error\":{\"message\":\"bad key\",\"type\":\"invalid_request_error\"}}",
                                "Content-Type: application/json\r\nx-request-id: req_7\r\n")});
    m_two->play(completeAnswer("fine"));
    const StartedRun run = start({lane("one"), lane("two", 1)});
    QTRY_COMPARE(m_runsFinished, 1);
    const LaneRecord &failed = *record(run.lanes[0]);
    QCOMPARE(failed.outcome, LaneOutcome::Failed);
    QCOMPARE(failed.cause, QStringLiteral("auth"));
    QCOMPARE(failed.httpStatus, std::optional(401));
    QCOMPARE(failed.error->message, QStringLiteral("bad key"));
    QCOMPARE(failed.requestId, QStringLiteral("req_7"));
    QCOMPARE(failed.retries, 0);
    QCOMPARE(record(run.lanes[1])->outcome, LaneOutcome::Complete);
}

void TestRunEngine::cancelClosesTheSocketAndKeepsTheText()
{
    m_one->play({streamHead(), script::chunk(delta("partial")), script::Pause {}});
    const StartedRun run = start({lane("one")});
    QTRY_COMPARE(m_text[run.lanes[0]], QStringLiteral("partial"));
    QCOMPARE(m_one->openConnections(), 1);
    m_engine->cancelLane(run.lanes[0]);
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Cancelled);
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("user"));
    QCOMPARE(record(run.lanes[0])->text, QStringLiteral("partial"));
    QTRY_COMPARE(m_one->openConnections(), 0);
}

void TestRunEngine::resetAfterTextIsIncompleteAndNotRetried()
{
    m_one->play({streamHead(), script::chunk(delta("partial")), script::Pause {}, script::Reset {}});
    const StartedRun run = start({lane("one")});
    QTRY_COMPARE(m_text[run.lanes[0]], QStringLiteral("partial"));
    m_one->release();
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Incomplete);
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("reset"));
    QCOMPARE(record(run.lanes[0])->text, QStringLiteral("partial"));
    QCOMPARE(m_one->requests().size(), std::size_t(1));
}

void TestRunEngine::redirectsDeliverNoKey_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestRunEngine::redirectsDeliverNoKey()
{
    QFETCH(const int, status);
    m_one->play({script::answer(
        status, {},
        "Location: " + m_two->url(QStringLiteral("/landed"), QStringLiteral("localhost")).toEncoded() + "\r\n")});
    m_two->playAlways(completeAnswer("stolen"));
    const StartedRun run = start({lane("one")});
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Failed);
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("redirect_cross_origin"));
    QVERIFY(m_one->received().contains(secretKey));
    QCOMPARE(m_two->connections(), 0);
    QVERIFY(m_two->received().isEmpty());
}

void TestRunEngine::cancelKeepsTheHeldText()
{
    m_one->play({streamHead(), script::chunk(delta("so far <thi")), script::Pause {}});
    const StartedRun run = start({lane("one")});
    QTRY_VERIFY(!m_text[run.lanes[0]].isEmpty());
    m_engine->cancelLane(run.lanes[0]);
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Cancelled);
    QCOMPARE(record(run.lanes[0])->text, QStringLiteral("so far <thi"));
    QCOMPARE(m_text[run.lanes[0]], record(run.lanes[0])->text);
}

void TestRunEngine::cancelAllTellsEveryEnd()
{
    m_one->play({streamHead(), script::chunk(delta("dear")), script::Pause {}});
    m_engine->setLanesPerProvider(1);
    const StartedRun run = start({lane("one"), lane("one", 1)});
    QTRY_COMPARE(m_text[run.lanes[0]], QStringLiteral("dear"));
    m_engine->cancelAll();
    QCOMPARE(m_finished.size(), std::size_t(2));
    QCOMPARE(record(run.lanes[0])->text, QStringLiteral("dear"));
    QCOMPARE(record(run.lanes[1])->outcome, LaneOutcome::Cancelled);
    QCOMPARE(m_runsFinished, 1);
}

void TestRunEngine::noKeySendsNothing()
{
    const StartedRun run = start({lane("nobody")});
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Failed);
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("no_key"));
    QVERIFY(!record(run.lanes[0])->timing.connectMs);
}

void TestRunEngine::completeKeepsTheConnection()
{
    m_one->playAlways(completeAnswer("x"));
    for (int i = 0; i < 3; ++i) {
        const StartedRun run = start({lane("one")});
        QTRY_VERIFY(record(run.lanes[0]));
        QTRY_COMPARE(m_runsFinished, i + 1);
        m_clock->advance(1ms); // the drained lane lets go
    }
    QCOMPARE(m_one->connections(), 1);
}

void TestRunEngine::stopNamesTheCause()
{
    m_one->play({streamHead(), script::chunk(delta("dear")), script::Pause {}});
    const StartedRun run = start({lane("one")});
    QTRY_COMPARE(m_text[run.lanes[0]], QStringLiteral("dear"));
    m_engine->stop(run.id, {.kind = ErrorKind::Cancelled, .cause = QStringLiteral("budget")});
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("budget"));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Incomplete);
}

QTEST_GUILESS_MAIN(TestRunEngine)
#include "tst_runengine.moc"
