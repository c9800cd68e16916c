// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/LlamaServers.h"

#include "core/local/Leftovers.h"
#include "core/net/SystemClock.h"
#include "tests/support/LocalServerBench.h"
#include "tests/support/ManualClock.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QNetworkProxy>
#include <QSemaphore>
#include <QTcpSocket>
#include <QTest>
#include <array>
#include <atomic>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/stat.h>
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
    void takesTheProgramOfTheEnvironment();
    void waitsForABuild();
    void saysWhyABuildFailed();
    void stopsAnIdleServer();
    void leavesABusyServerAlone();
    void stopsTheRealServerWhenItIsIdle();
    void makesRoomForAThird();
    void asksAgainAfterItWasPassedOver();
    void takesTheProgramThatIsNamedMeanwhile();
    void runsWithWhatWasChanged();
    void tellsOfTheEngine();
    void readsHeadersBesideTheLanes();
    void keepsItsNotesPrivate();
    void forgetsWhoDroppedTheTicket();
    void stopsAllAtOnce();
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
        QVERIFY2(QByteArrayList({"PATH", "LD_LIBRARY_PATH", "LLAMA_API_KEY"}).contains(variable.split('=').first()),
                 variable.constData());
    QVERIFY(environment.contains("LLAMA_API_KEY=" + key));
    const QByteArrayList arguments = bench->read(model + word(".arguments")).split('\n');
    QVERIFY(!arguments.join(' ').contains(key));
    QCOMPARE(arguments.at(arguments.indexOf("-c") + 1), "2048"); // four times its 512: lanes share it
    QCOMPARE(arguments.at(arguments.indexOf("--port") + 1), "0");
    QVERIFY(!servers.log(model).contains(QString::fromLatin1(key)));
    qunsetenv("OPENAI_API_KEY");
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

void tst_LlamaServers::stopsAnIdleServer()
{
    ManualClock manual;
    const QString model = bench->model(word("tiny"));
    LlamaServers servers(manual, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, asked->isReady()), patience);
    manual.advance(9min);
    const auto again = bench->ask(servers, model); // counts as use
    QTRY_VERIFY_WITH_TIMEOUT(again->isReady(), patience);
    manual.advance(9min);
    QVERIFY(isAlive(bench->engine(model)));
    manual.advance(1min);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(bench->engine(model)), patience);
    QVERIFY(!servers.postMortem(asked->url())); // no death, just rest
    const auto later = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, later->isReady()), patience);
}

void tst_LlamaServers::leavesABusyServerAlone()
{
    ManualClock manual;
    bench->write(word("lane"), "is being answered");
    const QString model = bench->model(word("tiny"), {word("busy ") + bench->path(word("lane"))});
    LlamaServers servers(manual, bench->options());
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, asked->isReady()), patience);
    manual.advance(10min); // no further: a limit in time must not pass before the answer can come
    QTest::qWait(300);
    QVERIFY(isAlive(bench->engine(model)));
    QVERIFY(QFile::remove(bench->path(word("lane"))));
    manual.advance(10min);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(bench->engine(model)), patience);
}

namespace {

/// A completion that a real server writes at for as long as somebody reads.
class LongAnswer
{
public:
    explicit LongAnswer(const Asked &asked)
    {
        m_socket.setProxy(QNetworkProxy::NoProxy);
        m_socket.connectToHost(asked.url().host(), quint16(asked.url().port()));
        const QByteArray body
            = R"({"stream":true,"max_tokens":100000,"ignore_eos":true,"messages":[{"role":"user","content":"def f(x):"}]})";
        m_socket.write(
            "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer "
            + asked.answer->value().key.view().toByteArray() + "\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\n\r\n" + body);
    }
    bool isGrowing()
    {
        m_text += m_socket.readAll();
        return m_text.contains("\"content\":");
    }
    void stop() { m_socket.abort(); }

private:
    QTcpSocket m_socket;
    QByteArray m_text;
};

} // namespace

void tst_LlamaServers::stopsTheRealServerWhenItIsIdle()
{
    ManualClock manual;
    LocalServerOptions options {
        .stateFolder = bench->path(word("state")), .isSandboxed = false, .contextTokens = 100'000};
    LlamaServers servers(manual, options);
    const auto asked = bench->ask(servers, QFINDTESTDATA("../../resources/models/demo.gguf"));
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, asked->answer.has_value()), 3 * patience);
    if (asked->cause() == word("local.exec") && !qEnvironmentVariableIsSet("TRIPTYCH_REQUIRE_LLAMA"))
        QSKIP(
            "No llama-server on this machine: packaging/llama/build.sh makes one, TRIPTYCH_LLAMA_SERVER names another.");
    QVERIFY2(asked->isReady(), qPrintable(asked->cause()));
    const qint64 engine = childrenOf(::getpid()).front();

    LongAnswer answer(*asked);
    QTRY_VERIFY_WITH_TIMEOUT(answer.isGrowing(), patience);
    {
        std::vector<std::unique_ptr<LongAnswer>> more; // a run of many lanes must not look like a server that hangs
        for (int i = 0; i < 40; ++i)
            more.push_back(std::make_unique<LongAnswer>(*asked));
        QTest::qWait(200);
        QCOMPARE(LocalServerBench::request(*asked, "/health", "GET"), 200);
    }
    manual.advance(10min);
    QTest::qWait(500);
    QVERIFY(isAlive(engine)); // its /slots said that a lane is being answered
    answer.stop();
    for (int i = 0; i < 40 && isAlive(engine); ++i) { // it notices in its own time that nobody reads any more
        QTest::qWait(500);
        manual.advance(10min);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(engine), patience);
    QVERIFY(!servers.postMortem(asked->url())); // it was not taken for one that hangs
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
    manual.advance(6s); // by then whoever was handed an address has used it
    const auto third = bench->ask(servers, bench->model(word("c")));
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, third->isReady()), patience);
    QVERIFY(isAlive(bench->engine(oldest)));
    QVERIFY(!isAlive(bench->engine(idle)));
    QCOMPARE(childrenOf(::getpid()).size(), 2u);
}

