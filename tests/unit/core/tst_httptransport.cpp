// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/HttpTransport.h"
#include "core/net/SystemClock.h"
#include "tests/support/RecordingSink.h"
#include "tests/support/ScriptedServer.h"
#include "tests/support/TestCertificates.h"
#include "tests/support/TransportHelpers.h"

#include <QCoreApplication>
#include <QTest>

using namespace triptych;
using namespace script;

/// How answers arrive over real sockets, and what becomes of connections.
class TestHttpTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void writesTheRequest();
    void sendsLargeBodies();
    void sendsSecretBodies();
    void tellsEachStepInOrder();
    void reads_data();
    void reads();
    void faults_data();
    void faults();
    void refusesToSend_data();
    void refusesToSend();
    void reusesConnections();
    void keepsSeveralIdle();
    void dropsIdleOnesThatEnd();
    void letsIdleOnesExpire();
    void repeatsWhatADeadConnectionSwallowed();
    void doesNotRepeatAnythingElse();
    void holdsBack_data();
    void holdsBack();
    void tellsAnEndThatCameWhilePaused();
    void runsManyAtOnce();
    void failsWhereNobodyListens();

private:
    /// Sends and waits for the end.
    void run(TransportRequest request, RecordingSink &sink)
    {
        const auto exchange = m_transport->send(std::move(request), sink);
        QCOMPARE(sink.calls, QByteArrayList()); // nothing before send() returned
        QTRY_VERIFY(sink.hasEnded());
    }

    SystemClock m_clock;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<ScriptedServer> m_server;
    int m_descriptors = 0;
};

void TestHttpTransport::init()
{
    m_descriptors = openDescriptors();
    m_transport = std::make_unique<HttpTransport>(m_clock);
    m_server = std::make_unique<ScriptedServer>();
}

void TestHttpTransport::cleanup()
{
    m_transport.reset();
    m_server.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(openDescriptors(), m_descriptors);
}

void TestHttpTransport::writesTheRequest()
{
    m_server->play({answer(200, "hi")});
    RecordingSink sink;
    QUrl url = m_server->url(QStringLiteral("/v1/chat completions"));
    url.setQuery(QStringLiteral("a=1&b=ü"));
    url.setFragment(QStringLiteral("part"));
    run(withKey(postTo(url, "{\"a\":1}"), "sk-canary"), sink);

    QCOMPARE(m_server->requests().size(), 1u);
    const QByteArray port = QByteArray::number(m_server->serverPort());
    QCOMPARE(m_server->requests()[0].head,
             "POST /v1/chat%20completions?a=1&b=%C3%BC HTTP/1.1\r\nHost: 127.0.0.1:" + port
                 + "\r\nUser-Agent: Triptych/" TRIPTYCH_VERSION "\r\nAccept-Encoding: identity\r\n"
                   "Content-Type: application/json\r\nAuthorization: Bearer sk-canary\r\nContent-Length: 7\r\n\r\n");
    QCOMPARE(m_server->requests()[0].body, "{\"a\":1}");
    QCOMPARE(sink.head.status, 200);
    QCOMPARE(sink.body, "hi");
    QVERIFY(!sink.error);
}

