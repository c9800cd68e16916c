// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/HistoryRecorder.h"
#include "tests/support/HistoryFaults.h"
#include "tests/support/ManualClock.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

const QDateTime noon = QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);

} // namespace

class TestHistoryStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }
    void keepsEverythingOverARestart();
    void showsWhatRuns();
    void keepsTextThatStartsOver();
    void ignoresWhatWasNeverBegun();
    void pagesFromNewestToOldest();
    void filtersByTime();
    void removesOneRunAndARange();
    void keepsSomeDaysOnly();
    void samplesCompleteLanes();
    void isPrivateOnDisk();
    void forgetsForGood();
    void answersOnTheThreadOfTheContextOnly();
    void endsInOneCommit();
    void linksTurnsAsATree();
    void recorderThrottlesText();

private:
    QString folder() const { return m_home->filePath(QStringLiteral("data")); }
    QString file() const { return folder() + QStringLiteral("/history.sqlite"); }

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestHistoryStore::keepsEverythingOverARestart()
{
    LaneRecord record;
    {
        HistoryStore history(folder());
        const RunOpening run = opening(1, QStringLiteral("Return the factorial of n."), 2, noon);
        history.beginRun(run);
        record = completed(run.lanes[1], QStringLiteral("def f(n): …\n第二行"));
        record.usage = {.input = 12, .output = 34};
        record.toolCalls = {{QStringLiteral("c"), QStringLiteral("look"), "{\"a\":1}"}};
        history.finishLane(record);
    }
    HistoryStore history(folder());
    const auto runs = runsOf(history);
    QVERIFY(runs);
    QCOMPARE(runs.value().size(), 1u);
    const RunSummary &summary = runs.value()[0];
    QCOMPARE(summary.startedAt, noon);
    QCOMPARE(summary.document, QStringLiteral("a.prompty"));
    QCOMPARE(summary.lanes.size(), 2u);
    QCOMPARE(summary.lanes[0].outcome, LaneOutcome::Incomplete);
    QCOMPARE(summary.lanes[1].outcome, LaneOutcome::Complete);
    QCOMPARE(summary.lanes[1].name, QStringLiteral("local/demo"));
    const auto detail = detailOf(history, summary.id);
    QVERIFY(detail);
    QCOMPARE(detail.value().prompt, QStringLiteral("Return the factorial of n."));
    QCOMPARE(toJson(detail.value().lanes[1]), toJson(record));
    QCOMPARE(detail.value().lanes[0].cause, QStringLiteral("app_crash"));
}

void TestHistoryStore::showsWhatRuns()
{
    HistoryStore history(folder());
    history.beginRun(opening(1, QStringLiteral("p")));
    history.appendText(LaneId(100), QStringLiteral("one "), {});
    history.appendText(LaneId(100), QStringLiteral("one two"), QStringLiteral("hm"));
    const auto runs = runsOf(history);
    QVERIFY(runs.value().at(0).lanes.at(0).isOpen);
    const auto detail = detailOf(history, runs.value()[0].id);
    QCOMPARE(detail.value().lanes[0].text, QStringLiteral("one two"));
    QCOMPARE(detail.value().lanes[0].reasoning, QStringLiteral("hm"));
    QVERIFY(detail.value().lanes[0].cause.isEmpty());
}

void TestHistoryStore::keepsTextThatStartsOver()
{
    HistoryStore history(folder());
    history.beginRun(opening(1, QStringLiteral("p")));
    for (const auto *text : {"abcdef", "ab", "abXY"})
        history.appendText(LaneId(100), QLatin1String(text), {});
    const auto runs = runsOf(history);
    QCOMPARE(detailOf(history, runs.value()[0].id).value().lanes[0].text, QStringLiteral("abXY"));
}

void TestHistoryStore::ignoresWhatWasNeverBegun()
{
    HistoryStore history(folder());
    QSignalSpy problems(&history, &HistoryStore::problem);
    history.appendText(LaneId(7), QStringLiteral("x"), {});
    history.finishLane(laneStart(7, 1));
    QVERIFY(runsOf(history).value().empty());
    QCOMPARE(problems.count(), 0);
}

