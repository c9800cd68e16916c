// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/GatewayTest.h"
#include "tests/support/Sanitized.h"
#include "tests/support/TransportHelpers.h"

#include <QTest>
#include <limits>

using namespace triptych;
using namespace script;
using namespace std::chrono_literals;

namespace {

constexpr int soon = isSanitized ? 5'000 : 1'000; ///< Milliseconds, by a clock that runs.
constexpr int slowClients = 200;

QByteArray chatBody(bool isStreamed = true)
{
    return R"({"model":"one/m","messages":[{"role":"user","content":"Say something long"}],"stream":)"
        + QByteArray(isStreamed ? "true}" : "false}");
}

Steps then(Steps steps, const Steps &more)
{
    steps.insert(steps.end(), more.begin(), more.end());
    return steps;
}

} // namespace

/// The gateway between providers and clients of which either is not what the other hopes for.
class TestFaultGateway : public GatewayTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void clientsThatLeave_data();
    void clientsThatLeave();
    void slowRequests_data();
    void slowRequests();
    void slowBodies_data();
    void slowBodies();
    void slowProviders_data();
    void slowProviders();
    void slowReaders_data();
    void slowReaders();

private:
    void turnEventLoop();
    qint64 unsentOnceNothingMoves();
    QByteArray chat(bool isStreamed = true) const { return post("/v1/chat/completions", chatBody(isStreamed)); }

    int m_descriptors = 0;
};

void TestFaultGateway::init()
{
    m_descriptors = openDescriptors();
    GatewayTest::init();
    GatewayModels models = m_gateway->models();
    models.infos[QStringLiteral("one/m")].price = ModelPrice {.input = 1, .output = 10};
    m_gateway->setModels(models);
}

void TestFaultGateway::cleanup()
{
    m_clock->advance(1s);
    QTRY_COMPARE(m_gateway->connections(), 0);
    m_transport->closeIdleConnections();
    QTRY_COMPARE(m_one->openConnections(), 0);
    GatewayTest::cleanup();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(openDescriptors(), m_descriptors);
}

void TestFaultGateway::turnEventLoop()
{
    for (int turn = 0; turn < 5; ++turn)
        QCoreApplication::processEvents();
}

void TestFaultGateway::clientsThatLeave_data()
{
    QTest::addColumn<Steps>("answer");
    QTest::addColumn<bool>("isStreamed");
    QTest::addColumn<bool>("isReset");
    const Steps begun {triptych::streamHead(), chunk(delta("Once upon a time"))};
    QTest::newRow("row 58 closes mid stream") << then(begun, {Pause {}}) << true << false;
    QTest::newRow("row 58 resets mid stream") << then(begun, {Pause {}}) << true << true;
    QTest::newRow("row 58 leaves while the whole answer is collected") << then(begun, {Pause {}}) << false << false;
    QTest::newRow("row 58 leaves before the first word") << Steps {triptych::streamHead(), Pause {}} << true << false;
    QTest::newRow("row 58 leaves before the provider says anything") << Steps {Pause {}} << true << true;
}

/// The provider tells no usage, and the clock of the lanes stands still.
void TestFaultGateway::clientsThatLeave()
{
    QFETCH(const Steps, answer);
    QFETCH(const bool, isStreamed);
    QFETCH(const bool, isReset);
    m_one->play(answer);
    const auto socket = client();
    socket->write(chat(isStreamed));
    QTRY_VERIFY(m_one->isPaused());
    turnEventLoop();
    QVERIFY(m_calls.empty());
    if (isReset)
        socket->abort();
    else
        socket->disconnectFromHost();
    QTRY_COMPARE_WITH_TIMEOUT(m_one->openConnections(), 0, soon);
    QTRY_COMPARE_WITH_TIMEOUT(m_calls.size(), 1u, soon);
    QCOMPARE(m_calls[0].status, 499);
    QCOMPARE(m_calls[0].lane.outcome, LaneOutcome::Cancelled);
    const bool hasText = !m_calls[0].lane.text.isEmpty();
    QVERIFY2(m_calls[0].spentUsd > (hasText ? 3e-5 : 1e-6), QByteArray::number(m_calls[0].spentUsd).constData());
    QCOMPARE(m_doorkeeper.spent, std::vector<double> {m_calls[0].spentUsd});
    QCOMPARE(m_gateway->callsRunning(), 0u);
    QVERIFY(m_gateway->streams().all().isEmpty());
}

void TestFaultGateway::slowRequests_data()
{
    QTest::addColumn<QByteArray>("framing"); ///< Empty: the head does not end.
    QTest::addColumn<QByteArray>("start");
    QTest::newRow("row 59 heads a byte a second") << QByteArray() << QByteArray("P");
    QTest::newRow("row 59 bodies a byte a second") << QByteArray("Content-Length: 999\r\n") << QByteArray("{");
    QTest::newRow("row 59 chunks a byte a second") << QByteArray("Transfer-Encoding: chunked\r\n") << QByteArray("1;");
}