/// The question of the one who wants its seat takes the place of the one that was to put it to rest.
void tst_LlamaServers::asksAgainAfterItWasPassedOver()
{
    ManualClock manual;
    bench->write(word("lane"), "is being answered");
    auto options = bench->options();
    options.maxServers = 1;
    LlamaServers servers(manual, options);
    const QString model = bench->model(
        word("tiny"), {word("busy ") + bench->path(word("lane")), word("slots_wait ") + bench->path(word("go"))});
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, asked->isReady()), patience);
    manual.advance(10min); // it is asked, and does not answer yet
    auto other = bench->ask(servers, bench->model(word("other")));
    QTest::qWait(500); // long enough for the other one to want its seat
    bench->write(word("go"), "on");
    QTest::qWait(500);
    other.reset();
    QVERIFY(isAlive(bench->engine(model)));
    QVERIFY(QFile::remove(bench->path(word("lane"))));
    manual.advance(10min);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(bench->engine(model)), patience);
}

void tst_LlamaServers::takesTheProgramThatIsNamedMeanwhile()
{
    auto options = bench->options();
    options.program.clear();
    BuildCache cache(options.buildCache);
    cache.say("compile 1 389\n");
    LlamaServers servers(clock, options);
    const QString model = bench->model(word("tiny"));
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(!asked->progress.empty(), patience);
    servers.setOptions(bench->options()); // "Use another llama-server"
    QTRY_VERIFY_WITH_TIMEOUT(asked->isReady(), patience);

    // One that hangs at --version is not waited for either, and what it may say later does not count.
    const QString slow = bench->path(word("slow-server"));
    bench->write(word("slow-server"), "#!/bin/sh\n/bin/sleep 3\necho 'version: 0.5.0 (build 1, commit 0)'\n");
    QVERIFY(QFile::setPermissions(slow, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    options.program = slow;
    LlamaServers others(clock, options);
    const auto waiting = bench->ask(others, bench->model(word("other")));
    QTRY_COMPARE_WITH_TIMEOUT(childrenOf(::getpid()).size(), 2u, patience);
    others.setOptions(bench->options());
    QTRY_VERIFY_WITH_TIMEOUT(waiting->answer, patience);
    QVERIFY2(waiting->isReady(), qPrintable(waiting->cause()));
    QTRY_COMPARE_WITH_TIMEOUT(childrenOf(::getpid()).size(), 2u, patience); // the two engines
}

void tst_LlamaServers::runsWithWhatWasChanged()
{
    ManualClock manual;
    const QString model
        = bench->model(word("tiny"), {word("once ") + bench->path(word("seen")), word("abort_at_start")});
    auto options = bench->options();
    LlamaServers servers(manual, options);
    const auto asked = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, asked->isReady()), patience);
    const auto context = [&] {
        const QByteArrayList arguments = bench->read(model + word(".arguments")).split('\n');
        return arguments.value(arguments.indexOf("-c") + 1);
    };
    QCOMPARE(context(), "2048");
    manual.advance(6s);
    options.contextTokens = 1024;
    servers.setOptions(options);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(bench->engine(model)), patience); // it was idle
    const auto again = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, again->isReady()), patience);
    QCOMPARE(context(), "1024");
    QVERIFY(!servers.postMortem(again->url()));

    const QString crashing = bench->model(word("crashing"), {word("abort_at_start")});
    const auto looping = bench->ask(servers, crashing);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, looping->answer.has_value()), patience);
    QCOMPARE(looping->cause(), word("local.crash_loop"));
    QVERIFY(QFile::remove(crashing + word(".behaviour")));
    options.contextTokens = 512; // as the advice says; that is worth a try within the minute
    servers.setOptions(options);
    const auto mended = bench->ask(servers, crashing);
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, mended->isReady()), patience);
}

