// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/FileLock.h"
#include "core/history/HistoryOp.h"
#include "core/history/Migrations.h"
#include "tests/support/HistoryFaults.h"
#include "tests/support/Unprivileged.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

/// No file of this process may grow beyond so many bytes: what a full disk or a quota is to it.
class FullDisk
{
    Q_DISABLE_COPY_MOVE(FullDisk)

public:
    explicit FullDisk(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit tight {bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &tight);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before {};
};

/// The child: tells a lane that ends and one that goes on, all in one durable write, and tries again when that fails.
int tellOnce(const QString &folder)
{
    HistoryStore history(folder, quickTimes);
    const RunOpening run = opening(3, QStringLiteral("from beside"), 2);
    history.beginRun(run);
    history.finishLane(completed(run.lanes[0], QStringLiteral("whole")));
    history.appendText(run.lanes[1].id, QStringLiteral("half"), {});
    QTimer::singleShot(800, qApp, &QCoreApplication::quit);
    return QCoreApplication::exec();
}

} // namespace

class TestHistoryFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::signal(SIGXFSZ, SIG_IGN); }
    void init() { m_home = std::make_unique<QTemporaryDir>(); }
    void leavesANewerFileAlone_data();
    void leavesANewerFileAlone();
    void survivesAMissingWal();
    void waitsForAFullDisk();
    void showsWhatARunBegunBeforeWaitsFor();
    void survivesErrorsOfTheDisk_data();
    void survivesErrorsOfTheDisk();
    void putsBesideWhatSqliteRefuses();
    void putsBesideWhatSqliteRefusesOfASpool();
    void tellsOnceThoughTheDiskFailed_data();
    void tellsOnceThoughTheDiskFailed();
    void rescuesIntoTheSpoolAtTheEnd();
    void readsInAReadOnlyFolder();
    void waitsForItsFolder();
    void waitsForABusyFile();
    void removesWhatWasNeverSaved();

private:
    QString folder() const { return m_home->filePath(QStringLiteral("data")); }
    QString file() const { return folder() + QStringLiteral("/history.sqlite"); }
    void fill(int runs) const { fillHistory(folder(), runs); }
    QByteArray tellUnderStrace(const QStringList &injections, const QStringList &onlyOn = {}) const;

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestHistoryFaults::leavesANewerFileAlone_data()
{
    QTest::addColumn<int>("readableFrom");
    QTest::addRow("readable") << 1;
    QTest::addRow("not readable") << 99;
}

void TestHistoryFaults::leavesANewerFileAlone()
{
    QFETCH(const int, readableFrom);
    fill(3);
    {
        Beside newer(file());
        QVERIFY(newer.run(QStringLiteral("UPDATE meta SET value = '%1'").arg(readableFrom)));
        QVERIFY(newer.run(QStringLiteral("PRAGMA user_version = 99")));
    }
    const QByteArray before = contentOf(file());
    {
        HistoryStore history(folder(), quickTimes);
        QSignalSpy problems(&history, &HistoryStore::problem);
        tellWholeRun(history, 50, QStringLiteral("kept beside"), QStringLiteral("a"));
        const auto runs = runsOf(history);
        QCOMPARE(bool(runs), readableFrom == 1);
        if (runs)
            QCOMPARE(runs.value().size(), 3u);
        else
            QCOMPARE(runs.error().cause, QStringLiteral("history.newer"));
        QTRY_COMPARE(causes(problems), QStringList(QStringLiteral("history.newer")));
    }
    QCOMPARE(contentOf(file()), before);
    // The newer program takes in what was left for it; ours plays its part once the version is its own.
    {
        Beside newer(file());
        QVERIFY(newer.run(QStringLiteral("PRAGMA user_version = %1").arg(historyMigrations().size())));
    }
    HistoryStore history(folder(), quickTimes);
    QCOMPARE(runsOf(history, {.text = QStringLiteral("kept beside")}).value().size(), 1u);
}

void TestHistoryFaults::survivesAMissingWal()
{
    fill(5);
    const QString copy = m_home->filePath(QStringLiteral("copy"));
    QVERIFY(QDir().mkpath(copy));
    {
        HistoryStore history(folder(), quickTimes);
        tellWholeRun(history, 99, QStringLiteral("only in the log"), QStringLiteral("a"));
        QVERIFY(runsOf(history));
        QVERIFY(
            QFile::copy(file(), copy + QStringLiteral("/history.sqlite"))); // as a backup tool that forgets the -wal
    }
    HistoryStore history(copy, quickTimes);
    QSignalSpy problems(&history, &HistoryStore::problem);
    QCOMPARE(runsOf(history).value().size(), 5u);
    QCOMPARE(problems.count(), 0);
}

