// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/HttpListener.h"
#include "tests/support/ManualClock.h"

#include <QTcpSocket>
#include <QTest>
#include <sys/resource.h>
#include <unistd.h>

using namespace triptych;
using namespace std::chrono_literals;

/// A listener over real sockets, as a client sees it.
class TestHttpListener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void answersOneAfterTheOther();
    void answersWhatWasSentAtOnce();
    void streams();
    void judgesTheHeadFirst();
    void letsAClientGoOn();
    void closesWhereAskedTo();
    void waitsOnlySoLong();
    void waitsNoLongerForWhatCameEarly();
    void closesOnWhoReadsNothing();
    void sendsNoBodyToHead();
    void hasAGateForEachConnection();
    void goesOnWhenDescriptorsAreFreeAgain();
    void tellsThatAClientLeft();
    void tellsThatAClientIsBehind();
    void closesWhenNobodyAnswers();
    void takesSoManyConnections();
    void keepsSoMuchOfBodies();
    void saysThatAPortIsTaken();

private:
    std::unique_ptr<QTcpSocket> client();
    static QByteArray request(const QByteArray &target, const QByteArray &body = {}, const QByteArray &more = {});
    /// All that came so far, once it ends with that.
    static QByteArray told(QTcpSocket &socket, const QByteArray &end);

    ManualClock m_clock;
    std::unique_ptr<HttpListener> m_listener;
    std::optional<RequestFault> m_fault;
    std::function<void(std::shared_ptr<ServedExchange>)> m_answer;
    ListenerLimits m_limits;
    quint16 m_port = 0;
};

void TestHttpListener::init()
{
    m_fault.reset();
    m_limits = {};
    m_answer = [](const std::shared_ptr<ServedExchange> &exchange) {
        exchange->reply(200, {{"content-type", "text/plain"}}, exchange->head().target + ' ' + exchange->body());
    };
    m_listener = std::make_unique<HttpListener>(
        m_clock, [this] { return [this](const RequestHead &) { return m_fault; }; },
        [this](std::shared_ptr<ServedExchange> exchange) { m_answer(std::move(exchange)); },
        [](const RequestFault &fault, const RequestHead *) { return std::pair(HttpHeaders(), fault.reason); },
        m_limits);
    const auto port = m_listener->listen(QHostAddress::LocalHost, 0);
    QVERIFY(port);
    m_port = port.value();
}

void TestHttpListener::cleanup()
{
    m_listener.reset();
}

std::unique_ptr<QTcpSocket> TestHttpListener::client()
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(QHostAddress::LocalHost, m_port);
    [&] { QTRY_COMPARE(socket->state(), QAbstractSocket::ConnectedState); }();
    return socket;
}

QByteArray TestHttpListener::request(const QByteArray &target, const QByteArray &body, const QByteArray &more)
{
    return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n" + more + "\r\n" + body;
}

QByteArray TestHttpListener::told(QTcpSocket &socket, const QByteArray &end)
{
    QByteArray all;
    [&] { QTRY_VERIFY((all += socket.readAll()).endsWith(end)); }();
    return all;
}

void TestHttpListener::answersOneAfterTheOther()
{
    const auto socket = client();
    for (const char *word : {"one", "two"}) {
        socket->write(request("/x", word));
        QCOMPARE(told(*socket, word),
                 "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 6\r\n\r\n/x " + QByteArray(word));
    }
    QCOMPARE(m_listener->connections(), 1);
}

void TestHttpListener::answersWhatWasSentAtOnce()
{
    const auto socket = client();
    QByteArray all;
    for (int i = 0; i < 500; ++i)
        all += request("/" + QByteArray::number(i));
    socket->write(all);
    QCOMPARE(told(*socket, "/499 ").count("HTTP/1.1 200 OK"), 500);
}

void TestHttpListener::streams()
{
    std::shared_ptr<ServedExchange> exchange;
    m_answer = [&](std::shared_ptr<ServedExchange> arrived) { exchange = std::move(arrived); };
    const auto socket = client();
    socket->write(request("/x") + request("/y"));
    QTRY_VERIFY(exchange);
    exchange->begin(200, {});
    exchange->write("hello");
    QVERIFY(told(*socket, "5\r\nhello\r\n").contains("transfer-encoding: chunked"));
    const auto first = exchange;
    exchange->write({});
    exchange->write("!");
    exchange->end();
    QCOMPARE(told(*socket, "0\r\n\r\n"), QByteArray("1\r\n!\r\n0\r\n\r\n"));
    QTRY_VERIFY(exchange != first);
    QCOMPARE(exchange->head().target, QByteArray("/y"));
    first->write("too late");
    exchange->reply(200, {}, "z");
    QVERIFY(told(*socket, "z").startsWith("HTTP/1.1 200 OK"));
}

void TestHttpListener::judgesTheHeadFirst()
{
    m_fault = RequestFault {403, "no pages here"};
    m_answer = [](const std::shared_ptr<ServedExchange> &) { QFAIL("it was refused"); };
    const auto socket = client();
    socket->write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\n" + QByteArray(500, 'x'));
    QCOMPARE(told(*socket, "here"),
             QByteArray("HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 13\r\n\r\nno pages here"));
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    m_clock.advance(1s);
    QTRY_COMPARE(m_listener->connections(), 0);
}

