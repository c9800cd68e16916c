// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/LlamaServers.h"

#include "tests/support/RunningServer.h"

#include <QFile>
#include <QNetworkProxy>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <algorithm>
#include <unistd.h>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

/// A completion that a real server writes at until its context is full, or nobody reads any more.
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
    bool isAsked() const { return m_socket.state() == QAbstractSocket::ConnectedState && m_socket.bytesToWrite() == 0; }

private:
    QTcpSocket m_socket;
    QByteArray m_text;
};

} // namespace

/// When a server is put to rest: after a while without work, or for another that wants its seat.
class tst_LlamaRest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { bench = std::make_unique<LocalServerBench>(); }
    void cleanup() { bench.reset(); }

    void stopsAnIdleServer();
    void leavesABusyServerAlone();
    void stopsTheRealServerWhenItIsIdle();
    void makesRoomForAThird();
    void asksAgainAfterItWasPassedOver();

private:
    std::unique_ptr<LocalServerBench> bench;
};

void tst_LlamaRest::stopsAnIdleServer()
{
    RunningServer fake(*bench);
    QVERIFY2(fake.asked->isReady(), qPrintable(fake.asked->cause()));
    fake.clock.advance(9min);
    const auto again = bench->ask(fake.servers, fake.model); // counts as use
    QTRY_VERIFY_WITH_TIMEOUT(again->isReady(), patience);
    fake.clock.advance(9min);
    QVERIFY(isAlive(bench->engine(fake.model)));
    fake.clock.advance(1min);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(bench->engine(fake.model)), patience);
    QVERIFY(!fake.servers.postMortem(fake.asked->url())); // no death, just rest
    const auto later = bench->ask(fake.servers, fake.model);
    QTRY_VERIFY_WITH_TIMEOUT(tick(fake.clock, later->isReady()), patience);
}

void tst_LlamaRest::leavesABusyServerAlone()
{
    bench->write(word("lane"), "is being answered");
    RunningServer fake(*bench, {word("busy ") + bench->path(word("lane"))});
    QVERIFY2(fake.asked->isReady(), qPrintable(fake.asked->cause()));
    QSignalSpy changes(&fake.servers, &LlamaServers::stateChanged);
    fake.clock.advance(10min); // no further: a limit in time must not pass before the answer can come
    QCOMPARE(fake.clock.runningTimers(), timersWhileItIsAsked);
    QTRY_COMPARE_WITH_TIMEOUT(fake.clock.runningTimers(), timersWhileItRuns, patience);
    QCOMPARE(changes.count(), 0);
    QVERIFY(isAlive(bench->engine(fake.model)));
    QVERIFY(QFile::remove(bench->path(word("lane"))));
    fake.clock.advance(10min);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(bench->engine(fake.model)), patience);
}

void tst_LlamaRest::stopsTheRealServerWhenItIsIdle()
{
    ManualClock manual;
    const LocalServerOptions options {.stateFolder = bench->path(word("state")), .isSandboxed = false};
    LlamaServers servers(manual, options);
    const auto asked = bench->ask(servers, QFINDTESTDATA("../../resources/models/demo.gguf"));
    QTRY_VERIFY_WITH_TIMEOUT(tick(manual, asked->answer.has_value()), 3 * patience);
    if (asked->cause() == word("local.exec") && !qEnvironmentVariableIsSet("TRIPTYCH_REQUIRE_LLAMA"))
        QSKIP(
            "No llama-server on this machine: packaging/llama/build.sh makes one, TRIPTYCH_LLAMA_SERVER names another.");
    QVERIFY2(asked->isReady(), qPrintable(asked->cause()));
    const qint64 engine = childrenOf(::getpid()).front();

    // The demo model's context is full after 512 tokens, so it takes many lanes to keep the server at work for longer
    // than its answers to our questions take. It takes connections in the order in which they came: the lanes first.
    std::vector<std::unique_ptr<LongAnswer>> lanes;
    for (int i = 0; i < 40; ++i)
        lanes.push_back(std::make_unique<LongAnswer>(*asked));
    QTRY_VERIFY_WITH_TIMEOUT(
        std::all_of(lanes.cbegin(), lanes.cend(), [](const auto &lane) { return lane->isAsked(); }), patience);
    QTRY_VERIFY_WITH_TIMEOUT(
        std::any_of(lanes.cbegin(), lanes.cend(), [](const auto &lane) { return lane->isGrowing(); }), 3 * patience);
    QCOMPARE(LocalServerBench::request(*asked, "/health", "GET"), 200); // it does not look like one that hangs
    QSignalSpy changes(&servers, &LlamaServers::stateChanged);
    manual.advance(10min);
    QCOMPARE(manual.runningTimers(), timersWhileItIsAsked);
    QTRY_COMPARE_WITH_TIMEOUT(manual.runningTimers(), timersWhileItRuns, 3 * patience);
    QCOMPARE(changes.count(), 0); // its /slots said that a lane is being answered
    lanes.clear();
    const auto isStopping = [&] { // it notices in its own time that nobody reads any more
        if (changes.isEmpty() && manual.runningTimers() == timersWhileItRuns)
            manual.advance(10min); // the next question
        return !changes.isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isStopping(), 3 * patience);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(engine), patience);
    QVERIFY(!servers.postMortem(asked->url())); // it was not taken for one that hangs
}

void tst_LlamaRest::makesRoomForAThird()
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
void tst_LlamaRest::asksAgainAfterItWasPassedOver()
{
    bench->write(word("lane"), "is being answered");
    auto options = bench->options();
    options.maxServers = 1;
    RunningServer fake(
        *bench, {word("busy ") + bench->path(word("lane")), word("slots_wait ") + bench->path(word("go"))}, options);
    QVERIFY2(fake.asked->isReady(), qPrintable(fake.asked->cause()));
    fake.clock.advance(10min); // it is asked, and does not answer yet
    auto other = bench->ask(fake.servers, bench->model(word("other")));
    QTRY_COMPARE_WITH_TIMEOUT(bench->read(word("go.asked")).count('\n'), 2, patience); // the other one wants its seat
    QSignalSpy changes(&fake.servers, &LlamaServers::stateChanged);
    const int timers = fake.clock.runningTimers();
    bench->write(word("go"), "on");
    QTRY_COMPARE_WITH_TIMEOUT(fake.clock.runningTimers(), timers - 1, patience); // the answer is there
    QCOMPARE(changes.count(), 0);
    other.reset();
    QVERIFY(isAlive(bench->engine(fake.model)));
    QVERIFY(QFile::remove(bench->path(word("lane"))));
    fake.clock.advance(10min);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(bench->engine(fake.model)), patience);
}

QTEST_GUILESS_MAIN(tst_LlamaRest)
#include "tst_llamarest.moc"
