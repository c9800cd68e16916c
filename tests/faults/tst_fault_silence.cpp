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
    void bytes_data();
    void bytes();
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
    QTest::newRow("row 6 only ping events")
        << QByteArray() << ping << milliseconds(60s) << QStringLiteral("first_content");
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

void TestFaultSilence::bytes_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("drops"); ///< Over and over.
    QTest::addColumn<milliseconds>("limit");
    QTest::addColumn<QString>("cause");
    const QByteArray head = script::streamHead().bytes;
    const auto row
        = [](const char *tag, const QByteArray &first, const QByteArray &drops, milliseconds limit, const char *cause) {
              QTest::newRow(tag) << first << drops << limit << QString::fromLatin1(cause);
          };
    row("row 6 a head, a byte a second", "HTTP/1.1 200 OK\r\nX-Long: ", "x", 60s, "first_content");
    row("row 6 an event, a byte a second", head + "data: ", "x", 60s, "first_content");
    row("row 8 an event that never ends, a byte a second", head + delta("x") + "data: ", "x", 180s, "no_progress");
    row("row 9 an answer, a byte a second", head + delta("x"), delta("x"), 30min, "deadline");
}

/// However slowly bytes come, that they come is no progress of the answer.
void TestFaultSilence::bytes()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, drops);
    QFETCH(const milliseconds, limit);
    const bool hasText = first.contains("choices");
    Steps steps {Send {first}};
    for (qsizetype i = 0; i < limit / 1s; ++i) {
        steps.push_back(Pause {});
        steps.push_back(Send {drops.mid(i % drops.size(), 1)});
    }
    m_one->play(steps);
    const LaneId id = start({m_plan}).lanes[0];
    QTRY_VERIFY(m_one->isPaused() && isIn(id, hasText ? LanePhase::Writing : LanePhase::Waiting));
    for (milliseconds at = 1s; at < limit; at += 1s) {
        m_clock->advance(1s);
        m_one->release();
        turnEventLoop();
        QVERIFY2(!record(id), QByteArray::number(qint64(at.count())).constData());
    }
    m_clock->advance(1s - 1ms);
    QVERIFY(!record(id));
    m_clock->advance(1ms);
    QVERIFY(record(id));
    QTEST(record(id)->cause, "cause");
    QCOMPARE(record(id)->outcome, hasText ? LaneOutcome::Incomplete : LaneOutcome::Failed);
    QCOMPARE(record(id)->retries, 0);
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
