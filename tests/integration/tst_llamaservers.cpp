// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/LlamaServers.h"

#include "core/net/SystemClock.h"
#include "tests/support/GgufBuilder.h"
#include "tests/support/LocalServerBench.h"
#include "tests/support/ManualClock.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTest>
#include <csignal>
#include <sys/file.h>
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

QString word(const char *text) { return QString::fromLatin1(text); }

} // namespace

class tst_LlamaServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { bench = std::make_unique<LocalServerBench>(); }
    void cleanup() { bench.reset(); }

    void startsOneServerForAFile();
    void answersOnlyAfterTheCall();
    void givesTheChildNothingButItsKey();
    void refusesAProgramThatCannotRun_data();
    void refusesAProgramThatCannotRun();
    void refusesAModelThatIsNotSound();
    void takesTheProgramOfTheEnvironment();
    void waitsForABuild();
    void saysWhyABuildFailed();
    void reportsAStartThatEnds();
    void restartsOnceAfterACrashAtStart();
    void stopsAfterTwoCrashes_data();
    void stopsAfterTwoCrashes();
    void tellsOfACrashWhileAnswering();
    void doesNotRestartWhenMemoryRanOut_data();
    void doesNotRestartWhenMemoryRanOut();
    void givesUpLoading_data();
    void givesUpLoading();
    void givesLargeFilesMoreTime();
    void refusesAStranger_data();
    void refusesAStranger();
    void keepsTheEndOfAFlood();
    void endsAGroupThatIgnoresSigterm();
    void leavesNothingBehind();
    void stopsAnIdleServer();
    void makesRoomForAThird();
    void forgetsWhoDroppedTheTicket();
    void stopsAllAtOnce();
    void leavesNoOrphanAfterKill();
    void sweepsWhatAKilledOwnerLeft();
    void runsTheDemoModel_data();
    void runsTheDemoModel();

private:
    std::unique_ptr<LocalServerBench> bench;
    SystemClock clock;
};

void tst_LlamaServers::startsOneServerForAFile()
{
    const QString model = bench->model(word("tiny"));
    const QString link = bench->path(word("link.gguf"));
    QVERIFY(QFile::link(model, link));
    LlamaServers servers(clock, bench->options());
    const auto first = bench->ask(servers, model);
    const auto second = bench->ask(servers, link);
    QTRY_VERIFY_WITH_TIMEOUT(first->answer && second->answer, patience);
    QVERIFY2(first->isReady(), qPrintable(first->cause()));
    QCOMPARE(first->url(), second->url());
    QCOMPARE(first->url().host(), word("127.0.0.1"));
    QVERIFY(first->answer->value().key.equals(second->answer->value().key));
    QCOMPARE(childrenOf(::getpid()).size(), 1u);
    QVERIFY(!first->progress.empty());

    const auto third = bench->ask(servers, model); // runs already
    QTRY_VERIFY_WITH_TIMEOUT(third->isReady(), patience);
    QCOMPARE(third->url(), first->url());
    QVERIFY(!servers.postMortem(first->url()));
}

void tst_LlamaServers::answersOnlyAfterTheCall()
{
    LlamaServers servers(clock, bench->options());
    const QString model = bench->model(word("tiny"));
    const auto asked = bench->ask(servers, model);
    QVERIFY(!asked->answer && asked->progress.empty());
    QTRY_VERIFY_WITH_TIMEOUT(asked->isReady(), patience);
    const auto again = bench->ask(servers, model);
    QVERIFY(!again->answer);
    const auto unsound = bench->ask(servers, bench->path(word("nowhere.gguf")));
    QVERIFY(!unsound->answer);
    QTRY_COMPARE_WITH_TIMEOUT(unsound->cause(), word("gguf.not_a_file"), patience);
}