void TestHistoryStore::pagesFromNewestToOldest()
{
    HistoryStore history(folder());
    // Told out of order, as imports are.
    for (const int hour : {3, 1, 5, 2, 4})
        tellWholeRun(history, quint64(hour), QString::number(hour), QStringLiteral("a"), noon.addSecs(3600 * hour));
    QCOMPARE(promptsOf(runsOf(history, {.limit = 2}).value()), QStringList({QStringLiteral("5"), QStringLiteral("4")}));
    auto page = runsOf(history, {.limit = 2}).value();
    page = runsOf(history, {.beforeId = page.back().id, .limit = 2}).value();
    QCOMPARE(promptsOf(page), QStringList({QStringLiteral("3"), QStringLiteral("2")}));
    page = runsOf(history, {.beforeId = page.back().id, .limit = 2}).value();
    QCOMPARE(promptsOf(page), QStringList(QStringLiteral("1")));
}

void TestHistoryStore::filtersByTime()
{
    HistoryStore history(folder());
    for (int hour = 0; hour < 4; ++hour)
        tellWholeRun(history, quint64(hour + 1), QString::number(hour), {}, noon.addSecs(3600 * hour));
    const auto runs = runsOf(history, {.from = noon.addSecs(3600), .to = noon.addSecs(3 * 3600)});
    QCOMPARE(promptsOf(runs.value()), QStringList({QStringLiteral("2"), QStringLiteral("1")}));
}

void TestHistoryStore::removesOneRunAndARange()
{
    HistoryStore history(folder());
    for (int hour = 0; hour < 5; ++hour)
        tellWholeRun(history, quint64(hour + 1), QStringLiteral("word%1").arg(hour), QStringLiteral("answer"),
                     noon.addSecs(3600 * hour));
    const auto runs = runsOf(history).value();
    QVERIFY(answerOf<Done>([&](QObject *context, auto answer) { history.remove(runs[4].id, context, answer); }));
    const auto gone = answerOf<int>([&](QObject *context, auto answer) {
        history.removeRange(noon.addSecs(2 * 3600), noon.addSecs(4 * 3600), context, answer);
    });
    QCOMPARE(gone.value(), 2);
    QCOMPARE(promptsOf(runsOf(history).value()), QStringList({QStringLiteral("word4"), QStringLiteral("word1")}));
    QVERIFY(runsOf(history, {.text = QStringLiteral("word2")}).value().empty());
    QCOMPARE(runsOf(history, {.text = QStringLiteral("answer")}).value().size(), 2u);
}

void TestHistoryStore::keepsSomeDaysOnly()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    HistoryStore history(folder());
    tellWholeRun(history, 1, QStringLiteral("old"), {}, now.addDays(-31));
    tellWholeRun(history, 2, QStringLiteral("new"), {}, now.addDays(-29));
    history.keepDays(0);
    QCOMPARE(runsOf(history).value().size(), 2u);
    history.keepDays(30);
    QCOMPARE(promptsOf(runsOf(history).value()), QStringList(QStringLiteral("new")));
}

void TestHistoryStore::samplesCompleteLanes()
{
    HistoryStore history(folder());
    const RunOpening run = opening(1, QStringLiteral("p"), 3, noon);
    history.beginRun(run);
    history.finishLane(completed(run.lanes[0], QStringLiteral("a")));
    LaneRecord failed = run.lanes[1].start;
    failed.outcome = LaneOutcome::Failed;
    failed.timing.totalMs = 5;
    history.finishLane(failed);
    tellWholeRun(history, 2, QStringLiteral("old"), QStringLiteral("a"), noon.addDays(-40));
    const auto samples = answerOf<std::vector<LatencySample>>(
        [&](QObject *context, auto answer) { history.samples(noon.addDays(-30), context, answer); });
    QCOMPARE(samples.value().size(), 1u);
    const LatencySample &sample = samples.value()[0];
    QCOMPARE(sample.provider, QStringLiteral("local"));
    QCOMPARE(sample.startedAtMs, noon.toMSecsSinceEpoch());
    QCOMPARE(sample.firstTextMs, std::optional(39.75)); // without the 0.5 ms in our own queue
    QCOMPARE(sample.totalMs, 150.0);
    QCOMPARE(sample.tokensPerSecond, std::optional(557.0));
}

void TestHistoryStore::isPrivateOnDisk()
{
    HistoryStore history(folder());
    tellWholeRun(history, 1, QStringLiteral("p"), QStringLiteral("a"));
    QVERIFY(runsOf(history));
    for (const auto *suffix : {"", "-wal", "-shm"})
        QCOMPARE(rightsOfOthers(file() + QLatin1String(suffix)), 0);
    QCOMPARE(rightsOfOthers(folder()), 0);
    QCOMPARE(rightsOfOthers(folder() + QStringLiteral("/lock")), 0);
}

