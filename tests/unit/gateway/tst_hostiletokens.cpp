// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/TokenVerifier.h"
#include "tests/support/Openssl.h"
#include "tests/support/TokenKeys.h"
#include "tests/support/TokenTexts.h"

#include <QTest>

using namespace triptych;

/// Tokens that somebody made to get in: each is refused, and the refusal says why without repeating any of it.
class TestHostileTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesHeaders_data();
    void refusesHeaders();
    void refusesAlgorithms_data();
    void refusesAlgorithms();
    void refusesShapes_data();
    void refusesShapes();
    void refusesClaims_data();
    void refusesClaims();

private:
    void refuse(const QByteArray &token, const QByteArray &word) const;

    TokenKeys m_keys;
    TokenKeys m_others;
    TokenVerifier m_verifier
        = TokenVerifier::of({{QStringLiteral("k1"), m_keys.publicPem()}, {QStringLiteral("k-2"), m_others.publicPem()}})
              .value();
};

void TestHostileTokens::refuse(const QByteArray &token, const QByteArray &word) const
{
    const auto claims = m_verifier.verify(token, tokenNow);
    QVERIFY2(!claims, "the token was taken");
    const Error &error = claims.error();
    QCOMPARE(error.kind, ErrorKind::Unauthorized);
    QCOMPARE(error.cause, QStringLiteral("token"));
    QVERIFY2(error.message.contains(QLatin1String(word)), qPrintable(error.message));
    for (const QByteArray &part : token.split('.'))
        QVERIFY(part.size() < 8 || !error.message.toUtf8().contains(part.first(8)));
}

void TestHostileTokens::refusesHeaders_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](const char *name, const QByteArray &header, const char *word) {
        QTest::newRow(name) << header << QByteArray(word);
    };
    const auto kid = [&row](const char *name, const char *json) {
        row(name, QByteArray(R"({"alg":"RS256","typ":"JWT","kid":)") + json + '}', "names no key");
    };
    const auto more = [&row](const char *name, const char *members) {
        row(name, QByteArray(R"({"alg":"RS256","typ":"JWT","kid":"k1",)") + members + '}', "says more");
    };
    const auto alg = [&row](const char *json) {
        row(json, QByteArray(R"({"typ":"JWT","kid":"k1","alg":)") + json + '}', "not signed with RS256");
    };
    for (const char *json : {R"("none")", R"("None")", R"("nOnE")", R"("")", R"("HS256")", R"("RS384")", R"("RS512")",
                             R"("PS256")", R"("ES256")", R"("rs256")", R"("RS256 ")", R"(["RS256"])", "256", "null"})
        alg(json);
    row("no alg", R"({"kid":"k1","typ":"JWT"})", "RS256");
    row("no typ", R"({"alg":"RS256","kid":"k1"})", "not JWT");
    row("typ jwt", R"({"alg":"RS256","kid":"k1","typ":"jwt"})", "not JWT");
    row("typ of another use", R"({"alg":"RS256","kid":"k1","typ":"secevent+jwt"})", "not JWT");
    row("typ array", R"({"alg":"RS256","kid":"k1","typ":["JWT"]})", "not JWT");
    row("typ at+jwt", R"({"alg":"RS256","kid":"k1","typ":"at+jwt"})", "not JWT");
    row("no kid", R"({"alg":"RS256","typ":"JWT"})", "names no key");
    kid("kid path", R"("../../etc/passwd")");
    kid("kid absolute path", R"("/dev/null")");
    kid("kid SQL", R"("k1' OR '1'='1")");
    kid("kid unknown", R"("k9")");
    kid("kid of 33 characters", R"("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")");
    kid("kid array", R"(["k1"])");
    kid("kid number", "1");
    kid("kid empty", R"("")");
    kid("kid with NUL", R"("k1\u0000")");
    kid("kid with a line break", R"("k1\n")");
    kid("kid in capitals", R"("K1")");
    more("jku", R"("jku":"https://evil.example/keys")");
    more("x5u", R"("x5u":"https://evil.example/cert")");
    more("x5c", R"("x5c":["MIIB"])");
    more("jwk", R"("jwk":{"kty":"RSA","n":"AQAB","e":"AQAB"})");
    more("crit", R"("crit":["exp"])");
    more("b64", R"("b64":false)");
    more("cty", R"("cty":"JWT")");
    row("alg twice", R"({"alg":"RS256","typ":"JWT","kid":"k1","alg":"none"})", "no sound JSON");
    row("alg twice, first none", R"({"alg":"none","alg":"RS256","typ":"JWT","kid":"k1"})", "no sound JSON");
    row("alg twice, once escaped", R"({"alg":"RS256","\u0061lg":"none","typ":"JWT","kid":"k1"})", "no sound JSON");
    row("kid twice", R"({"alg":"RS256","typ":"JWT","kid":"k1","kid":"k-2"})", "no sound JSON");
    row("an array", R"(["RS256"])", "no sound JSON");
    row("a text", R"("RS256")", "no sound JSON");
    row("no JSON", "RS256", "no sound JSON");
    row("a comma too many", R"({"alg":"RS256","kid":"k1","typ":"JWT",})", "no sound JSON");
    row("two objects", soundHeader + soundHeader, "no sound JSON");
    row("no UTF-8", "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"k1\xff\"}", "no sound JSON");
    row("a NUL behind it", soundHeader + '\0', "no sound JSON");
}

void TestHostileTokens::refusesHeaders()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, word);
    refuse(m_keys.token(header, ClaimTexts().json()), word);
}

