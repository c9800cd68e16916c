// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/LlamaServers.h"

#include "core/net/SystemClock.h"
#include "tests/support/LocalServerBench.h"
#include "tests/support/ManualClock.h"
#include "tests/support/Sanitized.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QNetworkProxy>
#include <QProcess>
#include <QTcpSocket>
#include <QTest>
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20'000;

/// Moves a manual clock on in small steps, as long as a test waits.
bool tick(ManualClock &clock, bool isDone)
{
    if (!isDone)
        clock.advance(50ms);
    return isDone;
}

QString word(const char *text)
{
    return QString::fromLatin1(text);
}

/// Two questions of 2 s without an answer, and the 5 s that a process has to end.
void letHangingOneGo(ManualClock &clock)
{
    for (int i = 0; i < 5; ++i) {
        QTest::qWait(100);
        clock.advance(2s);
    }
}

bool isStopped(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    return file.open(QIODevice::ReadOnly) && file.readAll().contains(") T ");
}

} // namespace

/// Rows 48 to 57 of the fault catalogue: everything that an engine, or its owner, can do wrong.
class tst_LlamaFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { bench = std::make_unique<LocalServerBench>(); }
    void cleanup() { bench.reset(); }

    void refusesAProgramThatCannotRun_data();
    void refusesAProgramThatCannotRun();
    void refusesAModelThatIsNotSound();
    void reportsAStartThatEnds();
    void restartsOnceAfterACrashAtStart();
    void stopsAfterTwoCrashes_data();
    void stopsAfterTwoCrashes();
    void tellsOfACrashWhileAnswering();
    void doesNotRestartWhenMemoryRanOut_data();
    void doesNotRestartWhenMemoryRanOut();
    void replacesOneThatHangs();
    void replacesOneThatHangsWhileSomebodyWaits();
    void endsOneThatHangsWhenALaneSaysSo();
    void endsOneThatHangsWhenItIsToRest();
    void asksNoProofOfOneThatSpeaks();
    void givesUpLoading_data();
    void givesUpLoading();
    void givesLargeFilesMoreTime();
    void refusesAStranger_data();
    void refusesAStranger();
    void keepsTheEndOfAFlood();
    void endsAGroupThatIgnoresSigterm();
    void leavesNothingBehind();
    void leavesNoOrphanAfterKill();
    void leavesNoOrphanInTheSandbox();
    void sweepsWhatAKilledOwnerLeft();

private:
    std::unique_ptr<LocalServerBench> bench;
    SystemClock clock;
};

void tst_LlamaFaults::refusesAProgramThatCannotRun_data()
{
    QTest::addColumn<QByteArray>("program");
    QTest::addColumn<bool>("isExecutable");
    QByteArray foreign("\x7f"
                       "ELF\x02\x01\x01",
                       7); // a 64-bit program for a machine that is not this one
    foreign.append(QByteArray(9, '\0')).append("\x02\x00\xf3\x00\x01\x00\x00\x00", 8).append(QByteArray(40, '\0'));
    QTest::newRow("missing") << QByteArray() << false;
    QTest::newRow("not executable") << QByteArray("#!/bin/sh\n") << false;
    QTest::newRow("wrong architecture") << foreign << true;
    QTest::newRow("no program") << QByteArray("just text") << true;
    QTest::newRow("does not know --version") << QByteArray("#!/bin/sh\nexit 1\n") << true;
    QTest::newRow("dies of it") << QByteArray("#!/bin/sh\nkill -SEGV $$\n") << true;
    QTest::newRow("old build") << QByteArray("#!/bin/sh\necho 'version: 4000 (abcdef)'\n") << true;
}

