// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/LlamaServers.h"

#include "tests/support/RunningServer.h"

#include <QCoreApplication>
#include <QFile>
#include <QNetworkProxy>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <csignal>
#include <unistd.h>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

// The limits of the two questions whether a server lives, each asked when the one before it was in vain.
constexpr auto oneQuestion = 2s;
constexpr auto twoQuestions = 4s;
constexpr auto endOfAProcess = 5s; // between SIGTERM and SIGKILL

bool isStopped(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    return file.open(QIODevice::ReadOnly) && file.readAll().contains(") T ");
}

/// Only once the kernel has stopped it is it sure to answer nothing more.
bool makeHang(const RunningServer &server)
{
    return ::kill(pid_t(server.engine), SIGSTOP) == 0
        && QTest::qWaitFor([&] { return isStopped(server.engine); }, patience);
}

} // namespace

/// An engine that neither answers nor ends, from its start on or later (of rows 48 to 57 of the fault catalogue).
class tst_LlamaHangs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { bench = std::make_unique<LocalServerBench>(); }
    void cleanup() { bench.reset(); }

    void replacesOneThatHangs();
    void replacesOneThatHangsWhileSomebodyWaits();
    void endsOneThatHangsWhenALaneSaysSo();
    void endsOneThatHangsWhenItIsToRest();
    void asksNoProofOfOneThatSpeaks();
    void givesUpLoading_data();
    void givesUpLoading();
    void givesLargeFilesMoreTime();

private:
    std::unique_ptr<LocalServerBench> bench;
};

void tst_LlamaHangs::replacesOneThatHangs()
{
    RunningServer fake(*bench,
                       {word("once ") + bench->path(word("seen")), word("say before it hung"), word("stop_after 1")});
    QVERIFY2(fake.asked->isReady(), qPrintable(fake.asked->cause()));
    QTcpSocket lane;
    lane.setProxy(QNetworkProxy::NoProxy);
    lane.connectToHost(word("127.0.0.1"), quint16(fake.asked->url().port()));
    lane.write("POST /v1/chat/completions HTTP/1.1\r\nAuthorization: Bearer "
               + fake.asked->answer->value().key.view().toByteArray() + "\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(isStopped(fake.engine), patience);

    fake.clock.advance(6s);
    const auto again = bench->ask(fake.servers, fake.model);
    QTRY_COMPARE_WITH_TIMEOUT(fake.clock.runningTimers(), timersWhileItIsAsked, patience);
    fake.clock.advance(oneQuestion);
    QVERIFY(!fake.servers.postMortem(fake.asked->url())); // there is another one
    fake.clock.advance(oneQuestion);
    const auto death = fake.servers.postMortem(fake.asked->url());
    QVERIFY(death);
    QCOMPARE(death->cause, word("local.silent"));
    QVERIFY(death->rawBody.contains(word("before it hung")));
    QVERIFY(isAlive(fake.engine)); // SIGTERM does not reach it
    fake.clock.advance(endOfAProcess);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(fake.engine), patience);
    QTRY_VERIFY_WITH_TIMEOUT(tick(fake.clock, again->answer.has_value()), patience);
    QVERIFY2(again->isReady(), qPrintable(again->cause()));
    QVERIFY(bench->engine(fake.model) != fake.engine);
    QCOMPARE(LocalServerBench::request(*again, "/v1/chat/completions"), 200);
}

/// Two who ask while the proof is awaited get the same answer, and its failure is nobody's error.
void tst_LlamaHangs::replacesOneThatHangsWhileSomebodyWaits()
{
    RunningServer fake(*bench);
    QVERIFY2(fake.asked->isReady(), qPrintable(fake.asked->cause()));
    fake.clock.advance(6s);
    QVERIFY(makeHang(fake));
    const auto first = bench->ask(fake.servers, fake.model);
    QTRY_COMPARE_WITH_TIMEOUT(fake.clock.runningTimers(), timersWhileItIsAsked, patience);
    const auto second = bench->ask(fake.servers, fake.model);
    QCoreApplication::sendPostedEvents(); // now it waits for the same answer
    QCOMPARE(fake.clock.runningTimers(), timersWhileItIsAsked);
    QVERIFY(!first->answer && !second->answer);
    QCOMPARE(::kill(pid_t(fake.engine), SIGCONT), 0); // it was only slow
    QTRY_VERIFY_WITH_TIMEOUT(first->isReady() && second->isReady(), patience);
    QCOMPARE(first->url(), fake.asked->url());
    QCOMPARE(bench->engine(fake.model), fake.engine);

    fake.clock.advance(6s);
    QVERIFY(makeHang(fake));
    const auto third = bench->ask(fake.servers, fake.model);
    QTRY_COMPARE_WITH_TIMEOUT(fake.clock.runningTimers(), timersWhileItIsAsked, patience);
    const auto fourth = bench->ask(fake.servers, fake.model);
    QCoreApplication::sendPostedEvents();
    fake.clock.advance(twoQuestions + endOfAProcess);
    QTRY_VERIFY_WITH_TIMEOUT(tick(fake.clock, third->answer && fourth->answer), patience);
    QVERIFY2(third->isReady() && fourth->isReady(), qPrintable(third->cause()));
    QCOMPARE(third->url(), fourth->url());
    QVERIFY(!isAlive(fake.engine));
}

