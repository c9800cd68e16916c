// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/FileLock.h"
#include "core/history/HistoryOp.h"
#include "core/history/HistoryRecorder.h"
#include "core/history/Migrations.h"
#include "tests/support/HistoryAnswers.h"
#include "tests/support/ManualClock.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>
#include <fcntl.h>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

const QDateTime noon = QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
constexpr HistoryTimes quick {.busy = 500ms, .retry = 100ms, .spoolCheck = 100ms};

int mode(const QString &path)
{
    return int(QFile::permissions(path)) & 0x0fff;
}

QStringList names(const std::vector<RunSummary> &runs)
{
    QStringList prompts;
    for (const RunSummary &run : runs)
        prompts += run.promptStart;
    return prompts;
}

/// Looks into the file beside the store, as another program would.
QVariant lookUp(const QString &file, const QString &sql)
{
    QVariant found;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("look"));
        database.setDatabaseName(file);
        if (database.open()) {
            if (const auto value = firstValue(database, sql))
                found = value.value();
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("look"));
    return found;
}

} // namespace

class TestHistoryStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
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
    void migratesStepByStep();
    void copiesAllBesideAReader();
    void migrationThatFailsLeavesTheStepBefore();
    void secondProcessSpools();
    void spoolerTakesOver();
    void spoolerRemovesThroughTheWriter();
    void spoolerRemovesNothingOfLater();
    void takesNumberedLinesOnce_data();
    void takesNumberedLinesOnce();
    void importsWhatADeadProcessLeft();

private:
    QString folder() const { return m_home->filePath(QStringLiteral("data")); }
    QString file() const { return folder() + QStringLiteral("/history.sqlite"); }
    QStringList spoolFiles() const { return QDir(folder() + QStringLiteral("/spool")).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestHistoryStore::init()
{
    m_home = std::make_unique<QTemporaryDir>();
}

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
    QCOMPARE(names(runsOf(history, {.limit = 2}).value()), QStringList({QStringLiteral("5"), QStringLiteral("4")}));
    auto page = runsOf(history, {.limit = 2}).value();
    page = runsOf(history, {.beforeId = page.back().id, .limit = 2}).value();
    QCOMPARE(names(page), QStringList({QStringLiteral("3"), QStringLiteral("2")}));
    page = runsOf(history, {.beforeId = page.back().id, .limit = 2}).value();
    QCOMPARE(names(page), QStringList(QStringLiteral("1")));
}

void TestHistoryStore::filtersByTime()
{
    HistoryStore history(folder());
    for (int hour = 0; hour < 4; ++hour)
        tellWholeRun(history, quint64(hour + 1), QString::number(hour), {}, noon.addSecs(3600 * hour));
    const auto runs = runsOf(history, {.from = noon.addSecs(3600), .to = noon.addSecs(3 * 3600)});
    QCOMPARE(names(runs.value()), QStringList({QStringLiteral("2"), QStringLiteral("1")}));
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
    QCOMPARE(names(runsOf(history).value()), QStringList({QStringLiteral("word4"), QStringLiteral("word1")}));
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
    QCOMPARE(names(runsOf(history).value()), QStringList(QStringLiteral("new")));
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
    const int ownerOnly = int(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser) & 0x0fff;
    for (const auto *suffix : {"", "-wal", "-shm"})
        QCOMPARE(mode(file() + QLatin1String(suffix)) & 0x0077, ownerOnly & 0x0077);
    QCOMPARE(mode(folder()) & 0x0077, 0);
    QCOMPARE(mode(folder() + QStringLiteral("/lock")) & 0x0077, 0);
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
    QCOMPARE(lookUp(file(), QStringLiteral("SELECT count(*) FROM turns WHERE parent IS NULL AND lane IS NULL")).toInt(),
             1);
    QCOMPARE(lookUp(file(),
                    QStringLiteral(
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

void TestHistoryStore::migratesStepByStep()
{
    const QString path = m_home->filePath(QStringLiteral("m.sqlite"));
    const Migration first {{QStringLiteral("CREATE TABLE a(x)"), QStringLiteral("INSERT INTO a VALUES(42)")}};
    const Migration second {{QStringLiteral("ALTER TABLE a ADD COLUMN y DEFAULT 7")}};
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("m"));
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QVERIFY(execute(database, QStringLiteral("PRAGMA journal_mode = WAL")));
        QVERIFY(migrate(database, path, {first}));
        QVERIFY(!QFile::exists(path + QStringLiteral(".v0.bak"))); // nothing was there to lose
        QVERIFY(migrate(database, path, {first, second}));
        QCOMPARE(schemaVersion(database), 2);
        QCOMPARE(firstValue(database, QStringLiteral("SELECT x + y FROM a")).value().toInt(), 49);
        QVERIFY(migrate(database, path, {first, second})); // nothing left to do
    }
    QSqlDatabase::removeDatabase(QStringLiteral("m"));
    const QString copy = path + QStringLiteral(".v1.bak");
    QCOMPARE(mode(copy) & 0x0077, 0);
    QCOMPARE(lookUp(copy, QStringLiteral("SELECT x FROM a")).toInt(), 42);
    QCOMPARE(lookUp(copy, QStringLiteral("PRAGMA user_version")).toInt(), 1);
}

/// Somebody who reads an older state keeps the log from being taken into the file; the copy has all the same
/// everything.
void TestHistoryStore::copiesAllBesideAReader()
{
    const QString path = m_home->filePath(QStringLiteral("m.sqlite"));
    const QString copy = path + QStringLiteral(".v1.bak");
    const Migration first {{QStringLiteral("CREATE TABLE a(x)"), QStringLiteral("INSERT INTO a VALUES(1)")}};
    const Migration second {{QStringLiteral("ALTER TABLE a ADD COLUMN y DEFAULT 7")}};
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("m"));
        database.setDatabaseName(path);
        database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=100"));
        QVERIFY(database.open());
        QVERIFY(execute(database, QStringLiteral("PRAGMA journal_mode = WAL")));
        QVERIFY(migrate(database, path, {first}));
        QSqlDatabase reader = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("r"));
        reader.setDatabaseName(path);
        QVERIFY(reader.open());
        QVERIFY(execute(reader, QStringLiteral("BEGIN")));
        QCOMPARE(firstValue(reader, QStringLiteral("SELECT sum(x) FROM a")).value().toInt(), 1);
        QVERIFY(execute(database, QStringLiteral("INSERT INTO a VALUES(41)")));
        QVERIFY(migrate(database, path, {first, second}));
        QCOMPARE(firstValue(reader, QStringLiteral("SELECT sum(x) FROM a")).value().toInt(), 1);
    }
    for (const auto *name : {"m", "r"})
        QSqlDatabase::removeDatabase(QLatin1String(name));
    QCOMPARE(lookUp(copy, QStringLiteral("SELECT sum(x) FROM a")).toInt(), 42);
    QCOMPARE(lookUp(copy, QStringLiteral("PRAGMA user_version")).toInt(), 1);
    QCOMPARE(mode(copy) & 0x0077, 0);
    QVERIFY(!QFile::exists(copy + QStringLiteral(".tmp")));
}