void TestHostileTokens::refusesAlgorithms_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](const char *name, const QByteArray &token, const char *word) {
        QTest::newRow(name) << token << QByteArray(word);
    };
    const auto ofHeader
        = [](const QByteArray &header) { return base64Url(header) + '.' + base64Url(ClaimTexts().json()); };
    const QByteArray none = ofHeader(R"({"alg":"none","kid":"k1","typ":"JWT"})");
    const QByteArray symmetric = ofHeader(R"({"alg":"HS256","kid":"k1","typ":"JWT"})");
    const QByteArray signedText = ofHeader(soundHeader);
    const QByteArray code = QByteArray::fromHex(openssl(QStringLiteral("/"),
                                                        QStringLiteral("dgst -sha256 -r -mac HMAC -macopt hexkey:%1")
                                                            .arg(QString::fromLatin1(m_keys.publicPem().toHex())),
                                                        symmetric)
                                                    .left(64));
    QCOMPARE(code.size(), 32);
    row("none without a signature", none + '.', "empty");
    row("none with one byte", none + ".AA", "RS256");
    row("HS256 with the public key as the secret", symmetric + '.' + base64Url(code), "RS256");
    row("the same, said to be RS256", signedText + '.' + base64Url(code), "signature");
    row("no signature", signedText + '.', "empty");
    row("an RS512 signature", m_keys.token(soundHeader, ClaimTexts().json(), QStringLiteral("-sha512")), "signature");
    row("a PS256 signature",
        m_keys.token(soundHeader, ClaimTexts().json(), QStringLiteral("-sha256 -sigopt rsa_padding_mode:pss")),
        "signature");
    row("another key with the same id", m_others.token(soundHeader, ClaimTexts().json()), "signature");
    row("a short key with the same id",
        TokenKeys(QStringLiteral("genrsa 1024")).token(soundHeader, ClaimTexts().json()), "signature");
    const QByteArray genuine = base64Url(m_keys.signature(signedText));
    row("a signature cut short", signedText + '.' + genuine.left(340), "signature");
    row("a signature of zeros", signedText + '.' + base64Url(QByteArray(256, '\0')), "signature");
    row("other claims",
        base64Url(soundHeader) + '.' + base64Url(ClaimTexts().with("sub", R"("root")").json()) + '.' + genuine,
        "signature");
    row("another header",
        base64Url(R"({"kid":"k1","alg":"RS256","typ":"JWT"})") + '.' + base64Url(ClaimTexts().json()) + '.' + genuine,
        "signature");
}

void TestHostileTokens::refusesAlgorithms()
{
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArray, word);
    refuse(token, word);
}

void TestHostileTokens::refusesShapes_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](const char *name, const QByteArray &token, const char *word) {
        QTest::newRow(name) << token << QByteArray(word);
    };
    const QByteArray whole = m_keys.token(soundHeader, ClaimTexts().json());
    const QByteArrayList parts = whole.split('.');
    row("nothing", {}, "three parts");
    row("one part", parts[0], "three parts");
    row("two parts", parts[0] + '.' + parts[1], "three parts");
    row("four parts", whole + '.' + parts[2], "three parts");
    row("four parts, one empty", whole + '.', "three parts");
    row("three dots", "...", "three parts");
    row("two dots", "..", "base64url");
    row("no header", '.' + parts[1] + '.' + parts[2], "base64url");
    row("no claims", parts[0] + ".." + parts[2], "base64url");
    row("padded", whole + "==", "base64url");
    row("a padded header", parts[0] + "=." + parts[1] + '.' + parts[2], "base64url");
    row("a line break behind it", whole + '\n', "base64url");
    row("a blank before it", ' ' + whole, "base64url");
    row("a blank within", QByteArray(whole).insert(40, ' '), "base64url");
    row("a NUL behind it", whole + '\0', "base64url");
    row("with Bearer", "Bearer " + whole, "base64url");
    row("a plus", QByteArray(whole).replace(whole.size() - 20, 1, "+"), "base64url");
    row("a slash", QByteArray(whole).replace(whole.size() - 20, 1, "/"), "base64url");
    row("more than ASCII", QByteArray(whole).replace(whole.size() - 20, 1, "\xc3\xa4"), "base64url");
    // 256 bytes end in a character of which only two bits count: A, Q, g or w.
    row("spare bits at the end", QByteArray(whole).replace(whole.size() - 1, 1, QByteArray(1, char(whole.back() + 1))),
        "base64url");
    row("4097 bytes", whole + QByteArray(4097 - whole.size(), 'A'), "4096");
    row("a million dots", QByteArray(1'000'000, '.'), "4096");
}

