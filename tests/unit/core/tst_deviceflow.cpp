// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/CopilotToken.h"
#include "core/signin/DeviceFlow.h"
#include "core/signin/SecretJson.h"

#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

const CopilotHosts github = *CopilotHosts::of(QUrl(QStringLiteral("https://api.githubcopilot.com")));

/// Everything that an error shows.
QString textOf(const Error &error)
{
    return error.cause + u'|' + error.message + u'|' + error.requestId + u'|' + error.rawBody;
}

HttpResponseHead headOf(int status)
{
    return {.status = status, .headers = {{"content-type", "application/json"}}};
}

QByteArray plain(const Secret &secret)
{
    return secret.view().toByteArray();
}

QString answerText(const Result<DeviceAnswer> &answer)
{
    if (!answer)
        return answer.error().cause;
    return std::visit(
        Match {[](StillPending) { return QStringLiteral("pending"); },
               [](const SlowDown &slow) {
                   return slow.interval ? QStringLiteral("slow %1").arg(slow.interval->count())
                                        : QStringLiteral("slow");
               },
               [](const Secret &token) { return QStringLiteral("token ") + QString::fromUtf8(plain(token)); }},
        answer.value());
}

} // namespace

/// Signing in by a code, and the token for the key that it gives: requests and answers, without a socket.
class TestDeviceFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesSecretsOutOfJson_data();
    void takesSecretsOutOfJson();
    void writesItsQuestions();
    void readsTheCode();
    void keepsToSaneTimes();
    void refusesOddCodes_data();
    void refusesOddCodes();
    void readsAnswers_data();
    void readsAnswers();
    void readsTheToken();
    void trustsTheAnswersOwnDate();
    void refusesOddTokens_data();
    void refusesOddTokens();
    void cutAnywhereShowsNothing();
    void saysWhyGitHubRefuses_data();
    void saysWhyGitHubRefuses();
    void refreshesInTime_data();
    void refreshesInTime();
};

