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
};

void TestAuthScheme::writesHeaders_data()
{
    QTest::addColumn<AuthKind>("kind");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("line"); // as it would stand in the request; empty: no header
    QTest::newRow("bearer") << AuthKind::Bearer << QByteArray("sk-1~!") << QByteArray("Authorization: Bearer sk-1~!");
    QTest::newRow("own header") << AuthKind::Header << QByteArray("k") << QByteArray("x-api-key: k");
    QTest::newRow("none takes no key along") << AuthKind::None << QByteArray("k") << QByteArray();
    QTest::newRow("none without a key") << AuthKind::None << QByteArray() << QByteArray();
}

void TestAuthScheme::writesHeaders()
{
    QFETCH(const AuthKind, kind);
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, line);
    const AuthRule rule {.kind = kind, .header = QStringLiteral("x-api-key")};
    const Result<std::vector<SecretHeader>> headers = authHeaders(rule, Secret::copyOf(key));
    QVERIFY(headers);
    QCOMPARE(headers.value().size(), std::size_t(line.isEmpty() ? 0 : 1));
    if (!line.isEmpty()) {
        const SecretHeader &header = headers.value().front();
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
    const Result<std::vector<SecretHeader>> headers = authHeaders({.isOptional = isOptional}, Secret::copyOf(key));
    QCOMPARE(bool(headers), cause.isEmpty());
    if (headers) {
        QVERIFY(headers.value().empty());
        return;
    }
    QCOMPARE(headers.error().cause, cause);
    QCOMPARE(headers.error().kind, ErrorKind::Unauthorized);
    QVERIFY(!headers.error().message.contains(QStringLiteral("secret")));
}

QTEST_GUILESS_MAIN(TestAuthScheme)
#include "tst_authscheme.moc"
