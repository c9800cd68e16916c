// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/Migrations.h"
#include "tests/support/HistoryAnswers.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

constexpr HistoryTimes quick {.busy = 200ms, .retry = 100ms, .spoolCheck = 100ms};

/// Another program's hand on the same file.
class Beside
{
    Q_DISABLE_COPY_MOVE(Beside)

public:
    explicit Beside(const QString &file)
    {
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("beside"));
        m_database.setDatabaseName(file);
        m_database.open();
    }
    ~Beside()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(QStringLiteral("beside"));
    }
    bool run(const QString &sql) { return bool(execute(m_database, sql)); }
    QVariant value(const QString &sql)
    {
        const auto found = firstValue(m_database, sql);
        return found ? found.value() : QVariant();
    }

private:
    QSqlDatabase m_database;
};

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

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool overwrite(const QString &path, const QByteArray &bytes, qint64 at = 0)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite) && file.seek(at) && file.write(bytes) == bytes.size();
}

QStringList causes(const QSignalSpy &problems)
{
    QStringList all;
    for (const auto &call : problems)
        all += call[0].value<Error>().cause;
    return all;
}

} // namespace

class TestHistoryFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::signal(SIGXFSZ, SIG_IGN); }
    void init() { m_home = std::make_unique<QTemporaryDir>(); }
    void setsADamagedFileAside_data();
    void setsADamagedFileAside();
    void noticesDamageWhileRunning();
    void leavesANewerFileAlone_data();
    void leavesANewerFileAlone();
    void survivesAMissingWal();
    void waitsForAFullDisk();
    void rescuesIntoTheSpoolAtTheEnd();
    void readsInAReadOnlyFolder();
    void waitsForItsFolder();
    void waitsForABusyFile();
    void removesWhatWasNeverSaved();

private:
    QString folder() const { return m_home->filePath(QStringLiteral("data")); }
    QString file() const { return folder() + QStringLiteral("/history.sqlite"); }
    void fill(int runs, int answerLength = 500) const;

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestHistoryFaults::fill(int runs, int answerLength) const
{
    HistoryStore history(folder(), quick);
    for (int run = 1; run <= runs; ++run)
        tellWholeRun(history, quint64(run), QStringLiteral("prompt %1").arg(run), QString(answerLength, QLatin1Char('a')));
}

void TestHistoryFaults::setsADamagedFileAside_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("at");
    QTest::addRow("no database") << QByteArray(5000, 'x') << 0;
    QTest::addRow("a torn header") << QByteArray(100, '\0') << 0;
    QTest::addRow("torn pages") << QByteArray(40'000, '\xA5') << 4096;
    QTest::addRow("another program's") << QByteArray("\0\0\0\7", 4) << 68; // application_id
}

void TestHistoryFaults::setsADamagedFileAside()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, at);
    fill(100);
    QVERIFY(overwrite(file(), bytes, at));
    const QByteArray before = contentOf(file());

    QElapsedTimer clock;
    clock.start();
    HistoryStore history(folder(), quick);
    QSignalSpy problems(&history, &HistoryStore::problem);
    tellWholeRun(history, 1, QStringLiteral("fresh"), QStringLiteral("a"));
    const auto runs = runsOf(history);
    QVERIFY(clock.elapsed() < 2000);
    QCOMPARE(runs.value().size(), 1u);
    QCOMPARE(causes(problems), QStringList(QStringLiteral("history.damaged")));
    const QString aside = problems[0][0].value<Error>().message;
    QVERIFY(aside.startsWith(file() + QStringLiteral(".damaged-")));
    QCOMPARE(contentOf(aside), before);
}

