// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/JsonText.h"
#include "core/dialects/CountRequest.h"
#include "tests/support/Encoding.h"

#include <QTest>
#include <algorithm>

using namespace triptych;
using namespace triptych::encoding;

namespace {

/// With everything that is no part of a prompt: settings, a shape, extra fields.
ChatRequest wholeRequest()
{
    ChatRequest request = hello();
    request.settings = {.maxTokens = 16, .temperature = 0.5, .reasoningEffort = QStringLiteral("low")};
    request.tools = {{QStringLiteral("tide"), QStringLiteral("d"), {R"({"z":1,"a":{"b":2.0}})"}}};
    request.responseSchema = {QStringLiteral("t"), {R"({"type":"object","properties":{}})"}};
    request.extraBody = {R"({"tool_choice":"auto","metadata":{"user_id":"u"}})"};
    return request;
}

Endpoint counting(const QString &dialect, const char *path)
{
    Endpoint endpoint = endpointOf(dialect);
    endpoint.countPath = QString::fromLatin1(path);
    return endpoint;
}

HttpRequest asked(const ChatRequest &request, const Endpoint &endpoint)
{
    auto http = countRequest(request, endpoint);
    if (!http)
        qFatal("nobody is asked");
    return std::move(*http);
}

QByteArrayList keysOf(QByteArrayView json)
{
    QByteArrayList keys;
    for (const RawMember &member : rawMembers(json))
        keys += member.key;
    return keys;
}

QByteArrayView valueOf(QByteArrayView json, const QByteArray &key)
{
    for (const RawMember &member : rawMembers(json))
        if (member.key == key)
            return member.value;
    return {};
}

} // namespace

/// What is asked of a provider that counts tokens, and what it may answer.
class TestCountRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksInTheFormOfTheDialect_data();
    void asksInTheFormOfTheDialect();
    void keepsWhatThePromptConsistsOf_data();
    void keepsWhatThePromptConsistsOf();
    void keepsTheHeadersOfTheDialect();
    void namesTheModelOfGemini();
    void nobodyIsAskedUnasked_data();
    void nobodyIsAskedUnasked();
    void readsTheAnswer_data();
    void readsTheAnswer();
    void readsNothingElse_data();
    void readsNothingElse();
};

void TestCountRequest::asksInTheFormOfTheDialect_data()
{
    QTest::addColumn<Endpoint>("endpoint");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const QString &dialect, const char *path, const char *url, const char *body) {
        QTest::newRow(qPrintable(dialect)) << counting(dialect, path) << QString::fromLatin1(url) << QByteArray(body);
    };
    row(messages, "/messages/count_tokens", "https://api.example.com/v1/messages/count_tokens",
        R"({"model":"m-1","system":"Be brief.","messages":[{"role":"user","content":[{"type":"text","text":"潮汐?"}]}]})");
    row(responses, "/responses/input_tokens", "https://api.example.com/v1/responses/input_tokens",
        R"({"model":"m-1","instructions":"Be brief.","input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"潮汐?"}]}]})");
    row(chat, "/chat/completions/input_tokens", "https://api.example.com/v1/chat/completions/input_tokens",
        R"({"model":"m-1","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"潮汐?"}]})");
    row(gemini, "/models/{model}:countTokens", "https://api.example.com/v1/models/m-1:countTokens",
        R"({"generateContentRequest":{"model":"models/m-1","systemInstruction":{"parts":[{"text":"Be brief."}]},"contents":[{"role":"user","parts":[{"text":"潮汐?"}]}]}})");
    row(converse, "/model/{model}/count-tokens", "https://api.example.com/v1/model/m-1/count-tokens",
        R"({"input":{"converse":{"system":[{"text":"Be brief."}],"messages":[{"role":"user","content":[{"text":"潮汐?"}]}]}}})");
}

void TestCountRequest::asksInTheFormOfTheDialect()
{
    QFETCH(const Endpoint, endpoint);
    const HttpRequest http = asked(hello(), endpoint);
    QCOMPARE(http.method, QByteArray("POST"));
    QTEST(http.url.toString(), "url");
    QTEST(http.body, "body");
    QCOMPARE(headerValue(http.headers, "accept"), QByteArray("application/json"));
    QCOMPARE(headerValue(http.headers, "content-type"), QByteArray("application/json"));
}

void TestCountRequest::keepsWhatThePromptConsistsOf_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArrayList>("around");
    QTest::addColumn<QByteArrayList>("keys");
    const auto row = [](const QString &dialect, const QByteArrayList &around, const QByteArrayList &keys) {
        QTest::newRow(qPrintable(dialect)) << dialect << around << keys;
    };
    row(messages, {}, {"model", "system", "messages", "tools", "thinking", "output_config", "tool_choice"});
    row(responses, {}, {"model", "instructions", "input", "tools", "text", "reasoning", "tool_choice"});
    row(chat, {}, {"model", "messages", "tools", "response_format", "reasoning_effort", "tool_choice"});
    row(gemini, {"generateContentRequest"}, {"model", "systemInstruction", "contents", "tools", "generationConfig"});
    row(converse, {"input", "converse"}, {"system", "messages", "toolConfig"});
}

