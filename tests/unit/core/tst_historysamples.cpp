// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/Migrations.h"
#include "tests/support/HistoryAnswers.h"

#include <QTemporaryDir>

using namespace triptych;

/// What the dashboard gets from the history.
class TestHistorySamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesOutTheQueue();
    void leavesItOutOfWhatWasMeasuredBefore();
};

namespace {

const QDateTime noon = QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);

/// A minute in the queue while the server was being built, then 40 ms to the first word.
LaneRecord afterABuild(const RunOpening::Lane &lane)
{
    LaneRecord record = completed(lane, QStringLiteral("a"));
    record.timing = {.queuedMs = 60'000, .firstTextMs = 60'040, .totalMs = 60'150};
    return record;
}

Result<std::vector<LatencySample>> samplesOf(HistoryStore &history)
{
    return answerOf<std::vector<LatencySample>>(
        [&](QObject *context, auto answer) { history.samples(noon.addDays(-1), context, answer); });
}

/// A file as the schema before had it, with one lane whose record is `record`.
void makeVersionTwo(const QString &file, const QByteArray &record)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("old"));
        database.setDatabaseName(file);
        QVERIFY(database.open());
        const auto &steps = historyMigrations();
        QVERIFY(migrate(database, file, {steps.begin(), steps.begin() + 2}));
        QVERIFY(execute(database, QStringLiteral("INSERT INTO runs VALUES(1, 'o:1', ?, '', 'p')"),
                        {noon.toMSecsSinceEpoch()}));
        QVERIFY(execute(database,
                        QStringLiteral("INSERT INTO lanes VALUES(1, 'o:2', 1, 0, 0, 'local', 'demo', ?, 0, 'complete',"
                                       " 60040, 60150, 30, ?)"),
                        {noon.toMSecsSinceEpoch(), QString::fromUtf8(record)}));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("old"));
}

} // namespace

void TestHistorySamples::leavesOutTheQueue()
{
    const QTemporaryDir home;
    HistoryStore history(home.path());
    const RunOpening run = opening(1, QStringLiteral("p"), 1, noon);
    history.beginRun(run);
    history.finishLane(afterABuild(run.lanes[0]));
    const auto samples = samplesOf(history);
    QCOMPARE(samples.value().size(), 1u);
    QCOMPARE(samples.value()[0].firstTextMs, std::optional(40.0));
    QCOMPARE(samples.value()[0].totalMs, 150.0);
}

/// A record that no one can read keeps its times; it must not keep the file from being brought up to date.
void TestHistorySamples::leavesItOutOfWhatWasMeasuredBefore()
{
    const QByteArray whole = toJson(afterABuild(opening(1, QStringLiteral("p"), 1, noon).lanes[0]));
    for (const auto &[record, firstText] : {std::pair(whole, 40.0), std::pair(QByteArray("{torn"), 60'040.0)}) {
        const QTemporaryDir home;
        makeVersionTwo(home.filePath(QStringLiteral("history.sqlite")), record);
        HistoryStore history(home.path());
        const auto samples = samplesOf(history);
        QVERIFY(samples);
        QCOMPARE(samples.value().size(), 1u);
        QCOMPARE(samples.value()[0].firstTextMs, std::optional(firstText));
    }
}

QTEST_GUILESS_MAIN(TestHistorySamples)
#include "tst_historysamples.moc"