void TestHistoryFaults::waitsForAFullDisk()
{
    fill(3);
    HistoryStore history(folder(), quickTimes);
    QSignalSpy problems(&history, &HistoryStore::problem);
    QVERIFY(runsOf(history));
    {
        const FullDisk full(1);
        const RunOpening run = opening(70, QStringLiteral("not yet on disk"), 2);
        history.beginRun(run);
        history.appendText(LaneId(7000), QStringLiteral("some "), {});
        history.appendText(LaneId(7000), QStringLiteral("some text"), {});
        history.finishLane(completed(run.lanes[1], QStringLiteral("whole")));
        QTRY_COMPARE(causes(problems), QStringList(QStringLiteral("history.disk_full")));
        const auto runs = runsOf(history).value();
        QCOMPARE(runs.size(), 4u);
        QVERIFY(runs[0].isUnsaved);
        QVERIFY(runs[0].id < 0);
        QCOMPARE(runs[0].lanes[1].outcome, LaneOutcome::Complete);
        const auto detail = detailOf(history, runs[0].id).value();
        QCOMPARE(detail.lanes[0].text, QStringLiteral("some text"));
        QCOMPARE(detail.lanes[1].text, QStringLiteral("whole"));
        QVERIFY(!runs[1].isUnsaved);
    }
    QTRY_COMPARE(causes(problems), QStringList({QStringLiteral("history.disk_full"), QString()}));
    const auto runs = runsOf(history).value();
    QCOMPARE(runs.size(), 4u);
    QVERIFY(!runs[0].isUnsaved);
    QCOMPARE(detailOf(history, runs[0].id).value().lanes[0].text, QStringLiteral("some text"));
}

/// The run is on the disk, what its lanes said last is not: the row says so, and shows it all the same.
void TestHistoryFaults::showsWhatARunBegunBeforeWaitsFor()
{
    fill(3);
    HistoryStore history(folder(), quickTimes);
    QSignalSpy problems(&history, &HistoryStore::problem);
    const RunOpening run = opening(70, QStringLiteral("begun before"), 2, QDateTime::currentDateTimeUtc().addYears(1));
    history.beginRun(run);
    history.appendText(run.lanes[0].id, QStringLiteral("some "), {});
    const auto before = runsOf(history).value();
    QVERIFY(!before[0].isUnsaved);
    {
        const FullDisk full(1);
        history.appendText(run.lanes[0].id, QStringLiteral("some text"), {});
        history.finishLane(completed(run.lanes[1], QStringLiteral("whole")));
        QTRY_COMPARE(causes(problems), QStringList(QStringLiteral("history.disk_full")));
        const auto runs = runsOf(history).value();
        QCOMPARE(runs.size(), 4u);
        QCOMPARE(runs[0].id, before[0].id);
        QVERIFY(runs[0].isUnsaved);
        QVERIFY(runs[0].lanes[0].isOpen);
        QVERIFY(!runs[0].lanes[1].isOpen);
        QCOMPARE(runs[0].lanes[1].id, before[0].lanes[1].id);
        QCOMPARE(runs[0].lanes[1].outcome, LaneOutcome::Complete);
        const auto detail = detailOf(history, runs[0].id).value();
        QVERIFY(detail.summary.isUnsaved);
        QCOMPARE(detail.lanes[0].text, QStringLiteral("some text"));
        QCOMPARE(detail.lanes[1].text, QStringLiteral("whole"));
        QVERIFY(!runs[1].isUnsaved);
    }
    QTRY_COMPARE(causes(problems), QStringList({QStringLiteral("history.disk_full"), QString()}));
    const auto runs = runsOf(history).value();
    QVERIFY(!runs[0].isUnsaved);
    QVERIFY(!detailOf(history, runs[0].id).value().summary.isUnsaved);
    QCOMPARE(detailOf(history, runs[0].id).value().lanes[1].text, QStringLiteral("whole"));
}

void TestHistoryFaults::survivesErrorsOfTheDisk_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("error");
    for (const char *call : {"pwrite64", "fdatasync", "openat"}) {
        for (const char *error : {"ENOSPC", "EIO"})
            QTest::addRow("%s %s", call, error) << QString::fromLatin1(call) << QString::fromLatin1(error);
    }
}

