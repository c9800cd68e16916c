// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/SystemClock.h"
#include "tests/support/ManualClock.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/lanes/LaneTranscript.h"
#include "ui/shell/Theme.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace triptych;
using namespace std::chrono_literals;

/// Deltas are joined: at most one piece a frame, in order, nothing lost.
class TestTranscript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joinsWhatArrivesInOneFrame();
    void reasoningComesBeforeText();
    void flushHandsOnAtOnceAndOnlyOnce();
    void clearForgets();
    void fourLanesShowEveryToken();

private:
    ManualClock m_clock;
};

void TestTranscript::joinsWhatArrivesInOneFrame()
{
    LaneTranscript transcript(m_clock);
    QSignalSpy pieces(&transcript, &LaneTranscript::textArrived);
    for (int i = 0; i < 1000; ++i)
        transcript.append({TextDelta {QStringLiteral("ab")}});
    QCOMPARE(pieces.count(), 0); // never inside the call
    m_clock.advance(LaneTranscript::frame - 1ms);
    QCOMPARE(pieces.count(), 0);
    transcript.appendText(QStringLiteral("c")); // does not put it off
    m_clock.advance(1ms);
    QCOMPARE(pieces.count(), 1);
    QCOMPARE(pieces.front().front().toString(), QStringLiteral("ab").repeated(1000) + u'c');
}

void TestTranscript::reasoningComesBeforeText()
{
    LaneTranscript transcript(m_clock);
    QStringList seen;
    connect(&transcript, &LaneTranscript::reasoningArrived, this,
            [&seen](const QString &piece) { seen << QLatin1String("r:") + piece; });
    connect(&transcript, &LaneTranscript::textArrived, this,
            [&seen](const QString &piece) { seen << QLatin1String("t:") + piece; });
    transcript.append({ReasoningDelta {QStringLiteral("a")}, UsageReport {}, ReasoningDelta {QStringLiteral("b")},
                       TextDelta {QStringLiteral("c")}});
    transcript.flush();
    const QStringList expected {QStringLiteral("r:ab"), QStringLiteral("t:c")};
    QCOMPARE(seen, expected);
}

void TestTranscript::flushHandsOnAtOnceAndOnlyOnce()
{
    LaneTranscript transcript(m_clock);
    QSignalSpy pieces(&transcript, &LaneTranscript::textArrived);
    transcript.appendText(QStringLiteral("x"));
    transcript.flush();
    QCOMPARE(pieces.count(), 1);
    m_clock.advance(3 * LaneTranscript::frame);
    QCOMPARE(pieces.count(), 1);
}

void TestTranscript::clearForgets()
{
    LaneTranscript transcript(m_clock);
    QSignalSpy pieces(&transcript, &LaneTranscript::textArrived);
    transcript.appendText(QStringLiteral("x"));
    transcript.clear();
    m_clock.advance(LaneTranscript::frame);
    transcript.flush();
    QCOMPARE(pieces.count(), 0);
    QVERIFY(!transcript.hasText());
}

/// Four lanes at 200 tokens a second; a timer beside them shows that the thread stays free.
void TestTranscript::fourLanesShowEveryToken()
{
    const Theme theme;
    SystemClock clock;
    LaneGrid grid(theme, clock);
    grid.resize(1280, 600);
    LaneViewState writing;
    writing.stage = LaneStage::Writing;
    for (int slot = 0; slot < 4; ++slot)
        grid.addLane({slot, {QStringLiteral("a"), QStringLiteral("b"), {}}, {}, {}, {}})->setState(writing);
    grid.show();

    int sent = 0;
    QTimer feed;
    connect(&feed, &QTimer::timeout, this, [&] {
        for (int slot = 0; slot < 4; ++slot)
            grid.lane(slot)->transcript().appendText(sent % 12 == 11 ? QStringLiteral("tok\n")
                                                                     : QStringLiteral("tok "));
        ++sent;
    });
    int ticks = 0;
    QTimer beside;
    connect(&beside, &QTimer::timeout, this, [&ticks] { ++ticks; });
    feed.start(5);
    beside.start(5);
    QTRY_VERIFY_WITH_TIMEOUT(sent >= 300, 20'000);
    feed.stop();
    for (int slot = 0; slot < 4; ++slot) {
        grid.lane(slot)->transcript().flush();
        QCOMPARE(grid.lane(slot)->text().count(QStringLiteral("tok")), sent);
    }
    QVERIFY2(ticks > sent / 4, qPrintable(QString::number(ticks))); // starved by painting it would be a handful
}

QTEST_MAIN(TestTranscript)
#include "tst_transcript.moc"
