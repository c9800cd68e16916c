// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/LlamaServers.h"

#include "core/net/SystemClock.h"
#include "tests/support/RunningServer.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTest>
#include <csignal>

using namespace triptych;
using namespace std::chrono_literals;

/// However an owner ends, no process of an engine stays behind (of rows 48 to 57 of the fault catalogue).
class tst_LlamaOrphans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { bench = std::make_unique<LocalServerBench>(); }
    void cleanup() { bench.reset(); }

    void endsAGroupThatIgnoresSigterm();
    void leavesNothingBehind();
    void leavesNoOrphanAfterKill();
    void leavesNoOrphanInTheSandbox();
    void sweepsWhatAKilledOwnerLeft();

private:
    std::unique_ptr<LocalServerBench> bench;
    SystemClock clock;
};

void tst_LlamaOrphans::endsAGroupThatIgnoresSigterm()
{
    RunningServer fake(*bench, {word("ignore_term"), word("fork")});
    QVERIFY2(fake.asked->isReady(), qPrintable(fake.asked->cause()));
    QCOMPARE(processesInSession(fake.engine).size(), 2u); // a session of its own, with the grandchild in it
    fake.servers.stopAll();
    fake.clock.advance(4s);
    QCOMPARE(processesInSession(fake.engine).size(), 2u);
    fake.clock.advance(1s);
    QTRY_COMPARE_WITH_TIMEOUT(processesInSession(fake.engine).size(), 0u, patience);
}

void tst_LlamaOrphans::leavesNothingBehind()
{
    qint64 engine = 0;
    {
        const QString model = bench->model(word("tiny"), {word("fork")});
        LlamaServers servers(clock, bench->options());
        const auto asked = bench->ask(servers, model);
        QTRY_VERIFY_WITH_TIMEOUT(asked->isReady(), patience);
        engine = bench->engine(model);
        QCOMPARE(QDir(bench->path(word("state"))).entryList(QDir::Files).size(), 1);
    }
    // The leader is gone when the destructor returns; its group got SIGKILL before it was reaped.
    QVERIFY(!isAlive(engine));
    QTRY_COMPARE_WITH_TIMEOUT(processesInSession(engine).size(), 0u, patience);
    QCOMPARE(QDir(bench->path(word("state"))).entryList(QDir::Files).size(), 0);
}

void tst_LlamaOrphans::leavesNoOrphanAfterKill()
{
    const int rounds = qEnvironmentVariableIsSet("TRIPTYCH_LONG") ? 100 : 10;
    for (int round = 0; round < rounds; ++round) {
        const QString model = bench->model(QStringLiteral("tiny%1").arg(round));
        QProcess parent;
        parent.start(LocalServerBench::helper(word("local_parent")),
                     {LocalServerBench::fakeEngine(), model, bench->path(word("state"))});
        QTRY_VERIFY_WITH_TIMEOUT(parent.canReadLine(), patience);
        QCOMPARE(parent.readLine(), "ready\n");
        const qint64 engine = bench->engine(model);
        QVERIFY(isAlive(engine));
        QCOMPARE(::kill(pid_t(parent.processId()), SIGKILL), 0);
        QTRY_COMPARE_WITH_TIMEOUT(parent.state(), QProcess::NotRunning, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(engine), patience);
    }
}

void tst_LlamaOrphans::leavesNoOrphanInTheSandbox()
{
    const QString model = bench->model(word("tiny"), {word("fork"), word("ignore_term")});
    QProcess parent;
    parent.start(LocalServerBench::helper(word("local_parent")),
                 {LocalServerBench::fakeEngine(), model, bench->path(word("state")), word("sandboxed")});
    QTRY_VERIFY_WITH_TIMEOUT(parent.canReadLine(), patience);
    QCOMPARE(parent.readLine(), "ready\n");
    const auto children = childrenOf(parent.processId());
    QCOMPARE(children.size(), 1u);
    if (QFileInfo(QStringLiteral("/proc/%1/exe").arg(children.front())).symLinkTarget().endsWith(word("/bwrap")))
        QVERIFY(!QFileInfo::exists(model + word(".pid"))); // the engine sees the model, but not the folder around it
    else
        qInfo("no sandbox on this machine");
    QCOMPARE(::kill(pid_t(parent.processId()), SIGKILL), 0);
    QTRY_COMPARE_WITH_TIMEOUT(parent.state(), QProcess::NotRunning, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(children.front()), patience);
    if (!QFileInfo::exists(model + word(".pid"))) // its process table ends with it, grandchildren and all
        QTRY_COMPARE_WITH_TIMEOUT(processesInSession(children.front()).size(), 0u, patience);
    LlamaServers sweeper(clock, bench->options());
    QTRY_COMPARE_WITH_TIMEOUT(processesInSession(children.front()).size(), 0u, patience);
}

void tst_LlamaOrphans::sweepsWhatAKilledOwnerLeft()
{
    const QString model = bench->model(word("tiny"), {word("fork")});
    QProcess parent;
    parent.start(LocalServerBench::helper(word("local_parent")),
                 {LocalServerBench::fakeEngine(), model, bench->path(word("state"))});
    QTRY_VERIFY_WITH_TIMEOUT(parent.canReadLine(), patience);
    const qint64 engine = bench->engine(model);
    {
        LlamaServers bystander(clock, bench->options()); // the owner lives, so nothing of his is touched
        QCOMPARE(processesInSession(engine).size(), 2u);
    }
    QCOMPARE(::kill(pid_t(parent.processId()), SIGKILL), 0);
    QTRY_COMPARE_WITH_TIMEOUT(parent.state(), QProcess::NotRunning, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(engine), patience);
    QCOMPARE(processesInSession(engine).size(), 1u); // the kernel kills the child, not what the child forked
    LlamaServers servers(clock, bench->options());
    QTRY_COMPARE_WITH_TIMEOUT(processesInSession(engine).size(), 0u, patience);
    QCOMPARE(QDir(bench->path(word("state"))).entryList(QDir::Files).size(), 0);
}

QTEST_GUILESS_MAIN(tst_LlamaOrphans)
#include "tst_llamaorphans.moc"
