// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/latency/LatencyTrace.h"

#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

class TestLatencyTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsFromTheQueue();
    void keepsTheFirstMark();
    void tellsTheFourClocksApart();
    void ignoresEmptyDeltas();
    void measuresSpeedFromFirstContent_data();
    void measuresSpeedFromFirstContent();
    void keepsTheQueueTimeOnRestart();
};

void TestLatencyTrace::countsFromTheQueue()
{
    LatencyTrace trace(1000ms);
    trace.mark(LatencyTrace::Dequeued, 1000ms + 412us);
    trace.mark(LatencyTrace::Ended, 3500ms);
    const LaneTiming timing = trace.timing({});
    QCOMPARE(timing.queuedMs, std::optional(0.412));
    QCOMPARE(timing.totalMs, std::optional(2500.0));
    QVERIFY(!timing.connectMs);
    QVERIFY(!timing.tlsMs);
    QVERIFY(!timing.firstByteMs);
    QVERIFY(!timing.outputTokensPerSecond);
}

void TestLatencyTrace::keepsTheFirstMark()
{
    LatencyTrace trace(0ms);
    trace.mark(LatencyTrace::FirstByte, 10ms);
    trace.mark(LatencyTrace::FirstByte, 20ms);
    QCOMPARE(trace.timing({}).firstByteMs, std::optional(10.0));
}

void TestLatencyTrace::tellsTheFourClocksApart()
{
    LatencyTrace trace(0ms);
    trace.mark(LatencyTrace::FirstByte, 5ms);
    trace.content({ReasoningDelta {QStringLiteral("hm")}}, 10ms);
    trace.content({TextDelta {QStringLiteral("so")}}, 30ms);
    trace.content({ToolCallDelta {0, QStringLiteral("c1"), QStringLiteral("look"), {}}}, 40ms);
    trace.content({ToolCallDelta {0, {}, {}, "{}"}, TextDelta {QStringLiteral("late")}}, 50ms);
    const LaneTiming timing = trace.timing({});
    QCOMPARE(timing.firstByteMs, std::optional(5.0));
    QCOMPARE(timing.firstReasoningMs, std::optional(10.0));
    QCOMPARE(timing.firstTextMs, std::optional(30.0));
    QCOMPARE(timing.firstToolMs, std::optional(50.0));
}

void TestLatencyTrace::ignoresEmptyDeltas()
{
    LatencyTrace trace(0ms);
    trace.content({StreamOpened {}, TextDelta {}, ReasoningDelta {}, UsageReport {}, StreamNote {}}, 10ms);
    trace.content({TextDelta {QStringLiteral("a")}}, 20ms);
    trace.content({TextDelta {QStringLiteral("b")}}, 30ms);
    trace.content({TextDelta {}, UsageReport {}}, 900ms);
    const LaneTiming timing = trace.timing(11);
    QCOMPARE(timing.firstTextMs, std::optional(20.0));
    QVERIFY(!timing.firstReasoningMs);
    QCOMPARE(timing.outputTokensPerSecond, std::optional(1000.0));
}

void TestLatencyTrace::measuresSpeedFromFirstContent_data()
{
    QTest::addColumn<int>("tokens");
    QTest::addColumn<int>("lastMs");
    QTest::addColumn<double>("speed"); // below 0: unknown
    QTest::addRow("usual") << 101 << 2100 << 50.0;
    QTest::addRow("two tokens") << 2 << 1100 << 1.0;
    QTest::addRow("one token") << 1 << 1100 << -1.0;
    QTest::addRow("none") << 0 << 1100 << -1.0;
    QTest::addRow("one piece") << 50 << 100 << -1.0;
    QTest::addRow("not told") << -1 << 2100 << -1.0;
}

void TestLatencyTrace::measuresSpeedFromFirstContent()
{
    QFETCH(const int, tokens);
    QFETCH(const int, lastMs);
    QFETCH(const double, speed);
    LatencyTrace trace(0ms);
    trace.content({ReasoningDelta {QStringLiteral("r")}}, 100ms); // reasoning is content
    trace.content({TextDelta {QStringLiteral("t")}}, std::chrono::milliseconds(lastMs));
    const auto measured = trace.timing(tokens < 0 ? std::nullopt : std::optional<qint64>(tokens)).outputTokensPerSecond;
    QCOMPARE(measured, speed < 0 ? std::nullopt : std::optional(speed));
}

void TestLatencyTrace::keepsTheQueueTimeOnRestart()
{
    LatencyTrace trace(0ms);
    for (int mark = 0; mark < LatencyTrace::MarkCount; ++mark)
        trace.mark(LatencyTrace::Mark(mark), 10ms);
    trace.content({TextDelta {QStringLiteral("x")}}, 10ms);
    trace.restart();
    QCOMPARE(trace.timing(5), (LaneTiming {.queuedMs = 10.0}));
    trace.mark(LatencyTrace::Connected, 70ms);
    QCOMPARE(trace.timing({}).connectMs, std::optional(70.0));
}

QTEST_GUILESS_MAIN(TestLatencyTrace)
#include "tst_latencytrace.moc"
