// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/EventBatcher.h"
#include "core/run/LaneDeadlines.h"
#include "tests/support/ManualClock.h"

#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

class TestLaneDeadlines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingCountsInTheQueue();
    void firstContentCountsFromTheRequest();
    void slowModelsGetLonger();
    void headersAndCommentsAreNoContent();
    void silenceAfterContentIsIdle();
    void keepAlivesAreNoProgress();
    void theTotalEndsADrip();
    void tellsOnce();
    void holdsOnlyWhatWaitsForOthers();
    void batchesEvents();
    void heavyBatchesDoNotWait();

private:
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<LaneDeadlines> m_deadlines;
    QStringList m_causes;
};

void TestLaneDeadlines::init()
{
    m_causes.clear();
    m_deadlines.reset();
    m_clock = std::make_unique<ManualClock>();
    m_deadlines
        = std::make_unique<LaneDeadlines>(*m_clock, LaneLimits {}, [this](const QString &cause) { m_causes << cause; });
}

void TestLaneDeadlines::nothingCountsInTheQueue()
{
    m_clock->advance(24h);
    QCOMPARE(m_causes, QStringList());
}

void TestLaneDeadlines::firstContentCountsFromTheRequest()
{
    m_deadlines->leftQueue();
    m_clock->advance(9s);
    m_deadlines->requestSent(false);
    m_clock->advance(59'999ms);
    QCOMPARE(m_causes, QStringList());
    m_clock->advance(1ms);
    QCOMPARE(m_causes, QStringList {QStringLiteral("first_content")});
}

void TestLaneDeadlines::slowModelsGetLonger()
{
    m_deadlines->leftQueue();
    m_deadlines->requestSent(true);
    m_clock->advance(599s);
    QCOMPARE(m_causes, QStringList());
    m_clock->advance(1s);
    QCOMPARE(m_causes, QStringList {QStringLiteral("first_content")});
}

void TestLaneDeadlines::headersAndCommentsAreNoContent()
{
    m_deadlines->leftQueue();
    m_deadlines->requestSent(false);
    for (int i = 0; i < 6; ++i) {
        m_clock->advance(10s);
        m_deadlines->bytesCame(false);
    }
    QCOMPARE(m_causes, QStringList {QStringLiteral("first_content")});
}

void TestLaneDeadlines::silenceAfterContentIsIdle()
{
    m_deadlines->leftQueue();
    m_deadlines->requestSent(false);
    m_deadlines->bytesCame(true);
    m_clock->advance(30s);
    QCOMPARE(m_causes, QStringList {QStringLiteral("idle")});
}

void TestLaneDeadlines::keepAlivesAreNoProgress()
{
    m_deadlines->leftQueue();
    m_deadlines->requestSent(false);
    m_deadlines->bytesCame(true);
    for (int i = 0; i < 9; ++i) {
        m_clock->advance(20s);
        m_deadlines->bytesCame(false);
    }
    QCOMPARE(m_causes, QStringList {QStringLiteral("no_progress")});
}

void TestLaneDeadlines::theTotalEndsADrip()
{
    m_deadlines->leftQueue();
    m_deadlines->requestSent(false);
    for (int i = 0; i < 30 * 60 && m_causes.isEmpty(); ++i) {
        m_deadlines->bytesCame(true);
        m_clock->advance(1s);
    }
    QCOMPARE(m_causes, QStringList {QStringLiteral("deadline")});
}

void TestLaneDeadlines::tellsOnce()
{
    m_deadlines->leftQueue();
    m_deadlines->requestSent(false);
    m_clock->advance(24h);
    QCOMPARE(m_causes.size(), 1);
    QCOMPARE(m_clock->runningTimers(), 0);
}

void TestLaneDeadlines::holdsOnlyWhatWaitsForOthers()
{
    m_deadlines->leftQueue();
    m_deadlines->requestSent(false);
    m_deadlines->setHeld(true);
    m_deadlines->bytesCame(true);
    m_clock->advance(30min - 1ms);
    QCOMPARE(m_causes, QStringList());
    m_clock->advance(1ms);
    QCOMPARE(m_causes, QStringList {QStringLiteral("deadline")});
}

void TestLaneDeadlines::batchesEvents()
{
    std::vector<std::size_t> told;
    EventBatcher batcher(*m_clock, [&](LaneId, const StreamEvents &events, qint64) { told.push_back(events.size()); });
    const StreamEvents one {TextDelta {QStringLiteral("x")}};
    batcher.add(LaneId {1}, one); // after a pause: at once
    QCOMPARE(told, std::vector<std::size_t> {1});
    for (int i = 0; i < 5; ++i)
        batcher.add(LaneId {1}, one);
    QCOMPARE(told.size(), std::size_t(1));
    m_clock->advance(8ms);
    QCOMPARE(told, (std::vector<std::size_t> {1, 5}));
    batcher.add(LaneId {1}, one);
    batcher.flush(LaneId {1}); // its end must not wait
    QCOMPARE(told.size(), std::size_t(3));
    m_clock->advance(1s);
    QCOMPARE(told.size(), std::size_t(3));
}

void TestLaneDeadlines::heavyBatchesDoNotWait()
{
    std::map<LaneId, qint64> told;
    EventBatcher batcher(*m_clock, [&](LaneId lane, const StreamEvents &, qint64 bytes) { told[lane] += bytes; });
    const StreamEvents heavy {TextDelta {QString(EventBatcher::heavy / 4, u'x')}}; // half of it in bytes
    batcher.add(LaneId {1}, {TextDelta {}});
    told.clear();
    batcher.add(LaneId {1}, heavy);
    QVERIFY(told.empty());
    batcher.add(LaneId {2}, heavy); // both together
    QCOMPARE(told.size(), std::size_t(2));
    QVERIFY(told[LaneId {1}] > EventBatcher::heavy / 2);
    QCOMPARE(m_clock->runningTimers(), 0);
}

QTEST_GUILESS_MAIN(TestLaneDeadlines)
#include "tst_lanedeadlines.moc"