/// A writer whose system calls fail for a while, one after the other from a moment on, has lost nothing in the end.
void TestHistoryFaults::survivesErrorsOfTheDisk()
{
    QFETCH(const QString, call);
    QFETCH(const QString, error);
    if (QStandardPaths::findExecutable(QStringLiteral("strace")).isEmpty())
        QSKIP("strace is not installed; without it no call can be failed");
    for (const int from : {1, 5}) {
        init();
        fill(1);
        const QString path = file(); // the program's own libraries are to be found
        QCOMPARE(
            tellUnderStrace({QStringLiteral("inject=%1:error=%2:when=%3..%4").arg(call, error).arg(from).arg(from + 2)},
                            {path, path + QStringLiteral("-wal")}),
            QByteArray());
        HistoryStore history(folder(), quickTimes);
        const auto found = runsOf(history, {.text = QStringLiteral("from beside")}).value();
        QCOMPARE(found.size(), 1u);
        const auto lanes = detailOf(history, found[0].id).value().lanes;
        QCOMPARE(lanes.at(0).text, QStringLiteral("whole"));
        QCOMPARE(lanes.at(1).text, QStringLiteral("half"));
        QCOMPARE(runsOf(history).value().size(), 2u);
    }
}

/// Tells what tellOnce() tells, in a process of its own, with calls that fail; empty when that process ended well.
QByteArray TestHistoryFaults::tellUnderStrace(const QStringList &injections, const QStringList &onlyOn) const
{
    QStringList arguments {QStringLiteral("-f"), QStringLiteral("-qq"), QStringLiteral("-o"),
                           QStringLiteral("/dev/null")};
    for (const QString &injection : injections)
        arguments += {QStringLiteral("-e"), injection};
    for (const QString &path : onlyOn)
        arguments += {QStringLiteral("-P"), path};
    arguments += {QCoreApplication::applicationFilePath(), QStringLiteral("--tell"), folder()};
    QProcess strace;
    strace.setProcessChannelMode(QProcess::MergedChannels);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("ASAN_OPTIONS"),
                       QStringLiteral("detect_leaks=0")); // leaks cannot be looked for in what strace holds
    strace.setProcessEnvironment(environment);
    strace.start(QStringLiteral("strace"), arguments);
    if (!strace.waitForFinished(30'000))
        return "did not end";
    const bool isWell = strace.exitStatus() == QProcess::NormalExit && strace.exitCode() == 0;
    return isWell ? QByteArray() : "ended badly: " + strace.readAll();
}

void TestHistoryFaults::putsBesideWhatSqliteRefuses()
{
    fill(1);
    {
        Beside other(file());
        QVERIFY(other.run(QStringLiteral("CREATE TRIGGER no_runs BEFORE INSERT ON runs WHEN new.prompt = 'poison'"
                                         " BEGIN SELECT RAISE(ABORT, 'no'); END")));
        QVERIFY(other.run(QStringLiteral("CREATE TRIGGER no_ends BEFORE UPDATE ON lanes WHEN new.record LIKE '%venom%'"
                                         " BEGIN SELECT RAISE(ABORT, 'no'); END")));
    }
    HistoryStore history(folder(), quickTimes);
    QSignalSpy problems(&history, &HistoryStore::problem);
    const RunOpening bad = opening(30, QStringLiteral("poison"));
    const RunOpening half = opening(31, QStringLiteral("one bad lane"), 2);
    history.beginRun(bad);
    history.beginRun(half);
    history.finishLane(completed(bad.lanes[0], QStringLiteral("an answer without a run")));
    history.finishLane(completed(half.lanes[0], QStringLiteral("venom")));
    history.finishLane(completed(half.lanes[1], QStringLiteral("good")));
    tellWholeRun(history, 32, QStringLiteral("behind it"), QStringLiteral("a"));

    QTRY_COMPARE(runsOf(history).value().size(), 3u);
    const auto found = runsOf(history, {.text = QStringLiteral("bad lane")}).value();
    QVERIFY(!found.at(0).lanes.at(0).isOpen);
    QCOMPARE(found[0].lanes[0].outcome, LaneOutcome::Complete);
    const auto lanes = detailOf(history, found[0].id).value().lanes;
    QCOMPARE(lanes[0].text, QString());
    QVERIFY(hasNote(lanes[0].notes, u"history.refused"));
    QCOMPARE(lanes[1].text, QStringLiteral("good"));

    QCOMPARE(causes(problems), QStringList(3, QStringLiteral("history.refused")));
    const QString beside = problems[0][0].value<Error>().message;
    QCOMPARE(rightsOfOthers(beside), 0);
    const QList<QByteArray> lines = contentOf(beside).trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].contains("poison"));
    QVERIFY(lines[1].contains("an answer without a run"));
    QVERIFY(lines[2].contains("venom"));
}

