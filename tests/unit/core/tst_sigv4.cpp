// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secret/Sodium.h"
#include "core/signin/SigV4.h"

#include <QTest>

using namespace triptych;

namespace {

const QByteArray exampleKey = "AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const QDateTime suiteTime(QDate(2015, 8, 30), QTime(12, 36), Qt::UTC);
const SigningScope suiteScope {"us-east-1", "service"};

HttpRequest converse()
{
    return {.url = QUrl(QStringLiteral(
                "https://bedrock-runtime.us-east-1.amazonaws.com/model/us.example.model-v1%3A0/converse-stream")),
            .headers = {{"Content-Type", "application/json"}, {"accept", "*/*"}, {"user-agent", "Triptych"}},
            .body = R"({"messages":[{"role":"user","content":[{"text":"ping"}]}],"inferenceConfig":{"maxTokens":16}})"};
}

QByteArray textOf(const SecretHeader &header)
{
    return header.name + ": " + header.prefix + header.value.view().toByteArray();
}

} // namespace

/// AWS Signature Version 4, against figures that others computed.
class TestSigV4 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsAsPublished();
    void signsAsTheSuiteDoes_data();
    void signsAsTheSuiteDoes();
    void signsWhatIsSent_data();
    void signsWhatIsSent();
    void takesAnyClocksTime();
    void partsKeys_data();
    void partsKeys();
};

void TestSigV4::signsAsPublished()
{
    const HttpRequest request = converse();
    QCOMPARE(sodium::sha256({request.body}).toHex(),
             QByteArray("951c7e624de080b9f6191a29b31ae52e7c4ff7bf6febe7393f4fc09ba56832c8"));
    const CanonicalRequest canonical(request, {}, "20260101T000000Z");
    QCOMPARE(canonical.path(), QByteArray("/model/us.example.model-v1%253A0/converse-stream"));
    QCOMPARE(canonical.signedNames(), QByteArray("content-type;host;x-amz-date"));
    QCOMPARE(canonical.hash(), QByteArray("860e45a8de7a7cf3e5df6df2632df0c7a01c0a0b14506e6e372683dd14d586d1"));

    const auto headers = signatureHeaders(request, *AwsKey::of(exampleKey), {"us-east-1", "bedrock"},
                                          QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC));
    QCOMPARE(headers.size(), size_t(2));
    QCOMPARE(
        textOf(headers[0]),
        QByteArray("Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/bedrock/aws4_request, "
                   "SignedHeaders=content-type;host;x-amz-date, "
                   "Signature=adf29703628837e9e94166677ab1bd15b4599860218e9eabdb9a49f67d84f6d7"));
    QCOMPARE(textOf(headers[1]), QByteArray("x-amz-date: 20260101T000000Z"));
}

