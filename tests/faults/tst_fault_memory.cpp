// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faults/FaultTest.h"
#include "tests/support/Deflated.h"
#include "tests/support/PeakMemory.h"
#include "tests/support/Sanitized.h"

using namespace triptych;
using namespace script;

namespace {

constexpr int mebibyte = 1 << 20;
constexpr int piece = mebibyte / 16; // small, for what the server holds back counts as well

/// One chunk of an answer.
QByteArray chunked(const QByteArray &bytes)
{
    return chunk(bytes).bytes;
}

} // namespace

/// What is too much is given up, and takes little room before.
class TestFaultMemory : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void sizes_data();
    void sizes() { judge(); }
    void floods_data();
    void floods();
};

void TestFaultMemory::sizes_data()
{
    addFaults();
    Fault large {.outcome = LaneOutcome::Incomplete, .cause = "too_large", .status = 200, .text = "begun"};
    const QByteArray line(mebibyte, 'x');
    large.answer = streamOf({delta("begun"), "data: " + line.repeated(9)});
    row("row 17 a line over 8 MiB", large);
    large.answer = streamOf(QByteArrayList {delta("begun")} + QByteArrayList(70, "data: " + line + "\n"));
    row("row 17 an event over 64 MiB", large);
}

void TestFaultMemory::floods_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("flood"); ///< Over and over.
    QTest::addColumn<int>("most"); ///< MiB that may be in use meanwhile.
    const QByteArray line(piece, 'x');
    const QByteArray gzip = "Content-Encoding: gzip\r\n";
    QTest::newRow("row 17 a line without an end") << QByteArray() << chunked("data: ") << chunked(line) << 3 * 8;
    QTest::newRow("row 17 an event without an end")
        << QByteArray() << QByteArray() << chunked("data: " + line + "\n") << 3 * 64;
    QTest::newRow("row 35 a bomb") << gzip << QByteArray() << chunked(deflated(QByteArray(64 * mebibyte, '\0')))
                                   << 3 * 8;
    QTest::newRow("row 36 a head without an end")
        << QByteArray("X-Long: " + QByteArray(mebibyte, 'x')) << QByteArray() << QByteArray() << 8;
}

void TestFaultMemory::floods()
{
    constexpr int pieces = 100 * mebibyte / piece;
    QFETCH(const QByteArray, headers);
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, flood);
    QFETCH(const int, most);
    Steps steps {chunkedHead("Content-Type: text/event-stream\r\n" + headers), Send {first}};
    for (int i = 0; i < pieces; ++i) {
        steps.push_back(Pause {});
        steps.push_back(Send {flood}); // all of these share one copy
    }
    m_one->play(steps);
    const LaneId id = start({m_plan}).lanes[0];
    QVERIFY(forgetPeakMemory());
    const qint64 before = peakMemory();
    for (int i = 0; i < pieces && !record(id); ++i) {
        QTRY_VERIFY(m_one->isPaused() || record(id));
        m_one->release();
        turnEventLoop();
    }
    QTRY_VERIFY(record(id));
    QCOMPARE(record(id)->cause, headers.startsWith("X-") ? QStringLiteral("protocol") : QStringLiteral("too_large"));
    const qint64 grown = (peakMemory() - before) / mebibyte;

    QVERIFY2(before > 0 && (isSanitized || grown <= most), QByteArray::number(grown).constData());
}

QTEST_GUILESS_MAIN(TestFaultMemory)
#include "tst_fault_memory.moc"
