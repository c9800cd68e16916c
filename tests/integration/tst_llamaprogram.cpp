// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/LlamaServers.h"

#include "core/net/SystemClock.h"
#include "tests/support/RunningServer.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <sys/file.h>
#include <unistd.h>

using namespace triptych;
using namespace std::chrono_literals;

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

/// Which program is run: the one that is set, of the environment, or of a build that is under way.
class tst_LlamaProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { bench = std::make_unique<LocalServerBench>(); }
    void cleanup() { bench.reset(); }

    void takesTheProgramOfTheEnvironment();
    void waitsForABuild();
    void saysWhyABuildFailed();
    void takesTheProgramThatIsNamedMeanwhile();
    void tellsOfTheEngine();

private:
    std::unique_ptr<LocalServerBench> bench;
    SystemClock clock;
};

void tst_LlamaProgram::takesTheProgramOfTheEnvironment()
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

void tst_LlamaProgram::waitsForABuild()
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

void tst_LlamaProgram::saysWhyABuildFailed()
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

void tst_LlamaProgram::takesTheProgramThatIsNamedMeanwhile()
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

void tst_LlamaProgram::tellsOfTheEngine()
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

QTEST_GUILESS_MAIN(tst_LlamaProgram)
#include "tst_llamaprogram.moc"
