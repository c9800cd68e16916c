// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/TokenSigner.h"
#include "core/gateway/tokens/TokenVerifier.h"
#include "core/signin/Rsa.h"
#include "tests/support/TokenKeys.h"
#include "tests/support/TokenTexts.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace triptych;

namespace {

Secret privateHalf(const TokenKeys &keys)
{
    auto pair = rsa::keyPairOf(Secret::copyOf(keys.privatePem()));
    return std::move(pair.value().privatePem);
}

TokenClaims limitedClaims()
{
    TokenClaims claims = newClaims(QStringLiteral("Vögel & Söhne"), tokenNow);
    claims.scope = {QStringLiteral("chat"), QStringLiteral("models")};
    claims.models = {QStringLiteral("claude-*"), QStringLiteral("local/demo")};
    claims.budgetUsd = 2.5;
    return claims;
}

QByteArray partOf(const QByteArray &token, int part)
{
    return QByteArray::fromBase64(token.split('.')[part], QByteArray::Base64UrlEncoding);
}

} // namespace

/// Tokens that are signed here, and tokens that openssl signed.
class TestTokenVerifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsWhatItReads();
    void writesTheHeaderExactly();
    void leavesOutWhatIsNotLimited();
    void refusesToSign_data();
    void refusesToSign();
    void acceptsWhatOpensslSigned_data();
    void acceptsWhatOpensslSigned();
    void keepsToTheTime_data();
    void keepsToTheTime();
    void takesKeysByTheirRules_data();
    void takesKeysByTheirRules();
    void knowsNoKeyAtFirst();

private:
    TokenKeys m_keys;
    TokenKeys m_others;
    TokenVerifier m_verifier
        = TokenVerifier::of({{QStringLiteral("k1"), m_keys.publicPem()}, {QStringLiteral("k-2"), m_others.publicPem()}})
              .value();
};

void TestTokenVerifier::signsWhatItReads()
{
    const TokenClaims claims = limitedClaims();
    const auto token = TokenSigner(QStringLiteral("k1"), privateHalf(m_keys)).sign(claims);
    QVERIFY(token);
    const auto read = m_verifier.verify(token.value().view(), tokenNow);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read.value(), claims);
    QVERIFY(newClaims(claims.label, tokenNow).id != claims.id);
    QCOMPARE(claims.id.size(), 22); // 128 bits
    QCOMPARE(claims.expiresAt, tokenNow.addDays(90));
}

void TestTokenVerifier::writesTheHeaderExactly()
{
    const auto token = TokenSigner(QStringLiteral("k1"), privateHalf(m_keys)).sign(limitedClaims());
    const QByteArray text = token.value().view().toByteArray();
    QCOMPARE(partOf(text, 0), soundHeader);
    const QJsonObject claims = QJsonDocument::fromJson(partOf(text, 1)).object();
    QCOMPARE(claims.keys().join(u' '), QStringLiteral("aud budget_usd exp iat iss jti models nbf scope sub"));
    QCOMPARE(claims[u"scope"].toString(), QStringLiteral("chat models"));
    QCOMPARE(claims[u"sub"].toString(), QStringLiteral("Vögel & Söhne"));
}

void TestTokenVerifier::leavesOutWhatIsNotLimited()
{
    const TokenClaims claims = newClaims(QStringLiteral("editor"), tokenNow);
    const auto token = TokenSigner(QStringLiteral("k1"), privateHalf(m_keys)).sign(claims);
    const QJsonObject written = QJsonDocument::fromJson(partOf(token.value().view().toByteArray(), 1)).object();
    QCOMPARE(written.keys().join(u' '), QStringLiteral("aud exp iat iss jti nbf sub"));
    QCOMPARE(m_verifier.verify(token.value().view(), tokenNow).value(), claims);
}

void TestTokenVerifier::refusesToSign_data()
{
    QTest::addColumn<TokenClaims>("claims");
    QTest::addColumn<QString>("keyId");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *cause, const std::function<void(TokenClaims &)> &spoil, const char *keyId = "k1") {
        TokenClaims claims = limitedClaims();
        spoil(claims);
        QTest::addRow("%s", cause) << claims << QString::fromLatin1(keyId) << QString::fromLatin1(cause);
    };
    row("token.id", [](TokenClaims &claims) { claims.id = QStringLiteral("../a/b/c"); });
    row("token.label", [](TokenClaims &claims) { claims.label = QStringLiteral("a\nb"); });
    row("token.scope", [](TokenClaims &claims) { claims.scope += QStringLiteral("admin"); });
    row("token.models", [](TokenClaims &claims) { claims.models += QString(); });
    row("token.budget", [](TokenClaims &claims) { claims.budgetUsd = 0; });
    row("token.lifetime", [](TokenClaims &claims) { claims.expiresAt = tokenNow.addDays(3700); });
    row(
        "token.key_id", [](TokenClaims &) {}, "../k1");
    row("token.large", [](TokenClaims &claims) {
        for (int model = 0; model < 40; ++model)
            claims.models += QString(100, QLatin1Char('m'));
    });
}