void TestHostileTokens::refusesShapes()
{
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArray, word);
    refuse(token, word);
}

void TestHostileTokens::refusesClaims_data()
{
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](const char *name, const QByteArray &json, const char *word) {
        QTest::newRow(name) << json << QByteArray(word);
    };
    const auto with = [&row](const char *key, const char *json, const char *word) {
        row(qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(key), QString::fromUtf8(json))),
            ClaimTexts().with(key, QByteArray(json)).json(), word);
    };
    for (const char *key : {"iss", "aud", "sub", "jti", "iat", "nbf", "exp"})
        row(qPrintable(QStringLiteral("no ") + QLatin1String(key)), ClaimTexts().without(key).json(), key);
    for (const char *key : {"iat", "nbf", "exp"})
        for (const char *json :
             {R"("1800000000")", "1800003600.5", "1800003600.0", "-1", "1e300", "null", "[1]", "9223372036854775807"})
            with(key, json, key);
    with("exp", "NaN", "no sound JSON");
    with("exp", "1e999", "no sound JSON");
    with("exp", "99999999999999999999", "no sound JSON");
    with("iss", R"("triptych ")", "iss");
    with("iss", R"(["triptych"])", "iss");
    with("aud", R"("other")", "aud");
    with("aud", R"(["triptych-gateway"])", "aud");
    with("sub", "7", "sub");
    with("sub", R"("")", "label");
    with("sub", R"("a\u001b[2Jb")", "label");
    with("jti", R"("short")", "id");
    with("jti", R"("abcd/1234")", "id");
    with("jti", R"("abcd-1234\n")", "id");
    with("scope", R"(["chat"])", "scope");
    with("scope", R"("")", "scope");
    with("scope", R"("admin")", "scope");
    with("scope", R"("chat  models")", "scope");
    with("scope", R"(" ")", "scope");
    with("scope", "null", "scope");
    with("models", R"("claude-*")", "models");
    with("models", "[]", "models");
    with("models", "null", "models");
    with("models", "[1]", "models");
    with("models", R"([["claude-*"]])", "models");
    with("models", R"(["claude-*",null])", "models");
    with("models", R"([""])", "models");
    with("budget_usd", "-1", "budget");
    with("budget_usd", "0", "budget");
    with("budget_usd", R"("5")", "budget");
    with("budget_usd", "null", "budget");
    with("budget_usd", "NaN", "no sound JSON");
    with("budget_usd", "1e999", "no sound JSON");
    const QByteArray sound = ClaimTexts().json();
    row("exp twice", QByteArray(sound).insert(1, R"("exp":9999999999,)"), "no sound JSON");
    row("exp twice, once escaped", QByteArray(sound).insert(1, R"("\u0065xp":9999999999,)"), "no sound JSON");
    row("jti twice", QByteArray(sound).insert(1, R"("jti":"efgh-5678",)"), "no sound JSON");
    row("more behind it", sound + "{}", "no sound JSON");
    row("an array", "[" + sound + "]", "no sound JSON");
    row("no UTF-8", ClaimTexts().with("sub", QByteArray("\"\xff\"")).json(), "no sound JSON");
    row("100 levels", ClaimTexts().with("x", QByteArray(100, '[') + QByteArray(100, ']')).json(), "no sound JSON");
    row("exp at nbf", ClaimTexts().with("nbf", 3600).json(), "lifetime");
    row("exp before nbf", ClaimTexts().with("nbf", 3601).json(), "lifetime");
    row("exp before iat", ClaimTexts().with("iat", 3601).json(), "lifetime");
    row("eleven years", ClaimTexts().with("exp", 11LL * 365 * 86400).json(), "lifetime");
}

void TestHostileTokens::refusesClaims()
{
    QFETCH(const QByteArray, claims);
    QFETCH(const QByteArray, word);
    refuse(m_keys.token(soundHeader, claims), word);
}

QTEST_GUILESS_MAIN(TestHostileTokens)
#include "tst_hostiletokens.moc"