void TestHistoryStore::forgetsForGood()
{
    const QByteArray secret("zanzibarquux");
    {
        HistoryStore history(folder());
        tellWholeRun(history, 1, QString::fromLatin1(secret), QString::fromLatin1(secret));
        tellWholeRun(history, 2, QStringLiteral("other"), QStringLiteral("other"));
        const auto runs = runsOf(history, {.text = QString::fromLatin1(secret)}).value();
        QCOMPARE(runs.size(), 1u);
        QVERIFY(answerOf<Done>([&](QObject *context, auto answer) { history.remove(runs[0].id, context, answer); }));
    }
    QFile bytes(file());
    QVERIFY(bytes.open(QIODevice::ReadOnly));
    QVERIFY(!bytes.readAll().toLower().contains(secret));
    QVERIFY(!QFile::exists(file() + QStringLiteral("-wal")));
}

void TestHistoryStore::answersOnTheThreadOfTheContextOnly()
{
    HistoryStore history(folder());
    bool cameToTheDead = false;
    {
        QObject gone;
        history.list({}, &gone, [&](const auto &) { cameToTheDead = true; });
    }
    QThread *answeredOn = nullptr;
    history.list({}, this, [&](const auto &) { answeredOn = QThread::currentThread(); });
    QTRY_COMPARE(answeredOn, thread());
    QVERIFY(!cameToTheDead);
}

void TestHistoryStore::endsInOneCommit()
{
    HistoryStore history(folder());
    QSignalSpy changes(&history, &HistoryStore::changed);
    const RunOpening run = opening(1, QStringLiteral("p"), 8);
    history.beginRun(run);
    QTRY_COMPARE(changes.count(), 1);
    for (const RunOpening::Lane &lane : run.lanes)
        history.finishLane(completed(lane, QStringLiteral("a")));
    QTRY_COMPARE(changes.count(), 2);
    const auto runs = runsOf(history);
    for (const auto &lane : runs.value().at(0).lanes)
        QVERIFY(!lane.isOpen);
    QCOMPARE(changes.count(), 2);
}

void TestHistoryStore::linksTurnsAsATree()
{
    {
        HistoryStore history(folder());
        history.beginRun(opening(1, QStringLiteral("p"), 3));
    }
    QCOMPARE(Beside(file())
                 .value(QStringLiteral("SELECT count(*) FROM turns WHERE parent IS NULL AND lane IS NULL"))
                 .toInt(),
             1);
    QCOMPARE(Beside(file())
                 .value(QStringLiteral(
                     "SELECT count(*) FROM turns t JOIN lanes l ON l.id = t.lane JOIN turns p ON p.id = t.parent"
                     " WHERE p.run = t.run"))
                 .toInt(),
             3);
}

void TestHistoryStore::recorderThrottlesText()
{
    HistoryStore history(folder());
    ManualClock clock;
    HistoryRecorder recorder(history, clock);
    const RunOpening run = opening(1, QStringLiteral("p"), 2);
    recorder.runStarted(run);
    const auto textNow = [&] {
        const auto runs = runsOf(history);
        return detailOf(history, runs.value().at(0).id).value().lanes[0].text;
    };
    recorder.laneEvents(LaneId(100), {TextDelta {QStringLiteral("a")}});
    clock.advance(200ms);
    recorder.laneEvents(LaneId(100), {TextDelta {QStringLiteral("b")}, ReasoningDelta {QStringLiteral("r")}});
    QCOMPARE(textNow(), QString());
    clock.advance(199ms);
    QCOMPARE(textNow(), QString());
    clock.advance(1ms);
    QCOMPARE(textNow(), QStringLiteral("ab"));
    QCOMPARE(clock.runningTimers(), 0); // nothing ticks while nothing comes
    recorder.laneEvents(LaneId(100), {TextDelta {QStringLiteral("c")}});
    recorder.laneFinished(completed(run.lanes[0], QStringLiteral("abc!")));
    clock.advance(400ms);
    QCOMPARE(textNow(), QStringLiteral("abc!"));
    recorder.laneFinished(laneStart(999, 9)); // never begun: "do not record"
    QCOMPARE(runsOf(history).value().size(), 1u);
}

QTEST_GUILESS_MAIN(TestHistoryStore)
#include "tst_historystore.moc"
