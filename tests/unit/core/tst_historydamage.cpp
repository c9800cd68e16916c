// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/HistoryFaults.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>

using namespace triptych;

class TestHistoryDamage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }
    void setsADamagedFileAside_data();
    void setsADamagedFileAside();
    void setsTheLogAsideUntouched();
    void noticesDamageWhileRunning();
    void tellsLanesInFlightToTheNewFile();
    void recoversWhatCanBeRead();
    void refusesToRecoverWhatIsNoHistory();

private:
    QString folder() const { return m_home->filePath(QStringLiteral("data")); }
    QString file() const { return folder() + QStringLiteral("/history.sqlite"); }
    void fill(int runs, int answerLength = 500) const { fillHistory(folder(), runs, answerLength); }

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestHistoryDamage::setsADamagedFileAside_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("at");
    QTest::addRow("no database") << QByteArray(5000, 'x') << 0;
    QTest::addRow("a torn header") << QByteArray(100, '\0') << 0;
    QTest::addRow("torn pages") << QByteArray(40'000, '\xA5') << 4096;
    QTest::addRow("another program's") << QByteArray("\0\0\0\7", 4) << 68; // application_id
}

void TestHistoryDamage::setsADamagedFileAside()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, at);
    fill(100);
    QVERIFY(overwrite(file(), bytes, at));
    const QByteArray before = contentOf(file());

    QElapsedTimer clock;
    clock.start();
    HistoryStore history(folder(), quickTimes);
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