void TestHistoryFaults::putsBesideWhatSqliteRefusesOfASpool()
{
    fill(1);
    {
        Beside other(file());
        QVERIFY(other.run(QStringLiteral("CREATE TRIGGER no_runs BEFORE INSERT ON lanes WHEN new.run > 1 AND"
                                         " (SELECT prompt FROM runs WHERE id = new.run) = 'poison'"
                                         " BEGIN SELECT RAISE(ABORT, 'no'); END")));
    }
    QByteArray lines;
    for (const quint64 run : {40u, 41u}) {
        const RunOpening opened = opening(run, run == 40 ? QStringLiteral("poison") : QStringLiteral("behind it"));
        lines += toSpoolLine({run * 10, BeginRun {opened}});
        lines += toSpoolLine({run * 10 + 1, EndLane {completed(opened.lanes[0], QStringLiteral("answer"))}});
    }
    QVERIFY(overwrite(folder() + QStringLiteral("/spool/20261122T120000000-4711.ndjson"), lines));
    HistoryStore history(folder(), quickTimes);
    QSignalSpy problems(&history, &HistoryStore::problem);
    QCOMPARE(runsOf(history).value().size(), 2u); // nothing is left of the one that was refused half way
    QCOMPARE(runsOf(history, {.text = QStringLiteral("behind")}).value().size(), 1u);
    QCOMPARE(causes(problems), QStringList(2, QStringLiteral("history.refused")));
    QCOMPARE(problems[0][0].value<Error>().message,
             folder() + QStringLiteral("/spool/20261122T120000000-4711.refused"));
    QCOMPARE(contentOf(problems[0][0].value<Error>().message).count('\n'), 2);
    QVERIFY(!QFile::exists(folder() + QStringLiteral("/spool/20261122T120000000-4711.ndjson")));
}

void TestHistoryFaults::tellsOnceThoughTheDiskFailed_data()
{
    QTest::addColumn<bool>("canCutOff");
    QTest::addRow("what was written is cut off") << true;
    QTest::addRow("what was written stays") << false;
}

/// A spooler whose sync failed writes the same lines again; the writer takes them in once.
void TestHistoryFaults::tellsOnceThoughTheDiskFailed()
{
    QFETCH(const bool, canCutOff);
    if (QStandardPaths::findExecutable(QStringLiteral("strace")).isEmpty())
        QSKIP("strace is not installed; without it no sync can be failed");
    fill(1);
    {
        const auto lock = openFile(folder() + QStringLiteral("/lock"), O_RDWR | O_CREAT);
        QVERIFY(tryLock(lock.value()));
        QStringList injections {QStringLiteral("inject=fdatasync:error=EIO:when=1")};
        if (!canCutOff)
            injections += QStringLiteral("inject=ftruncate:error=EIO");
        QCOMPARE(tellUnderStrace(injections), QByteArray());
    }
    const QDir spool(folder() + QStringLiteral("/spool"));
    const QStringList files = spool.entryList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QCOMPARE(contentOf(spool.filePath(files[0])).count("half"), canCutOff ? 1 : 2);

    HistoryStore history(folder(), quickTimes);
    const auto runs = runsOf(history, {.text = QStringLiteral("beside")}).value();
    QCOMPARE(runs.size(), 1u);
    const auto lanes = detailOf(history, runs[0].id).value().lanes;
    QCOMPARE(lanes[0].text, QStringLiteral("whole"));
    QCOMPARE(lanes[1].text, QStringLiteral("half"));
}