void TestHttpListener::letsAClientGoOn()
{
    const auto socket = client();
    socket->write("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(told(*socket, "\r\n\r\n"), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    socket->write("ok");
    QVERIFY(told(*socket, "/x ok").startsWith("HTTP/1.1 200 OK"));
}

void TestHttpListener::closesWhereAskedTo()
{
    const auto socket = client();
    socket->write(request("/x", {}, "Connection: close\r\n"));
    QVERIFY(told(*socket, "/x ").contains("connection: close\r\n"));
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(m_listener->connections(), 0);
}

void TestHttpListener::waitsOnlySoLong()
{
    const auto silent = client();
    const auto slow = client();
    const auto idle = client();
    slow->write("POST / HTTP/1.1\r\n");
    idle->write(request("/x"));
    told(*idle, "/x ");
    QTRY_COMPARE(m_listener->connections(), 3);
    m_clock.advance(10s - 1ms);
    QCOMPARE(m_listener->connections(), 3);
    m_clock.advance(1ms);
    QVERIFY(told(*slow, "in time").startsWith("HTTP/1.1 408 Request Timeout"));
    QTRY_COMPARE(silent->state(), QAbstractSocket::UnconnectedState);
    m_clock.advance(50s);
    QTRY_COMPARE(idle->state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(m_listener->connections(), 0);
}

/// The second request began while the first was answered.
void TestHttpListener::waitsNoLongerForWhatCameEarly()
{
    const auto socket = client();
    socket->write(request("/x") + "POST /y HT");
    told(*socket, "/x ");
    m_clock.advance(10s - 1ms);
    QCOMPARE(socket->readAll(), QByteArray());
    m_clock.advance(1ms);
    QVERIFY(told(*socket, "in time").startsWith("HTTP/1.1 408 Request Timeout"));
}

void TestHttpListener::closesOnWhoReadsNothing()
{
    m_answer
        = [](const std::shared_ptr<ServedExchange> &exchange) { exchange->reply(200, {}, QByteArray(16 << 20, 'x')); };
    const auto socket = client();
    socket->setReadBufferSize(4096);
    socket->write(request("/x", {}, "Connection: close\r\n"));
    QTRY_VERIFY(socket->bytesAvailable() > 0);
    m_clock.advance(60s - 1ms);
    QCOMPARE(m_listener->connections(), 1);
    m_clock.advance(1ms);
    QTRY_COMPARE(m_listener->connections(), 0);
}

void TestHttpListener::sendsNoBodyToHead()
{
    m_fault = RequestFault {405, "not so"};
    const auto socket = client();
    socket->write("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(told(*socket, "\r\n\r\n"),
             QByteArray("HTTP/1.1 405 Method Not Allowed\r\nconnection: close\r\ncontent-length: 6\r\n\r\n"));
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(socket->readAll(), QByteArray());
}

void TestHttpListener::hasAGateForEachConnection()
{
    const auto open = std::make_shared<int>();
    m_listener = std::make_unique<HttpListener>(
        m_clock,
        [&open] {
            return [open, asked = 0](const RequestHead &) mutable {
                return ++asked > 1 ? std::optional(RequestFault {429, "once"}) : std::nullopt;
            };
        },
        [this](std::shared_ptr<ServedExchange> exchange) { m_answer(std::move(exchange)); },
        [](const RequestFault &fault, const RequestHead *) { return std::pair(HttpHeaders(), fault.reason); });
    m_port = m_listener->listen(QHostAddress::LocalHost, 0).value();
    const long gatesBefore = open.use_count();
    for (int i = 0; i < 2; ++i) {
        const auto socket = client();
        socket->write(request("/x"));
        told(*socket, "/x ");
        QCOMPARE(open.use_count(), gatesBefore + 1);
        socket->write(request("/x"));
        QVERIFY(told(*socket, "once").startsWith("HTTP/1.1 429 Too Many Requests"));
        socket->abort();
        QTRY_COMPARE(open.use_count(), gatesBefore);
    }
}

void TestHttpListener::goesOnWhenDescriptorsAreFreeAgain()
{
    rlimit usual {};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &usual), 0);
    rlimit small = usual;
    small.rlim_cur = 256;
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_port);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &small), 0);
    std::vector<int> taken;
    for (int one = ::dup(0); one >= 0; one = ::dup(0))
        taken.push_back(one);
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState); // in the system's queue
    QTRY_COMPARE(m_clock.runningTimers(), 1);
    QCOMPARE(m_listener->connections(), 0);
    for (const int one : taken)
        ::close(one);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &usual), 0);
    m_clock.advance(100ms);
    QTRY_COMPARE(m_listener->connections(), 1);
    socket.write(request("/x"));
    QVERIFY(told(socket, "/x ").startsWith("HTTP/1.1 200 OK"));
}