void tst_LlamaFaults::refusesAProgramThatCannotRun()
{
    QFETCH(QByteArray, program);
    QFETCH(bool, isExecutable);
    const QString path = bench->path(word("engine"));
    if (!program.isEmpty()) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(program) == program.size());
        if (isExecutable)
            QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }
    auto options = bench->options();
    options.program = path;
    LlamaServers servers(clock, options);
    const auto asked = bench->ask(servers, bench->model(word("tiny")));
    QTRY_VERIFY_WITH_TIMEOUT(asked->answer, patience);
    QCOMPARE(asked->cause(), word("local.exec"));
    QVERIFY(asked->answer->error().message.startsWith(path));

    servers.setOptions(bench->options()); // mended: the next run works
    const auto mended = bench->ask(servers, bench->path(word("tiny.gguf")));
    QTRY_VERIFY_WITH_TIMEOUT(mended->isReady(), patience);
}

void tst_LlamaFaults::refusesAModelThatIsNotSound()
{
    const QString model = bench->model(word("bad"));
    QFile file(model);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.resize(100));
    LlamaServers servers(clock, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_COMPARE_WITH_TIMEOUT(asked->cause(), word("gguf.truncated"), patience);
    QVERIFY(!QFileInfo::exists(model + word(".arguments"))); // nothing ran it
}

void tst_LlamaFaults::reportsAStartThatEnds()
{
    const QString model = bench->model(word("tiny"), {word("say error: unknown argument"), word("exit 7")});
    LlamaServers servers(clock, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_COMPARE_WITH_TIMEOUT(asked->cause(), word("local.exec"), patience);
    QVERIFY(asked->answer->error().message.contains(word("status 7")));
    QVERIFY(asked->answer->error().rawBody.contains(word("error: unknown argument")));
    QCOMPARE(childrenOf(::getpid()).size(), 0u);
}

void tst_LlamaFaults::restartsOnceAfterACrashAtStart()
{
    const QString model
        = bench->model(word("tiny"), {word("once ") + bench->path(word("seen")), word("segv_at_start")});
    LlamaServers servers(clock, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(asked->answer, patience);
    QVERIFY2(asked->isReady(), qPrintable(asked->cause()));
}

void tst_LlamaFaults::stopsAfterTwoCrashes_data()
{
    QTest::addColumn<QString>("behaviour");
    QTest::addColumn<QString>("signal");
    QTest::newRow("SIGSEGV") << word("segv_at_start") << word("SIGSEGV");
    QTest::newRow("SIGABRT") << word("abort_at_start") << word("SIGABRT");
}

void tst_LlamaFaults::stopsAfterTwoCrashes()
{
    QFETCH(QString, behaviour);
    QFETCH(QString, signal);
    ManualClock manual;
    const QString model = bench->model(word("tiny"), {behaviour});
    LlamaServers servers(manual, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, asked->answer.has_value()), patience);
    QCOMPARE(asked->cause(), word("local.crash_loop"));
    QVERIFY(asked->answer->error().message.contains(signal));

    const qint64 last = bench->engine(model);
    const auto refused = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(refused->answer, patience);
    QCOMPARE(refused->cause(), word("local.crash_loop"));
    QCOMPARE(bench->engine(model), last); // not even tried
    QVERIFY(QFile::remove(model + word(".behaviour")));
    manual.advance(61s);
    const auto later = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, later->isReady()), patience);
}

