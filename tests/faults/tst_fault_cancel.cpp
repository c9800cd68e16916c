// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faults/FaultTest.h"
#include "tests/support/Sanitized.h"

#include "core/text/ErrorText.h"

using namespace triptych;
using namespace std::chrono_literals;

namespace {

constexpr int soon = isSanitized ? 1000 : 100; ///< Milliseconds, by a clock that runs.
const QString answerText = QStringLiteral("Grüße, 世界");

QByteArray wireOfAnswer()
{
    QByteArray wire;
    for (const script::Step &step : completeAnswer(answerText.toUtf8().constData()))
        wire += std::get<script::Send>(step).bytes;
    return wire;
}

} // namespace

/// A person stops a lane, wherever it stands.
class TestFaultCancel : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void atEveryByte_data();
    void atEveryByte();
    void beforeTheAnswer_data();
    void beforeTheAnswer();

private:
    void checkCancelled(LaneId id);
};

void TestFaultCancel::checkCancelled(LaneId id)
{
    m_engine->cancelLane(id);
    QTRY_VERIFY_WITH_TIMEOUT(record(id), soon); // and the clock of the lanes stands still
    QCOMPARE(record(id)->outcome, LaneOutcome::Cancelled);
    QCOMPARE(record(id)->cause, QStringLiteral("user"));
    QCOMPARE(record(id)->error->kind, ErrorKind::Cancelled);
    QVERIFY(!describe(*record(id)->error).advice.isEmpty());
    QTRY_COMPARE(m_one->openConnections(), 0);
}

void TestFaultCancel::atEveryByte_data()
{
    QTest::addColumn<qsizetype>("from");
    QTest::addColumn<qsizetype>("to");
    const QByteArray wire = wireOfAnswer();
    const qsizetype head = wire.indexOf("\r\n\r\n") + 4;
    const qsizetype end = wire.indexOf("[DONE]");
    QTest::newRow("row 42 at every byte of the head") << qsizetype(0) << head;
    QTest::newRow("row 42 at every byte of the body up to its end marker") << head << end;
}

void TestFaultCancel::atEveryByte()
{
    QFETCH(const qsizetype, from);
    QFETCH(const qsizetype, to);
    const QByteArray wire = wireOfAnswer();
    qsizetype longest = 0;
    for (qsizetype at = from; at < to; ++at) {
        m_one->play({script::Send {wire.left(at)}, script::Pause {}});
        const LaneId id = start({m_plan}).lanes[0];
        QTRY_VERIFY(m_one->isPaused() && !m_phases[id].empty() && m_phases[id].back() != LanePhase::Connecting);
        turnEventLoop();
        checkCancelled(id);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(answerText.startsWith(record(id)->text)); // what had come is kept, whole characters only
        QVERIFY(record(id)->text.size() >= longest);
        longest = record(id)->text.size();
    }
    QCOMPARE(longest, from == 0 ? 0 : answerText.size());
}

void TestFaultCancel::beforeTheAnswer_data()
{
    QTest::addColumn<std::function<void()>>("prepare");
    QTest::addColumn<std::function<bool()>>("isThere");
    using Prepare = std::function<void()>;
    using IsThere = std::function<bool()>;
    QTest::newRow("row 42 while it waits for a key")
        << Prepare([this] { m_endpoints->isHolding = true; }) << IsThere([this] { return !m_endpoints->held.empty(); });
    QTest::newRow("row 42 while it looks for the name") << Prepare([this] {
        useTls();
        m_resolver->answers = false;
    }) << IsThere([this] { return m_resolver->waiting == 1; });
    QTest::newRow("row 42 in the handshake")
        << Prepare([this] { useHttpsWithoutTls(); }) << IsThere([this] { return wasSpokenTo(); });
    QTest::newRow("row 42 while it waits for another try")
        << Prepare([this] { m_one->play({script::answer(503, "{}")}); })
        << IsThere([this] { return m_notes.size() == 1 && m_notes[0].code == QLatin1String("retry"); });
}

void TestFaultCancel::beforeTheAnswer()
{
    QFETCH(const std::function<void()>, prepare);
    QFETCH(const std::function<bool()>, isThere);
    prepare();
    const LaneId id = start({m_plan}).lanes[0];
    QTRY_VERIFY(isThere());
    const std::size_t sent = m_one->requests().size();
    m_transport->closeIdleConnections();
    checkCancelled(id);
    QVERIFY(!QTest::currentTestFailed());
    QVERIFY(record(id)->text.isEmpty());
    QCOMPARE(m_resolver->waiting, 0);
    m_clock->advance(1h);
    turnEventLoop();
    QCOMPARE(m_one->requests().size(), sent); // nothing is left of it
}

QTEST_GUILESS_MAIN(TestFaultCancel)
#include "tst_fault_cancel.moc"