/// Byte for byte as they would be sent to be answered, and nothing that only the answer is made by.
void TestCountRequest::keepsWhatThePromptConsistsOf()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArrayList, around);
    QFETCH(QByteArrayList, keys);
    const QByteArray whole = encoded(wholeRequest(), endpointOf(dialect)).http.body;
    const QByteArray body = asked(wholeRequest(), counting(dialect, "/count")).body;
    QByteArrayView inner = body;
    for (const QByteArray &name : around) {
        QCOMPARE(keysOf(inner), QByteArrayList {name});
        inner = valueOf(inner, name);
    }
    QByteArrayList found = keysOf(inner);
    std::sort(found.begin(), found.end());
    std::sort(keys.begin(), keys.end());
    QCOMPARE(found, keys);
    for (const QByteArray &key : std::as_const(keys))
        if (dialect != gemini || key != "model")
            QCOMPARE(valueOf(inner, key).toByteArray(), valueOf(whole, key).toByteArray());
    QVERIFY(keysOf(whole).size() > keys.size() || dialect == gemini);
}

void TestCountRequest::keepsTheHeadersOfTheDialect()
{
    Endpoint endpoint = counting(messages, "/messages/count_tokens");
    endpoint.headers = {{"anthropic-workspace-id", "w-1"}};
    const HttpRequest http = asked(hello(), endpoint);
    QCOMPARE(headerValue(http.headers, "anthropic-version"), QByteArray("2026-10-21"));
    QCOMPARE(headerValue(http.headers, "anthropic-workspace-id"), QByteArray("w-1"));
}

void TestCountRequest::namesTheModelOfGemini()
{
    ChatRequest request = hello();
    request.model = QStringLiteral("models/gemini-3.6-flash");
    Endpoint endpoint = counting(gemini, "/v1beta/models/{model}:countTokens");
    endpoint.model.id = request.model;
    const HttpRequest http = asked(request, endpoint);
    QVERIFY(http.url.toString().endsWith(QStringLiteral("/v1beta/models/gemini-3.6-flash:countTokens")));
    QVERIFY(http.body.startsWith(R"({"generateContentRequest":{"model":"models/gemini-3.6-flash",)"));
}

void TestCountRequest::nobodyIsAskedUnasked_data()
{
    QTest::addColumn<Endpoint>("endpoint");
    QTest::addColumn<QByteArray>("extra");
    for (const QString &dialect : {messages, responses, chat, gemini, converse, native})
        QTest::addRow("%s without a path", qPrintable(dialect)) << endpointOf(dialect) << QByteArray();
    QTest::newRow("a dialect without a form") << counting(native, "/count") << QByteArray();
    QTest::newRow("a dialect of nobody") << counting(QStringLiteral("esperanto"), "/count") << QByteArray();
    QTest::newRow("a request that cannot be written") << counting(chat, "/count") << QByteArray("no JSON");
}

void TestCountRequest::nobodyIsAskedUnasked()
{
    QFETCH(const Endpoint, endpoint);
    QFETCH(const QByteArray, extra);
    ChatRequest request = hello();
    request.extraBody = {extra};
    QVERIFY(!countRequest(request, endpoint));
}

void TestCountRequest::readsTheAnswer_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("tokens");
    QTest::newRow("anthropic") << messages << QByteArray(R"({"input_tokens":2095})") << qint64(2095);
    QTest::newRow("responses") << responses << QByteArray(R"({"object":"response.input_tokens","input_tokens":11})")
                               << qint64(11);
    QTest::newRow("chat") << chat << QByteArray(R"({"input_tokens":11})") << qint64(11);
    QTest::newRow("gemini") << gemini
                            << QByteArray(
                                   R"({"totalTokens":31,"promptTokensDetails":[{"modality":"TEXT","tokenCount":31}]})")
                            << qint64(31);
    QTest::newRow("bedrock") << converse << QByteArray(R"({"inputTokens":7})") << qint64(7);
    QTest::newRow("none") << messages << QByteArray(R"({"input_tokens":0})") << qint64(0);
    QTest::newRow("as a fraction") << messages << QByteArray(R"({"input_tokens":12.0})") << qint64(12);
}

void TestCountRequest::readsTheAnswer()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArray, body);
    const auto tokens = countedTokens(dialect, body);
    QVERIFY(tokens);
    QTEST(tokens.value(), "tokens");
}

void TestCountRequest::readsNothingElse_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value : {"-1", "1.5", "\"12\"", "null", "true", "[12]", "{}", "1e300", "9007199254740993",
                              "18446744073709551615", "99999999999999999999999", "12,\"x", "NaN", ""})
        QTest::newRow(value) << QByteArray(value);
}

void TestCountRequest::readsNothingElse()
{
    QFETCH(const QByteArray, value);
    const std::array<std::pair<QString, QByteArray>, 5> answers {{{messages, "input_tokens"},
                                                                  {responses, "input_tokens"},
                                                                  {chat, "input_tokens"},
                                                                  {gemini, "totalTokens"},
                                                                  {converse, "inputTokens"}}};
    for (const auto &[dialect, key] : answers) {
        const auto tokens = countedTokens(dialect, "{\"" + key + "\":" + value + '}');
        QVERIFY2(!tokens, qPrintable(dialect));
        QCOMPARE(tokens.error().kind, ErrorKind::MalformedStream);
        for (const QByteArray &body : {value, QByteArray("<html>no</html>"), QByteArray("{\"tokens\":12}"),
                                       "{\"data\":{\"" + key + "\":12}}", "[{\"" + key + "\":12}]"})
            QVERIFY2(!countedTokens(dialect, body), body.constData());
    }
    QVERIFY(!countedTokens(native, R"({"input_tokens":12})"));
}

QTEST_GUILESS_MAIN(TestCountRequest)
#include "tst_countrequest.moc"