void TestHttpTransport::sendsLargeBodies()
{
    for (const qsizetype size : {16'000, 16'384, 40'000, 20'000'000}) {
        m_server->play({answer(200, "hi")});
        const QByteArray body(size, 'x');
        RecordingSink sink;
        run(withKey(postTo(m_server->url(), body), "sk-canary"), sink);
        QVERIFY(!sink.error);
        QVERIFY(m_server->requests().back().body == body);
    }
    QCOMPARE(m_server->connections(), 1);
}

void TestHttpTransport::sendsSecretBodies()
{
    m_server->play({answer(200, "hi")});
    RecordingSink sink;
    TransportRequest request = postTo(m_server->url(), "in its place");
    request.secretBody = Secret::copyOf("code=sk-canary");
    run(std::move(request), sink);
    QCOMPARE(m_server->requests()[0].body, "code=sk-canary");
    QCOMPARE(m_server->requests()[0].header("content-length"), "14");
}

void TestHttpTransport::tellsEachStepInOrder()
{
    m_server->playAlways({answer(200, "hi")});
    for (int round = 0; round < 2; ++round) { // the second on the same connection
        RecordingSink sink;
        const MonotonicTime begin = m_clock.monotonic();
        run(postTo(m_server->url()), sink);
        QCOMPARE(sink.calls, (QByteArrayList {"connected", "sent", "head", "body", "ended"}));
        QVERIFY(std::is_sorted(sink.times.begin(), sink.times.end()));
        QVERIFY(sink.times.front() >= begin);
        QCOMPARE(sink.times[3], sink.times[2]); // one packet, one time
    }
    QCOMPARE(m_server->connections(), 1);
}

void TestHttpTransport::reads_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<bool>("isDripped");
    QTest::addColumn<QByteArray>("body");
    const QByteArray events = "data: one\n\ndata: \xe4\xbd\xa0\xe5\xa5\xbd\n\n";
    const QByteArray gzipped = QByteArray::fromHex( // gzip of "hello\n"
        "1f8b0800000000000003cb48cdc9c9e7020020303a3606000000");
    const QByteArray wires[][3] = {
        {"content-length", answer(200, events).bytes, events},
        {"chunked", chunkedHead().bytes + chunk(events).bytes + chunk("more").bytes + chunk("").bytes, events + "more"},
        {"informational first", "HTTP/1.1 100 Continue\r\n\r\n" + answer(200, "hi").bytes, "hi"},
        {"gzip unasked", answer(200, gzipped, "Content-Encoding: gzip\r\n").bytes, "hello\n"},
        {"error with a body", answer(429, "{\"error\":{}}", "Retry-After: 7\r\n").bytes, "{\"error\":{}}"},
        {"empty", answer(200, "").bytes, ""},
    };
    for (const auto &[name, wire, body] : wires) {
        QTest::addRow("%s", name.constData()) << wire << false << body;
        QTest::addRow("%s, byte by byte", name.constData()) << wire << true << body;
    }
}

void TestHttpTransport::reads()
{
    QFETCH(QByteArray, wire);
    QFETCH(bool, isDripped);
    QFETCH(QByteArray, body);
    m_server->playAlways({isDripped ? Step(Drip {wire}) : Step(Send {wire})});
    for (int round = 0; round < 2; ++round) {
        RecordingSink sink;
        run(postTo(m_server->url()), sink);
        QCOMPARE(sink.cause(), QString());
        QCOMPARE(sink.body, body);
        QCOMPARE(sink.heads, 1);
        QCOMPARE(sink.ends, 1);
    }
    QCOMPARE(m_server->connections(), 1);
}