void TestDeviceFlow::takesSecretsOutOfJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("taken");
    QTest::addColumn<QByteArray>("left");
    const auto row = [](const char *json, const char *taken, const char *left) {
        QTest::newRow(json) << QByteArray(json) << QByteArray(taken) << QByteArray(left);
    };
    row(R"({"t":"abc","n":1})", "abc", R"({"t":"***","n":1})");
    row(R"({"n":"abc"})", "", R"({"n":"abc"})");
    row(R"({"t":"a\/b\u0026c\\\""})", R"(a/b&c\")", R"({"t":"***************"})");
    row(R"({"t":"one","t":"two"})", "one", R"({"t":"***","t":"***"})");
    row(R"({"t":7})", "", R"({"t":7})");
    row(R"({"t":null})", "", R"({"t":null})");
    row(R"({"t":{"t":"deep"}})", "", R"({"t":{"t":"deep"}})");
    row(R"({"t":"a\u00e9"})", "", R"({"t":"*******"})");
    row(R"({"t":"a\u0000"})", "", R"({"t":"*******"})");
    row(R"({"t":"a\n"})", "", R"({"t":"***"})");
    row(R"({"t":""})", "", R"({"t":""})");
    row(R"({"t":"cut)", "", R"({"t":"***)");
    row(R"({"t":")", "", R"({"t":")");
    row("", "", "");
    row("[]", "", "[]");
    row("token=abc&x=1", "", "token=abc&x=1");
}

void TestDeviceFlow::takesSecretsOutOfJson()
{
    QFETCH(const QByteArray, json);
    Secret body = Secret::copyOf(json);
    const Secret taken = takeSecret(body, "t");
    QTEST(plain(taken), "taken");
    QTEST(plain(body), "left");
}

void TestDeviceFlow::writesItsQuestions()
{
    const TransportRequest code = deviceCodeRequest(github, QStringLiteral("Iv1.a b"));
    QCOMPARE(code.http.url, QUrl(QStringLiteral("https://github.com/login/device/code")));
    QCOMPARE(plain(code.secretBody), QByteArray("client_id=Iv1.a%20b&scope=read%3Auser"));
    QCOMPARE(headerValue(code.http.headers, "accept"), QByteArray("application/json"));
    const TransportRequest ask = accessTokenRequest(github, QStringLiteral("id"), Secret::copyOf("d+/c~"));
    QCOMPARE(ask.http.url, QUrl(QStringLiteral("https://github.com/login/oauth/access_token")));
    QCOMPARE(
        plain(ask.secretBody),
        QByteArray("client_id=id&device_code=d%2B%2Fc~&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_"
                   "code"));
    QVERIFY(ask.http.body.isEmpty());
    const TransportRequest exchange = exchangeRequest(github, Secret::copyOf("gho_0123456789"));
    QCOMPARE(exchange.http.url, QUrl(QStringLiteral("https://api.github.com/copilot_internal/v2/token")));
    QCOMPARE(headerValue(exchange.http.headers, "editor-version"), QByteArray("Triptych/" TRIPTYCH_VERSION));
    QVERIFY(headerValue(exchange.http.headers, "authorization").isEmpty());
    QCOMPARE(exchange.secretHeaders.size(), size_t(1));
}

const char *goodCode
    = R"({"device_code":"dc-0123456789","user_code":"WDJB-MJHT","verification_uri":"https://github.com/login/device","expires_in":899,"interval":6})";

void TestDeviceFlow::readsTheCode()
{
    const auto code = readDeviceCode(headOf(200), Secret::copyOf(goodCode), github);
    QVERIFY(code);
    QCOMPARE(plain(code.value().deviceCode), QByteArray("dc-0123456789"));
    QCOMPARE(code.value().userCode, QStringLiteral("WDJB-MJHT"));
    QCOMPARE(code.value().page, QUrl(QStringLiteral("https://github.com/login/device")));
    QCOMPARE(code.value().life, 899s);
    QCOMPARE(code.value().interval, 6s);
}

void TestDeviceFlow::keepsToSaneTimes()
{
    const auto read = [](const char *times) {
        const QByteArray body = R"({"device_code":"d","user_code":"ABCD","verification_uri":"https://github.com/x")"
            + QByteArray(times) + "}";
        return readDeviceCode(headOf(200), Secret::copyOf(body), github);
    };
    QCOMPARE(read("").value().life, 900s);
    QCOMPARE(read("").value().interval, 5s);
    QCOMPARE(read(R"(,"expires_in":1e12,"interval":1e12)").value().life, 3600s);
    QCOMPARE(read(R"(,"expires_in":1e12,"interval":1e12)").value().interval, 60s);
    QCOMPARE(read(R"(,"expires_in":-5,"interval":0)").value().life, 1s);
    QCOMPARE(read(R"(,"expires_in":"soon","interval":0)").value().interval, 1s);
}

void TestDeviceFlow::refusesOddCodes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *name, int status, const char *body, const char *cause) {
        QTest::newRow(name) << status << QByteArray(body) << QString::fromLatin1(cause);
    };
    row("off for this client", 200, R"({"error":"device_flow_disabled","error_description":"off"})",
        "copilot.device_flow");
    row("unknown client", 200, R"({"error":"incorrect_client_credentials"})", "copilot.client");
    row("unknown client, 404", 404, R"({"error":"Not Found"})", "copilot.client");
    row("unauthorized", 401, "", "copilot.client");
    row("too many", 429, "", "rate_limited");
    row("down", 503, "<html>", "html_page");
    row("no user code", 200, R"({"device_code":"d","verification_uri":"https://github.com/x"})", "schema");
    row("no device code", 200, R"({"user_code":"ABCD","verification_uri":"https://github.com/x"})", "schema");
    row("a code to click", 200,
        R"({"device_code":"d","user_code":"<a href=x>","verification_uri":"https://github.com/x"})", "schema");
    row("another's page", 200,
        R"({"device_code":"d","user_code":"ABCD","verification_uri":"https://github.com.evil.example/login"})",
        "copilot.page");
    row("a page without TLS", 200,
        R"({"device_code":"d","user_code":"ABCD","verification_uri":"http://github.com/login"})", "copilot.page");
    row("a page with a user", 200,
        R"({"device_code":"d","user_code":"ABCD","verification_uri":"https://me@github.com/login"})", "copilot.page");
    row("no page", 200, R"({"device_code":"d","user_code":"ABCD"})", "copilot.page");
    row("a script", 200, R"({"device_code":"d","user_code":"ABCD","verification_uri":"javascript:alert`1`"})",
        "copilot.page");
    row("nothing", 200, "", "schema");
    row("a form", 200, "device_code=d&user_code=ABCD", "schema");
    row("a list", 200, "[]", "schema");
}

void TestDeviceFlow::refusesOddCodes()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    const auto code = readDeviceCode(headOf(status), Secret::copyOf(body), github);
    QVERIFY(!code);
    QTEST(code.error().cause, "cause");
}

void TestDeviceFlow::readsAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("answer");
    const auto row = [](const char *name, int status, const char *body, const char *answer) {
        QTest::newRow(name) << status << QByteArray(body) << QString::fromLatin1(answer);
    };
    row("token", 200, R"({"access_token":"gho_0123456789","token_type":"bearer","scope":"read:user"})",
        "token gho_0123456789");
    row("pending", 200, R"({"error":"authorization_pending","error_description":"…"})", "pending");
    row("pending, as the RFC has it", 400, R"({"error":"authorization_pending"})", "pending");
    row("slower", 200, R"({"error":"slow_down","interval":10})", "slow 10");
    row("slower, nobody says how much", 200, R"({"error":"slow_down"})", "slow");
    row("slower, no number", 200, R"({"error":"slow_down","interval":"x"})", "slow");
    row("slower, for ever", 200, R"({"error":"slow_down","interval":1000000})", "slow 60");
    row("expired", 200, R"({"error":"expired_token"})", "copilot.expired");
    row("denied", 200, R"({"error":"access_denied"})", "copilot.denied");
    row("wrong code", 200, R"({"error":"incorrect_device_code"})", "copilot.device_code");
    row("wrong grant", 200, R"({"error":"unsupported_grant_type"})", "copilot.grant");
    row("disabled", 200, R"({"error":"device_flow_disabled"})", "copilot.device_flow");
    row("something else", 200, R"({"error":"moon_phase","error_description":"Not today."})", "copilot.sign_in");
    row("an error of another kind", 200, R"({"error":{"code":7}})", "copilot.sign_in");
    row("empty token", 200, R"({"access_token":""})", "schema");
    row("a token that is a number", 200, R"({"access_token":7})", "schema");
    row("nothing", 200, "", "schema");
    row("server fault", 502, "", "server");
    row("token with an error status", 500, R"({"access_token":"gho_0123456789"})", "server");
}

void TestDeviceFlow::readsAnswers()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    const auto answer = readDeviceAnswer(headOf(status), Secret::copyOf(body));
    QTEST(answerText(answer), "answer");
    if (!answer)
        QVERIFY(!textOf(answer.error()).contains(QStringLiteral("gho_")));
}

const QDateTime now = QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);