void tst_LlamaServers::tellsOfTheEngine()
{
    ManualClock manual;
    auto options = bench->options();
    const QString program = std::exchange(options.program, QString());
    BuildCache cache(options.buildCache);
    LlamaServers servers(manual, options);
    std::vector<EngineState> told;
    connect(&servers, &LlamaServers::engineStateChanged, this,
            [&](const EngineState &state) { told.push_back(state); });
    cache.say("configure 0 1\n");
    servers.watchEngine(); // nobody has asked for a model
    QCOMPARE(told.size(), 1u);
    QCOMPARE(told.back(), (EngineState {.stage = EngineState::Building})); // 0 of 1 is no number of files
    cache.say("compile 148 389\n");
    manual.advance(1s);
    QCOMPARE(told.back(), (EngineState {.stage = EngineState::Building, .done = 148, .total = 389}));
    manual.advance(10s);
    QCOMPARE(told.size(), 2u); // only what changed
    cache.say("failed 0 0 npm is missing\n");
    cache.finish();
    manual.advance(1s);
    QCOMPARE(told.back(), (EngineState {.stage = EngineState::Failed, .message = word("npm is missing")}));

    options.program = word("/nowhere/llama-server");
    servers.setOptions(options);
    QCOMPARE(told.back(),
             (EngineState {.stage = EngineState::Missing,
                           .message = word("/nowhere/llama-server: No such file or directory")}));
    options.program = bench->path(word("text"));
    bench->write(word("text"), "just text");
    QVERIFY(QFile::setPermissions(options.program, QFile::ReadOwner | QFile::ExeOwner));
    servers.setOptions(options);
    QCOMPARE(told.back(), EngineState {.stage = EngineState::Found}); // as far as one can see …
    const auto asked = bench->ask(servers, bench->model(word("tiny")));
    QTRY_COMPARE_WITH_TIMEOUT(asked->cause(), word("local.exec"), patience);
    QCOMPARE(told.back().stage, EngineState::Missing); // … and what came of trying
    QVERIFY(told.back().message.startsWith(options.program));
    options.program = program;
    servers.setOptions(options);
    QCOMPARE(told.back(), EngineState {.stage = EngineState::Found});
    QCOMPARE(manual.runningTimers(), 0);
}

void tst_LlamaServers::readsHeadersBesideTheLanes()
{
    QSemaphore go;
    std::atomic<int> reads = 0;
    const auto headers = std::make_shared<GgufHeaders>([&](const QString &file) {
        ++reads;
        go.acquire();
        return readGgufHeader(file);
    });
    LlamaServers servers(clock, bench->options(), headers);
    const QString model = bench->model(word("tiny"));
    const auto asked = bench->ask(servers, model);
    QTRY_COMPARE_WITH_TIMEOUT(reads.load(), 1, patience); // this loop goes on while the disk is slow
    QVERIFY(!asked->answer);
    go.release();
    QTRY_VERIFY_WITH_TIMEOUT(asked->isReady(), patience);
    servers.stopAll();
    QTRY_COMPARE_WITH_TIMEOUT(childrenOf(::getpid()).size(), 0u, patience);
    const auto again = bench->ask(servers, model);
    QTRY_VERIFY_WITH_TIMEOUT(again->isReady(), patience);
    QCOMPARE(reads.load(), 1);

    QFile file(model); // as long as before, of the same time of writing, and no GGUF any more
    const QDateTime written = QFileInfo(model).lastModified();
    QVERIFY(file.open(QIODevice::ReadWrite) && file.write("gguf") == 4 && file.flush());
    QVERIFY(file.setFileTime(written, QFileDevice::FileModificationTime));
    go.release();
    QCOMPARE(headers->read(model).error().cause, word("gguf.magic"));
    QCOMPARE(reads.load(), 2);
}

void tst_LlamaServers::keepsItsNotesPrivate()
{
    const QString folder = bench->path(word("state"));
    QVERIFY(QDir().mkdir(folder));
    const int watch = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    QVERIFY(::inotify_add_watch(watch, folder.toLocal8Bit().constData(), IN_ATTRIB | IN_CREATE) >= 0);
    const auto old = ::umask(0);
    const Leftovers leftovers(folder);
    leftovers.note(::getpid());
    ::umask(old);
    const QString note = QDir(folder).filePath(QDir(folder).entryList(QDir::Files).value(0));
    QCOMPARE(QFileInfo(note).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
    QCOMPARE(QFileInfo(folder).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther),
             QFile::Permissions());
    std::array<char, 4096> events;
    const ssize_t got = ::read(watch, events.data(), events.size());
    ::close(watch);
    bool isMade = false;
    for (ssize_t at = 0; at < got;) {
        const auto *event = reinterpret_cast<const inotify_event *>(events.data() + at);
        isMade |= (event->mask & IN_CREATE) != 0;
        QVERIFY2(event->len == 0 || !(event->mask & IN_ATTRIB), event->name); // never wider and narrowed afterwards
        at += ssize_t(sizeof(inotify_event)) + event->len;
    }
    QVERIFY(isMade);
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
        QSKIP(
            "No llama-server on this machine: packaging/llama/build.sh makes one, TRIPTYCH_LLAMA_SERVER names another.");
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
