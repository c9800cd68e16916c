// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faults/FaultTest.h"

using namespace triptych;
using namespace std::chrono_literals;
using Kind = TestCertificates::Kind;

namespace {

const QHostAddress here {QHostAddress::LocalHost};

} // namespace

/// Names and handshakes: nothing of the request may leave before both of them are right.
class TestFaultNames : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void privateAddresses_data();
    void privateAddresses();
    void keptConnections_data();
    void keptConnections();
    void handshakes_data();
    void handshakes();

private:
    Fault untrusted(const char *cause, Kind kind, const QString &host = apiHost);
    QSslConfiguration configured(const std::function<void(QSslConfiguration &)> &change);
};

void TestFaultNames::names_data()
{
    addFaults();
    const auto answers = [this](const std::optional<Error> &fault) {
        return [this, fault] {
            useTls();
            m_resolver->known.remove(apiHost);
            m_resolver->fault = fault;
        };
    };
    const Error noAnswer {.kind = ErrorKind::Timeout, .cause = QStringLiteral("dns"), .message = apiHost};
    row("row 1 no such name",
        {.cause = "dns",
         .kind = ErrorKind::Network,
         .requests = 0,
         .message = "api.example.test",
         .prepare = answers({})});
    row("row 1 the name server fails",
        {.cause = "dns",
         .kind = ErrorKind::Timeout,
         .requests = 0,
         .retries = {firstBackoff},
         .message = "api.example.test",
         .prepare = answers(noAnswer)});
    row("row 1 the name server is silent",
        {.cause = "dns",
         .kind = ErrorKind::Timeout,
         .requests = 0,
         .retries = {firstBackoff},
         .limit = 10s,
         .message = "api.example.test",
         .prepare =
             [this] {
                 useTls();
                 m_resolver->answers = false;
             },
         .isHanging = [this] { return std::size_t(m_resolver->asked.size()) == m_notes.size() + 1; }});
    row("row 2 the name leads to this machine",
        {.answer = completeAnswer("private"),
         .outcome = LaneOutcome::Complete,
         .status = 200,
         .text = "private",
         .note = "dns_private",
         .prepare = [this] { useTls(); }});
}

void TestFaultNames::names()
{
    judge();
}

void TestFaultNames::privateAddresses_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isNoted");
    const auto add = [](const char *tag, const QString &host, const char *address, bool isNoted) {
        QTest::newRow(tag) << host << QString::fromLatin1(address) << isNoted;
    };
    add("row 2 10/8", apiHost, "10.1.2.3", true);
    add("row 2 172.16/12", apiHost, "172.31.0.1", true);
    add("row 2 192.168/16", apiHost, "192.168.1.1", true);
    add("row 2 link-local", apiHost, "169.254.1.1", true);
    add("row 2 unique local", apiHost, "fd00::1", true);
    add("row 2 IPv4 in IPv6", apiHost, "::ffff:10.1.2.3", true);
    add("row 2 what a proxy makes up", apiHost, "198.18.0.7", false);
    add("row 2 what a proxy makes up, at its end", apiHost, "198.19.255.254", false);
    add("row 2 beside 172.16/12", apiHost, "172.32.0.1", false);
    add("row 2 public", apiHost, "203.0.113.7", false);
    add("row 2 a name of a local network", QStringLiteral("gpu.local"), "192.168.1.1", false);
    add("row 2 a name without a dot", QStringLiteral("gpu"), "192.168.1.1", false);
}

/// The lane is given up as soon as the name is known; none of the addresses is of this machine but one.
void TestFaultNames::privateAddresses()
{
    QFETCH(const QString, host);
    QFETCH(const QString, address);
    QFETCH(const bool, isNoted);
    m_endpoints->servers[QStringLiteral("one")] = QUrl(QStringLiteral("https://%1/v1").arg(host));
    m_resolver->known.insert(host, {QHostAddress(address)});
    const LaneId id = start({m_plan}).lanes[0];
    QTRY_COMPARE(m_resolver->asked, QStringList {host});
    QTRY_COMPARE(m_resolver->waiting, 0);
    turnEventLoop();
    m_engine->cancelLane(id);
    QTRY_VERIFY(record(id));
    QCOMPARE(hasNote(record(id)->notes, u"dns_private"), isNoted);
}

void TestFaultNames::keptConnections_data()
{
    QTest::addColumn<int>("firstStatus");
    QTest::newRow("row 2 another lane on a kept connection") << 200;
    QTest::newRow("row 2 another try on a kept connection") << 503;
}

