// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/HttpTransport.h"
#include "tests/support/ManualClock.h"
#include "tests/support/RecordingSink.h"
#include "tests/support/ScriptedServer.h"
#include "tests/support/TestCertificates.h"
#include "tests/support/TransportHelpers.h"

#include <QTest>

using namespace triptych;
using namespace script;

namespace {

const QString apiHost = QStringLiteral("api.example.test");

void turn(int times = 10)
{
    for (int i = 0; i < times; ++i)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
}

} // namespace

/// Exchanges that are destroyed, from outside at each stage and from inside each callback.
class TestHttpTransportCancel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void fromOutside_data();
    void fromOutside();
    void fromInside_data();
    void fromInside();
    void startsTheNextFromTheEnd();
    void survivesTheTransport();
    void losesTheTransportInside_data();
    void losesTheTransportInside();
    void keepsNoKey();

private:
    TransportRequest request(const QUrl &url) const
    {
        TransportRequest made = withKey(postTo(url), "sk-canary");
        made.caFile = m_certificates.caFile();
        return made;
    }

    TestCertificates m_certificates;
    ManualClock m_clock;
    StubResolver *m_resolver = nullptr;
    std::unique_ptr<HttpTransport> m_transport;
    int m_descriptors = 0;
};

void TestHttpTransportCancel::init()
{
    m_descriptors = openDescriptors();
    auto resolver = std::make_unique<StubResolver>();
    m_resolver = resolver.get();
    m_transport = std::make_unique<HttpTransport>(m_clock, std::move(resolver));
    m_transport->setOptions({.proxyMode = TransportOptions::ProxyMode::None});
}

void TestHttpTransportCancel::cleanup()
{
    m_transport.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(openDescriptors(), m_descriptors);
    QCOMPARE(m_clock.runningTimers(), 0);
}

void TestHttpTransportCancel::fromOutside_data()
{
    QTest::addColumn<QString>("stage");
    for (const char *stage :
         {"at once", "name", "connection", "handshake", "waiting", "head", "body", "paused", "large request"})
        QTest::newRow(stage) << QString::fromLatin1(stage);
}

void TestHttpTransportCancel::fromOutside()
{
    QFETCH(QString, stage);
    const QHostAddress hanging(QStringLiteral("127.0.0.2"));
    ScriptedServer server;
    HangingPort stuck(hanging);
    m_resolver->answers = stage != u"name";
    m_resolver->known.insert(apiHost, {hanging});
    server.play({Send {stage == u"head" ? QByteArray("HTTP/1.1 200 OK\r\nA") : QByteArray()}, Pause {}});
    QUrl url = server.url();
    if (stage == u"name" || stage == u"connection")
        url = QUrl(QStringLiteral("https://%1:%2/").arg(apiHost, QString::number(stuck.port())));
    else if (stage == u"handshake")
        url.setScheme(QStringLiteral("https"));
    if (stage == u"body" || stage == u"paused") {
        server.respond([](const ScriptedRequest &) { return Steps {streamHead(), Send {"data: one\n\n"}, Pause {}}; });
    }

    RecordingSink sink;
    TransportRequest made = request(url);
    if (stage == u"large request")
        made.http.body = QByteArray(32 << 20, 'x');
    auto exchange = m_transport->send(std::move(made), sink);
    if (stage == u"name")
        QTRY_COMPARE(m_resolver->waiting, 1);
    else if (stage == u"connection")
        QTRY_COMPARE(m_clock.runningTimers(), 1);
    else if (stage == u"handshake" || stage == u"large request")
        QTRY_VERIFY(!server.received().isEmpty());
    else if (stage == u"body" || stage == u"paused")
        QTRY_COMPARE(sink.body, "data: one\n\n");
    else if (stage != u"at once")
        QTRY_VERIFY(server.isPaused());
    if (stage == u"paused")
        exchange->setReadingPaused(true);
    if (stage == u"connection")
        turn();

    const qsizetype calls = sink.calls.size();
    exchange.reset();
    QCOMPARE(m_clock.runningTimers(), 0);
    QCOMPARE(m_resolver->waiting, 0);
    QTRY_COMPARE(server.openConnections(), 0);
    turn();
    QCOMPARE(sink.calls.size(), calls);
    QVERIFY(!sink.hasEnded());
}