void TestHistoryDamage::noticesDamageWhileRunning()
{
    // More than SQLite keeps in memory, so that the torn pages are read again.
    fill(200, 30'000);
    HistoryStore history(folder(), quickTimes);
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

/// A file that is torn while its log is live, as after a crash: both may hold the last copy of something.
void TestHistoryDamage::setsTheLogAsideUntouched()
{
    fill(100);
    const QString torn = m_home->filePath(QStringLiteral("torn"));
    const QString copy = torn + QStringLiteral("/history.sqlite");
    QVERIFY(QDir().mkpath(torn));
    {
        HistoryStore history(folder(), quickTimes);
        tellWholeRun(history, 900, QStringLiteral("only in the log"), QStringLiteral("a"));
        QVERIFY(runsOf(history));
        QVERIFY(QFile::copy(file(), copy));
        QVERIFY(QFile::copy(file() + QStringLiteral("-wal"), copy + QStringLiteral("-wal")));
    }
    QVERIFY(overwrite(copy, QByteArray(4096, '\xA5'), 20 * 4096));
    const QByteArray pages = contentOf(copy);
    const QByteArray log = contentOf(copy + QStringLiteral("-wal"));
    QVERIFY(!log.isEmpty());

    HistoryStore history(torn, quickTimes);
    QSignalSpy problems(&history, &HistoryStore::problem);
    QVERIFY(runsOf(history).value().empty());
    QCOMPARE(causes(problems), QStringList(QStringLiteral("history.damaged")));
    const QString aside = problems[0][0].value<Error>().message;
    QCOMPARE(contentOf(aside), pages);
    QCOMPARE(contentOf(aside + QStringLiteral("-wal")), log);
}

void TestHistoryDamage::tellsLanesInFlightToTheNewFile()
{
    fill(200, 30'000);
    HistoryStore history(folder(), quickTimes);
    QSignalSpy problems(&history, &HistoryStore::problem);
    const RunOpening run = opening(500, QStringLiteral("in flight"), 3);
    history.beginRun(run);
    history.finishLane(completed(run.lanes[0], QStringLiteral("ended before")));
    history.appendText(run.lanes[1].id, QStringLiteral("some "), QStringLiteral("hm"));
    history.appendText(run.lanes[2].id, QStringLiteral("still going"), {});
    history.beginRun(opening(501, QStringLiteral("removed in flight")));
    const auto gone = runsOf(history, {.text = QStringLiteral("removed")}).value();
    QCOMPARE(gone.size(), 1u);
    QVERIFY(answerOf<Done>([&](QObject *context, auto answer) { history.remove(gone[0].id, context, answer); }));

    const auto before = runsOf(history, {.limit = 1000}).value();
    QVERIFY(overwrite(file(), QByteArray(int(QFile(file()).size() - 8 * 4096), '\x5A'), 8 * 4096));
    for (const RunSummary &one : before) {
        if (!detailOf(history, one.id))
            break;
    }
    QTRY_COMPARE(causes(problems), QStringList(QStringLiteral("history.damaged")));
    history.appendText(run.lanes[1].id, QStringLiteral("some more"), QStringLiteral("hm"));
    history.finishLane(completed(run.lanes[1], QStringLiteral("some more text")));
    history.appendText(run.lanes[2].id, QStringLiteral("still going on"), {});

    const auto runs = runsOf(history).value();
    QCOMPARE(runs.size(), 1u);
    const auto lanes = detailOf(history, runs[0].id).value().lanes;
    QCOMPARE(lanes.size(), 3u);
    QCOMPARE(lanes[0].text, QStringLiteral("ended before"));
    QCOMPARE(lanes[0].outcome, LaneOutcome::Complete);
    QCOMPARE(lanes[1].text, QStringLiteral("some more text"));
    QCOMPARE(lanes[1].outcome, LaneOutcome::Complete);
    QCOMPARE(lanes[2].text, QStringLiteral("still going on"));
    QVERIFY(runs[0].lanes[2].isOpen);
}

void TestHistoryDamage::recoversWhatCanBeRead()
{
    fill(300, 3000);
    QVERIFY(overwrite(file(), QByteArray(20 * 4096, '\xA5'), 60 * 4096));
    HistoryStore history(folder(), quickTimes);
    QSignalSpy problems(&history, &HistoryStore::problem);
    QTRY_COMPARE(causes(problems), QStringList(QStringLiteral("history.damaged")));
    const QString aside = problems[0][0].value<Error>().message;
    const QByteArray before = contentOf(aside);
    tellWholeRun(history, 1, QStringLiteral("of the new file"), QStringLiteral("a"));

    const auto recover = [&](const QString &from) {
        return answerOf<int>([&](QObject *context, auto answer) { history.recover(from, context, answer); });
    };
    const auto count = recover(aside);
    QVERIFY2(count, count ? "" : qPrintable(count.error().message));
    QVERIFY2(count.value() > 200 && count.value() <= 300, qPrintable(QString::number(count.value())));
    const auto runs = runsOf(history, {.limit = -1}).value();
    QCOMPARE(int(runs.size()), count.value() + 1);
    const auto found = runsOf(history, {.text = QStringLiteral("prompt 1")}).value();
    QVERIFY(found.size() > 50 && found.size() <= 111); // they can be searched for
    QCOMPARE(found[0].lanes[0].outcome, LaneOutcome::Complete);
    QCOMPARE(detailOf(history, found[0].id).value().lanes.at(0).text, QString(3000, QLatin1Char('a')));
    QCOMPARE(contentOf(aside), before);

    QCOMPARE(recover(aside).value(), 0); // once is enough
    QCOMPARE(runsOf(history, {.limit = -1}).value().size(), runs.size());
    QCOMPARE(problems.count(), 1);
}

void TestHistoryDamage::refusesToRecoverWhatIsNoHistory()
{
    HistoryStore history(folder(), quickTimes);
    const QString path = m_home->filePath(QStringLiteral("other"));
    const auto causeFor = [&] {
        const auto count
            = answerOf<int>([&](QObject *context, auto answer) { history.recover(path, context, answer); });
        return count ? QString() : count.error().cause;
    };
    QCOMPARE(causeFor(), QStringLiteral("file.absent"));
    QVERIFY(overwrite(path, QByteArray(5000, 'x')));
    QCOMPARE(causeFor(), QStringLiteral("history.damaged"));
    QVERIFY(QFile::resize(path, 0));
    QCOMPARE(causeFor(), QStringLiteral("history.damaged"));
}

QTEST_GUILESS_MAIN(TestHistoryDamage)
#include "tst_historydamage.moc"