void tst_LlamaFaults::tellsOfACrashWhileAnswering()
{
    const QString model = bench->model(word("tiny"), {word("say the last words"), word("segv_after 2")});
    LlamaServers servers(clock, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(asked->isReady(), patience);
    QCOMPARE(LocalServerBench::request(*asked, "/v1/chat/completions"), 200);
    QVERIFY(!servers.postMortem(asked->url()));
    QCOMPARE(LocalServerBench::request(*asked, "/v1/chat/completions"), 0);
    const auto death = servers.postMortem(asked->url());
    QVERIFY(death);
    QCOMPARE(death->cause, word("local.crash"));
    QCOMPARE(death->kind, ErrorKind::Process);
    QVERIFY(death->message.contains(word("SIGSEGV")));
    QVERIFY(death->rawBody.contains(word("the last words")));
    QVERIFY(!servers.postMortem(QUrl(word("http://127.0.0.1:1"))));

    const auto again = bench->ask(servers, model); // it comes back by itself, once
    QTRY_VERIFY_WITH_TIMEOUT(again->isReady(), patience);
    QVERIFY(again->url() != asked->url() || !again->answer->value().key.equals(asked->answer->value().key));
    QCOMPARE(LocalServerBench::request(*again, "/v1/chat/completions"), 200);
    QCOMPARE(LocalServerBench::request(*again, "/v1/chat/completions"), 0);
    const auto second = servers.postMortem(again->url());
    QVERIFY(second);
    QCOMPARE(second->cause, word("local.crash_loop"));
    const auto refused = bench->ask(servers, model);
    QTRY_COMPARE_WITH_TIMEOUT(refused->cause(), word("local.crash_loop"), patience);
}

void tst_LlamaFaults::doesNotRestartWhenMemoryRanOut_data()
{
    QTest::addColumn<QStringList>("behaviour");
    QTest::addColumn<bool>("isReadyFirst");
    QTest::newRow("killed while answering") << QStringList {word("kill_after 1")} << true;
    QTest::newRow("no memory on the card")
        << QStringList {word("say ggml_backend: cudaMalloc failed: out of memory"), word("exit 1")} << false;
    QTest::newRow("aborted for want of it")
        << QStringList {word("say failed to allocate buffer of 99 GiB"), word("abort_at_start")} << false;
}

void tst_LlamaFaults::doesNotRestartWhenMemoryRanOut()
{
    QFETCH(QStringList, behaviour);
    QFETCH(bool, isReadyFirst);
    const QString model = bench->model(word("tiny"), behaviour);
    ManualClock manual;
    LlamaServers servers(manual, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(asked->answer, patience);
    QCOMPARE(asked->isReady(), isReadyFirst);
    if (isReadyFirst) {
        QCOMPARE(LocalServerBench::request(*asked, "/v1/chat/completions"), 0);
        const auto death = servers.postMortem(asked->url());
        QVERIFY(death);
        QCOMPARE(death->cause, word("local.oom"));
        QCOMPARE(death->hint, word("local.context"));
    } else {
        QCOMPARE(asked->cause(), word("local.oom"));
    }
    QCOMPARE(manual.runningTimers(), 0); // nothing is going to start it again
    QCOMPARE(childrenOf(::getpid()).size(), 0u);
}

void tst_LlamaFaults::replacesOneThatHangs()
{
    const QString model = bench->model(
        word("tiny"), {word("once ") + bench->path(word("seen")), word("say before it hung"), word("stop_after 1")});
    ManualClock manual;
    LlamaServers servers(manual, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, asked->isReady()), patience);
    const qint64 engine = bench->engine(model);
    QTcpSocket lane;
    lane.setProxy(QNetworkProxy::NoProxy);
    lane.connectToHost(word("127.0.0.1"), quint16(asked->url().port()));
    lane.write("POST /v1/chat/completions HTTP/1.1\r\nAuthorization: Bearer "
               + asked->answer->value().key.view().toByteArray() + "\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(isStopped(engine), patience);

    manual.advance(6s);
    const auto again = bench->ask(servers, model);
    QTest::qWait(200);
    manual.advance(2s); // one try
    QTest::qWait(200);
    QVERIFY(!servers.postMortem(asked->url()));
    manual.advance(2s); // the other
    const auto death = servers.postMortem(asked->url());
    QVERIFY(death);
    QCOMPARE(death->cause, word("local.silent"));
    QVERIFY(death->rawBody.contains(word("before it hung")));
    QVERIFY(isAlive(engine)); // SIGTERM does not reach it
    manual.advance(5s);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(engine), patience);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, again->answer.has_value()), patience);
    QVERIFY2(again->isReady(), qPrintable(again->cause()));
    QVERIFY(bench->engine(model) != engine);
    QCOMPARE(LocalServerBench::request(*again, "/v1/chat/completions"), 200);
}

