// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/HttpTransport.h"
#include "tests/support/ManualClock.h"
#include "tests/support/RecordingSink.h"
#include "tests/support/ScriptedServer.h"
#include "tests/support/TestCertificates.h"
#include "tests/support/TransportHelpers.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace triptych;
using namespace script;
using Kind = TestCertificates::Kind;

namespace {

const QString apiHost = QStringLiteral("api.example.test");
const QHostAddress here {QHostAddress::LocalHost};
const QHostAddress nobody {QStringLiteral("127.0.0.3")};
const QHostAddress hanging {QStringLiteral("127.0.0.2")};

} // namespace

/// Names, addresses, handshakes and who is trusted. The clock is the test's.
class TestHttpTransportTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void talks();
    void trustsOnlyWhom_data();
    void trustsOnlyWhom();
    void wantsTheAuthorityOfThisRequest();
    void refusesFilesWithoutAuthorities();
    void handshakeFaults_data();
    void handshakeFaults();
    void seesCutsUnderTls();
    void losesPatience_data();
    void losesPatience();
    void takesTheNextAddress();
    void racesAddresses();
    void asksNoServerForLoopback();
    void isOfflineAtOnce();
    void failsForUnknownNames();

private:
    TransportRequest request(const ScriptedServer &server, const QString &host = apiHost) const
    {
        TransportRequest made = withKey(postTo(server.url(QStringLiteral("/"), host)), "sk-canary");
        made.http.url.setScheme(QStringLiteral("https"));
        made.caFile = m_certificates.caFile();
        return made;
    }

    TestCertificates m_certificates;
    ManualClock m_clock;
    StubResolver *m_resolver = nullptr;
    std::unique_ptr<HttpTransport> m_transport;
    int m_descriptors = 0;
};

void TestHttpTransportTls::init()
{
    m_descriptors = openDescriptors();
    auto resolver = std::make_unique<StubResolver>();
    m_resolver = resolver.get();
    m_resolver->known.insert(apiHost, {here});
    m_transport = std::make_unique<HttpTransport>(m_clock, std::move(resolver));
    m_transport->setOptions({.proxyMode = TransportOptions::ProxyMode::None});
}

void TestHttpTransportTls::cleanup()
{
    m_transport.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(openDescriptors(), m_descriptors);
    QCOMPARE(m_clock.runningTimers(), 0);
}

void TestHttpTransportTls::talks()
{
    ScriptedServer server(m_certificates.server());
    server.playAlways({Drip {answer(200, "hello").bytes}});
    for (const bool isReused : {false, true}) {
        RecordingSink sink;
        const auto exchange = m_transport->send(request(server), sink);
        QTRY_VERIFY(sink.hasEnded());
        QCOMPARE(sink.cause(), QString());
        QCOMPARE(sink.body, "hello");
        QCOMPARE(sink.calls.mid(0, 4), (QByteArrayList {"connected", "tls", "sent", "head"}));
        QCOMPARE(m_resolver->asked.size(), 1);
        QCOMPARE(server.connections(), 1);
        Q_UNUSED(isReused);
    }
    QVERIFY(server.requests()[0].head.contains("Host: api.example.test:"));
    QVERIFY(server.requests()[0].head.contains("Authorization: Bearer sk-canary\r\n"));
}

void TestHttpTransportTls::trustsOnlyWhom_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("cause");
    QTest::newRow("good") << Kind::Good << apiHost << QString();
    QTest::newRow("good, by address") << Kind::Good << QStringLiteral("127.0.0.1") << QString();
    QTest::newRow("good, localhost") << Kind::Good << QStringLiteral("localhost") << QString();
    QTest::newRow("good for another name")
        << Kind::Good << QStringLiteral("api.example2.test") << QStringLiteral("tls.hostname");
    QTest::newRow("star is one label") << Kind::Good << QStringLiteral("a.b.example.test")
                                       << QStringLiteral("tls.hostname");
    QTest::newRow("expired") << Kind::Expired << apiHost << QStringLiteral("tls.expired");
    QTest::newRow("wrong host") << Kind::WrongHost << apiHost << QStringLiteral("tls.hostname");
    QTest::newRow("self-signed") << Kind::SelfSigned << apiHost << QStringLiteral("tls.self_signed");
    QTest::newRow("unknown authority") << Kind::UnknownCa << apiHost << QStringLiteral("tls.unknown_ca");
}

