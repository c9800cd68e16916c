// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/Backlog.h"
#include "core/run/HoldableTimer.h"
#include "tests/support/ManualClock.h"

#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

/// How what nobody has handled is counted, and the timers that stand still meanwhile.
class TestBacklog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isFullAboveItsLimit();
    void tellsOnceThatItIsDrained();
    void aCopyKeepsAShareOpen();
    void outlivesWhoMadeIt();
    void weighsText();
    void aHeldTimerStandsStill();
    void aTimerStartedWhileHeldWaits();
    void aHeldTimerCanBeStopped();
    void aTimerThatFiredStaysQuiet();

private:
    std::shared_ptr<Backlog> m_backlog;
    int m_drained = 0;
    ManualClock m_clock;
    int m_fired = 0;
};

void TestBacklog::init()
{
    m_drained = m_fired = 0;
    m_backlog = Backlog::create([this] { ++m_drained; });
}

void TestBacklog::isFullAboveItsLimit()
{
    const BacklogShare whole = m_backlog->add(Backlog::most);
    QVERIFY(!m_backlog->isFull());
    const BacklogShare more = m_backlog->add(1);
    QVERIFY(m_backlog->isFull());
}

void TestBacklog::tellsOnceThatItIsDrained()
{
    std::vector<BacklogShare> shares;
    for (int i = 0; i < 5; ++i)
        shares.push_back(m_backlog->add(Backlog::drainedAt));
    QVERIFY(m_backlog->isFull());
    while (shares.size() > 1) {
        QCOMPARE(m_drained, 0);
        shares.pop_back();
    }
    QCOMPARE(m_drained, 1);
    QVERIFY(!m_backlog->isFull());
    shares.clear();
    QCOMPARE(m_drained, 1);
}

void TestBacklog::aCopyKeepsAShareOpen()
{
    BacklogShare first = m_backlog->add(2 * Backlog::most);
    QVERIFY(m_backlog->isFull());
    BacklogShare second = first;
    first = {};
    QCOMPARE(m_drained, 0);
    second = {};
    QCOMPARE(m_drained, 1);
}

void TestBacklog::outlivesWhoMadeIt()
{
    BacklogShare share = m_backlog->add(2 * Backlog::most);
    QVERIFY(m_backlog->isFull());
    m_backlog->silence();
    m_backlog.reset();
    share = {};
    QCOMPARE(m_drained, 0);
}

void TestBacklog::weighsText()
{
    const auto bare = weightOf({TextDelta {}});
    QCOMPARE(weightOf({TextDelta {QString(1000, u'x')}}), bare + 2000);
    QCOMPARE(weightOf({ReasoningDelta {QString(1000, u'x')}}), bare + 2000);
    QCOMPARE(weightOf({ToolCallDelta {.arguments = QByteArray(1000, 'x')}}), bare + 1000);
    QCOMPARE(weightOf({SourcesReport {{QString(1000, u'x')}}}), bare + 2000);
    QCOMPARE(weightOf({OpaquePart {.json = {QByteArray(1000, 'x')}}, StreamOpened {}}), 2 * bare + 1000);
    QCOMPARE(weightOf({}), 0);
}

void TestBacklog::aHeldTimerStandsStill()
{
    HoldableTimer timer(m_clock, [this] { ++m_fired; });
    timer.start(10s);
    m_clock.advance(4s);
    timer.setHeld(true);
    m_clock.advance(1h);
    timer.setHeld(true);
    timer.setHeld(false);
    m_clock.advance(5'999ms);
    QCOMPARE(m_fired, 0);
    m_clock.advance(1ms);
    QCOMPARE(m_fired, 1);
}

void TestBacklog::aTimerStartedWhileHeldWaits()
{
    HoldableTimer timer(m_clock, [this] { ++m_fired; });
    timer.setHeld(true);
    timer.start(3s);
    m_clock.advance(1h);
    QCOMPARE(m_fired, 0);
    timer.setHeld(false);
    m_clock.advance(3s);
    QCOMPARE(m_fired, 1);
}

void TestBacklog::aHeldTimerCanBeStopped()
{
    HoldableTimer timer(m_clock, [this] { ++m_fired; });
    timer.start(3s);
    timer.setHeld(true);
    timer.stop();
    timer.setHeld(false);
    QCOMPARE(m_clock.runningTimers(), 0);
}

void TestBacklog::aTimerThatFiredStaysQuiet()
{
    HoldableTimer timer(m_clock, [this] { ++m_fired; });
    timer.start(3s);
    m_clock.advance(3s);
    timer.setHeld(true);
    timer.setHeld(false);
    m_clock.advance(1h);
    QCOMPARE(m_fired, 1);
}

QTEST_GUILESS_MAIN(TestBacklog)
#include "tst_backlog.moc"