/// Two who ask while the proof is awaited get the same answer, and its failure is nobody's error.
void tst_LlamaFaults::replacesOneThatHangsWhileSomebodyWaits()
{
    const QString model = bench->model(word("tiny"));
    ManualClock manual;
    LlamaServers servers(manual, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, asked->isReady()), patience);
    const qint64 engine = bench->engine(model);
    manual.advance(6s);
    QCOMPARE(::kill(pid_t(engine), SIGSTOP), 0);
    const auto first = bench->ask(servers, model);
    QTest::qWait(100);
    const auto second = bench->ask(servers, model);
    QTest::qWait(100);
    QCOMPARE(::kill(pid_t(engine), SIGCONT), 0); // it was only slow
    QTRY_VERIFY_WITH_TIMEOUT(first->isReady() && second->isReady(), patience);
    QCOMPARE(first->url(), asked->url());
    QCOMPARE(bench->engine(model), engine);

    manual.advance(6s);
    QCOMPARE(::kill(pid_t(engine), SIGSTOP), 0);
    const auto third = bench->ask(servers, model);
    QTest::qWait(100);
    const auto fourth = bench->ask(servers, model);
    letHangingOneGo(manual);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, third->answer && fourth->answer), patience);
    QVERIFY2(third->isReady() && fourth->isReady(), qPrintable(third->cause()));
    QCOMPARE(third->url(), fourth->url());
    QVERIFY(!isAlive(engine));
}

void tst_LlamaFaults::endsOneThatHangsWhenALaneSaysSo()
{
    const QString model = bench->model(word("tiny"));
    ManualClock manual;
    LlamaServers servers(manual, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, asked->isReady()), patience);
    const qint64 engine = bench->engine(model);
    servers.doubt(model);
    QTest::qWait(200);
    manual.advance(10s);
    QVERIFY(isAlive(engine)); // it answered
    QCOMPARE(::kill(pid_t(engine), SIGSTOP), 0);
    servers.doubt(model);
    letHangingOneGo(manual);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(engine), patience);
    QCOMPARE(servers.postMortem(asked->url())->cause, word("local.silent"));
    QCOMPARE(childrenOf(::getpid()).size(), 0u); // nobody asked for another
    servers.doubt(model);
    servers.doubt(bench->path(word("nobody.gguf")));
}

void tst_LlamaFaults::endsOneThatHangsWhenItIsToRest()
{
    const QString model = bench->model(word("tiny"));
    ManualClock manual;
    LlamaServers servers(manual, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, asked->isReady()), patience);
    const qint64 engine = bench->engine(model);
    QCOMPARE(::kill(pid_t(engine), SIGSTOP), 0);
    manual.advance(10min); // it is asked whether it is idle
    QTest::qWait(100);
    manual.advance(2s);
    letHangingOneGo(manual);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(engine), patience);
}

void tst_LlamaFaults::asksNoProofOfOneThatSpeaks()
{
    const QString model = bench->model(word("tiny"), {word("chatter 20")});
    ManualClock manual;
    LlamaServers servers(manual, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, asked->isReady()), patience);
    const qint64 engine = bench->engine(model);
    // Taken for all its threads being busy with lanes: no answer to /health, but words in its log.
    bench->write(word("tiny.gguf.mute_health"), "");
    manual.advance(6s);
    const auto again = bench->ask(servers, model);
    for (int i = 0; i < 100 && !again->answer; ++i) {
        QTest::qWait(50);
        manual.advance(100ms);
    }
    QVERIFY(again->isReady());
    QCOMPARE(bench->engine(model), engine);
}

void tst_LlamaFaults::givesUpLoading_data()
{
    QTest::addColumn<QString>("behaviour");
    for (const char *behaviour : {"loading", "silent", "mute", "stopped"})
        QTest::newRow(behaviour) << word(behaviour);
}