void tst_LlamaServers::givesTheChildNothingButItsKey()
{
    qputenv("OPENAI_API_KEY", "sk-canary");
    qputenv("TRIPTYCH_HOME", "/nowhere");
    const QString model = bench->model(word("tiny"));
    LlamaServers servers(clock, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(asked->isReady(), patience);
    const QByteArray key = asked->answer->value().key.view().toByteArray();
    QCOMPARE(key.size(), 64); // 256 bits
    const QByteArrayList environment = bench->read(model + word(".environment")).trimmed().split('\n');
    for (const QByteArray &variable : environment)
        QVERIFY2(QByteArrayList({"PATH", "LD_LIBRARY_PATH", "LLAMA_API_KEY"}).contains(variable.split('=').first()), variable.constData());
    QVERIFY(environment.contains("LLAMA_API_KEY=" + key));
    const QByteArrayList arguments = bench->read(model + word(".arguments")).split('\n');
    QVERIFY(!arguments.join(' ').contains(key));
    QCOMPARE(arguments.at(arguments.indexOf("-c") + 1), "2048"); // four times its 512: lanes share it
    QCOMPARE(arguments.at(arguments.indexOf("--port") + 1), "0");
    QVERIFY(!servers.log(model).contains(QString::fromLatin1(key)));
    qunsetenv("OPENAI_API_KEY");
}

void tst_LlamaServers::refusesAProgramThatCannotRun_data()
{
    QTest::addColumn<QByteArray>("program");
    QTest::addColumn<bool>("isExecutable");
    QByteArray foreign("\x7f" "ELF\x02\x01\x01", 7); // a 64-bit program for a machine that is not this one
    foreign.append(QByteArray(9, '\0')).append("\x02\x00\xf3\x00\x01\x00\x00\x00", 8).append(QByteArray(40, '\0'));
    QTest::newRow("missing") << QByteArray() << false;
    QTest::newRow("not executable") << QByteArray("#!/bin/sh\n") << false;
    QTest::newRow("wrong architecture") << foreign << true;
    QTest::newRow("no program") << QByteArray("just text") << true;
    QTest::newRow("does not know --version") << QByteArray("#!/bin/sh\nexit 1\n") << true;
    QTest::newRow("dies of it") << QByteArray("#!/bin/sh\nkill -SEGV $$\n") << true;
    QTest::newRow("old build") << QByteArray("#!/bin/sh\necho 'version: 4000 (abcdef)'\n") << true;
}

void tst_LlamaServers::refusesAProgramThatCannotRun()
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

void tst_LlamaServers::refusesAModelThatIsNotSound()
{
    const QString model = bench->model(word("bad"));
    QFile file(model);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.resize(100));
    LlamaServers servers(clock, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_COMPARE_WITH_TIMEOUT(asked->cause(), word("gguf.truncated"), patience);
    QVERIFY(!QFileInfo::exists(model + word(".arguments"))); // nothing ran it
}

void tst_LlamaServers::takesTheProgramOfTheEnvironment()
{
    auto options = bench->options();
    options.program.clear();
    qputenv("TRIPTYCH_LLAMA_SERVER", "/nowhere/llama-server");
    LlamaServers servers(clock, options);
    const QString model = bench->model(word("tiny"));
    const auto asked = bench->ask(servers, model);
    QTRY_COMPARE_WITH_TIMEOUT(asked->cause(), word("local.exec"), patience);
    QVERIFY(asked->answer->error().message.contains(word("/nowhere/llama-server")));
    qputenv("TRIPTYCH_LLAMA_SERVER", LocalServerBench::fakeEngine().toLocal8Bit());
    const auto again = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(again->isReady(), patience);
    qunsetenv("TRIPTYCH_LLAMA_SERVER");
}

namespace {

/// A user without any llama-server, in whose name a build is under way.
class BuildCache
{
public:
    explicit BuildCache(const QString &folder) : m_folder(folder), m_path(qgetenv("PATH"))
    {
        qputenv("PATH", "/nowhere");
        m_named = qgetenv("TRIPTYCH_LLAMA_SERVER");
        qunsetenv("TRIPTYCH_LLAMA_SERVER");
        QDir().mkpath(folder + QStringLiteral("/bin"));
        QFile lock(folder + QStringLiteral("/lock"));
        if (!lock.open(QIODevice::WriteOnly))
            qFatal("no lock");
        m_lock = ::dup(lock.handle());
        ::flock(m_lock, LOCK_EX);
    }
    ~BuildCache()
    {
        finish();
        qputenv("PATH", m_path);
        if (!m_named.isEmpty())
            qputenv("TRIPTYCH_LLAMA_SERVER", m_named);
    }
    Q_DISABLE_COPY_MOVE(BuildCache)
    void say(const QByteArray &progress) const
    {
        QFile file(m_folder + QStringLiteral("/progress"));
        if (!file.open(QIODevice::WriteOnly) || file.write(progress) < 0)
            qFatal("no progress");
    }
    void finish()
    {
        if (m_lock >= 0)
            ::close(std::exchange(m_lock, -1));
    }

private:
    QString m_folder;
    QByteArray m_path;
    QByteArray m_named;
    int m_lock = -1;
};

} // namespace

void tst_LlamaServers::waitsForABuild()
{
    auto options = bench->options();
    options.program.clear();
    BuildCache cache(options.buildCache);
    cache.say("compile 148 389\n");
    LlamaServers servers(clock, options);
    const auto asked = bench->ask(servers, bench->model(word("tiny")));
    QTRY_VERIFY_WITH_TIMEOUT(!asked->progress.empty(), patience);
    QCOMPARE(asked->progress.back().stage, LocalProgress::WaitingForBuild);
    QCOMPARE(asked->progress.back().done, 148);
    QCOMPARE(asked->progress.back().total, 389);
    const auto late = bench->ask(servers, bench->path(word("tiny.gguf"))); // is told at once where it stands
    QTRY_VERIFY_WITH_TIMEOUT(!late->progress.empty(), patience);
    cache.say("compile 389 389\n");
    QTRY_COMPARE_WITH_TIMEOUT(asked->progress.back().done, 389, patience);
    QVERIFY(!asked->answer);
    QVERIFY(QFile::copy(LocalServerBench::fakeEngine(), options.buildCache + word("/bin/llama-server")));
    cache.say("ready 1 1\n");
    cache.finish();
    QTRY_VERIFY_WITH_TIMEOUT(asked->isReady() && late->isReady(), patience);
}

void tst_LlamaServers::saysWhyABuildFailed()
{
    auto options = bench->options();
    options.program.clear();
    BuildCache cache(options.buildCache);
    cache.say("download 0 1\n");
    LlamaServers servers(clock, options);
    const QString model = bench->model(word("tiny"));
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(!asked->progress.empty(), patience);
    cache.say("failed 0 0 npm is missing: install it (apt-get install npm)\n");
    cache.finish();
    QTRY_COMPARE_WITH_TIMEOUT(asked->cause(), word("local.exec"), patience);
    QCOMPARE(asked->answer->error().message, word("npm is missing: install it (apt-get install npm)"));
    QVERIFY(QFile::remove(options.buildCache + word("/progress"))); // as if nobody had ever built
    const auto nothing = bench->ask(servers, model);
    QTRY_COMPARE_WITH_TIMEOUT(nothing->cause(), word("local.exec"), patience);
    QCOMPARE(nothing->answer->error().message, word("no llama-server found"));
}

void tst_LlamaServers::reportsAStartThatEnds()
{
    const QString model = bench->model(word("tiny"), {word("say error: unknown argument"), word("exit 7")});
    LlamaServers servers(clock, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_COMPARE_WITH_TIMEOUT(asked->cause(), word("local.exec"), patience);
    QVERIFY(asked->answer->error().message.contains(word("status 7")));
    QVERIFY(asked->answer->error().rawBody.contains(word("error: unknown argument")));
    QCOMPARE(childrenOf(::getpid()).size(), 0u);
}

void tst_LlamaServers::restartsOnceAfterACrashAtStart()
{
    const QString model = bench->model(word("tiny"), {word("once ") + bench->path(word("seen")), word("segv_at_start")});
    LlamaServers servers(clock, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(asked->answer, patience);
    QVERIFY2(asked->isReady(), qPrintable(asked->cause()));
}

void tst_LlamaServers::stopsAfterTwoCrashes_data()
{
    QTest::addColumn<QString>("behaviour");
    QTest::addColumn<QString>("signal");
    QTest::newRow("SIGSEGV") << word("segv_at_start") << word("SIGSEGV");
    QTest::newRow("SIGABRT") << word("abort_at_start") << word("SIGABRT");
}

void tst_LlamaServers::stopsAfterTwoCrashes()
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

void tst_LlamaServers::tellsOfACrashWhileAnswering()
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

void tst_LlamaServers::doesNotRestartWhenMemoryRanOut_data()
{
    QTest::addColumn<QStringList>("behaviour");
    QTest::addColumn<bool>("isReadyFirst");
    QTest::newRow("killed while answering") << QStringList {word("kill_after 1")} << true;
    QTest::newRow("no memory on the card") << QStringList {word("say ggml_backend: cudaMalloc failed: out of memory"), word("exit 1")} << false;
    QTest::newRow("aborted for want of it") << QStringList {word("say failed to allocate buffer of 99 GiB"), word("abort_at_start")} << false;
}

void tst_LlamaServers::doesNotRestartWhenMemoryRanOut()
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

void tst_LlamaServers::givesUpLoading_data()
{
    QTest::addColumn<QString>("behaviour");
    for (const char *behaviour : {"loading", "silent", "mute", "stopped"})
        QTest::newRow(behaviour) << word(behaviour);
}

void tst_LlamaServers::givesUpLoading()
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

void tst_LlamaServers::givesLargeFilesMoreTime()
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

void tst_LlamaServers::refusesAStranger_data()
{
    QTest::addColumn<bool>("isOther");
    QTest::newRow("the port of another llama-server") << true;
    QTest::newRow("a server that lets every key in") << false;
}

void tst_LlamaServers::refusesAStranger()
{
    QFETCH(bool, isOther);
    LlamaServers servers(clock, bench->options());
    const auto other = bench->ask(servers, bench->model(word("other")));
    QTRY_VERIFY_WITH_TIMEOUT(other->isReady(), patience);
    const QString model = bench->model(word("tiny"), {isOther ? QStringLiteral("stranger %1").arg(other->url().port()) : word("open")});
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(asked->answer, patience);
    QCOMPARE(asked->cause(), word("local.port"));
    QCOMPARE(childrenOf(::getpid()).size(), 1u); // the other one goes on
    QCOMPARE(LocalServerBench::request(*other, "/v1/chat/completions"), 200);
}

void tst_LlamaServers::keepsTheEndOfAFlood()
{
    const bool isLong = qEnvironmentVariableIsSet("TRIPTYCH_LONG");
    const QString model = bench->model(word("tiny"), {QStringLiteral("flood %1").arg(isLong ? 1024 : 64), word("say first words")});
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
    QVERIFY2((after.ru_maxrss - before.ru_maxrss) / 1024 < 32, qPrintable(QString::number(after.ru_maxrss - before.ru_maxrss)));
}

void tst_LlamaServers::endsAGroupThatIgnoresSigterm()
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

void tst_LlamaServers::leavesNothingBehind()
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

void tst_LlamaServers::stopsAnIdleServer()
{
    ManualClock manual;
    const QString model = bench->model(word("tiny"));
    const QString busy = bench->model(word("busy"), {word("busy")});
    LlamaServers servers(manual, bench->options());
    const auto asked = bench->ask(servers, model);
    const auto working = bench->ask(servers, busy);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, asked->isReady() && working->isReady()), patience);
    manual.advance(9min);
    const auto again = bench->ask(servers, model); // counts as use
    QTRY_VERIFY_WITH_TIMEOUT(again->isReady(), patience);
    manual.advance(9min);
    QVERIFY(isAlive(bench->engine(model)));
    manual.advance(1min);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(bench->engine(model)), patience);
    QVERIFY(isAlive(bench->engine(busy))); // it is answering a lane
    QVERIFY(!servers.postMortem(asked->url())); // no death, just rest
    const auto later = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, later->isReady()), patience);
}

