// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/FileLock.h"
#include "core/history/HistoryOp.h"
#include "tests/support/HistoryFaults.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <fcntl.h>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

constexpr HistoryTimes quick {.busy = 500ms, .retry = 100ms, .spoolCheck = 100ms, .spoolWatch = 10ms};

/// Files of the spool are read in the order in which their processes began, by a clock that counts milliseconds.
bool awaitNextMillisecond()
{
    const QDateTime before = QDateTime::currentDateTimeUtc();
    return QTest::qWaitFor([&before] { return QDateTime::currentDateTimeUtc() > before; });
}

} // namespace

/// Two processes and one history: who may not write it leaves his lines in the spool.
class TestHistorySpool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }
    void secondProcessSpools();
    void spoolerTakesOver();
    void spoolerRemovesThroughTheWriter();
    void spoolerRemovesNothingOfLater();
    void takesNumberedLinesOnce_data();
    void takesNumberedLinesOnce();
    void importsWhatADeadProcessLeft();

private:
    QString folder() const { return m_home->filePath(QStringLiteral("data")); }
    QStringList spoolFiles() const { return QDir(folder() + QStringLiteral("/spool")).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestHistorySpool::secondProcessSpools()
{
    HistoryStore writer(folder(), quick);
    QVERIFY(runsOf(writer)); // it has the lock by now
    HistoryStore other(folder(), quick);
    const RunOpening run = opening(1, QStringLiteral("from beside"));
    other.beginRun(run);
    other.appendText(LaneId(100), QStringLiteral("half"), {});
    QTRY_COMPARE(runsOf(writer).value().size(), 1u);
    const qint64 id = runsOf(writer).value()[0].id;
    QTRY_COMPARE(detailOf(writer, id).value().lanes[0].text, QStringLiteral("half"));
    QVERIFY(runsOf(writer).value()[0].lanes[0].isOpen); // its process lives
    QCOMPARE(spoolFiles().size(), 1);
    QCOMPARE(rightsOfOthers(folder() + QStringLiteral("/spool/") + spoolFiles()[0]), 0);
    other.finishLane(completed(run.lanes[0], QStringLiteral("half and half")));
    QTRY_COMPARE(detailOf(writer, id).value().lanes[0].text, QStringLiteral("half and half"));
    // The reader sees the same file.
    QCOMPARE(runsOf(other).value().size(), 1u);
}

void TestHistorySpool::spoolerTakesOver()
{
    auto writer = std::make_unique<HistoryStore>(folder(), quick);
    tellWholeRun(*writer, 1, QStringLiteral("first"), QStringLiteral("a"));
    QVERIFY(runsOf(*writer));
    HistoryStore heir(folder(), quick);
    const RunOpening run = opening(2, QStringLiteral("second"));
    heir.beginRun(run);
    QTRY_COMPARE(spoolFiles().size(), 1);
    writer.reset();
    QTRY_COMPARE(spoolFiles().size(), 0);
    heir.finishLane(completed(run.lanes[0], QStringLiteral("went on")));
    const auto runs = runsOf(heir).value();
    QCOMPARE(runs.size(), 2u);
    const auto found = runsOf(heir, {.text = QStringLiteral("second")}).value();
    QCOMPARE(detailOf(heir, found.at(0).id).value().lanes[0].text, QStringLiteral("went on"));
    QCOMPARE(found[0].lanes[0].outcome, LaneOutcome::Complete);
}

void TestHistorySpool::spoolerRemovesThroughTheWriter()
{
    HistoryStore writer(folder(), quick);
    tellWholeRun(writer, 1, QStringLiteral("gone soon"), {});
    const auto runs = runsOf(writer).value();
    HistoryStore other(folder(), quick);
    QVERIFY(answerOf<Done>([&](QObject *context, auto answer) { other.remove(runs.at(0).id, context, answer); }));
    QTRY_VERIFY(runsOf(writer).value().empty());
}

/// "Clear all" of a process that may not write is carried out later; what was recorded after the click stays.
void TestHistorySpool::spoolerRemovesNothingOfLater()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    {
        HistoryStore writer(folder(), quick);
        tellWholeRun(writer, 1, QStringLiteral("before"), {}, now.addDays(-1));
    }
    {
        const auto lock = openFile(folder() + QStringLiteral("/lock"), O_RDWR | O_CREAT);
        QVERIFY(tryLock(lock.value())); // a writer that is slow to look into the spool
        HistoryStore first(folder(), quick); // its spool file is read first
        QVERIFY(awaitNextMillisecond());
        HistoryStore second(folder(), quick);
        const auto cleared
            = answerOf<int>([&](QObject *context, auto answer) { second.removeRange({}, {}, context, answer); });
        QCOMPARE(cleared.value(), 1);
        tellWholeRun(first, 2, QStringLiteral("after"), QStringLiteral("a"), QDateTime::currentDateTimeUtc());
    }
    HistoryStore writer(folder(), quick);
    QTRY_COMPARE(promptsOf(runsOf(writer).value()), QStringList(QStringLiteral("after")));
}