Result<CopilotToken> tokenIn(int status, const QByteArray &body, const HttpHeaders &headers = {})
{
    return readCopilotToken({.status = status, .headers = headers}, Secret::copyOf(body), github, now);
}

void TestDeviceFlow::readsTheToken()
{
    const auto token = tokenIn(
        200,
        R"({"token":"tid=1;exp=2:mac","expires_at":1800001800,"refresh_in":1500,"endpoints":{"api":"https://api.business.githubcopilot.com","proxy":"https://x"},"sku":"s"})");
    QVERIFY(token);
    QCOMPARE(plain(token.value().token), QByteArray("tid=1;exp=2:mac"));
    QCOMPARE(token.value().api, QUrl(QStringLiteral("https://api.business.githubcopilot.com")));
    QCOMPARE(token.value().refreshAfter, 1440s);
    const auto bare = tokenIn(200, R"({"token":"t","expires_at":1800000600,"refresh_in":1500})");
    QCOMPARE(bare.value().api, github.api);
    QCOMPARE(bare.value().refreshAfter, 300s);
}

void TestDeviceFlow::trustsTheAnswersOwnDate()
{
    const auto token = tokenIn(200, R"({"token":"t","expires_at":1700001800,"refresh_in":1500})",
                               {{"date", "Tue, 14 Nov 2023 22:13:20 GMT"}}); // 1,700,000,000
    QCOMPARE(token.value().refreshAfter, 1440s);
}

void TestDeviceFlow::refusesOddTokens_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *body, const char *cause) {
        QTest::newRow(body) << QByteArray(body) << QString::fromLatin1(cause);
    };
    row(R"({"token":"tok-0123456789","expires_at":1})", "schema");
    row(R"({"token":"tok-0123456789","refresh_in":1})", "schema");
    row(R"({"expires_at":1,"refresh_in":1})", "schema");
    row(R"({"token":["tok-0123456789"],"expires_at":1,"refresh_in":1})", "schema");
    row("", "schema");
    row("<html>", "schema");
    const auto api = [&](const char *address) {
        QTest::newRow(address) << QByteArray(R"({"token":"tok-0123456789","expires_at":1800001800,"refresh_in":1500,)"
                                             R"("endpoints":{"api":")")
                + address
                + "\"}}" << QStringLiteral("copilot.origin");
    };
    for (const char *address : {"https://evil.example", "http://api.githubcopilot.com",
                                "https://githubcopilot.com.evil", "https://api.githubcopilot.com@evil.example",
                                "file:///etc/passwd", "not an address", "https://api.githubcopilot.com:444"})
        api(address);
}