void tst_LlamaServers::makesRoomForAThird()
{
    ManualClock manual;
    LlamaServers servers(manual, bench->options());
    const QString oldest = bench->model(word("a"), {word("busy")});
    const QString idle = bench->model(word("b"));
    const auto first = bench->ask(servers, oldest);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, first->isReady()), patience);
    const auto second = bench->ask(servers, idle);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, second->isReady()), patience);
    const auto third = bench->ask(servers, bench->model(word("c")));
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, third->isReady()), patience);
    QVERIFY(isAlive(bench->engine(oldest)));
    QVERIFY(!isAlive(bench->engine(idle)));
    QCOMPARE(childrenOf(::getpid()).size(), 2u);
}

void tst_LlamaServers::forgetsWhoDroppedTheTicket()
{
    const QString model = bench->model(word("tiny"));
    LlamaServers servers(clock, bench->options());
    bool isCalled = false;
    auto ticket = servers.ensure(model, {}, [&](const Result<LocalServerAddress> &) { isCalled = true; });
    const auto other = bench->ask(servers, model);
    ticket.reset();
    QTRY_VERIFY_WITH_TIMEOUT(other->isReady(), patience);
    QVERIFY(!isCalled);

    const QString nobody = bench->model(word("nobody"));
    servers.ensure(nobody, {}, {}).reset(); // nobody waits: nothing is started
    const auto again = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(again->isReady(), patience);
    QVERIFY(!QFileInfo::exists(nobody + word(".pid")));
}