void TestHttpTransportTls::trustsOnlyWhom()
{
    QFETCH(Kind, kind);
    QFETCH(QString, host);
    QFETCH(QString, cause);
    m_resolver->known.insert(host, {here});
    ScriptedServer server(m_certificates.server(kind));
    server.playAlways({answer(200, "hello")});
    RecordingSink sink;
    const auto exchange = m_transport->send(request(server, host), sink);
    QTRY_VERIFY(sink.hasEnded());
    QCOMPARE(sink.cause(), cause);
    if (cause.isEmpty())
        return;
    QCOMPARE(sink.error->kind, ErrorKind::Network);
    QCOMPARE(sink.calls, (QByteArrayList {"connected", "ended"}));
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(server.received(), QByteArray()); // not a byte of the request
}

void TestHttpTransportTls::wantsTheAuthorityOfThisRequest()
{
    ScriptedServer server(m_certificates.server());
    server.playAlways({answer(200, "hello")});
    RecordingSink trusting;
    const auto first = m_transport->send(request(server), trusting);
    QTRY_VERIFY(trusting.hasEnded());
    QVERIFY(!trusting.error);

    RecordingSink plain; // must not ride on the connection that the other one's file made
    TransportRequest other = request(server);
    other.caFile.clear();
    const auto second = m_transport->send(std::move(other), plain);
    QTRY_VERIFY(plain.hasEnded());
    QCOMPARE(plain.cause(), QStringLiteral("tls.unknown_ca"));
    QCOMPARE(server.requests().size(), 1u);
}

void TestHttpTransportTls::refusesFilesWithoutAuthorities()
{
    QTemporaryDir folder;
    QFile empty(folder.filePath(QStringLiteral("empty.pem")));
    QVERIFY(empty.open(QIODevice::WriteOnly));
    empty.close();
    ScriptedServer server(m_certificates.server());
    for (const QString &file : {empty.fileName(), folder.filePath(QStringLiteral("missing.pem"))}) {
        RecordingSink sink;
        TransportRequest made = request(server);
        made.caFile = file;
        const auto exchange = m_transport->send(std::move(made), sink);
        QTRY_VERIFY(sink.hasEnded());
        QCOMPARE(sink.cause(), QStringLiteral("tls.ca_file"));
        QCOMPARE(sink.error->message, file);
    }
    QCOMPARE(server.connections(), 0);
}

void TestHttpTransportTls::handshakeFaults_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("cause");
    QTest::newRow("closed") << QStringLiteral("close") << QStringLiteral("tls_eof");
    QTest::newRow("reset") << QStringLiteral("reset") << QStringLiteral("reset");
    QTest::newRow("clear text") << QStringLiteral("http") << QStringLiteral("tls.protocol");
    QTest::newRow("too old") << QStringLiteral("old") << QStringLiteral("tls.protocol");
}

void TestHttpTransportTls::handshakeFaults()
{
    QFETCH(QString, fault);
    std::optional<QSslConfiguration> tls;
    if (fault == u"old") {
        tls = m_certificates.server();
        QT_WARNING_PUSH
        QT_WARNING_DISABLE_DEPRECATED
        tls->setProtocol(QSsl::TlsV1_1);
        QT_WARNING_POP
    }
    ScriptedServer server(tls);
    if (fault == u"close")
        server.playOnConnect({Close {}});
    else if (fault == u"reset")
        server.playOnConnect({Reset {}});
    else if (fault == u"http")
        server.playOnConnect({answer(400, "The plain HTTP request was sent to HTTPS port")});
    RecordingSink sink;
    const auto exchange = m_transport->send(request(server), sink);
    QTRY_VERIFY(sink.hasEnded());
    QTEST(sink.cause(), "cause");
    QVERIFY(!sink.calls.contains("sent"));
    QVERIFY(!server.received().contains("canary"));
}

void TestHttpTransportTls::seesCutsUnderTls()
{
    ScriptedServer server(m_certificates.server());
    server.play({chunkedHead(), chunk("data: one\n\n"), Pause {}, Reset {}});
    server.play({chunkedHead(), chunk("data: one\n\n"), Pause {}, Close {}});
    server.play({streamHead(), Send {"data: one\n\n"}, Pause {}, Reset {}});
    server.play({streamHead(), Send {"data: one\n\n"}, Pause {}, Close {}});
    for (const char *cause : {"reset", "truncated", "reset", ""}) {
        RecordingSink sink;
        const auto exchange = m_transport->send(request(server), sink);
        QTRY_COMPARE(sink.body, "data: one\n\n");
        server.release();
        QTRY_VERIFY(sink.hasEnded());
        QCOMPARE(sink.cause(), QString::fromLatin1(cause));
    }
}