void tst_LlamaHangs::endsOneThatHangsWhenALaneSaysSo()
{
    RunningServer fake(*bench);
    QVERIFY2(fake.asked->isReady(), qPrintable(fake.asked->cause()));
    QSignalSpy changes(&fake.servers, &LlamaServers::stateChanged);
    fake.servers.doubt(fake.model);
    QCOMPARE(fake.clock.runningTimers(), timersWhileItIsAsked);
    QTRY_COMPARE_WITH_TIMEOUT(fake.clock.runningTimers(), timersWhileItRuns, patience); // it answered
    fake.clock.advance(twoQuestions + endOfAProcess);
    QCOMPARE(changes.count(), 0);
    QVERIFY(isAlive(fake.engine));
    QVERIFY(makeHang(fake));
    fake.servers.doubt(fake.model);
    fake.clock.advance(twoQuestions + endOfAProcess);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(fake.engine), patience);
    QCOMPARE(fake.servers.postMortem(fake.asked->url())->cause, word("local.silent"));
    QTRY_COMPARE_WITH_TIMEOUT(fake.clock.runningTimers(), 0, patience); // nobody asked for another
    QCOMPARE(childrenOf(::getpid()).size(), 0u);
    fake.servers.doubt(fake.model);
    fake.servers.doubt(bench->path(word("nobody.gguf")));
}

void tst_LlamaHangs::endsOneThatHangsWhenItIsToRest()
{
    RunningServer fake(*bench);
    QVERIFY2(fake.asked->isReady(), qPrintable(fake.asked->cause()));
    QVERIFY(makeHang(fake));
    fake.clock.advance(10min);
    fake.clock.advance(oneQuestion); // whether it is idle
    QCOMPARE(fake.clock.runningTimers(), timersWhileItIsAsked); // whether it lives
    fake.clock.advance(twoQuestions + endOfAProcess);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(fake.engine), patience);
}

void tst_LlamaHangs::asksNoProofOfOneThatSpeaks()
{
    RunningServer fake(*bench, {word("chatter 20")});
    QVERIFY2(fake.asked->isReady(), qPrintable(fake.asked->cause()));
    // Taken for all its threads being busy with lanes: no answer to /health, but words in its log.
    bench->write(word("tiny.gguf.mute_health"), "");
    fake.clock.advance(6s);
    const auto again = bench->ask(fake.servers, fake.model);
    QTRY_COMPARE_WITH_TIMEOUT(fake.clock.runningTimers(), timersWhileItIsAsked, patience);
    fake.clock.advance(oneQuestion);
    const auto said = fake.servers.log(fake.model).size();
    QTRY_VERIFY_WITH_TIMEOUT(fake.servers.log(fake.model).size() > said, patience);
    QVERIFY(!again->answer);
    fake.clock.advance(oneQuestion);
    QVERIFY(again->isReady());
    QCOMPARE(bench->engine(fake.model), fake.engine);
}

void tst_LlamaHangs::givesUpLoading_data()
{
    QTest::addColumn<QString>("behaviour");
    for (const char *behaviour : {"loading", "silent", "mute", "stopped"})
        QTest::newRow(behaviour) << word(behaviour);
}

void tst_LlamaHangs::givesUpLoading()
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

void tst_LlamaHangs::givesLargeFilesMoreTime()
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

QTEST_GUILESS_MAIN(tst_LlamaHangs)
#include "tst_llamahangs.moc"
