// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/EventBatcher.h"
#include "tests/faults/FaultTest.h"

#include <QSemaphore>
#include <QThread>

using namespace triptych;
using namespace script;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

/// Hears of the answers on a thread of its own, as a window does, and can be blocked there.
class Receiver final : public QObject
{
    Q_DISABLE_COPY_MOVE(Receiver)

public:
    explicit Receiver(RunEngine &engine)
    {
        moveToThread(&m_thread);
        connect(&engine, &RunEngine::laneEvents, this, [this](LaneId, const StreamEvents &events) {
            for (const StreamEvent &event : events)
                if (const auto *text = std::get_if<TextDelta>(&event))
                    m_characters += text->text.size();
        });
        m_thread.start();
    }
    ~Receiver() override
    {
        unblock();
        m_thread.quit();
        m_thread.wait();
    }

    void block()
    {
        QMetaObject::invokeMethod(this, [this] {
            m_isBlocked.release();
            m_gate.acquire();
        });
        m_isBlocked.acquire();
    }
    void unblock() { m_gate.release(); }
    qint64 characters() const { return m_characters; }

private:
    QThread m_thread;
    QSemaphore m_isBlocked, m_gate;
    std::atomic<qint64> m_characters {0};
};

constexpr qsizetype deltaLength = 1000;
constexpr qsizetype floodLength = 24'000 * deltaLength;
constexpr qsizetype mostBuffered = 4 << 20;
constexpr qsizetype systemBuffers = 12 << 20; ///< Of loopback, both ends.

QByteArray flood()
{
    return delta(QByteArray(deltaLength, 'x').constData()).repeated(floodLength / deltaLength);
}

} // namespace

/// A window that does not come to reading, while a provider floods it.
class TestFaultBackpressure : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void blocks_data();
    void blocks();
    void lanesThatBeginMeanwhile_data();
    void lanesThatBeginMeanwhile();
    void theLimitForEverything_data();
    void theLimitForEverything();
    void nobodyIsSlowed_data();
    void nobodyIsSlowed();

private:
    LaneId startFlood(Steps rest, std::optional<milliseconds> total = {});
    void waitUntilNothingMoves();
    qint64 position();
    bool isWriting(LaneId id) const;

    std::unique_ptr<Receiver> m_receiver;
};

void TestFaultBackpressure::init()
{
    FaultTest::init();
    m_receiver = std::make_unique<Receiver>(*m_engine);
}

void TestFaultBackpressure::cleanup()
{
    m_receiver.reset();
    FaultTest::cleanup();
}

LaneId TestFaultBackpressure::startFlood(Steps rest, std::optional<milliseconds> total)
{
    Steps steps {triptych::streamHead(), chunk(flood())};
    steps.insert(steps.end(), rest.begin(), rest.end());
    m_one->play(std::move(steps));
    return start({lane("one")}, 0, total).lanes[0];
}

/// Changes with every byte that goes anywhere.
qint64 TestFaultBackpressure::position()
{
    qint64 told = m_receiver->characters();
    for (const auto &[id, text] : m_text)
        told += text.size();
    return told - m_one->unsentBytes();
}