void TestHttpListener::tellsThatAClientLeft()
{
    std::shared_ptr<ServedExchange> exchange;
    int gone = 0;
    m_answer = [&](std::shared_ptr<ServedExchange> arrived) {
        exchange = std::move(arrived);
        exchange->setListener({.gone = [&gone] { ++gone; }});
    };
    const auto socket = client();
    socket->write(request("/x"));
    QTRY_VERIFY(exchange);
    socket->abort();
    QTRY_COMPARE(gone, 1);
    QVERIFY(exchange->isGone());
    exchange->begin(200, {});
    exchange->write("nobody");
    exchange->end();
    QTRY_COMPARE(m_listener->connections(), 0);
}

void TestHttpListener::tellsThatAClientIsBehind()
{
    std::shared_ptr<ServedExchange> exchange;
    int drained = 0;
    m_answer = [&](std::shared_ptr<ServedExchange> arrived) {
        exchange = std::move(arrived);
        exchange->setListener({.drained = [&drained] { ++drained; }});
        exchange->begin(200, {});
    };
    const auto socket = client();
    socket->setReadBufferSize(64 << 10);
    socket->write(request("/x"));
    QTRY_VERIFY(exchange);
    qsizetype sent = 0;
    for (; !exchange->isBehind() && sent < (64 << 20); sent += 64 << 10)
        exchange->write(QByteArray(64 << 10, 'x'));
    QVERIFY(exchange->isBehind());
    qsizetype came = 0;
    QTRY_VERIFY((came += socket->readAll().size(), drained > 0));
    QVERIFY(!exchange->isBehind());
    exchange->end();
    QTRY_VERIFY((came += socket->readAll().size(), came >= sent));
}

void TestHttpListener::closesWhenNobodyAnswers()
{
    m_answer = [](const std::shared_ptr<ServedExchange> &) {};
    const auto socket = client();
    socket->write(request("/x"));
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(m_listener->connections(), 0);
}

void TestHttpListener::takesSoManyConnections()
{
    m_listener.reset();
    m_listener = std::make_unique<HttpListener>(
        m_clock, [] { return [](const RequestHead &) { return std::optional<RequestFault>(); }; },
        [](const std::shared_ptr<ServedExchange> &exchange) { exchange->reply(200, {}, "ok"); },
        [](const RequestFault &fault, const RequestHead *) { return std::pair(HttpHeaders(), fault.reason); },
        ListenerLimits {.connections = 2});
    m_port = m_listener->listen(QHostAddress::LocalHost, 0).value();
    const auto one = client();
    const auto two = client();
    QTRY_COMPARE(m_listener->connections(), 2);
    QTcpSocket three;
    three.connectToHost(QHostAddress::LocalHost, m_port);
    QTRY_COMPARE(three.state(), QAbstractSocket::UnconnectedState);
    one->abort();
    QTRY_COMPARE(m_listener->connections(), 1);
    const auto four = client();
    four->write(request("/x"));
    QVERIFY(told(*four, "ok").startsWith("HTTP/1.1 200 OK"));
}

void TestHttpListener::keepsSoMuchOfBodies()
{
    std::vector<std::shared_ptr<ServedExchange>> asked;
    m_listener = std::make_unique<HttpListener>(
        m_clock, [] { return [](const RequestHead &) { return std::optional<RequestFault>(); }; },
        [&asked](std::shared_ptr<ServedExchange> exchange) { asked.push_back(std::move(exchange)); },
        [](const RequestFault &fault, const RequestHead *) { return std::pair(HttpHeaders(), fault.reason); },
        ListenerLimits {.bodies = 1'000});
    m_port = m_listener->listen(QHostAddress::LocalHost, 0).value();
    const auto one = client();
    const auto two = client();
    const auto small = client();
    one->write(request("/one", QByteArray(900, 'x')));
    QTRY_COMPARE(asked.size(), 1u);
    two->write(request("/two", QByteArray(900, 'x')).chopped(1)); // long before it is whole
    QVERIFY(told(*two, "under way").startsWith("HTTP/1.1 503 Service Unavailable"));
    small->write(request("/small", "x"));
    QTRY_COMPARE(asked.size(), 2u);
    asked[0]->reply(200, {}, "ok");
    told(*one, "ok");
    one->write(request("/again", QByteArray(900, 'x')));
    QTRY_COMPARE(asked.size(), 3u);
    one->abort();
    QTRY_VERIFY(asked[2]->isGone());
    small->abort();
    QTRY_VERIFY(asked[1]->isGone());
    const auto last = client();
    last->write(request("/last", QByteArray(1'000, 'x')));
    QTRY_COMPARE(asked.size(), 4u);
}

void TestHttpListener::saysThatAPortIsTaken()
{
    const auto again = m_listener->listen(QHostAddress::LocalHost, m_port);
    QVERIFY(!again);
    QCOMPARE(again.error().cause, QStringLiteral("gateway.port"));
    QCOMPARE(again.error().message, QStringLiteral("127.0.0.1 port %1").arg(m_port));
}

QTEST_GUILESS_MAIN(TestHttpListener)
#include "tst_httplistener.moc"
