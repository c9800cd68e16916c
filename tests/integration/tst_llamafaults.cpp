// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/LlamaServers.h"

#include "core/net/SystemClock.h"
#include "tests/support/RunningServer.h"
#include "tests/support/Sanitized.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>
#include <sys/resource.h>
#include <unistd.h>

using namespace triptych;
using namespace std::chrono_literals;

/// Rows 48 to 57 of the fault catalogue: everything that an engine can do wrong at its start and while it answers. One
/// that hangs has tst_llamahangs, what its owner can do wrong tst_llamaorphans.
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
    void refusesAStranger_data();
    void refusesAStranger();
    void keepsTheEndOfAFlood();

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

QTEST_GUILESS_MAIN(tst_LlamaFaults)
#include "tst_llamafaults.moc"