void tst_LlamaFaults::givesUpLoading()
{
    QFETCH(QString, behaviour);
    ManualClock manual;
    const QString model = bench->model(word("tiny"), {behaviour});
    LlamaServers servers(manual, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(bench->engine(model) > 0, patience);
    const qint64 engine = bench->engine(model);
    manual.advance(59s);
    QVERIFY(!asked->answer);
    manual.advance(1s);
    QTRY_VERIFY_WITH_TIMEOUT(asked->answer, patience);
    QCOMPARE(asked->cause(), word("local.load_timeout"));
    QCOMPARE(asked->answer->error().kind, ErrorKind::Timeout);
    if (behaviour == word("stopped")) {
        QVERIFY(isAlive(engine)); // SIGTERM does not reach it
        manual.advance(5s);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(engine), patience);
}

void tst_LlamaFaults::givesLargeFilesMoreTime()
{
    ManualClock manual;
    const QString model = bench->model(word("large"), {word("loading")});
    QVERIFY(QFile::resize(model, qint64(4) << 30)); // sparse
    LlamaServers servers(manual, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(bench->engine(model) > 0, patience);
    manual.advance(200s);
    QCoreApplication::sendPostedEvents();
    QVERIFY(!asked->answer);
    manual.advance(20s);
    QTRY_COMPARE_WITH_TIMEOUT(asked->cause(), word("local.load_timeout"), patience);
}

void tst_LlamaFaults::refusesAStranger_data()
{
    QTest::addColumn<bool>("isOther");
    QTest::newRow("the port of another llama-server") << true;
    QTest::newRow("a server that lets every key in") << false;
}

void tst_LlamaFaults::refusesAStranger()
{
    QFETCH(bool, isOther);
    LlamaServers servers(clock, bench->options());
    const auto other = bench->ask(servers, bench->model(word("other")));
    QTRY_VERIFY_WITH_TIMEOUT(other->isReady(), patience);
    const QString model
        = bench->model(word("tiny"), {isOther ? QStringLiteral("stranger %1").arg(other->url().port()) : word("open")});
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(asked->answer, patience);
    QCOMPARE(asked->cause(), word("local.port"));
    QCOMPARE(childrenOf(::getpid()).size(), 1u); // the other one goes on
    QCOMPARE(LocalServerBench::request(*other, "/v1/chat/completions"), 200);
}

void tst_LlamaFaults::keepsTheEndOfAFlood()
{
    const bool isLong = qEnvironmentVariableIsSet("TRIPTYCH_LONG");
    const QString model
        = bench->model(word("tiny"), {QStringLiteral("flood %1").arg(isLong ? 1024 : 64), word("say first words")});
    rusage before = {};
    ::getrusage(RUSAGE_SELF, &before);
    LlamaServers servers(clock, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(asked->isReady(), 3 * patience);
    rusage after = {};
    ::getrusage(RUSAGE_SELF, &after);
    const QString log = servers.log(model);
    QVERIFY(log.size() <= 1 << 20);
    QVERIFY(log.size() > 1 << 19);
    QVERIFY(!log.contains(QChar(0x1b)) && !log.contains(QChar(0)));
    QVERIFY(log.contains(word("listening on")));
    QVERIFY(!log.contains(word("first words")));
    QVERIFY2(isSanitized || (after.ru_maxrss - before.ru_maxrss) / 1024 < 32,
             qPrintable(QString::number(after.ru_maxrss - before.ru_maxrss)));
}

void tst_LlamaFaults::endsAGroupThatIgnoresSigterm()
{
    ManualClock manual;
    const QString model = bench->model(word("tiny"), {word("ignore_term"), word("fork")});
    LlamaServers servers(manual, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, asked->isReady()), patience);
    const qint64 engine = bench->engine(model);
    QCOMPARE(processesInSession(engine).size(), 2u); // a session of its own, with the grandchild in it
    servers.stopAll();
    manual.advance(4s);
    QCOMPARE(processesInSession(engine).size(), 2u);
    manual.advance(1s);
    QTRY_COMPARE_WITH_TIMEOUT(processesInSession(engine).size(), 0u, patience);
}

void tst_LlamaFaults::leavesNothingBehind()
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

void tst_LlamaFaults::leavesNoOrphanAfterKill()
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

void tst_LlamaFaults::leavesNoOrphanInTheSandbox()
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

void tst_LlamaFaults::sweepsWhatAKilledOwnerLeft()
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

QTEST_GUILESS_MAIN(tst_LlamaFaults)
#include "tst_llamafaults.moc"
