// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/ConnectionProbe.h"
#include "core/net/HttpTransport.h"
#include "tests/support/ManualClock.h"
#include "tests/support/ScriptedProxy.h"
#include "tests/support/ScriptedServer.h"
#include "tests/support/TestCertificates.h"
#include "tests/support/TransportHelpers.h"

#include <QTest>

using namespace triptych;
using namespace script;
using Kind = TestCertificates::Kind;

namespace {

const QString apiHost = QStringLiteral("api.example.test");

QString stateOf(const ConnectionReport &report)
{
    QStringList words;
    for (const CheckLine &line : report.lines)
        words << checkStepName(line.step) + u' ' + checkStateName(line.state);
    return words.join(QStringLiteral(", "));
}

} // namespace

/// Where a connection stops, over real sockets.
class TestConnectionProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void walksToTheEnd();
    void isNotContentWithAnySuccess_data();
    void isNotContentWithAnySuccess();
    void chargesTlsWithTheFaultOfItsFile();
    void speaksPlainlyToAServerThatWantsTls();
    void needsNoNameForAnAddress();
    void stopsAtTheName();
    void stopsAtTcp();
    void losesPatienceAtTcp();
    void stopsAtTls_data();
    void stopsAtTls();
    void stopsAtTheProxy();
    void goesThroughTheProxy();
    void stopsAtHttp_data();
    void stopsAtHttp();
    void losesPatienceAtHttp();
    void walksWithoutAKey();
    void stopsWhenTold();

private:
    void start(const QUrl &baseUrl, const std::optional<Error> &keyFault = {});
    const CheckLine &line(CheckStep step) const;
    bool isOver() const { return m_report.isOver; }
    void walk(); ///< Until it is over; what waits for the clock's next turn gets it.

    TestCertificates m_certificates;
    ManualClock m_clock;
    std::unique_ptr<ScriptedServer> m_server;
    StubResolver *m_resolver = nullptr;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<Pending> m_probe;
    ConnectionReport m_report;
    int m_told = 0;
    QString m_caFile;
};

void TestConnectionProbe::init()
{
    auto resolver = std::make_unique<StubResolver>();
    m_resolver = resolver.get();
    m_resolver->known.insert(apiHost, {QHostAddress(QHostAddress::LocalHost)});
    m_server = std::make_unique<ScriptedServer>(m_certificates.server());
    m_server->playAlways({answer(200, R"({"data":[{"id":"a"}]})")});
    m_transport = std::make_unique<HttpTransport>(m_clock, std::move(resolver));
    m_transport->setOptions({.proxyMode = TransportOptions::ProxyMode::None});
    m_report = {};
    m_told = 0;
    m_caFile = m_certificates.caFile();
}

void TestConnectionProbe::cleanup()
{
    m_probe.reset();
    m_transport.reset();
    m_server.reset();
}

void TestConnectionProbe::start(const QUrl &baseUrl, const std::optional<Error> &keyFault)
{
    const ProviderPreset preset {
        .id = QStringLiteral("x"), .dialect = QStringLiteral("openai-chat"), .baseUrl = baseUrl.toString()};
    AuthorisedEndpoint endpoint {.endpoint = preset.endpointFor({}), .caFile = m_caFile};
    if (!keyFault)
        endpoint.secretHeaders.push_back({"Authorization", "Bearer ", Secret::copyOf("sk-canary")});
    m_probe = ConnectionProbe::start(*m_transport, m_clock, preset, std::move(endpoint), keyFault,
                                     [this](const ConnectionReport &report) {
                                         m_report = report;
                                         ++m_told;
                                     });
    QCOMPARE(m_told, 0);
}

void TestConnectionProbe::walk()
{
    QTRY_VERIFY((m_clock.advance(std::chrono::milliseconds(0)), isOver()));
}

const CheckLine &TestConnectionProbe::line(CheckStep step) const
{
    static const CheckLine none;
    const auto found = std::find_if(m_report.lines.begin(), m_report.lines.end(),
                                    [step](const CheckLine &candidate) { return candidate.step == step; });
    return found == m_report.lines.end() ? none : *found;
}

void TestConnectionProbe::walksToTheEnd()
{
    start(m_server->url(QStringLiteral("/v1"), apiHost));
    walk();
    QCOMPARE(stateOf(m_report), QStringLiteral("key done, dns done, tcp done, tls done, http done"));
    QVERIFY(m_report.isGood());
    QCOMPARE(line(CheckStep::Name).details, QStringList {QStringLiteral("127.0.0.1")});
    QCOMPARE(line(CheckStep::Http).details, QStringList {QStringLiteral("HTTP 200")});
    QCOMPARE(line(CheckStep::Tls).certificate->issuer, QStringLiteral("ca"));
    QCOMPARE(line(CheckStep::Tls).certificate->subject, QStringLiteral("good"));
    QVERIFY(line(CheckStep::Tls).ms.has_value());
    QCOMPARE(m_server->requests()[0].target(), "/v1/models");
    QCOMPARE(m_server->requests()[0].header("Authorization"), "Bearer sk-canary");
}