void TestSigV4::signsAsTheSuiteDoes_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("url");
    QTest::addColumn<HttpHeaders>("headers");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<QByteArray>("signature");
    const auto row = [](const char *name, const char *method, const char *target, const HttpHeaders &headers,
                        const char *token, const char *names, const char *signature) {
        QTest::newRow(name) << QByteArray(method)
                            << QStringLiteral("https://example.amazonaws.com") + QString::fromLatin1(target) << headers
                            << QByteArray(token) << QByteArray(names) << QByteArray(signature);
    };
    row("get-vanilla", "GET", "/", {}, "", "host;x-amz-date",
        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    row("the same without its slash", "GET", "", {}, "", "host;x-amz-date",
        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    row("headers that are not signed", "GET", "/", {{"Accept", "*/*"}, {"X-Title", "t"}}, "", "host;x-amz-date",
        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    row("get-vanilla-query-order-key-case", "GET", "/?Param2=value2&Param1=value1", {}, "", "host;x-amz-date",
        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
    row("get-vanilla-with-session-token", "GET", "/", {},
        "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267", "host;x-amz-date;x-amz-security-token",
        "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8");
    row("post-vanilla", "POST", "/", {}, "", "host;x-amz-date",
        "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
}

void TestSigV4::signsAsTheSuiteDoes()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QString, url);
    QFETCH(const HttpHeaders, headers);
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArray, names);
    QFETCH(const QByteArray, signature);
    const HttpRequest request {.method = method, .url = QUrl(url), .headers = headers};
    const QByteArray key = token.isEmpty() ? exampleKey : exampleKey + ':' + token;
    const auto made = signatureHeaders(request, *AwsKey::of(key), suiteScope, suiteTime);
    QCOMPARE(made[0].value.view().toByteArray(),
             "Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=" + names
                 + ", Signature=" + signature);
    QCOMPARE(made.size(), size_t(token.isEmpty() ? 2 : 3));
    if (!token.isEmpty())
        QCOMPARE(textOf(made[2]), "x-amz-security-token: " + token);
}

void TestSigV4::signsWhatIsSent_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<HttpHeaders>("headers");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("names");
    const HttpHeaders none;
    QTest::newRow("a slash within the model")
        << QStringLiteral("https://a.b/model/x%2Fy/converse") << none << QByteArray("/model/x%252Fy/converse")
        << QByteArray() << QByteArray("host;x-amz-date");
    QTest::newRow("unreserved") << QStringLiteral("https://a.b/-._~aZ09") << none << QByteArray("/-._~aZ09")
                                << QByteArray() << QByteArray("host;x-amz-date");
    QTest::newRow("query") << QStringLiteral("https://a.b/l?type=A%2FB+c&nextToken=x%3D%3D&a&type=") << none
                           << QByteArray("/l") << QByteArray("a=&nextToken=x%3D%3D&type=&type=A%2FB%2Bc")
                           << QByteArray("host;x-amz-date");
    QTest::newRow("Amazon's own headers")
        << QStringLiteral("https://a.b/") << HttpHeaders {{"X-Amz-Target", "t"}, {"CONTENT-TYPE", " a/b;  c "}}
        << QByteArray("/") << QByteArray() << QByteArray("content-type;host;x-amz-date;x-amz-target");
}

void TestSigV4::signsWhatIsSent()
{
    QFETCH(const QString, url);
    QFETCH(const HttpHeaders, headers);
    const CanonicalRequest canonical({.url = QUrl(url), .headers = headers}, {}, "20260101T000000Z");
    QTEST(canonical.path(), "path");
    QTEST(canonical.query(), "query");
    QTEST(canonical.signedNames(), "names");
}

void TestSigV4::takesAnyClocksTime()
{
    const QDateTime east(QDate(2026, 1, 1), QTime(1, 30, 5, 999), Qt::OffsetFromUTC, 2 * 3600);
    const auto headers = signatureHeaders(converse(), *AwsKey::of(exampleKey), suiteScope, east);
    QCOMPARE(textOf(headers[1]), QByteArray("x-amz-date: 20251231T233005Z"));
    QVERIFY(headers[0].value.view().startsWith("Credential=AKIDEXAMPLE/20251231/"));
}

void TestSigV4::partsKeys_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("parts");
    QTest::newRow("pair") << QByteArray("ID:se/cr+et=") << QByteArray("ID|se/cr+et=|");
    QTest::newRow("with a token") << QByteArray("ID:secret:tok:en") << QByteArray("ID|secret|tok:en");
    QTest::newRow("with no token") << QByteArray("ID:secret:") << QByteArray("ID|secret|");
    QTest::newRow("an API key") << QByteArray("ABSKabc=") << QByteArray();
    QTest::newRow("no id") << QByteArray(":secret") << QByteArray();
    QTest::newRow("no secret") << QByteArray("ID:") << QByteArray();
    QTest::newRow("no secret but a token") << QByteArray("ID::token") << QByteArray();
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

void TestSigV4::partsKeys()
{
    QFETCH(const QByteArray, text);
    const auto key = AwsKey::of(text);
    const QByteArray parts = key
        ? key->id.toByteArray() + '|' + key->secret.toByteArray() + '|' + key->sessionToken.toByteArray()
        : QByteArray();
    QTEST(parts, "parts");
}

QTEST_GUILESS_MAIN(TestSigV4)
#include "tst_sigv4.moc"