void TestFaultBackpressure::waitUntilNothingMoves()
{
    for (qint64 before = -1; before != position();) {
        before = position();
        for (int i = 0; i < 50; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
}

bool TestFaultBackpressure::isWriting(LaneId id) const
{
    return !record(id) && m_phases.at(id).back() == LanePhase::Writing;
}

void TestFaultBackpressure::blocks_data()
{
    QTest::addColumn<int>("seconds");
    QTest::newRow("row 43 blocked for 2 s") << 2;
    QTest::newRow("row 43 blocked for longer than a stream may be idle") << 29 * 60;
}

void TestFaultBackpressure::blocks()
{
    QFETCH(const int, seconds);
    m_receiver->block();
    const LaneId id = startFlood({Pause {}});
    QTRY_VERIFY(m_one->isPaused());
    waitUntilNothingMoves();
    const qsizetype told = m_text[id].size() * qsizetype(sizeof(QChar));
    QVERIFY2(told > 0 && told <= Backlog::most + EventBatcher::heavy, QByteArray::number(told).constData());
    QVERIFY2(m_one->unsentBytes() > floodLength - mostBuffered - systemBuffers,
             QByteArray::number(m_one->unsentBytes()).constData());
    m_clock->advance(std::chrono::seconds(seconds));
    QVERIFY(isWriting(id));

    m_receiver->unblock();
    QTRY_COMPARE_WITH_TIMEOUT(m_one->unsentBytes(), 0, 60'000);
    waitUntilNothingMoves();
    m_clock->advance(29s);
    QVERIFY(isWriting(id));
    QTRY_COMPARE(m_receiver->characters(), floodLength);
    m_clock->advance(1s); // its limits count again
    QTRY_VERIFY(record(id));
    QCOMPARE(record(id)->cause, QStringLiteral("idle"));
    QCOMPARE(record(id)->outcome, LaneOutcome::Incomplete);
    QCOMPARE(record(id)->text.size(), floodLength);
}

void TestFaultBackpressure::lanesThatBeginMeanwhile_data()
{
    QTest::addColumn<int>("lanes");
    QTest::newRow("row 43 another lane begins meanwhile") << 1;
    QTest::newRow("row 43 three lanes begin meanwhile") << 3;
}

void TestFaultBackpressure::lanesThatBeginMeanwhile()
{
    QFETCH(const int, lanes);
    m_receiver->block();
    const LaneId flooded = startFlood({chunk(ending()), chunk({})});
    QTRY_COMPARE(m_one->requests().size(), std::size_t(1));
    waitUntilNothingMoves();
    m_two->playAlways(completeAnswer("soon"));
    const std::vector<LaneId> late = start(std::vector<LanePlan>(std::size_t(lanes), lane("two"))).lanes;
    QTRY_COMPARE(m_two->requests().size(), late.size());
    waitUntilNothingMoves();
    m_clock->advance(10min);
    QVERIFY(m_finished.empty() && m_text.size() == 1);
    m_receiver->unblock();
    QTRY_COMPARE_WITH_TIMEOUT(m_runsFinished, 2, 60'000);
    QCOMPARE(record(flooded)->outcome, LaneOutcome::Complete);
    for (const LaneId id : late)
        QCOMPARE(m_text[id], QStringLiteral("soon"));
}

void TestFaultBackpressure::theLimitForEverything_data()
{
    QTest::addColumn<milliseconds>("ofTheRun");
    QTest::newRow("row 43 blocked for longer than a lane may take") << milliseconds(24h);
    QTest::newRow("row 43 blocked for longer than the run may take") << milliseconds(20min);
}

void TestFaultBackpressure::theLimitForEverything()
{
    QFETCH(const milliseconds, ofTheRun);
    m_receiver->block();
    const LaneId id = startFlood({Pause {}}, ofTheRun);
    QTRY_VERIFY(m_one->isPaused());
    waitUntilNothingMoves();
    m_clock->advance(std::min<milliseconds>(30min, ofTheRun));
    QVERIFY(record(id));
    QCOMPARE(record(id)->cause, QStringLiteral("deadline"));
    QCOMPARE(record(id)->outcome, LaneOutcome::Incomplete);
    QTRY_COMPARE(m_one->openConnections(), 0);
}

void TestFaultBackpressure::nobodyIsSlowed_data()
{
    QTest::addColumn<bool>("hasReceiver");
    QTest::newRow("row 43 nobody receives on another thread") << false;
    QTest::newRow("row 43 the receiver keeps up") << true;
}

/// The clock stands still: whatever waited for it would wait for ever.
void TestFaultBackpressure::nobodyIsSlowed()
{
    QFETCH(const bool, hasReceiver);
    if (!hasReceiver)
        m_receiver.reset();
    const LaneId id = startFlood({chunk(ending()), chunk({})});
    QTRY_VERIFY_WITH_TIMEOUT(record(id), 60'000);
    QCOMPARE(record(id)->outcome, LaneOutcome::Complete);
    QCOMPARE(m_text[id].size(), floodLength);
}

QTEST_GUILESS_MAIN(TestFaultBackpressure)
#include "tst_fault_backpressure.moc"