void TestConnectionProbe::isNotContentWithAnySuccess_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("message");
    QTest::newRow("a hotel's page") << QByteArray("<!DOCTYPE html><title>Sign in to Hotel WiFi</title>")
                                    << QStringLiteral("html_page") << QStringLiteral("Sign in to Hotel WiFi");
    QTest::newRow("another service") << QByteArray(R"({"status":"ok"})") << QStringLiteral("schema") << QString();
    QTest::newRow("words") << QByteArray("It works!") << QStringLiteral("schema") << QString();
}

void TestConnectionProbe::isNotContentWithAnySuccess()
{
    QFETCH(const QByteArray, body);
    m_server->playAlways({answer(200, body)});
    start(m_server->url(QStringLiteral("/v1"), apiHost));
    walk();
    QCOMPARE(stateOf(m_report), QStringLiteral("key done, dns done, tcp done, tls done, http failed"));
    QTEST(line(CheckStep::Http).error->cause, "cause");
    QFETCH(const QString, message);
    QVERIFY(line(CheckStep::Http).error->message.contains(message));
}

void TestConnectionProbe::chargesTlsWithTheFaultOfItsFile()
{
    m_caFile = QStringLiteral("/nowhere/ca.pem");
    start(m_server->url(QStringLiteral("/v1"), apiHost));
    walk();
    QCOMPARE(stateOf(m_report), QStringLiteral("key done, dns skipped, tcp skipped, tls failed, http waiting"));
    QCOMPARE(line(CheckStep::Tls).error->cause, QStringLiteral("tls.ca_file"));
    QCOMPARE(m_server->connections(), 0);
}

void TestConnectionProbe::speaksPlainlyToAServerThatWantsTls()
{
    start(QUrl(QStringLiteral("http://127.0.0.1:%1/v1").arg(m_server->url().port())));
    walk();
    QCOMPARE(stateOf(m_report), QStringLiteral("key done, dns skipped, tcp done, http failed"));
    QCOMPARE(line(CheckStep::Http).error->cause, QStringLiteral("no_answer"));
}

void TestConnectionProbe::needsNoNameForAnAddress()
{
    start(m_server->url(QStringLiteral("/v1")));
    walk();
    QCOMPARE(stateOf(m_report), QStringLiteral("key done, dns skipped, tcp done, tls done, http done"));
    QVERIFY(!line(CheckStep::Name).ms);
    QVERIFY(m_resolver->asked.isEmpty());
}

void TestConnectionProbe::stopsAtTheName()
{
    start(QUrl(QStringLiteral("https://nowhere.example.test/v1")));
    walk();
    QCOMPARE(stateOf(m_report), QStringLiteral("key done, dns failed, tcp waiting, tls waiting, http waiting"));
    QCOMPARE(line(CheckStep::Name).error->cause, QStringLiteral("dns"));
    QVERIFY(!m_report.isGood());
}

void TestConnectionProbe::stopsAtTcp()
{
    const QUrl url = m_server->url(QStringLiteral("/v1"), apiHost);
    m_server->close();
    start(url);
    walk();
    QCOMPARE(stateOf(m_report), QStringLiteral("key done, dns done, tcp failed, tls waiting, http waiting"));
    QCOMPARE(line(CheckStep::Tcp).error->cause, QStringLiteral("connect"));
}

