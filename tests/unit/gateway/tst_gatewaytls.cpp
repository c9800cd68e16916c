// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/GatewayTest.h"
#include "tests/support/TestCertificates.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTest>

using namespace triptych;

/// A gateway that other machines may ask: over TLS, at one address, by its names only.
class TestGatewayTls : public GatewayTest
{
    Q_OBJECT

private Q_SLOTS:
    void wantsACertificate();
    void answersOverTls_data();
    void answersOverTls();
    void streamsOverTls();
    void refusesPlainClients();
    void readsCertificates();

private:
    QByteArray chain() const { return m_certificates.server().localCertificate().toPem(); }
    Secret key() const { return Secret::copyOf(m_certificates.server().privateKey().toPem()); }

    quint16 listenOverTls()
    {
        const auto read = readServerCertificate(chain(), key(), QDateTime::currentDateTimeUtc());
        [&] { QVERIFY2(read, read ? "" : qPrintable(read.error().message)); }();
        const auto port = m_gateway->listen(
            {.address = QHostAddress(QStringLiteral("127.0.0.2")), .certificate = read.value(), .names = {"gw.test"}});
        return port ? port.value() : quint16(0);
    }
    std::unique_ptr<QSslSocket> secureClient(quint16 port)
    {
        auto socket = std::make_unique<QSslSocket>();
        socket->setPeerVerifyMode(QSslSocket::VerifyNone);
        socket->connectToHostEncrypted(QStringLiteral("127.0.0.2"), port);
        [&] { QTRY_VERIFY(socket->isEncrypted()); }();
        return socket;
    }

    TestCertificates m_certificates;
};

void TestGatewayTls::wantsACertificate()
{
    const auto port = m_gateway->listen({.address = QHostAddress(QHostAddress::AnyIPv4)});
    QVERIFY(!port);
    QCOMPARE(port.error().cause, QStringLiteral("gateway.plain"));
}

void TestGatewayTls::answersOverTls_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("status");

    QTest::newRow("its address") << QByteArray("127.0.0.2:{PORT}") << 200;
    QTest::newRow("its name") << QByteArray("GW.test:{PORT}") << 200;
    QTest::newRow("its name, another port") << QByteArray("gw.test:1") << 421;
    QTest::newRow("its name, no port") << QByteArray("gw.test") << 421;
    QTest::newRow("another name") << QByteArray("evil.example:{PORT}") << 421;
    QTest::newRow("loopback") << QByteArray("[::1]:{PORT}") << 421;
}

void TestGatewayTls::answersOverTls()
{
    QFETCH(QByteArray, host);
    const quint16 port = listenOverTls();
    QVERIFY(port > 0);
    host.replace("{PORT}", QByteArray::number(port));
    const auto socket = secureClient(port);
    socket->write(request("GET", "/healthz", {}, "Host: " + host + "\r\n"));
    QTEST(answerOf(*socket).status, "status");
}

void TestGatewayTls::streamsOverTls()
{
    const quint16 port = listenOverTls();
    m_one->playAlways(completeAnswer("Good day"));
    const auto socket = secureClient(port);
    const QByteArray body = R"({"model":"one/m","messages":[{"role":"user","content":"Hello"}],"stream":true})";
    for (int i = 0; i < 3; ++i) {
        socket->write(post("/v1/chat/completions", body, "Host: 127.0.0.2:" + QByteArray::number(port) + "\r\n"));
        const ClientAnswer answer = answerOf(*socket);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.endsWith("data: [DONE]\n\n"));
    }
}

void TestGatewayTls::refusesPlainClients()
{
    const quint16 port = listenOverTls();
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QStringLiteral("127.0.0.2")), port);
    socket.write(request("GET", "/healthz"));
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(!socket.readAll().startsWith("HTTP"));
}

void TestGatewayTls::readsCertificates()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto cause = [](const Result<ServerCertificate> &read) { return read ? QString() : read.error().cause; };
    const QString faulty = QStringLiteral("gateway.certificate");
    QCOMPARE(cause(readServerCertificate(chain(), key(), now)), QString());
    QCOMPARE(cause(readServerCertificate("no PEM", key(), now)), faulty);
    QCOMPARE(cause(readServerCertificate(chain(), Secret::copyOf("no PEM"), now)), faulty);
    QCOMPARE(cause(readServerCertificate(chain(), key(), now.addYears(200))), faulty);
    const Secret other = Secret::copyOf(m_certificates.server(TestCertificates::Kind::WrongHost).privateKey().toPem());
    QCOMPARE(cause(readServerCertificate(chain(), other, now)), faulty);
}

QTEST_GUILESS_MAIN(TestGatewayTls)
#include "tst_gatewaytls.moc"