void TestHistoryFaults::rescuesIntoTheSpoolAtTheEnd()
{
    fill(1);
    {
        HistoryStore history(folder(), quickTimes);
        QSignalSpy problems(&history, &HistoryStore::problem);
        QVERIFY(runsOf(history));
        Beside other(file());
        QVERIFY(other.run(QStringLiteral("BEGIN IMMEDIATE")));
        const RunOpening run = opening(80, QStringLiteral("at the last moment"));
        history.beginRun(run);
        history.finishLane(completed(run.lanes[0], QStringLiteral("whole")));
        QTRY_COMPARE(causes(problems), QStringList(QStringLiteral("history.busy")));
    }
    HistoryStore history(folder(), quickTimes);
    const auto runs = runsOf(history, {.text = QStringLiteral("last moment")}).value();
    QCOMPARE(runs.size(), 1u);
    QCOMPARE(runs[0].lanes[0].outcome, LaneOutcome::Complete);
}

void TestHistoryFaults::readsInAReadOnlyFolder()
{
    if (isRoot()) {
        QCOMPARE(runAsNobody("readsInAReadOnlyFolder"), QByteArray());
        return;
    }
    fill(3);
    QVERIFY(QFile::setPermissions(folder(), QFile::ReadOwner | QFile::ExeOwner));
    {
        HistoryStore history(folder(), quickTimes);
        QSignalSpy problems(&history, &HistoryStore::problem);
        tellWholeRun(history, 90, QStringLiteral("kept in memory"), QStringLiteral("a"));
        QTRY_COMPARE(causes(problems), QStringList(QStringLiteral("history.read_only")));
        QCOMPARE(runsOf(history).value().size(), 4u);
        QVERIFY(QFile::setPermissions(folder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QTRY_COMPARE(causes(problems).size(), 2);
        QVERIFY(!runsOf(history).value()[0].isUnsaved);
    }
}

/// A folder that cannot be made, whoever asks: its place is taken by a file.
void TestHistoryFaults::waitsForItsFolder()
{
    QVERIFY(overwrite(folder(), "in the way"));
    HistoryStore history(folder(), quickTimes);
    QSignalSpy problems(&history, &HistoryStore::problem);
    tellWholeRun(history, 1, QStringLiteral("kept in memory"), QStringLiteral("a"));
    QTRY_COMPARE(causes(problems), QStringList(QStringLiteral("history.read_only")));
    QVERIFY(runsOf(history).value().at(0).isUnsaved);
    QVERIFY(QFile::remove(folder()));
    QTRY_COMPARE(causes(problems), QStringList({QStringLiteral("history.read_only"), QString()}));
    QVERIFY(!runsOf(history).value().at(0).isUnsaved);
}

void TestHistoryFaults::waitsForABusyFile()
{
    fill(1);
    HistoryStore history(folder(), quickTimes);
    QSignalSpy problems(&history, &HistoryStore::problem);
    QVERIFY(runsOf(history));
    {
        Beside other(file());
        QVERIFY(other.run(QStringLiteral("BEGIN IMMEDIATE")));
        tellWholeRun(history, 60, QStringLiteral("patient"), QStringLiteral("a"));
        QTRY_COMPARE(causes(problems), QStringList(QStringLiteral("history.busy")));
        QVERIFY(runsOf(history).value().at(0).isUnsaved);
        QVERIFY(other.run(QStringLiteral("COMMIT")));
    }
    QTRY_COMPARE(causes(problems), QStringList({QStringLiteral("history.busy"), QString()}));
    QVERIFY(!runsOf(history).value().at(0).isUnsaved);
}

void TestHistoryFaults::removesWhatWasNeverSaved()
{
    QVERIFY(overwrite(folder(), "in the way"));
    HistoryStore history(folder(), quickTimes);
    tellWholeRun(history, 1, QStringLiteral("one"), QStringLiteral("a"));
    tellWholeRun(history, 2, QStringLiteral("two"), QStringLiteral("a"));
    const auto runs = runsOf(history).value();
    QCOMPARE(runs.size(), 2u);
    QVERIFY(answerOf<Done>([&](QObject *context, auto answer) { history.remove(runs[0].id, context, answer); }));
    const auto left = runsOf(history).value();
    QCOMPARE(left.size(), 1u);
    QCOMPARE(left[0].promptStart, QStringLiteral("one"));
    const auto refused
        = answerOf<int>([&](QObject *context, auto answer) { history.removeRange({}, {}, context, answer); });
    QVERIFY(!refused);
    QCOMPARE(refused.error().cause, QStringLiteral("history.read_only"));
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--tell") == 0)
        return tellOnce(QString::fromLocal8Bit(argv[2]));
    TestHistoryFaults test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_historyfaults.moc"
