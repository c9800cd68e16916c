// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faults/FaultTest.h"

using namespace triptych;
using namespace script;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

/// Answers that do not come, or do not go on, and clocks that somebody sets.
class TestFaultSilence : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void silences_data();
    void silences();
    void drips_data();
    void drips();
    void clockJumps_data();
    void clockJumps();
    void resume_data();
    void resume();
};

void TestFaultSilence::silences_data()
{
    addFaults();
    row("row 6 no byte", {.answer = {Pause {}}, .cause = "first_content", .kind = ErrorKind::Timeout, .limit = 60s});
    row("row 6 only a head",
        {.answer = {triptych::streamHead(), Pause {}},
         .cause = "first_content",
         .kind = ErrorKind::Timeout,
         .status = 200,
         .limit = 60s});
    row("row 6 only a head, where the model reasons",
        {.answer = {triptych::streamHead(), Pause {}},
         .cause = "first_content",
         .kind = ErrorKind::Timeout,
         .status = 200,
         .limit = 600s,
         .prepare = [this] { m_plan.address.settings.reasoningEffort = QStringLiteral("high"); }});
    row("row 6 no byte, while a local model loads",
        {.answer = {Pause {}}, .cause = "first_content", .kind = ErrorKind::Timeout, .limit = 600s, .prepare = [this] {
             m_endpoints->isSlowToStart = true;
         }});
    row("row 7 silence in the middle",
        {.answer = {triptych::streamHead(), chunk(delta("begun")), Pause {}},
         .outcome = LaneOutcome::Incomplete,
         .cause = "idle",
         .kind = ErrorKind::Timeout,
         .status = 200,
         .limit = 30s,
         .text = "begun"});
}

void TestFaultSilence::silences()
{
    judge();
}

void TestFaultSilence::drips_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("drop");
    QTest::addColumn<milliseconds>("limit");
    QTest::addColumn<QString>("cause");
    const QByteArray comment = ": ping\n\n";
    const QByteArray ping = "event: ping\ndata: {}\n\n";
    QTest::newRow("row 6 only comments") << QByteArray() << comment << milliseconds(60s)
                                         << QStringLiteral("first_content");
    QTest::newRow("row 8 comments after content")
        << delta("x") << comment << milliseconds(180s) << QStringLiteral("no_progress");
    QTest::newRow("row 8 ping events after content")
        << delta("x") << ping << milliseconds(180s) << QStringLiteral("no_progress");
    QTest::newRow("row 9 content for ever")
        << delta("x") << delta("x") << milliseconds(30min) << QStringLiteral("deadline");
}

/// Something comes every twenty seconds, which is often enough for every limit but one.
void TestFaultSilence::drips()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, drop);
    QFETCH(const milliseconds, limit);
    constexpr milliseconds pace = 20s;
    Steps steps {triptych::streamHead()};
    if (!first.isEmpty())
        steps.push_back(chunk(first));
    for (milliseconds at = pace; at <= limit; at += pace) {
        steps.push_back(Pause {});
        steps.push_back(chunk(drop));
    }
    m_one->play(steps);
    const LaneId id = start({m_plan}).lanes[0];
    QTRY_VERIFY(m_one->isPaused() && isIn(id, first.isEmpty() ? LanePhase::Waiting : LanePhase::Writing));
    for (milliseconds at = pace; at < limit; at += pace) {
        m_clock->advance(pace);
        m_one->release();
        QVERIFY(m_one->isPaused());
        turnEventLoop();
        QVERIFY2(!record(id), QByteArray::number(qint64(at.count())).constData());
    }
    m_clock->advance(pace - 1ms);
    QVERIFY(!record(id));
    m_clock->advance(1ms);
    QVERIFY(record(id));
    QTEST(record(id)->cause, "cause");
    QCOMPARE(record(id)->outcome, first.isEmpty() ? LaneOutcome::Failed : LaneOutcome::Incomplete);
    QCOMPARE(record(id)->error->kind, ErrorKind::Timeout);
    const qsizetype drops = limit / pace - 1;
    QCOMPARE(record(id)->text.size(), first.isEmpty() ? 0 : first == drop ? 1 + drops : 1);
    QCOMPARE(m_one->requests().size(), std::size_t(1));
}

void TestFaultSilence::clockJumps_data()
{
    QTest::addColumn<milliseconds>("jump");
    QTest::newRow("row 41 the clock jumps a day ahead") << milliseconds(24h);
    QTest::newRow("row 41 the clock jumps a day back") << milliseconds(-24h);
}

/// What is measured and what is waited for takes as long as it takes, whatever the clock on the wall says.
void TestFaultSilence::clockJumps()
{
    QFETCH(const milliseconds, jump);
    m_one->play({answer(503, "{}")});
    m_one->play({triptych::streamHead(), chunk(delta("begun")), Pause {}});
    const LaneId id = start({m_plan}).lanes[0];
    QTRY_COMPARE(m_notes.size(), std::size_t(1));
    m_clock->jumpWall(jump);
    const milliseconds wait(m_notes[0].total);
    m_clock->advance(wait - 1ms);
    QVERIFY(isIn(id, LanePhase::Queued));
    m_clock->advance(1ms);
    QTRY_VERIFY(m_one->isPaused() && isIn(id, LanePhase::Writing));
    m_clock->jumpWall(jump);
    m_clock->advance(30s - 1ms);
    QVERIFY(!record(id));
    m_clock->advance(1ms);
    QVERIFY(record(id));
    QCOMPARE(record(id)->cause, QStringLiteral("idle"));
    QCOMPARE(record(id)->text, QStringLiteral("begun"));
    QCOMPARE(qRound64(*record(id)->timing.totalMs), qint64((wait + 30s) / 1ms));
}

void TestFaultSilence::resume_data()
{
    QTest::addColumn<bool>("wasSeen");
    QTest::newRow("row 41 asleep for eight hours, and the clock knows") << true;
    QTest::newRow("row 41 asleep for eight hours, and the clock stood still") << false;
}

/// A connection that was kept is gone after it, whether or not this machine has noticed.
void TestFaultSilence::resume()
{
    QFETCH(const bool, wasSeen);
    m_one->playAlways(completeAnswer("before"));
    const LaneId first = start({m_plan}).lanes[0];
    QTRY_VERIFY(record(first));
    turnEventLoop();
    m_one->play({triptych::streamHead(), chunk(delta("begun")), Pause {}});
    const LaneId asleep = start({m_plan}).lanes[0];
    QTRY_VERIFY(m_one->isPaused() && isIn(asleep, LanePhase::Writing));
    QCOMPARE(m_one->connections(), 1);
    wasSeen ? m_clock->advance(8h) : m_one->resetAll();
    QTRY_VERIFY(record(asleep));
    QCOMPARE(record(asleep)->outcome, LaneOutcome::Incomplete);
    QCOMPARE(record(asleep)->cause, wasSeen ? QStringLiteral("idle") : QStringLiteral("reset"));
    const LaneId after = start({m_plan}).lanes[0];
    QTRY_VERIFY(record(after));
    QCOMPARE(record(after)->outcome, LaneOutcome::Complete);
    QCOMPARE(record(after)->retries, 0);
    QCOMPARE(m_one->connections(), 2);
}

QTEST_GUILESS_MAIN(TestFaultSilence)
#include "tst_fault_silence.moc"
