// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faults/FaultTest.h"

using namespace triptych;
using namespace std::chrono_literals;
using Kind = TestCertificates::Kind;

namespace {

const QHostAddress here {QHostAddress::LocalHost};
const QHostAddress nobody {QStringLiteral("127.0.0.3")};
const QHostAddress silent {QStringLiteral("127.0.0.2")};

} // namespace

/// Names, connections and handshakes: nothing of the request may leave before all of them are right.
class TestFaultNames : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void handshakes_data();
    void handshakes();
    void connections_data();
    void connections();

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
        {.cause = "dns", .kind = ErrorKind::Network, .requests = 0, .message = "api.example.test", .prepare = answers({})});
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
    QVERIFY2(!m_one->received().contains(secretKey) || !m_one->requests().empty(), "the key left in the handshake");
}

void TestFaultNames::connections_data()
{
    addFaults();
    const auto addresses = [this](const QList<QHostAddress> &found) {
        return [this, found] {
            useTls();
            m_resolver->known.insert(apiHost, found);
        };
    };
    row("row 5 refused",
        {.cause = "connect",
         .kind = ErrorKind::Network,
         .requests = 0,
         .retries = {firstBackoff, secondBackoff},
         .prepare = addresses({nobody})});
    row("row 5 silent",
        {.cause = "connect",
         .kind = ErrorKind::Timeout,
         .requests = 0,
         .retries = {firstBackoff, secondBackoff},
         .limit = 10s,
         .prepare =
             [this] {
                 useTls();
                 m_hanging = std::make_unique<HangingPort>(silent, m_one->serverPort());
                 m_resolver->known.insert(apiHost, {silent});
             },
         .isHanging = [this] { return std::size_t(m_resolver->asked.size()) == m_notes.size() + 1; }});
    row("row 5 the second address answers",
        {.answer = completeAnswer("found"),
         .outcome = LaneOutcome::Complete,
         .status = 200,
         .text = "found",
         .prepare = addresses({nobody, here})});
}

void TestFaultNames::connections()
{
    judge();
}

QTEST_GUILESS_MAIN(TestFaultNames)
#include "tst_fault_names.moc"