void TestHttpTransportTls::losesPatience_data()
{
    QTest::addColumn<QString>("stage");
    QTest::addColumn<QString>("cause");
    QTest::newRow("name") << QStringLiteral("name") << QStringLiteral("dns");
    QTest::newRow("connection") << QStringLiteral("tcp") << QStringLiteral("connect");
    QTest::newRow("handshake") << QStringLiteral("tls") << QStringLiteral("tls_timeout");
}

void TestHttpTransportTls::losesPatience()
{
    QFETCH(QString, stage);
    ScriptedServer silent;
    HangingPort stuck(hanging);
    TransportRequest made = request(silent);
    if (stage == u"name")
        m_resolver->answers = false;
    if (stage == u"tcp") {
        made.http.url.setPort(stuck.port());
        m_resolver->known.insert(apiHost, {hanging});
    }
    RecordingSink sink;
    const auto exchange = m_transport->send(std::move(made), sink);
    if (stage == u"tls")
        QTRY_VERIFY(!silent.received().isEmpty());
    else
        QTRY_COMPARE(m_resolver->asked.size(), 1);
    QCoreApplication::processEvents();
    m_clock.advance(std::chrono::milliseconds(9'999));
    QCoreApplication::processEvents();
    QVERIFY(!sink.hasEnded());
    m_clock.advance(std::chrono::milliseconds(1));
    QVERIFY(sink.hasEnded());
    QTEST(sink.cause(), "cause");
    QCOMPARE(sink.error->kind, ErrorKind::Timeout);
    QCOMPARE(m_resolver->waiting, 0);
}

void TestHttpTransportTls::takesTheNextAddress()
{
    ScriptedServer server(m_certificates.server());
    server.playAlways({answer(200, "hello")});
    m_resolver->known.insert(apiHost, {nobody, here});
    RecordingSink sink;
    const auto exchange = m_transport->send(request(server), sink);
    QTRY_VERIFY(sink.hasEnded()); // and the clock stood still
    QCOMPARE(sink.cause(), QString());
}

void TestHttpTransportTls::racesAddresses()
{
    ScriptedServer server(m_certificates.server());
    server.playAlways({answer(200, "hello")});
    HangingPort stuck(hanging, server.serverPort());
    m_resolver->known.insert(apiHost, {hanging, here});
    RecordingSink sink;
    const auto exchange = m_transport->send(request(server), sink);
    QTRY_COMPARE(m_clock.runningTimers(), 2); // patience and the stagger
    m_clock.advance(std::chrono::milliseconds(249));
    QCoreApplication::processEvents();
    QCOMPARE(server.connections(), 0);
    m_clock.advance(std::chrono::milliseconds(1));
    QTRY_VERIFY(sink.hasEnded());
    QCOMPARE(sink.cause(), QString());
    QCOMPARE(sink.calls.count("connected"), 1);
}

void TestHttpTransportTls::asksNoServerForLoopback()
{
    m_resolver->online = false;
    m_resolver->known.insert(QStringLiteral("localhost"), {nobody}); // a lie
    ScriptedServer server(m_certificates.server());
    server.playAlways({answer(200, "hello")});
    for (const char *host : {"localhost", "LOCALHOST", "127.0.0.1"}) {
        RecordingSink sink;
        const auto exchange = m_transport->send(request(server, QString::fromLatin1(host)), sink);
        QTRY_VERIFY(sink.hasEnded());
        QCOMPARE(sink.cause(), QString());
    }
    QCOMPARE(m_resolver->asked, QStringList());
}

void TestHttpTransportTls::isOfflineAtOnce()
{
    m_resolver->online = false;
    ScriptedServer server;
    RecordingSink sink;
    const auto exchange = m_transport->send(request(server), sink);
    QTRY_VERIFY(sink.hasEnded());
    QCOMPARE(sink.cause(), QStringLiteral("offline"));
    QCOMPARE(sink.error->kind, ErrorKind::Network);
    QCOMPARE(sink.error->message, apiHost);
    QCOMPARE(m_resolver->asked, QStringList());
}

void TestHttpTransportTls::failsForUnknownNames()
{
    ScriptedServer server;
    RecordingSink sink;
    const auto exchange = m_transport->send(request(server, QStringLiteral("nowhere.example.test")), sink);
    QTRY_VERIFY(sink.hasEnded());
    QCOMPARE(sink.cause(), QStringLiteral("dns"));
    QCOMPARE(sink.calls, QByteArrayList {"ended"});
    QCOMPARE(server.connections(), 0);
}

QTEST_GUILESS_MAIN(TestHttpTransportTls)
#include "tst_httptransport_tls.moc"
