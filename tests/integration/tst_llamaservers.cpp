// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/LlamaServers.h"

#include "core/net/SystemClock.h"
#include "tests/support/LocalServerBench.h"
#include "tests/support/ManualClock.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>
#include <sys/file.h>
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
    void takesTheProgramOfTheEnvironment();
    void waitsForABuild();
    void saysWhyABuildFailed();
    void stopsAnIdleServer();
    void makesRoomForAThird();
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
        QVERIFY2(QByteArrayList({"PATH", "LD_LIBRARY_PATH", "LLAMA_API_KEY"}).contains(variable.split('=').first()), variable.constData());
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
    manual.advance(6s); // by then whoever was handed an address has used it
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
