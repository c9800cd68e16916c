// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/startup/SingleInstance.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace triptych;
using namespace std::chrono_literals;

/// Several starts over one home.
class TestSingleInstance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSecondHandsItsFilesOver();
    void aBusyWindowIsWaitedFor();
    void aDeadWindowIsSucceeded();
    void aSilentWindowKeepsItsSocket();

private:
    bool startsSecond(const QString &folder, const QStringList &files, std::chrono::milliseconds patience = 5s);
};

/// In a thread, as a process of its own would be: it blocks.
bool TestSingleInstance::startsSecond(const QString &folder, const QStringList &files,
                                      std::chrono::milliseconds patience)
{
    std::atomic<int> handed {-1};
    std::unique_ptr<QThread> start(QThread::create([&] {
        SingleInstance second(folder, patience);
        handed = second.handOver(files) ? 1 : 0;
    }));
    start->start();
    [&] { QTRY_VERIFY_WITH_TIMEOUT(handed >= 0, 10'000); }();
    start->wait();
    return handed == 1;
}

void TestSingleInstance::theSecondHandsItsFilesOver()
{
    QTemporaryDir home;
    SingleInstance first(home.path());
    QVERIFY(first.isFirst());
    QVERIFY(!first.handOver({}));
    first.listen();
    QSignalSpy arrived(&first, &SingleInstance::filesArrived);
    QVERIFY(startsSecond(home.path(), {QStringLiteral("/a b.prompty")}));
    QCOMPARE(arrived.size(), 1);
    QCOMPARE(arrived[0][0].toStringList(), QStringList(QStringLiteral("/a b.prompty")));
}

void TestSingleInstance::aBusyWindowIsWaitedFor()
{
    QTemporaryDir home;
    SingleInstance first(home.path());
    std::atomic<bool> hasWaited = false;
    std::atomic<bool> handed = false;
    std::unique_ptr<QThread> start(QThread::create([&] {
        SingleInstance second(home.path());
        connect(&second, &SingleInstance::waited, &second, [&hasWaited] { hasWaited = true; });
        handed = second.handOver({});
    }));
    start->start();
    QTRY_VERIFY(hasWaited); // before anybody listens
    first.listen();
    QTRY_VERIFY(handed);
    start->wait();
}

void TestSingleInstance::aDeadWindowIsSucceeded()
{
    QTemporaryDir home;
    {
        SingleInstance dead(home.path());
        dead.listen();
    }
    SingleInstance next(home.path());
    QVERIFY(next.isFirst());
    next.listen();
    QVERIFY(startsSecond(home.path(), {}));
}

void TestSingleInstance::aSilentWindowKeepsItsSocket()
{
    QTemporaryDir home;
    SingleInstance first(home.path()); // does not listen
    SingleInstance second(home.path(), 50ms);
    QVERIFY(!second.isFirst());
    QVERIFY(!second.handOver({}));
    second.listen(); // takes nothing over
    first.listen();
    QVERIFY(startsSecond(home.path(), {}));
}

QTEST_GUILESS_MAIN(TestSingleInstance)
#include "tst_singleinstance.moc"