void TestHttpTransport::faults_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<int>("end"); // 0 nothing, 1 close, 2 reset, 3 half close
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *name, const QByteArray &wire, int end, const QByteArray &body, const char *cause) {
        QTest::newRow(name) << wire << end << body << QString::fromLatin1(cause);
    };
    const QByteArray stream = streamHead().bytes + "data: one\n\n";
    const QByteArray chunks = chunkedHead().bytes + chunk("data: one\n\n").bytes;
    row("stream closed", stream, 1, "data: one\n\n", "");
    row("stream half closed", stream, 3, "data: one\n\n", "");
    row("stream reset", stream, 2, "data: one\n\n", "reset");
    row("chunked closed", chunks, 1, "data: one\n\n", "truncated");
    row("chunked reset", chunks, 2, "data: one\n\n", "reset");
    row("short body closed", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", 1, "hello", "truncated");
    row("short body reset", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", 2, "hello", "reset");
    row("whole body reset", answer(200, "hello").bytes, 2, "hello", "");
    row("head cut", "HTTP/1.1 200 OK\r\nContent-", 1, "", "truncated");
    row("head reset", "HTTP/1.1 200 OK\r\nContent-", 2, "", "reset");
    row("closed unanswered", "", 1, "", "reset");
    row("reset unanswered", "", 2, "", "reset");
    row("malformed chunk", chunks + "ZZ\r\n", 0, "data: one\n\n", "protocol");
    row("garbage", "SSH-2.0-OpenSSH\r\n", 0, "", "protocol");
    row("huge head", "HTTP/1.1 200 OK\r\nA: " + QByteArray(70'000, 'a'), 0, "", "protocol");
    QByteArray storm;
    for (int i = 0; i < 50; ++i)
        storm += "HTTP/1.1 103 Early Hints\r\n\r\n";
    row("informational storm", storm, 0, "", "protocol");
    row("brotli", answer(200, "\x0b\x02", "Content-Encoding: br\r\n").bytes, 0, "", "content_encoding");
    row("gzip cut",
        answer(200, QByteArray::fromHex("1f8b0800000000000003cb48cdc9c9"), "Content-Encoding: gzip\r\n").bytes, 0,
        "hell", "truncated");
}

void TestHttpTransport::faults()
{
    QFETCH(QByteArray, wire);
    QFETCH(int, end);
    QFETCH(QByteArray, body);
    // A pause lets the bytes be read first: a reset may overtake what was sent before it.
    Steps steps {Send {wire}, Pause {}};
    if (end == 1)
        steps.push_back(Close {});
    else if (end == 2)
        steps.push_back(Reset {});
    else if (end == 3)
        steps.push_back(HalfClose {});
    m_server->play(steps);

    RecordingSink sink;
    const auto exchange = m_transport->send(postTo(m_server->url()), sink);
    QTRY_VERIFY(m_server->isPaused() || sink.hasEnded());
    QTRY_COMPARE(sink.body, body);
    if (end != 0)
        m_server->release();
    QTRY_VERIFY(sink.hasEnded());
    QTEST(sink.cause(), "cause");
    QCOMPARE(sink.ends, 1);
    QCOMPARE(sink.body, body);
    QCOMPARE(m_server->connections(), 1);
    if (end == 0)
        QTRY_COMPARE(m_server->openConnections(), 0); // a faulty connection is not kept
}

void TestHttpTransport::refusesToSend_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("cause");
    const QString local = QStringLiteral("http://127.0.0.1:1/");
    const auto row
        = [](const char *name, const QString &url, const QByteArray &header, const QByteArray &value,
             const char *cause) { QTest::newRow(name) << url << header << value << QString::fromLatin1(cause); };
    row("clear text to a name", QStringLiteral("http://api.example.test/"), {}, {}, "insecure_http");
    row("clear text to an address", QStringLiteral("http://192.0.2.1/"), {}, {}, "insecure_http");
    row("clear text to a lookalike", QStringLiteral("http://localhost.example.test/"), {}, {}, "insecure_http");
    row("clear text to 127.evil", QStringLiteral("http://127.0.0.1.example.test/"), {}, {}, "insecure_http");
    row("user in the URL", QStringLiteral("https://user:pw@api.example.test/"), {}, {}, "invalid_url");
    row("another scheme", QStringLiteral("ftp://127.0.0.1/"), {}, {}, "invalid_url");
    row("no host", QStringLiteral("https:///x"), {}, {}, "invalid_url");
    row("line in a value", local, "X-A", "a\r\nX-B: b", "invalid_header");
    row("NUL in a value", local, "X-A", QByteArray("a\0b", 3), "invalid_header");
    row("colon in a name", local, "X-A: b", "c", "invalid_header");
    row("empty name", local, "", "c", "invalid_header");
    row("length of its own", local, "Content-Length", "7", "invalid_header");
    row("host of its own", local, "host", "evil.example.test", "invalid_header");
}

void TestHttpTransport::refusesToSend()
{
    QFETCH(QString, url);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    for (const bool isSecret : {false, true}) {
        TransportRequest request = postTo(QUrl(url));
        if (isSecret && !name.isNull())
            request.secretHeaders.push_back({name, {}, Secret::copyOf(value)});
        else if (!name.isNull())
            request.http.headers.emplace_back(name, value);
        RecordingSink sink;
        run(std::move(request), sink);
        QTEST(sink.cause(), "cause");
        QCOMPARE(sink.error->kind, ErrorKind::InvalidInput);
        QCOMPARE(sink.calls, QByteArrayList {"ended"});
    }
}

void TestHttpTransport::reusesConnections()
{
    m_server->playAlways({answer(200, "hi")});
    for (int i = 0; i < 5; ++i) {
        RecordingSink sink;
        run(postTo(m_server->url()), sink);
        QVERIFY(!sink.error);
    }
    QCOMPARE(m_server->connections(), 1);

    RecordingSink sink; // another name is another origin
    run(postTo(m_server->url(QStringLiteral("/"), QStringLiteral("localhost"))), sink);
    QVERIFY(!sink.error);
    QCOMPARE(m_server->connections(), 2);

    m_transport->closeIdleConnections();
    QTRY_COMPARE(m_server->openConnections(), 0);
    RecordingSink last;
    run(postTo(m_server->url()), last);
    QCOMPARE(m_server->connections(), 3);
}

void TestHttpTransport::keepsSeveralIdle()
{
    m_transport->setOptions({.idleSocketsPerOrigin = 2});
    m_server->playAlways({Pause {}, answer(200, "hi")});
    std::array<RecordingSink, 4> sinks;
    std::vector<std::unique_ptr<HttpExchange>> exchanges;
    for (RecordingSink &sink : sinks)
        exchanges.push_back(m_transport->send(postTo(m_server->url()), sink));
    QTRY_COMPARE(m_server->requests().size(), sinks.size());
    m_server->release();
    for (const RecordingSink &sink : sinks)
        QTRY_VERIFY(sink.hasEnded());
    QTRY_COMPARE(m_server->openConnections(), 2);
}

void TestHttpTransport::dropsIdleOnesThatEnd()
{
    m_server->play({answer(200, "hi"), Pause {}, Send {"HTTP/1.1 408 Request Timeout\r\n\r\n"}});
    RecordingSink sink;
    run(postTo(m_server->url()), sink);
    QTRY_VERIFY(m_server->isPaused());
    m_server->release();
    QTRY_COMPARE(m_server->openConnections(), 0); // it spoke unasked, so we left

    m_server->play({answer(200, "again")});
    RecordingSink next;
    run(postTo(m_server->url()), next);
    QCOMPARE(next.body, "again");
}

void TestHttpTransport::letsIdleOnesExpire()
{
    m_transport->setOptions({.idleSocketLife = std::chrono::milliseconds(1)});
    m_server->playAlways({answer(200, "hi")});
    RecordingSink sink;
    run(postTo(m_server->url()), sink);
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void TestHttpTransport::repeatsWhatADeadConnectionSwallowed()
{
    for (const Step &end : {Step(Close {}), Step(Reset {})}) {
        const int before = m_server->connections();
        m_server->play({answer(200, "first")});
        RecordingSink first;
        run(postTo(m_server->url()), first);
        QCOMPARE(first.body, "first");

        m_server->play({end}); // on the kept connection
        m_server->play({answer(200, "second")}); // on a new one
        RecordingSink second;
        run(withKey(postTo(m_server->url(), "{\"n\":2}"), "sk-canary"), second);
        QCOMPARE(second.cause(), QString());
        QCOMPARE(second.body, "second");
        QCOMPARE(second.calls, (QByteArrayList {"connected", "sent", "head", "body", "ended"}));
        QCOMPARE(m_server->connections(), before + 2);
        const ScriptedRequest &swallowed = m_server->requests().end()[-2];
        const ScriptedRequest &repeated = m_server->requests().back();
        QCOMPARE(repeated.head, swallowed.head); // with its credential
        QCOMPARE(repeated.body, swallowed.body);
        m_transport->closeIdleConnections();
    }
}

void TestHttpTransport::doesNotRepeatAnythingElse()
{
    m_server->play({answer(200, "first")});
    RecordingSink first;
    run(postTo(m_server->url()), first);
    m_server->play({Send {"H"}, Close {}}); // one byte is an answer
    RecordingSink second;
    run(postTo(m_server->url()), second);
    QCOMPARE(second.cause(), QStringLiteral("truncated"));

    m_server->play({answer(200, "third")});
    RecordingSink third;
    run(postTo(m_server->url()), third);
    m_server->play({Close {}});
    m_server->play({Close {}}); // the repetition fails too, and is not repeated
    RecordingSink fourth;
    run(postTo(m_server->url()), fourth);
    QCOMPARE(fourth.cause(), QStringLiteral("reset"));
    QCOMPARE(m_server->requests().size(), 5u);
}

void TestHttpTransport::holdsBack_data()
{
    QTest::addColumn<bool>("isTls");
    QTest::newRow("clear") << false;
    QTest::newRow("TLS") << true;
}

void TestHttpTransport::holdsBack()
{
    QFETCH(bool, isTls);
    TestCertificates certificates;
    ScriptedServer server(isTls ? std::optional(certificates.server()) : std::nullopt);
    const QByteArray body(64 << 20, 'x');
    server.play({answer(200, body)});
    TransportRequest request = postTo(server.url());
    request.caFile = certificates.caFile();
    RecordingSink sink;
    const auto exchange = m_transport->send(std::move(request), sink);
    sink.onAnything = [&](const QByteArray &call) {
        if (call == "head")
            exchange->setReadingPaused(true);
    };
    QTRY_COMPARE(sink.heads, 1);
    const qsizetype atPause = sink.body.size();
    QVERIFY(atPause <= 16 << 10);
    for (qint64 before = 0; before != server.unsentBytes();) { // until nothing moves
        before = server.unsentBytes();
        for (int i = 0; i < 50; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    QCOMPARE(sink.body.size(), atPause);
    QVERIFY2(server.unsentBytes() > 40 << 20, "the rest is in the system's buffers and, at most 4 MiB, in ours");

    exchange->setReadingPaused(false);
    QTRY_VERIFY_WITH_TIMEOUT(sink.hasEnded(), 30'000);
    QVERIFY(!sink.error);
    QVERIFY(sink.body == body);
}

void TestHttpTransport::tellsAnEndThatCameWhilePaused()
{
    for (const bool isReset : {false, true}) {
        m_server->play(
            {streamHead(), Pause {}, Send {"data: one\n\n"}, Pause {}, isReset ? Step(Reset {}) : Step(Close {})});
        RecordingSink sink;
        const auto exchange = m_transport->send(postTo(m_server->url()), sink);
        QTRY_COMPARE(sink.heads, 1);
        exchange->setReadingPaused(true);
        m_server->release();
        QTRY_VERIFY(m_server->isPaused());
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        m_server->release();
        QTRY_COMPARE(m_server->openConnections(), 0);
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        QVERIFY(!sink.hasEnded());
        exchange->setReadingPaused(false);
        QTRY_VERIFY(sink.hasEnded());
        QCOMPARE(sink.body, "data: one\n\n");
        QCOMPARE(sink.cause(), isReset ? QStringLiteral("reset") : QString());
    }
}

void TestHttpTransport::runsManyAtOnce()
{
    m_server->respond([](const ScriptedRequest &request) { return Steps {Drip {answer(200, request.body).bytes}}; });
    constexpr int count = 40;
    std::vector<RecordingSink> sinks(count);
    std::vector<std::unique_ptr<HttpExchange>> exchanges;
    for (int i = 0; i < count; ++i)
        exchanges.push_back(m_transport->send(postTo(m_server->url(), QByteArray::number(i)), sinks[std::size_t(i)]));
    for (int i = 0; i < count; ++i) {
        QTRY_VERIFY(sinks[std::size_t(i)].hasEnded());
        QCOMPARE(sinks[std::size_t(i)].body, QByteArray::number(i));
    }
}

void TestHttpTransport::failsWhereNobodyListens()
{
    const QUrl url = m_server->url(QStringLiteral("/"), QStringLiteral("localhost"));
    m_server->close();
    RecordingSink sink;
    run(postTo(url), sink);
    QCOMPARE(sink.cause(), QStringLiteral("connect"));
    QCOMPARE(sink.error->kind, ErrorKind::Network);
    QCOMPARE(sink.calls, QByteArrayList {"ended"});
}

QTEST_GUILESS_MAIN(TestHttpTransport)
#include "tst_httptransport.moc"