void tst_LlamaServers::stopsAllAtOnce()
{
    LlamaServers servers(clock, bench->options());
    const QString model = bench->model(word("tiny"));
    const auto running = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(running->isReady(), patience);
    const auto waiting = bench->ask(servers, bench->model(word("slow"), {word("loading")}));
    QTRY_VERIFY_WITH_TIMEOUT(!waiting->progress.empty(), patience);
    servers.stopAll();
    QCOMPARE(waiting->cause(), word("local.stopped"));
    QTRY_COMPARE_WITH_TIMEOUT(childrenOf(::getpid()).size(), 0u, patience);
    const auto again = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(again->isReady(), patience);
}

void tst_LlamaServers::leavesNoOrphanAfterKill()
{
    const int rounds = qEnvironmentVariableIsSet("TRIPTYCH_LONG") ? 100 : 10;
    for (int round = 0; round < rounds; ++round) {
        const QString model = bench->model(QStringLiteral("tiny%1").arg(round));
        QProcess parent;
        parent.start(LocalServerBench::helper(word("local_parent")), {LocalServerBench::fakeEngine(), model, bench->path(word("state"))});
        QTRY_VERIFY_WITH_TIMEOUT(parent.canReadLine(), patience);
        QCOMPARE(parent.readLine(), "ready\n");
        const qint64 engine = bench->engine(model);
        QVERIFY(isAlive(engine));
        QCOMPARE(::kill(pid_t(parent.processId()), SIGKILL), 0);
        QTRY_COMPARE_WITH_TIMEOUT(parent.state(), QProcess::NotRunning, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(engine), patience);
    }
}

