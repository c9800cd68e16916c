// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/LlamaServers.h"

#include "core/local/Leftovers.h"
#include "core/net/SystemClock.h"
#include "tests/support/RunningServer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSemaphore>
#include <QTest>
#include <array>
#include <atomic>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace triptych;
using namespace std::chrono_literals;

class tst_LlamaServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { bench = std::make_unique<LocalServerBench>(); }
    void cleanup() { bench.reset(); }

    void startsOneServerForAFile();
    void answersOnlyAfterTheCall();
    void givesTheChildNothingButItsKey();
    void runsWithWhatWasChanged();
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

void tst_LlamaServers::runsWithWhatWasChanged()
{
    auto options = bench->options();
    RunningServer fake(*bench, {word("once ") + bench->path(word("seen")), word("abort_at_start")}, options);
    QVERIFY2(fake.asked->isReady(), qPrintable(fake.asked->cause()));
    const auto context = [&] {
        const QByteArrayList arguments = bench->read(fake.model + word(".arguments")).split('\n');
        return arguments.value(arguments.indexOf("-c") + 1);
    };
    QCOMPARE(context(), "2048");
    fake.clock.advance(6s);
    options.contextTokens = 1024;
    fake.servers.setOptions(options);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(bench->engine(fake.model)), patience); // it was idle
    const auto again = bench->ask(fake.servers, fake.model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(fake.clock, again->isReady()), patience);
    QCOMPARE(context(), "1024");
    QVERIFY(!fake.servers.postMortem(again->url()));

    const QString crashing = bench->model(word("crashing"), {word("abort_at_start")});
    const auto looping = bench->ask(fake.servers, crashing);
    QTRY_VERIFY_WITH_TIMEOUT(tick(fake.clock, looping->answer.has_value()), patience);
    QCOMPARE(looping->cause(), word("local.crash_loop"));
    QVERIFY(QFile::remove(crashing + word(".behaviour")));
    options.contextTokens = 512; // as the advice says; that is worth a try within the minute
    fake.servers.setOptions(options);
    const auto mended = bench->ask(fake.servers, crashing);
    QTRY_VERIFY_WITH_TIMEOUT(tick(fake.clock, mended->isReady()), patience);
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