void TestDeviceFlow::refusesOddTokens()
{
    QFETCH(const QByteArray, body);
    const auto token = tokenIn(200, body);
    QVERIFY(!token);
    QTEST(token.error().cause, "cause");
    QVERIFY(!textOf(token.error()).contains(QStringLiteral("tok-")));
}

void TestDeviceFlow::cutAnywhereShowsNothing()
{
    const QByteArray token
        = R"({"sku":"s","token":"tok-0123456789","expires_at":1800001800,"refresh_in":1500,"individual":true})";
    const QByteArray answer = R"({"access_token":"tok-0123456789","token_type":"bearer","scope":"read:user"})";
    for (const int status : {200, 403, 500}) {
        for (qsizetype size = 0; size < token.size(); ++size) {
            const auto read = tokenIn(status, token.first(size));
            QVERIFY(!read);
            QVERIFY2(!textOf(read.error()).contains(QStringLiteral("tok-")), qUtf8Printable(textOf(read.error())));
        }
        for (qsizetype size = 0; size < answer.size(); ++size) {
            const auto read = readDeviceAnswer(headOf(status), Secret::copyOf(answer.first(size)));
            QVERIFY(!read);
            QVERIFY2(!textOf(read.error()).contains(QStringLiteral("tok-")), qUtf8Printable(textOf(read.error())));
        }
    }
}

void TestDeviceFlow::saysWhyGitHubRefuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, int status, const char *body, const char *cause, const char *words) {
        QTest::newRow(name) << status << QByteArray(body) << QString::fromLatin1(cause) << QString::fromLatin1(words);
    };
    row("no access", 403,
        R"({"message":"Resource not accessible","error_details":{"message":"No access to GitHub Copilot found.","notification_id":"no_copilot_access","title":"t","url":"https://x"}})",
        "copilot.refused", "No access to GitHub Copilot found.");
    row("no details", 403, R"({"message":"Forbidden"})", "copilot.refused", "Forbidden");
    row("bad token", 401, R"({"message":"Bad credentials","documentation_url":"https://x","status":"401"})",
        "copilot.refused", "Bad credentials");
    row("not there", 404, R"({"message":"Not Found"})", "copilot.refused", "Not Found");
    row("too often", 429, R"({"message":"API rate limit exceeded","documentation_url":"https://x"})", "rate_limited",
        "API rate limit exceeded");
    row("down", 502, "", "server", "");
    row("odd details", 403, R"({"message":"Forbidden","error_details":"x"})", "copilot.refused", "Forbidden");
}

void TestDeviceFlow::saysWhyGitHubRefuses()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    const auto token = tokenIn(status, body);
    QVERIFY(!token);
    QTEST(token.error().cause, "cause");
    QTEST(token.error().message, "words");
}

void TestDeviceFlow::refreshesInTime_data()
{
    QTest::addColumn<int>("refreshIn");
    QTest::addColumn<int>("life");
    QTest::addColumn<int>("after");
    QTest::newRow("as GitHub wants it") << 1500 << 1800 << 1440;
    QTest::newRow("it ends early") << 1500 << 900 << 600;
    QTest::newRow("at its end") << 1500 << 200 << 0;
    QTest::newRow("at once") << 30 << 1800 << 0;
}

void TestDeviceFlow::refreshesInTime()
{
    QFETCH(const int, refreshIn);
    QFETCH(const int, life);
    QTEST(int(refreshAfter(std::chrono::seconds(refreshIn), std::chrono::seconds(life)).count()), "after");
}

QTEST_GUILESS_MAIN(TestDeviceFlow)
#include "tst_deviceflow.moc"