void TestConnectionProbe::losesPatienceAtTcp()
{
    const HangingPort port {QHostAddress(QHostAddress::LocalHost)};
    start(QUrl(QStringLiteral("https://%1:%2/v1").arg(apiHost).arg(port.port())));
    QTRY_COMPARE((m_clock.advance(std::chrono::milliseconds(0)), stateOf(m_report)),
                 QStringLiteral("key done, dns done, tcp running, tls waiting, http waiting"));
    m_clock.advance(std::chrono::seconds(10));
    QVERIFY(isOver());
    QCOMPARE(line(CheckStep::Tcp).state, CheckLine::Failed);
    QCOMPARE(line(CheckStep::Tcp).error->kind, ErrorKind::Timeout);
    QCOMPARE(line(CheckStep::Tcp).ms, std::optional(10'000.0));
}

void TestConnectionProbe::stopsAtTls_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("issuer");
    QTest::newRow("expired") << Kind::Expired << QStringLiteral("tls.expired") << QStringLiteral("ca");
    QTest::newRow("wrong host") << Kind::WrongHost << QStringLiteral("tls.hostname") << QStringLiteral("ca");
    QTest::newRow("self-signed") << Kind::SelfSigned << QStringLiteral("tls.self_signed")
                                 << QStringLiteral("localhost");
    QTest::newRow("unknown CA") << Kind::UnknownCa << QStringLiteral("tls.unknown_ca") << QStringLiteral("other-ca");
}

void TestConnectionProbe::stopsAtTls()
{
    QFETCH(const Kind, kind);
    QFETCH(const QString, cause);
    QFETCH(const QString, issuer);
    m_server = std::make_unique<ScriptedServer>(m_certificates.server(kind));
    start(m_server->url(QStringLiteral("/v1"), apiHost));
    walk();
    QCOMPARE(stateOf(m_report), QStringLiteral("key done, dns done, tcp done, tls failed, http waiting"));
    QCOMPARE(line(CheckStep::Tls).error->cause, cause);
    QVERIFY(line(CheckStep::Tls).certificate.has_value());
    QCOMPARE(line(CheckStep::Tls).certificate->issuer, issuer);
    QVERIFY(!m_server->received().contains("canary"));
}

void TestConnectionProbe::stopsAtTheProxy()
{
    ScriptedProxy proxy(ScriptedProxy::Kind::Http);
    proxy.user = "ann";
    m_transport->setOptions(
        {.proxyMode = TransportOptions::ProxyMode::Manual, .manualProxy = proxy.url(QStringLiteral("http"))});
    start(m_server->url(QStringLiteral("/v1"), apiHost));
    walk();
    QCOMPARE(stateOf(m_report),
             QStringLiteral("key done, dns skipped, tcp done, proxy failed, tls waiting, http waiting"));
    QCOMPARE(line(CheckStep::Proxy).error->cause, QStringLiteral("proxy.auth"));
    QVERIFY(!proxy.received().contains("canary"));
}

void TestConnectionProbe::goesThroughTheProxy()
{
    ScriptedProxy proxy(ScriptedProxy::Kind::Socks5);
    m_transport->setOptions(
        {.proxyMode = TransportOptions::ProxyMode::Manual, .manualProxy = proxy.url(QStringLiteral("socks5"))});
    start(m_server->url(QStringLiteral("/v1"), apiHost));
    walk();
    QCOMPARE(stateOf(m_report), QStringLiteral("key done, dns skipped, tcp done, proxy done, tls done, http done"));
    QCOMPARE(line(CheckStep::Proxy).details, QStringList {QStringLiteral("127.0.0.1:%1").arg(proxy.serverPort())});
}

void TestConnectionProbe::stopsAtHttp_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("cause");
    QTest::newRow("key") << 401 << QByteArray(R"({"error":{"message":"Incorrect API key provided"}})")
                         << QStringLiteral("auth");
    QTest::newRow("organization") << 401 << QByteArray(R"({"error":"Invalid organization_id"})")
                                  << QStringLiteral("account_field");
    QTest::newRow("not found") << 404 << QByteArray(R"({"error":"no such page"})") << QStringLiteral("rejected");
    QTest::newRow("page") << 403 << QByteArray("<!DOCTYPE html><html>sign in</html>") << QStringLiteral("html_page");
    QTest::newRow("redirect") << 302 << QByteArray() << QStringLiteral("redirect_cross_origin");
    QTest::newRow("trouble") << 503 << QByteArray("{}") << QStringLiteral("server");
}

void TestConnectionProbe::stopsAtHttp()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, cause);
    m_server->playAlways({answer(status, body, "Location: https://elsewhere.example/\r\n")});
    start(m_server->url(QStringLiteral("/v1"), apiHost));
    walk();
    QCOMPARE(stateOf(m_report), QStringLiteral("key done, dns done, tcp done, tls done, http failed"));
    QCOMPARE(line(CheckStep::Http).error->cause, cause);
}

void TestConnectionProbe::losesPatienceAtHttp()
{
    m_server->playAlways({Pause {}});
    start(m_server->url(QStringLiteral("/v1"), apiHost));
    QTRY_VERIFY((m_clock.advance(std::chrono::milliseconds(0)), !m_server->requests().empty()));
    m_clock.advance(ConnectionProbe::answerLimit);
    QVERIFY(isOver());
    QCOMPARE(line(CheckStep::Http).error->cause, QStringLiteral("first_content"));
}

/// Nobody was asked for a password, and a refusal still proves the way.
void TestConnectionProbe::walksWithoutAKey()
{
    m_server->playAlways({answer(401, R"({"error":"who are you"})")});
    start(m_server->url(QStringLiteral("/v1"), apiHost), Error {.cause = QStringLiteral("vault_locked")});
    walk();
    QCOMPARE(stateOf(m_report), QStringLiteral("key skipped, dns done, tcp done, tls done, http done"));
    QCOMPARE(line(CheckStep::Key).error->cause, QStringLiteral("vault_locked"));
    QCOMPARE(line(CheckStep::Http).details, QStringList {QStringLiteral("HTTP 401")});
}

void TestConnectionProbe::stopsWhenTold()
{
    m_server->playAlways({Pause {}});
    start(m_server->url(QStringLiteral("/v1"), apiHost));
    QTRY_VERIFY((m_clock.advance(std::chrono::milliseconds(0)), !m_server->requests().empty()));
    const int told = m_told;
    m_probe.reset();
    QTRY_COMPARE(m_server->openConnections(), 0);
    QCOMPARE(m_clock.runningTimers(), 0);
    QCOMPARE(m_told, told);
}

QTEST_GUILESS_MAIN(TestConnectionProbe)
#include "tst_connectionprobe.moc"