void TestTokenVerifier::refusesToSign()
{
    QFETCH(const TokenClaims, claims);
    QFETCH(const QString, keyId);
    const auto token = TokenSigner(keyId, privateHalf(m_keys)).sign(claims);
    QVERIFY(!token);
    QTEST(token.error().cause, "cause");
}

void TestTokenVerifier::acceptsWhatOpensslSigned_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("label");
    const auto row = [this](const char *name, const QByteArray &header, const QByteArray &claims) {
        QTest::newRow(name) << m_keys.token(header, claims) << QStringLiteral("editor");
    };
    row("plain", soundHeader, ClaimTexts().json());
    row("another order and blanks", R"({ "typ": "JWT", "kid": "k1", "alg": "RS256" })", ClaimTexts().json());
    row("all limits", soundHeader,
        ClaimTexts()
            .with("scope", R"("chat metrics")")
            .with("models", R"(["claude-*"])")
            .with("budget_usd", "5")
            .json());
    row("a claim of somebody else", soundHeader, ClaimTexts().with("client_id", R"({"a":1})").json());
    QTest::newRow("the second key") << m_others.token(R"({"alg":"RS256","kid":"k-2","typ":"JWT"})", ClaimTexts().json())
                                    << QStringLiteral("editor");
}

void TestTokenVerifier::acceptsWhatOpensslSigned()
{
    QFETCH(const QByteArray, token);
    const auto claims = m_verifier.verify(token, tokenNow);
    QVERIFY2(claims, claims ? "" : qPrintable(claims.error().message));
    QTEST(claims.value().label, "label");
}

/// Thirty seconds are forgiven, and not one more.
void TestTokenVerifier::keepsToTheTime_data()
{
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<QString>("cause");
    const QString token = QStringLiteral("token");
    const QString expired = QStringLiteral("token.expired");
    const auto past
        = [](qint64 exp) { return ClaimTexts().with("nbf", -9000).with("iat", -9000).with("exp", exp).json(); };
    QTest::newRow("expires now") << past(0) << QString();
    QTest::newRow("expired 29 s ago") << past(-29) << QString();
    QTest::newRow("expired 30 s ago") << past(-30) << expired;
    QTest::newRow("expired an hour ago") << past(-3600) << expired;
    QTest::newRow("of 1970")
        << ClaimTexts().with("nbf", QByteArray("0")).with("iat", QByteArray("0")).with("exp", QByteArray("1")).json()
        << expired;
    QTest::newRow("begins in 30 s") << ClaimTexts().with("nbf", 30).json() << QString();
    QTest::newRow("begins in 31 s") << ClaimTexts().with("nbf", 31).json() << token;
    QTest::newRow("made in 30 s") << ClaimTexts().with("iat", 30).json() << QString();
    QTest::newRow("made in 31 s") << ClaimTexts().with("iat", 31).json() << token;
}

void TestTokenVerifier::keepsToTheTime()
{
    QFETCH(const QByteArray, claims);
    const auto read = m_verifier.verify(m_keys.token(soundHeader, claims), tokenNow);
    QTEST(read ? QString() : read.error().cause, "cause");
}

void TestTokenVerifier::takesKeysByTheirRules_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<QString>("cause");
    QTest::newRow("1024 bits") << QStringLiteral("k3") << TokenKeys(QStringLiteral("genrsa 1024")).publicPem()
                               << QStringLiteral("keypair.small");
    QTest::newRow("a private half") << QStringLiteral("k3") << m_keys.privatePem() << QStringLiteral("keypair.private");
    QTest::newRow("a path") << QStringLiteral("../k3") << m_keys.publicPem() << QStringLiteral("keypair.id");
}

void TestTokenVerifier::takesKeysByTheirRules()
{
    QFETCH(const QString, id);
    QFETCH(const QByteArray, pem);
    const auto verifier = TokenVerifier::of({{id, pem}});
    QVERIFY(!verifier);
    QTEST(verifier.error().cause, "cause");
    QVERIFY(verifier.error().message.startsWith(id));
}

void TestTokenVerifier::knowsNoKeyAtFirst()
{
    QVERIFY(!TokenVerifier().verify(m_keys.token(soundHeader, ClaimTexts().json()), tokenNow));
}

QTEST_GUILESS_MAIN(TestTokenVerifier)
#include "tst_tokenverifier.moc"