void tst_LlamaServers::sweepsWhatAKilledOwnerLeft()
{
    const QString model = bench->model(word("tiny"), {word("fork")});
    QProcess parent;
    parent.start(LocalServerBench::helper(word("local_parent")), {LocalServerBench::fakeEngine(), model, bench->path(word("state"))});
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

void tst_LlamaServers::runsTheDemoModel_data()
{
    QTest::addColumn<bool>("isSandboxed");
    QTest::newRow("as it is") << false;
    QTest::newRow("in bubblewrap where there is one") << true;
}

void tst_LlamaServers::runsTheDemoModel()
{
    QFETCH(bool, isSandboxed);
    LocalServerOptions options {.stateFolder = bench->path(word("state")), .isSandboxed = isSandboxed};
    const QString model = QFINDTESTDATA("../../resources/models/demo.gguf");
    LlamaServers servers(clock, options);
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(asked->answer, 3 * patience);
    if (asked->cause() == word("local.exec") && !qEnvironmentVariableIsSet("TRIPTYCH_REQUIRE_LLAMA"))
        QSKIP("No llama-server on this machine: packaging/llama/build.sh makes one, TRIPTYCH_LLAMA_SERVER names another.");
    QVERIFY2(asked->isReady(), qPrintable(asked->cause()));
    QCOMPARE(LocalServerBench::request(*asked, "/props", "GET"), 200);
    QVERIFY(servers.log(model).contains(word("listening")));
    const auto children = childrenOf(::getpid());
    QCOMPARE(children.size(), 1u);
    if (isSandboxed)
        qInfo("run by %s", qPrintable(QFileInfo(QStringLiteral("/proc/%1/exe").arg(children.front())).symLinkTarget()));
    servers.stopAll();
    QTRY_COMPARE_WITH_TIMEOUT(processesInSession(children.front()).size(), 0u, patience);
}

QTEST_GUILESS_MAIN(tst_LlamaServers)
#include "tst_llamaservers.moc"
