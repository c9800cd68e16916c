// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/AuthScheme.h"

#include <QTest>

using namespace triptych;

class TestAuthScheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesHeaders_data();
    void writesHeaders();
    void refusesKeys_data();
    void refusesKeys();
    void signsWithAPair();
    void sendsNoKeyThatIsOnlyExchanged();
};

void TestAuthScheme::writesHeaders_data()
{
    QTest::addColumn<AuthKind>("kind");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("line"); // as it would stand in the request; empty: no header
    QTest::newRow("bearer") << AuthKind::Bearer << QByteArray("sk-1~!") << QByteArray("Authorization: Bearer sk-1~!");
    QTest::newRow("own header") << AuthKind::Header << QByteArray("k") << QByteArray("x-api-key: k");
    QTest::newRow("an API key of Bedrock")
        << AuthKind::SigV4 << QByteArray("ABSKab/+=") << QByteArray("Authorization: Bearer ABSKab/+=");
    QTest::newRow("none takes no key along") << AuthKind::None << QByteArray("k") << QByteArray();
    QTest::newRow("none without a key") << AuthKind::None << QByteArray() << QByteArray();
}

void TestAuthScheme::writesHeaders()
{
    QFETCH(const AuthKind, kind);
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, line);
    const AuthRule rule {.kind = kind, .header = QStringLiteral("x-api-key")};
    const Result<Authorisation> made = authorise(rule, Secret::copyOf(key));
    QVERIFY(made);
    QVERIFY(!made.value().signer);
    QCOMPARE(made.value().headers.size(), std::size_t(line.isEmpty() ? 0 : 1));
    if (!line.isEmpty()) {
        const SecretHeader &header = made.value().headers.front();
        QCOMPARE(header.name + ": " + header.prefix + header.value.view().toByteArray(), line);
    }
}

void TestAuthScheme::refusesKeys_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("isOptional");
    QTest::addColumn<QString>("cause");
    const QString format = QStringLiteral("key.format");
    QTest::newRow("empty") << QByteArray() << false << QStringLiteral("no_key");
    QTest::newRow("empty and optional") << QByteArray() << true << QString();
    QTest::newRow("another header smuggled in") << QByteArray("secretkey\r\nX-Evil: 1") << false << format;
    QTest::newRow("newline at the end") << QByteArray("secretkey\n") << true << format;
    QTest::newRow("a header smuggled in behind a colon") << QByteArray("secretid:key\r\nX-Evil: 1") << false << format;
    QTest::newRow("blank") << QByteArray("secret key") << false << format;
    QTest::newRow("tab") << QByteArray("secretkey\t") << false << format;
    QTest::newRow("NUL") << QByteArray("secret\0key", 10) << false << format;
    QTest::newRow("DEL") << QByteArray("secretkey\x7F") << false << format;
    QTest::newRow("full-width") << QByteArray("secretkey\xEF\xBC\x91") << false << format;
    QTest::newRow("a file instead of a key") << QByteArray("secretkey").repeated(2000) << false << format;
}

void TestAuthScheme::refusesKeys()
{
    QFETCH(const QByteArray, key);
    QFETCH(const bool, isOptional);
    QFETCH(const QString, cause);
    for (const AuthKind kind : {AuthKind::Bearer, AuthKind::SigV4}) {
        const Result<Authorisation> made = authorise({.kind = kind, .isOptional = isOptional}, Secret::copyOf(key));
        QCOMPARE(bool(made), cause.isEmpty());
        if (made) {
            QVERIFY(made.value().headers.empty() && !made.value().signer);
            continue;
        }
        QCOMPARE(made.error().cause, cause);
        QCOMPARE(made.error().kind, ErrorKind::Unauthorized);
        QVERIFY(!made.error().message.contains(QStringLiteral("secret")));
    }
}

void TestAuthScheme::signsWithAPair()
{
    const AuthRule rule {
        .kind = AuthKind::SigV4, .service = QStringLiteral("bedrock"), .region = QStringLiteral("eu-west-1")};
    const Result<Authorisation> made = authorise(rule, Secret::copyOf("AKIDEXAMPLE:secret/+:token"));
    QVERIFY(made);
    QVERIFY(made.value().headers.empty());
    QVERIFY(made.value().signer);
    const HttpRequest request {.url = QUrl(QStringLiteral("https://a.example/"))};
    const auto headers = made.value().signer->headersFor(request, QDateTime(QDate(2026, 1, 2), QTime(3, 4), Qt::UTC));
    QCOMPARE(headers.size(), std::size_t(3));
    QVERIFY(headers[0].value.view().startsWith("Credential=AKIDEXAMPLE/20260102/eu-west-1/bedrock/aws4_request, "));
    QCOMPARE(headers[2].value.view().toByteArray(), QByteArray("token"));
}

void TestAuthScheme::sendsNoKeyThatIsOnlyExchanged()
{
    const auto made = authorise({.kind = AuthKind::Copilot}, Secret::copyOf("gho_0123456789"));
    QVERIFY(!made);
    QCOMPARE(made.error().cause, QStringLiteral("copilot.exchange_only"));
}

QTEST_GUILESS_MAIN(TestAuthScheme)
#include "tst_authscheme.moc"