void TestHistoryStore::migrationThatFailsLeavesTheStepBefore()
{
    const QString path = m_home->filePath(QStringLiteral("m.sqlite"));
    const Migration first {{QStringLiteral("CREATE TABLE a(x)")}};
    const Migration faulty {{QStringLiteral("CREATE TABLE b(x)"), QStringLiteral("CREATE TABLE a(x)")}};
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("m"));
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QVERIFY(migrate(database, path, {first}));
        QVERIFY(!migrate(database, path, {first, faulty}));
        QCOMPARE(schemaVersion(database), 1);
        QCOMPARE(
            firstValue(database, QStringLiteral("SELECT count(*) FROM sqlite_master WHERE name = 'b'")).value().toInt(),
            0);
    }
    QSqlDatabase::removeDatabase(QStringLiteral("m"));
}

void TestHistoryStore::secondProcessSpools()
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
    QCOMPARE(mode(folder() + QStringLiteral("/spool/") + spoolFiles()[0]) & 0x0077, 0);
    other.finishLane(completed(run.lanes[0], QStringLiteral("half and half")));
    QTRY_COMPARE(detailOf(writer, id).value().lanes[0].text, QStringLiteral("half and half"));
    // The reader sees the same file.
    QCOMPARE(runsOf(other).value().size(), 1u);
}

void TestHistoryStore::spoolerTakesOver()
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

void TestHistoryStore::spoolerRemovesThroughTheWriter()
{
    HistoryStore writer(folder(), quick);
    tellWholeRun(writer, 1, QStringLiteral("gone soon"), {});
    const auto runs = runsOf(writer).value();
    HistoryStore other(folder(), quick);
    QVERIFY(answerOf<Done>([&](QObject *context, auto answer) { other.remove(runs.at(0).id, context, answer); }));
    QTRY_VERIFY(runsOf(writer).value().empty());
}

/// "Clear all" of a process that may not write is carried out later; what was recorded after the click stays.
void TestHistoryStore::spoolerRemovesNothingOfLater()
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
        QTest::qSleep(2);
        HistoryStore second(folder(), quick);
        const auto cleared
            = answerOf<int>([&](QObject *context, auto answer) { second.removeRange({}, {}, context, answer); });
        QCOMPARE(cleared.value(), 1);
        QTest::qSleep(2);
        tellWholeRun(first, 2, QStringLiteral("after"), QStringLiteral("a"), QDateTime::currentDateTimeUtc());
    }
    HistoryStore writer(folder(), quick);
    QTRY_COMPARE(names(runsOf(writer).value()), QStringList(QStringLiteral("after")));
}

void TestHistoryStore::takesNumberedLinesOnce_data()
{
    QTest::addColumn<bool>("isShorter");
    QTest::addRow("written twice") << false;
    QTest::addRow("cut off and written again") << true;
}

void TestHistoryStore::takesNumberedLinesOnce()
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

void TestHistoryStore::importsWhatADeadProcessLeft()
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

QTEST_GUILESS_MAIN(TestHistoryStore)
#include "tst_historystore.moc"