void TestHttpTransportCancel::fromInside_data()
{
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<bool>("isTls");
    QTest::addColumn<bool>("isReused");
    for (const char *call : {"connected", "tls", "sent", "head", "body", "ended"}) {
        for (const bool isTls : {false, true}) {
            for (const bool isReused : {false, true}) {
                if (qstrcmp(call, "tls") != 0 || isTls)
                    QTest::addRow("%s%s%s", call, isTls ? ", TLS" : "", isReused ? ", reused" : "")
                        << QByteArray(call) << isTls << isReused;
            }
        }
    }
}

void TestHttpTransportCancel::fromInside()
{
    QFETCH(QByteArray, call);
    QFETCH(bool, isTls);
    QFETCH(bool, isReused);
    ScriptedServer server(isTls ? std::optional(m_certificates.server()) : std::nullopt);
    server.playAlways({chunkedHead(), chunk("one"), chunk("two"), chunk("")});
    if (isReused) {
        RecordingSink before;
        const auto exchange = m_transport->send(request(server.url()), before);
        QTRY_VERIFY(before.hasEnded());
    }
    RecordingSink sink;
    auto exchange = m_transport->send(request(server.url()), sink);
    sink.onAnything = [&](const QByteArray &now) {
        if (now == call)
            exchange.reset();
    };
    QTRY_VERIFY(!exchange);
    turn();
    QCOMPARE(sink.calls.last(), call);
    QCOMPARE(sink.calls.count(call), 1);
    if (call != "ended")
        QTRY_COMPARE(server.openConnections(), 0);
}

void TestHttpTransportCancel::startsTheNextFromTheEnd()
{
    ScriptedServer server;
    server.playAlways({answer(200, "hello")});
    RecordingSink first;
    RecordingSink second;
    std::unique_ptr<HttpExchange> exchange = m_transport->send(request(server.url()), first);
    first.onAnything = [&](const QByteArray &call) {
        if (call == "ended")
            exchange = m_transport->send(request(server.url()), second);
    };
    QTRY_VERIFY(second.hasEnded());
    QCOMPARE(second.body, "hello");
    QCOMPARE(server.connections(), 1); // the connection was free again by then
}

void TestHttpTransportCancel::survivesTheTransport()
{
    ScriptedServer server;
    RecordingSink sink;
    const auto exchange = m_transport->send(request(server.url()), sink);
    QTRY_COMPARE(server.requests().size(), 1u);
    m_transport.reset();
    QTRY_COMPARE(server.openConnections(), 0);
    exchange->setReadingPaused(true);
    exchange->setReadingPaused(false);
    turn();
    QVERIFY(!sink.hasEnded());
}

void TestHttpTransportCancel::losesTheTransportInside_data()
{
    fromInside_data();
}

void TestHttpTransportCancel::losesTheTransportInside()
{
    QFETCH(QByteArray, call);
    QFETCH(bool, isTls);
    ScriptedServer server(isTls ? std::optional(m_certificates.server()) : std::nullopt);
    server.playAlways({chunkedHead(), chunk("one"), chunk("two"), chunk("")});
    RecordingSink sink;
    const auto exchange = m_transport->send(request(server.url()), sink);
    sink.onAnything = [&](const QByteArray &now) {
        if (now == call)
            m_transport.reset();
    };
    QTRY_VERIFY(!m_transport);
    turn();
    QCOMPARE(sink.calls.last(), call);
    QTRY_COMPARE(server.openConnections(), 0);
}

/// The key is in no object that a core file or a log could show once the answer has begun.
void TestHttpTransportCancel::keepsNoKey()
{
    ScriptedServer server;
    server.play({streamHead(), Pause {}, Reset {}});
    RecordingSink sink;
    const auto exchange = m_transport->send(request(server.url()), sink);
    QTRY_COMPARE(sink.heads, 1);
    server.release();
    QTRY_VERIFY(sink.hasEnded());
    const Error &error = *sink.error;
    for (const QString &text : {error.cause, error.message, error.hint, error.rawBody, error.requestId})
        QVERIFY(!text.contains(QLatin1String("canary")));
}

QTEST_GUILESS_MAIN(TestHttpTransportCancel)
#include "tst_httptransport_cancel.moc"
