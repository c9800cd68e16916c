// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/Rsa.h"
#include "tests/support/Openssl.h"
#include "tests/support/TokenKeys.h"

#include <QTest>

using namespace triptych;

namespace {

QString pairFault(const QByteArray &pem)
{
    const auto pair = rsa::keyPairOf(Secret::copyOf(pem));
    return pair ? QString() : pair.error().cause;
}

QString publicFault(const QByteArray &pem)
{
    const auto sound = rsa::soundPublicPem(pem);
    return sound ? QString() : sound.error().cause;
}

QByteArray made(const QString &arguments, const QByteArray &input = {})
{
    return openssl(QStringLiteral("/"), arguments, input);
}

} // namespace

class TestRsa : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesPairsThatOpensslReads();
    void readsWhatOpensslWrote_data();
    void readsWhatOpensslWrote();
    void refusesPrivateKeys_data();
    void refusesPrivateKeys();
    void refusesPublicKeys_data();
    void refusesPublicKeys();
    void keepsOnlyTheKey();

private:
    TokenKeys m_keys;
};

void TestRsa::makesPairsThatOpensslReads()
{
    const auto pair = rsa::newKeyPair();
    QVERIFY(pair);
    const QByteArray privatePem = pair.value().privatePem.view().toByteArray();
    QVERIFY(privatePem.startsWith("-----BEGIN PRIVATE KEY-----\n"));
    QVERIFY(made(QStringLiteral("rsa -check -noout"), privatePem).contains("RSA key ok"));
    QVERIFY(made(QStringLiteral("rsa -text -noout"), privatePem).startsWith("Private-Key: (2048 bit"));
    QCOMPARE(made(QStringLiteral("rsa -pubout"), privatePem), pair.value().publicPem);

    const auto other = rsa::newKeyPair();
    QVERIFY(other.value().publicPem != pair.value().publicPem);
}

void TestRsa::readsWhatOpensslWrote_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::newRow("genrsa") << m_keys.privatePem();
    QTest::newRow("genrsa -traditional") << made(QStringLiteral("rsa -traditional"), m_keys.privatePem());
    QTest::newRow("with words before it") << "My key\n" + m_keys.privatePem();
    QTest::newRow("CRLF") << QByteArray(m_keys.privatePem()).replace("\n", "\r\n");
}

void TestRsa::readsWhatOpensslWrote()
{
    QFETCH(const QByteArray, pem);
    const auto pair = rsa::keyPairOf(Secret::copyOf(pem));
    QVERIFY2(pair, pair ? "" : qPrintable(pair.error().cause));
    QCOMPARE(pair.value().publicPem, m_keys.publicPem());
    QVERIFY(pair.value().privatePem.view().startsWith("-----BEGIN PRIVATE KEY-----\n"));
    QCOMPARE(made(QStringLiteral("rsa -pubout"), pair.value().privatePem.view().toByteArray()), m_keys.publicPem());
}

void TestRsa::refusesPrivateKeys_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *name, const QByteArray &pem, const char *cause) {
        QTest::newRow(name) << pem << QStringLiteral("keypair.") + QLatin1String(cause);
    };
    const QByteArray own = m_keys.privatePem();
    row("nothing", {}, "format");
    row("text", "hello", "format");
    row("cut off", own.left(own.size() / 2), "format");
    row("damaged", QByteArray(own).replace(200, 8, "AAAAAAAA"), "format");
    row("a head alone", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n", "format");
    row("17 KiB", own + QByteArray(17 * 1024, '\n'), "format");
    row("the public half", m_keys.publicPem(), "public");
    row("1024 bits", made(QStringLiteral("genrsa 1024")), "small");
    row("an elliptic curve", made(QStringLiteral("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256")),
        "algorithm");
    row("Ed25519", made(QStringLiteral("genpkey -algorithm ed25519")), "algorithm");
    row("RSA for PSS only", made(QStringLiteral("genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048")),
        "algorithm");
    row("a pass phrase", made(QStringLiteral("rsa -aes256 -passout pass:secret"), own), "encrypted");
    row("a pass phrase, the old form", made(QStringLiteral("rsa -traditional -aes256 -passout pass:secret"), own),
        "encrypted");
}

void TestRsa::refusesPrivateKeys()
{
    QFETCH(const QByteArray, pem);
    QTEST(pairFault(pem), "cause");
}

void TestRsa::refusesPublicKeys_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *name, const QByteArray &pem, const char *cause) {
        const QString expected = *cause ? QStringLiteral("keypair.") + QLatin1String(cause) : QString();
        QTest::newRow(name) << pem << expected;
    };
    const auto publicOf = [](const char *generator) { return TokenKeys(QLatin1String(generator)).publicPem(); };
    row("sound", m_keys.publicPem(), "");
    row("3072 bits", publicOf("genrsa 3072"), "");
    row("nothing", {}, "format");
    row("cut off", m_keys.publicPem().left(200), "format");
    row("the private half", m_keys.privatePem(), "private");
    row("both halves", m_keys.publicPem() + m_keys.privatePem(), "private");
    row("1024 bits", publicOf("genrsa 1024"), "small");
    row("2047 bits", publicOf("genrsa 2047"), "small");
    row("an elliptic curve", publicOf("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256"), "algorithm");
    // With the exponent 1 every signature is its own text.
    QByteArray der = made(QStringLiteral("rsa -pubin -outform DER"), m_keys.publicPem());
    QVERIFY(der.endsWith(QByteArray::fromHex("0203010001")));
    der.replace(der.size() - 5, 5, QByteArray::fromHex("0203000001"));
    row("the exponent 1", "-----BEGIN PUBLIC KEY-----\n" + der.toBase64() + "\n-----END PUBLIC KEY-----\n", "format");
}

void TestRsa::refusesPublicKeys()
{
    QFETCH(const QByteArray, pem);
    QTEST(publicFault(pem), "cause");
}

void TestRsa::keepsOnlyTheKey()
{
    const QByteArray pem = "a comment\n" + m_keys.publicPem() + "and what stands behind it\n";
    QCOMPARE(rsa::soundPublicPem(pem).value(), m_keys.publicPem());
}

QTEST_GUILESS_MAIN(TestRsa)
#include "tst_rsa.moc"