void TestHistorySpool::takesNumberedLinesOnce_data()
{
    QTest::addColumn<bool>("isShorter");
    QTest::addRow("written twice") << false;
    QTest::addRow("cut off and written again") << true;
}

void TestHistorySpool::takesNumberedLinesOnce()
{
    QFETCH(const bool, isShorter);
    HistoryStore history(folder(), quick);
    QVERIFY(runsOf(history));
    QFile spool(folder() + QStringLiteral("/spool/20261122T120000000-4711.ndjson"));
    QVERIFY(spool.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
    const auto holder = openFile(spool.fileName(), O_RDONLY);
    QVERIFY(tryLock(holder.value())); // its process lives
    const QByteArray begin = toSpoolLine({1, BeginRun {opening(1, QStringLiteral("p"))}});
    const QByteArray one = toSpoolLine({2, TextPiece {LaneId(100), QStringLiteral("one "), {}}});
    spool.write(begin + one);
    const auto textNow = [&] {
        const auto runs = runsOf(history).value();
        return runs.empty() ? QString() : detailOf(history, runs[0].id).value().lanes[0].text;
    };
    QTRY_COMPARE(textNow(), QStringLiteral("one "));
    if (isShorter) {
        QVERIFY(spool.resize(begin.size()));
        spool.seek(begin.size());
    }
    spool.write(one + toSpoolLine({3, TextPiece {LaneId(100), QStringLiteral("two"), {}}}));
    QTRY_COMPARE(textNow(), QStringLiteral("one two"));
}

void TestHistorySpool::importsWhatADeadProcessLeft()
{
    {
        HistoryStore writer(folder(), quick);
        QVERIFY(runsOf(writer));
    }
    QFile spool(folder() + QStringLiteral("/spool/20261122T120000000-4711.ndjson"));
    QVERIFY(spool.open(QIODevice::WriteOnly));
    spool.write(R"({"op":"run","run":3,"startedAt":1800000000000,"document":"d","prompt":"left behind","lanes":[)"
                R"({"lane":5,"start":{"index":0,"provider":"local","model":"demo","outcome":"incomplete"}}]})"
                "\n"
                "this is no line of ours\n"
                R"({"op":"text","lane":5,"text":"said ","reasoning":"","startsOver":false})"
                "\n"
                R"({"op":"text","lane":5,"text":"this","reasoning":"","startsOver":false})"
                "\n"
                R"({"op":"text","lane":5,"text":"cut of)");
    spool.close();
    HistoryStore history(folder(), quick);
    const auto runs = runsOf(history).value();
    QCOMPARE(runs.size(), 1u);
    QCOMPARE(runs[0].promptStart, QStringLiteral("left behind"));
    const auto lane = detailOf(history, runs[0].id).value().lanes[0];
    QCOMPARE(lane.text, QStringLiteral("said this"));
    QCOMPARE(lane.outcome, LaneOutcome::Incomplete);
    QCOMPARE(lane.cause, QStringLiteral("app_crash"));
    QVERIFY(spoolFiles().isEmpty());
}

QTEST_GUILESS_MAIN(TestHistorySpool)
#include "tst_historyspool.moc"
