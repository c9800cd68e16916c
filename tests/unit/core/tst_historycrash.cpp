// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/HistoryRecorder.h"
#include "core/net/SystemClock.h"
#include "core/sql/Sql.h"
#include "tests/support/HistoryAnswers.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>
#include <csignal>
#include <cstdio>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

constexpr HistoryTimes quick {.busy = 500ms, .retry = 100ms, .spoolCheck = 100ms, .spoolWatch = 10ms};

/// The child: streams numbers into the history for ever, and says each one aloud as it "arrives".
int streamForEver(const QString &folder)
{
    HistoryStore history(folder, quick);
    SystemClock clock;
    HistoryRecorder recorder(history, clock);
    recorder.runStarted(opening(1, QStringLiteral("count"), 2));
    recorder.laneFinished(completed(opening(1, {}, 2).lanes[1], QStringLiteral("done before")));
    int number = 0;
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, &tick, [&] {
        recorder.laneEvents(LaneId(100), {TextDelta {QString::number(number) + QLatin1Char(' ')}});
        std::printf("%d\n", number++);
        std::fflush(stdout);
    });
    tick.start(5);
    return QCoreApplication::exec();
}

/// The child's numbers, each with the time when it was heard.
struct Heard
{
    std::vector<qint64> atMs = {};
};

} // namespace

class TestHistoryCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textSurvivesAKill_data();
    void textSurvivesAKill();

private:
    static int lastNumberOlderThanASecond(const Heard &heard, qint64 killedAt);
};

int TestHistoryCrash::lastNumberOlderThanASecond(const Heard &heard, qint64 killedAt)
{
    int last = -1;
    for (std::size_t i = 0; i < heard.atMs.size() && heard.atMs[i] <= killedAt - 1000; ++i)
        last = int(i);
    return last;
}

void TestHistoryCrash::textSurvivesAKill_data()
{
    QTest::addColumn<bool>("isSpooler");
    QTest::addColumn<int>("numbers");
    QTest::addRow("writer, early") << false << 230;
    QTest::addRow("writer") << false << 317;
    QTest::addRow("spooler") << true << 260;
}

void TestHistoryCrash::textSurvivesAKill()
{
    QFETCH(const bool, isSpooler);
    QFETCH(const int, numbers);
    const QTemporaryDir home;
    auto beside = isSpooler ? std::make_unique<HistoryStore>(home.path(), quick) : nullptr;
    if (beside)
        QVERIFY(runsOf(*beside));

    QProcess child;
    Heard heard;
    QElapsedTimer clock;
    clock.start();
    connect(&child, &QProcess::readyReadStandardOutput, this, [&] {
        const auto lines = child.readAllStandardOutput().count('\n');
        heard.atMs.insert(heard.atMs.end(), std::size_t(lines), clock.elapsed());
    });
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--stream"), home.path()});
    QTRY_VERIFY_WITH_TIMEOUT(int(heard.atMs.size()) >= numbers, 30'000);
    ::kill(pid_t(child.processId()), SIGKILL);
    const qint64 killedAt = clock.elapsed();
    QTRY_COMPARE(child.state(), QProcess::NotRunning);

    HistoryStore own(home.path(), quick);
    HistoryStore &history = beside ? *beside : own;
    QTRY_VERIFY(runsOf(history).value().size() == 1 && !runsOf(history).value()[0].lanes.at(0).isOpen);
    const auto detail = detailOf(history, runsOf(history).value()[0].id).value();
    QCOMPARE(detail.lanes.at(0).outcome, LaneOutcome::Incomplete);
    QCOMPARE(detail.lanes[0].cause, QStringLiteral("app_crash"));
    QCOMPARE(detail.lanes.at(1).text, QStringLiteral("done before"));
    QCOMPARE(detail.lanes[1].outcome, LaneOutcome::Complete);

    const QStringList kept = detail.lanes[0].text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const int owed = lastNumberOlderThanASecond(heard, killedAt);
    QVERIFY(owed > 0);
    QVERIFY2(kept.size() > owed, qPrintable(QStringLiteral("%1 kept, %2 owed").arg(kept.size()).arg(owed)));
    for (int i = 0; i < kept.size(); ++i)
        QCOMPARE(kept[i].toInt(), i);
    QVERIFY(QDir(home.filePath(QStringLiteral("spool"))).isEmpty());

    QVariant verdict;
    {
        QSqlDatabase look = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("look"));
        look.setDatabaseName(home.filePath(QStringLiteral("history.sqlite")));
        QVERIFY(look.open());
        verdict = firstValue(look, QStringLiteral("PRAGMA integrity_check")).value();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("look"));
    QCOMPARE(verdict.toString(), QStringLiteral("ok"));
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--stream") == 0)
        return streamForEver(QString::fromLocal8Bit(argv[2]));
    TestHistoryCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_historycrash.moc"
