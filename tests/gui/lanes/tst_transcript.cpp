// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/LaneGrid.h"
#include "ui/lanes/LaneTranscript.h"
#include "ui/shell/Theme.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace triptych;

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
};

void TestTranscript::joinsWhatArrivesInOneFrame()
{
    LaneTranscript transcript;
    QSignalSpy pieces(&transcript, &LaneTranscript::textArrived);
    for (int i = 0; i < 1000; ++i)
        transcript.append({TextDelta {QStringLiteral("ab")}});
    QCOMPARE(pieces.count(), 0); // never inside the call
    QTRY_COMPARE(pieces.count(), 1);
    QCOMPARE(pieces.front().front().toString(), QStringLiteral("ab").repeated(1000));
}

void TestTranscript::reasoningComesBeforeText()
{
    LaneTranscript transcript;
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
    LaneTranscript transcript;
    QSignalSpy pieces(&transcript, &LaneTranscript::textArrived);
    transcript.appendText(QStringLiteral("x"));
    transcript.flush();
    QCOMPARE(pieces.count(), 1);
    QTest::qWait(3 * LaneTranscript::frameMilliseconds);
    QCOMPARE(pieces.count(), 1);
}

void TestTranscript::clearForgets()
{
    LaneTranscript transcript;
    QSignalSpy pieces(&transcript, &LaneTranscript::textArrived);
    transcript.appendText(QStringLiteral("x"));
    transcript.clear();
    transcript.flush();
    QCOMPARE(pieces.count(), 0);
    QVERIFY(!transcript.hasText());
}

/// Four lanes at 200 tokens a second; a timer beside them shows that the thread stays free.
void TestTranscript::fourLanesShowEveryToken()
{
    const Theme theme;
    LaneGrid grid(theme);
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