/// Whoever goes to a private address says so, also where nobody asked for its name again.
void TestFaultNames::keptConnections()
{
    QFETCH(const int, firstStatus);
    useTls();
    m_one->play(firstStatus == 200 ? completeAnswer("first") : script::Steps {script::answer(firstStatus, "{}")});
    m_one->playAlways(completeAnswer("second"));
    LaneId id = start({m_plan}).lanes[0];
    QTRY_VERIFY(record(id) || !m_notes.empty());
    if (m_notes.empty())
        id = start({m_plan}).lanes[0];
    else
        m_clock->advance(std::chrono::milliseconds(m_notes[0].total));
    QTRY_VERIFY(record(id));
    QCOMPARE(record(id)->text, QStringLiteral("second"));
    QCOMPARE(m_one->connections(), 1);
    QCOMPARE(record(id)->notes, LaneNotes {{QStringLiteral("dns_private")}});
}

Fault TestFaultNames::untrusted(const char *cause, Kind kind, const QString &host)
{
    return {.answer = completeAnswer("never"),
            .cause = cause,
            .kind = ErrorKind::Network,
            .requests = 0,
            .prepare = [this, kind, host] {
                useTls(kind);
                m_resolver->known.insert(host, {here});
                m_endpoints->servers[QStringLiteral("one")].setHost(host);
            }};
}

QSslConfiguration TestFaultNames::configured(const std::function<void(QSslConfiguration &)> &change)
{
    QSslConfiguration configuration = certificates().server();
    change(configuration);
    return configuration;
}

void TestFaultNames::handshakes_data()
{
    addFaults();
    row("row 3 expired", untrusted("tls.expired", Kind::Expired));
    row("row 3 for another host", untrusted("tls.hostname", Kind::WrongHost));
    row("row 3 a star is one label", untrusted("tls.hostname", Kind::Good, QStringLiteral("a.b.example.test")));
    row("row 3 self-signed", untrusted("tls.self_signed", Kind::SelfSigned));
    row("row 3 unknown authority", untrusted("tls.unknown_ca", Kind::UnknownCa));
    Fault old = untrusted("tls.protocol", Kind::Good);
    old.prepare = [this] {
        QT_WARNING_PUSH
        QT_WARNING_DISABLE_DEPRECATED
        useTls(configured([](QSslConfiguration &tls) { tls.setProtocol(QSsl::TlsV1_1); }));
        QT_WARNING_POP
    };
    row("row 3 too old", old);
    Fault clear = untrusted("tls.protocol", Kind::Good);
    clear.prepare = [this] {
        useHttpsWithoutTls();
        m_one->playOnConnect({script::answer(400, "The plain HTTP request was sent to HTTPS port")});
    };
    row("row 3 no TLS at all", clear);
    const auto offering = [this](const QList<QByteArray> &protocols) {
        return [this, protocols] {
            useTls(configured([&protocols](QSslConfiguration &tls) { tls.setAllowedNextProtocols(protocols); }));
        };
    };
    row("row 3 a server that would rather speak HTTP/2",
        {.answer = completeAnswer("one"),
         .outcome = LaneOutcome::Complete,
         .status = 200,
         .text = "one",
         .prepare = offering({"h2", "http/1.1"})});
    row("row 38 a server that speaks HTTP/2 alone",
        {.cause = "tls.protocol", .kind = ErrorKind::Network, .requests = 0, .prepare = offering({"h2"})});
    row("row 4 closed in the handshake",
        {.cause = "tls_eof", .kind = ErrorKind::Network, .requests = 0, .retries = {firstBackoff}, .prepare = [this] {
             useHttpsWithoutTls();
             m_one->playOnConnect({script::Close {}});
         }});
    row("row 4 reset in the handshake",
        {.cause = "reset",
         .kind = ErrorKind::Network,
         .requests = 0,
         .retries = {firstBackoff, secondBackoff},
         .prepare = [this] {
             useHttpsWithoutTls();
             m_one->playOnConnect({script::Reset {}});
         }});
    row("row 4 silent in the handshake",
        {.cause = "tls_timeout",
         .kind = ErrorKind::Timeout,
         .requests = 0,
         .retries = {firstBackoff},
         .limit = 10s,
         .prepare = [this] { useHttpsWithoutTls(); },
         .isHanging = [this] { return wasSpokenTo(); }});
}

void TestFaultNames::handshakes()
{
    judge();
    const QByteArray &received = m_one->received();
    QVERIFY2(!m_one->requests().empty() || !(received.contains("POST") || received.contains(secretKey)),
             "a part of the request left before the handshake was over");
}

QTEST_GUILESS_MAIN(TestFaultNames)
#include "tst_fault_names.moc"