void TestFaultGateway::slowRequests()
{
    QFETCH(const QByteArray, framing);
    QFETCH(const QByteArray, start);
    const QByteArray head = framing.isEmpty() ? framing : request("POST", "/v1/chat/completions", {}, framing);
    std::vector<std::unique_ptr<QTcpSocket>> slow;
    for (int i = 0; i < slowClients; ++i) {
        slow.push_back(std::make_unique<QTcpSocket>());
        slow.back()->connectToHost(QHostAddress::LocalHost, m_port);
        slow.back()->write(head + start);
    }
    QTRY_COMPARE(m_gateway->connections(), slowClients);
    turnEventLoop();
    m_one->playAlways(completeAnswer("Hello"));
    for (int second = 1; second < 10; ++second) {
        m_clock->advance(1s);
        for (const auto &socket : slow)
            socket->write("x");
        QVERIFY(ask(chat()).body.contains("Hello"));
        QVERIFY(m_gateway->connections() >= slowClients);
    }
    m_clock->advance(1s);
    for (const auto &socket : slow) {
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
        QVERIFY(socket->readAll().startsWith("HTTP/1.1 408 Request Timeout\r\n"));
    }
    QTRY_COMPARE(m_gateway->connections(), 0);
    QVERIFY(ask(chat()).body.contains("Hello"));
}

void TestFaultGateway::slowBodies_data()
{
    QTest::addColumn<int>("pieces");
    QTest::addColumn<int>("status");
    QTest::newRow("row 60 a body that comes in nine seconds") << 10 << 200;
    QTest::newRow("row 60 a body that comes in ten seconds") << 11 << 408;
}

/// Nobody is asked before all of it is there.
void TestFaultGateway::slowBodies()
{
    QFETCH(const int, pieces);
    QFETCH(const int, status);
    m_one->playAlways(completeAnswer("Hello"));
    const QByteArray all = chat();
    const qsizetype size = all.size() / pieces + 1;
    const auto socket = client();
    for (int piece = 0; piece < pieces; ++piece) {
        if (piece > 0)
            m_clock->advance(1s);
        turnEventLoop();
        QCOMPARE(m_one->connections(), 0);
        socket->write(all.mid(piece * size, size));
        turnEventLoop();
    }
    QCOMPARE(answerOf(*socket).status, status);
    QCOMPARE(m_one->requests().size(), status == 200 ? 1u : 0u);
}

void TestFaultGateway::slowProviders_data()
{
    QTest::addColumn<int>("words");
    QTest::newRow("row 60 a provider that says a word now and then") << 20;
}

/// Each word is there before the next one comes, on a clock that stands still.
void TestFaultGateway::slowProviders()
{
    QFETCH(const int, words);
    Steps steps {triptych::streamHead()};
    for (int i = 0; i < words; ++i)
        steps
            = then(std::move(steps), {Pause {}, chunk(delta(QByteArray("word" + QByteArray::number(i)).constData()))});
    m_one->play(then(std::move(steps), {Pause {}, chunk(ending()), chunk({})}));
    const auto socket = client();
    socket->write(chat());
    QByteArray heard;
    for (int i = 0; i < words; ++i) {
        QTRY_VERIFY(m_one->isPaused());
        QVERIFY(!heard.contains("word" + QByteArray::number(i) + '"'));
        m_one->release();
        QTRY_VERIFY((heard += socket->readAll()).contains("word" + QByteArray::number(i) + '"'));
    }
    m_one->release();
    QTRY_VERIFY((heard += socket->readAll()).contains("[DONE]"));
}

qint64 TestFaultGateway::unsentOnceNothingMoves()
{
    qint64 before = -1;
    while (before != m_one->unsentBytes()) {
        before = m_one->unsentBytes();
        for (int i = 0; i < 50; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    return before;
}

void TestFaultGateway::slowReaders_data()
{
    QTest::addColumn<int>("pauses"); ///< In which the client reads nothing.
    QTest::newRow("row 60 a client that stops reading once") << 1;
    QTest::newRow("row 60 a client that reads now and then") << 4;
}

/// What is on the way is in the buffers of the system, or in ours.
void TestFaultGateway::slowReaders()
{
    QFETCH(const int, pauses);
    constexpr qint64 deltaLength = 64 << 10;
    constexpr qint64 deltas = 512;
    constexpr qint64 most = (4 << 20) + (12 << 20); ///< Ours, and of the two loopback connections of the system.
    const QByteArray text = delta(QByteArray(deltaLength, 'x').constData());
    Steps steps {triptych::streamHead()};
    for (int i = 0; i < deltas; ++i)
        steps.emplace_back(chunk(text)); // all of these share one copy
    m_one->play(then(std::move(steps), {chunk(ending()), chunk({})}));
    const auto socket = client();
    socket->setReadBufferSize(64 << 10);
    socket->write(chat());
    QTRY_VERIFY(m_one->unsentBytes() > 0);
    qint64 read = 0;
    qint64 wanted = 0;
    QByteArray end;
    const auto readOn = [&] {
        if (read >= wanted)
            return;
        const QByteArray bytes = socket->readAll();
        read += bytes.size();
        end = (end + bytes).right(64);
    };
    connect(socket.get(), &QTcpSocket::readyRead, this, readOn);
    for (int pause = 0; pause < pauses; ++pause) {
        const qint64 onTheWay = deltas * text.size() - unsentOnceNothingMoves() - read;
        QVERIFY2(onTheWay < most, QByteArray::number(onTheWay).constData());
        QVERIFY(m_one->unsentBytes() > 0);
        m_clock->advance(3min);
        QVERIFY(m_calls.empty());
        wanted = read + (2 << 20);
        readOn();
        QTRY_VERIFY(read >= wanted);
    }
    wanted = std::numeric_limits<qint64>::max();
    readOn();
    QTRY_VERIFY_WITH_TIMEOUT(end.contains("[DONE]"), 60'000);
    QTRY_COMPARE(m_calls.size(), 1u);
    QCOMPARE(m_calls[0].lane.outcome, LaneOutcome::Complete);
    QCOMPARE(m_calls[0].lane.text.size(), deltas * deltaLength);
}

QTEST_GUILESS_MAIN(TestFaultGateway)
#include "tst_fault_gateway.moc"