void TestHistoryFaults::noticesDamageWhileRunning()
{
    // More than SQLite keeps in memory, so that the torn pages are read again.
    fill(200, 30'000);
    HistoryStore history(folder(), quick);
    QSignalSpy problems(&history, &HistoryStore::problem);
    const auto runs = runsOf(history);
    QCOMPARE(runs.value().size(), 200u);
    const qint64 size = QFile(file()).size();
    QVERIFY(overwrite(file(), QByteArray(int(size - 8 * 4096), '\x5A'), 8 * 4096));
    for (const RunSummary &run : runs.value()) {
        if (!detailOf(history, run.id))
            break;
    }
    QTRY_COMPARE(causes(problems), QStringList(QStringLiteral("history.damaged")));
    QVERIFY(QFile::exists(problems[0][0].value<Error>().message));
    tellWholeRun(history, 5000, QStringLiteral("goes on"), QStringLiteral("a"));
    QCOMPARE(runsOf(history).value().size(), 1u);
}

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
        HistoryStore history(folder(), quick);
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
    HistoryStore history(folder(), quick);
    QCOMPARE(runsOf(history, {.text = QStringLiteral("kept beside")}).value().size(), 1u);
}

void TestHistoryFaults::survivesAMissingWal()
{
    fill(5);
    const QString copy = m_home->filePath(QStringLiteral("copy"));
    QVERIFY(QDir().mkpath(copy));
    {
        HistoryStore history(folder(), quick);
        tellWholeRun(history, 99, QStringLiteral("only in the log"), QStringLiteral("a"));
        QVERIFY(runsOf(history));
        QVERIFY(QFile::copy(file(), copy + QStringLiteral("/history.sqlite"))); // as a backup tool that forgets the -wal
    }
    HistoryStore history(copy, quick);
    QSignalSpy problems(&history, &HistoryStore::problem);
    QCOMPARE(runsOf(history).value().size(), 5u);
    QCOMPARE(problems.count(), 0);
}

void TestHistoryFaults::waitsForAFullDisk()
{
    fill(3);
    HistoryStore history(folder(), quick);
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

void TestHistoryFaults::rescuesIntoTheSpoolAtTheEnd()
{
    fill(1);
    {
        HistoryStore history(folder(), quick);
        QSignalSpy problems(&history, &HistoryStore::problem);
        QVERIFY(runsOf(history));
        Beside other(file());
        QVERIFY(other.run(QStringLiteral("BEGIN IMMEDIATE")));
        const RunOpening run = opening(80, QStringLiteral("at the last moment"));
        history.beginRun(run);
        history.finishLane(completed(run.lanes[0], QStringLiteral("whole")));
        QTRY_COMPARE(causes(problems), QStringList(QStringLiteral("history.busy")));
    }
    HistoryStore history(folder(), quick);
    const auto runs = runsOf(history, {.text = QStringLiteral("last moment")}).value();
    QCOMPARE(runs.size(), 1u);
    QCOMPARE(runs[0].lanes[0].outcome, LaneOutcome::Complete);
}

void TestHistoryFaults::readsInAReadOnlyFolder()
{
    if (::geteuid() == 0)
        QSKIP("Root may write everywhere; waitsForItsFolder() covers the refusal.");
    fill(3);
    QVERIFY(QFile::setPermissions(folder(), QFile::ReadOwner | QFile::ExeOwner));
    {
        HistoryStore history(folder(), quick);
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
    HistoryStore history(folder(), quick);
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
    HistoryStore history(folder(), quick);
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
    HistoryStore history(folder(), quick);
    tellWholeRun(history, 1, QStringLiteral("one"), QStringLiteral("a"));
    tellWholeRun(history, 2, QStringLiteral("two"), QStringLiteral("a"));
    const auto runs = runsOf(history).value();
    QCOMPARE(runs.size(), 2u);
    QVERIFY(answerOf<Done>([&](QObject *context, auto answer) { history.remove(runs[0].id, context, answer); }));
    const auto left = runsOf(history).value();
    QCOMPARE(left.size(), 1u);
    QCOMPARE(left[0].promptStart, QStringLiteral("one"));
    const auto refused = answerOf<int>([&](QObject *context, auto answer) { history.removeRange({}, {}, context, answer); });
    QVERIFY(!refused);
    QCOMPARE(refused.error().cause, QStringLiteral("history.read_only"));
}

QTEST_GUILESS_MAIN(TestHistoryFaults)
#include "tst_historyfaults.moc"
