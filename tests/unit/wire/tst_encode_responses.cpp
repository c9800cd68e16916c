// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/Encoding.h"

#include <QTest>

using namespace triptych;
using namespace triptych::encoding;

namespace {

const QString call1 = QStringLiteral("call_1");
const QString call2 = QStringLiteral("call_2");
const QByteArray strictSchema
    = R"({"type":"object","properties":{"z":{"enum":["low"]}},"required":["z"],"additionalProperties":false})";

/// What the settings make of the body of hello(): everything between the input and the fields that are always there.
QByteArray settingsPart(const QByteArray &body)
{
    const QByteArray before = R"("text":"潮汐?"}]}])";
    const qsizetype from = body.indexOf(before) + before.size();
    return body.mid(from, body.indexOf(R"(,"store":false)") - from);
}

ChatTurn assistant(std::vector<ContentPart> parts)
{
    return {Role::Assistant, std::move(parts)};
}

OpaqueContent echoed(const char *json)
{
    return {responses, {json}};
}

QByteArray inputOf(const std::vector<ChatTurn> &turns)
{
    const EncodedRequest made = encoded({.model = QStringLiteral("m-1"), .turns = turns}, endpointOf(responses));
    const QByteArray &body = made.http.body;
    const qsizetype from = body.indexOf(R"("input":)") + 8;
    return body.mid(from, body.indexOf(R"(,"store":)") - from);
}

} // namespace

/// What is sent in OpenAI's Responses protocol.
class TestEncodeResponses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheWholeBody();
    void joinsSystemTurns();
    void writesTurns_data();
    void writesTurns();
    void writesTools();
    void writesSettings_data();
    void writesSettings();
    void asksForReasoningThatCanGoBack_data();
    void asksForReasoningThatCanGoBack();
    void mergesExtraBodies();
    void makesUrlsAndHeaders();
};

void TestEncodeResponses::writesTheWholeBody()
{
    const EncodedRequest made = encoded(hello(), endpointOf(responses));
    const QByteArray expected
        = R"({"model":"m-1","instructions":"Be brief.","input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"潮汐?"}]}],"store":false,"stream":true})";
    QCOMPARE(made.http.body, expected);
    QVERIFY(made.ledger.empty());
}

void TestEncodeResponses::joinsSystemTurns()
{
    ChatRequest request = hello();
    request.turns.push_back(ChatTurn::text(Role::System, QStringLiteral("Say \"so\".")));
    request.turns.push_back(ChatTurn::text(Role::System, {}));
    const QByteArray body = encoded(request, endpointOf(responses)).http.body;
    const QByteArray expected = R"("instructions":"Be brief.\n\nSay \"so\".","input":)";
    QVERIFY2(body.contains(expected), body.constData());
    request.turns = {ChatTurn::text(Role::User, QStringLiteral("a"))};
    QVERIFY(!encoded(request, endpointOf(responses)).http.body.contains("instructions"));
}

void TestEncodeResponses::writesTurns_data()
{
    QTest::addColumn<std::vector<ChatTurn>>("turns");
    QTest::addColumn<QByteArray>("input");
    const auto row = [](const char *name, const std::vector<ChatTurn> &turns, const char *input) {
        QTest::newRow(name) << turns << QByteArray(input);
    };
    row("words of both",
        {ChatTurn::text(Role::User, QStringLiteral("a")), ChatTurn::text(Role::Assistant, QStringLiteral("b"))},
        R"([{"type":"message","role":"user","content":[{"type":"input_text","text":"a"}]},{"type":"message","role":"assistant","content":[{"type":"output_text","text":"b"}]}])");
    row("nothing said", {ChatTurn::text(Role::User, {}), assistant({TextPart()})}, "[]");
    row("a call and its result",
        {assistant({TextPart {QStringLiteral("b")}, ToolCallPart {call1, QStringLiteral("tide"), R"({"port": 1})"}}),
         {Role::Tool, {ToolResultPart {call1, QStringLiteral("low"), true}}}},
        R"([{"type":"message","role":"assistant","content":[{"type":"output_text","text":"b"}]},{"type":"function_call","call_id":"call_1","name":"tide","arguments":"{\"port\": 1}"},{"type":"function_call_output","call_id":"call_1","output":"Error: low"}])");
    row("two calls, results with words behind",
        {assistant(
             {ToolCallPart {call1, QStringLiteral("tide"), "{}"}, ToolCallPart {call2, QStringLiteral("wind"), "{}"}}),
         {Role::Tool,
          {ToolResultPart {call2, QStringLiteral("west")}, ToolResultPart {call1, QStringLiteral("low")},
           TextPart {QStringLiteral("now?")}}}},
        R"([{"type":"function_call","call_id":"call_1","name":"tide","arguments":"{}"},{"type":"function_call","call_id":"call_2","name":"wind","arguments":"{}"},{"type":"function_call_output","call_id":"call_2","output":"west"},{"type":"function_call_output","call_id":"call_1","output":"low"},{"type":"message","role":"user","content":[{"type":"input_text","text":"now?"}]}])");
    row("reasoning goes back before its call, as it came",
        {assistant({ReasoningPart {QStringLiteral("hm")},
                    echoed(R"({"id":"rs_1","type":"reasoning","summary":[],"encrypted_content":"g+/="})"),
                    ToolCallPart {call1, QStringLiteral("tide"), "{}"}})},
        R"([{"id":"rs_1","type":"reasoning","summary":[],"encrypted_content":"g+/="},{"type":"function_call","call_id":"call_1","name":"tide","arguments":"{}"}])");
    row("reasoning alone does not go back", {assistant({ReasoningPart {QStringLiteral("hm")}})}, "[]");
    row("reasoning before the words", {assistant({echoed(R"({"type":"reasoning"})"), TextPart {QStringLiteral("b")}})},
        R"([{"type":"reasoning"},{"type":"message","role":"assistant","content":[{"type":"output_text","text":"b"}]}])");
    row("messages with phases say the words themselves",
        {assistant({TextPart {QStringLiteral("Wait.\n\nLow.")}, echoed(R"({"type":"message","phase":"commentary"})"),
                    echoed(R"({"type":"message","phase":"final_answer"})")}),
         ChatTurn::text(Role::User, QStringLiteral("c"))},
        R"([{"type":"message","phase":"commentary"},{"type":"message","phase":"final_answer"},{"type":"message","role":"user","content":[{"type":"input_text","text":"c"}]}])");
}

void TestEncodeResponses::writesTurns()
{
    QFETCH(const std::vector<ChatTurn>, turns);
    QTEST(inputOf(turns), "input");
}

void TestEncodeResponses::writesTools()
{
    ChatRequest request = hello();
    request.tools = {{QStringLiteral("tide"), QStringLiteral("d"), {R"({"z":1,"a":{"b":2.0}})"}},
                     {QStringLiteral("wind"), {}, {strictSchema}},
                     {QStringLiteral("now"), {}, {}}};
    const QByteArray body = encoded(request, endpointOf(responses)).http.body;
    const QByteArray expected
        = R"("tools":[{"type":"function","name":"tide","description":"d","parameters":{"z":1,"a":{"b":2.0}},"strict":false},{"type":"function","name":"wind","parameters":)"
        + strictSchema
        + R"(,"strict":true},{"type":"function","name":"now","parameters":{"type":"object","properties":{}},"strict":false}])";
    QVERIFY2(body.contains(expected), body.constData());
}

void TestEncodeResponses::writesSettings_data()
{
    QTest::addColumn<QString>("settings");
    QTest::addColumn<Quirks>("quirks");
    QTest::addColumn<QStringList>("refused");
    QTest::addColumn<QStringList>("efforts");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("ledger");
    const QStringList sampling {QStringLiteral("temperature"), QStringLiteral("top_p")};
    const auto row = [](const char *name, const char *settings, const Quirks &quirks, const QStringList &refused,
                        const char *efforts, const char *body, const char *ledger) {
        QTest::newRow(name) << QString::fromLatin1(settings) << quirks << refused
                            << QString::fromLatin1(efforts).split(QLatin1Char(' '), Qt::SkipEmptyParts)
                            << QByteArray(body) << QString::fromLatin1(ledger);
    };
    row("all that there is", "max_tokens=50,temperature=0.5,top_p=1", {}, {}, "",
        R"(,"max_output_tokens":50,"temperature":0.5,"top_p":1)", "");
    row("no stop", "stop=x|y", {}, {}, "", "", "stop:x|y>");
    row("no seed, no top_k, no budget", "top_k=3,seed=7,reasoning_budget=2000", {}, {}, "", "",
        "seed:7> top_k:3> reasoning_budget:2000>");
    row("a quirk of chat changes nothing", "max_tokens=50", {Quirk::MaxTokensField, Quirk::NoStreamOptions}, {}, "",
        R"(,"max_output_tokens":50)", "");
    row("effort", "reasoning_effort=high", {}, {}, "", R"(,"reasoning":{"effort":"high","summary":"auto"})", "");
    row("no effort", "reasoning_effort=none", {}, {}, "none low", R"(,"reasoning":{"effort":"none"})", "");
    row("nearest effort", "reasoning_effort=max", {}, {}, "low high xhigh",
        R"(,"reasoning":{"effort":"xhigh","summary":"auto"})", "reasoning_effort:max>xhigh");
    row("cannot be quiet", "reasoning_effort=none", {}, {}, "low high",
        R"(,"reasoning":{"effort":"low","summary":"auto"})", "reasoning_effort:none>low");
    row("sampling refused", "temperature=0,top_p=0.5,max_tokens=9", {}, sampling, "low high",
        R"(,"max_output_tokens":9)", "temperature:0> top_p:0.5>");
    row("sampling refused while it reasons", "temperature=0,reasoning_effort=low", {}, sampling, "none low",
        R"(,"reasoning":{"effort":"low","summary":"auto"})", "temperature:0>");
    row("sampling taken when quiet", "temperature=0,reasoning_effort=none", {}, sampling, "none low",
        R"(,"temperature":0,"reasoning":{"effort":"none"})", "");
    row("fixed sampling", "temperature=0.2,top_p=0.9", {Quirk::FixedSampling}, {}, "", "",
        "temperature:0.2> top_p:0.9>");
    row("temperature to one", "temperature=1.5", {Quirk::TemperatureToOne}, {}, "", R"(,"temperature":1)",
        "temperature:1.5>1");
}

void TestEncodeResponses::writesSettings()
{
    QFETCH(const QString, settings);
    QFETCH(const Quirks, quirks);
    QFETCH(const QStringList, refused);
    QFETCH(const QStringList, efforts);
    ChatRequest request = hello();
    const auto lane = LaneAddress::parse(QStringLiteral("p/m-1#") + settings);
    QVERIFY2(lane, qUtf8Printable(settings));
    request.settings = lane.value().settings;
    Endpoint endpoint = endpointOf(responses, quirks);
    endpoint.model.refusedParameters = refused;
    endpoint.model.reasoningEfforts = efforts;
    const EncodedRequest made = encoded(request, endpoint);
    QTEST(settingsPart(made.http.body), "body");
    QTEST(ledgerText(made.ledger), "ledger");
}

void TestEncodeResponses::asksForReasoningThatCanGoBack_data()
{
    QTest::addColumn<std::optional<bool>>("reasons");
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("it reasons") << std::optional(
        true) << QByteArray(R"("store":false,"include":["reasoning.encrypted_content"],"stream":true})");
    QTest::newRow("it does not") << std::optional(false) << QByteArray(R"("store":false,"stream":true})");
    QTest::newRow("nobody knows") << std::optional<bool>() << QByteArray(R"("store":false,"stream":true})");
}

void TestEncodeResponses::asksForReasoningThatCanGoBack()
{
    QFETCH(const std::optional<bool>, reasons);
    QFETCH(const QByteArray, end);
    ChatRequest request = hello();
    request.settings.reasoningEffort = QStringLiteral("low");
    Endpoint endpoint = endpointOf(responses);
    endpoint.model.reasoning = reasons;
    const EncodedRequest made = encoded(request, endpoint);
    QVERIFY2(made.http.body.endsWith(end), made.http.body.constData());
    QCOMPARE(made.http.body.contains(R"("effort")"), reasons != false);
    QCOMPARE(ledgerText(made.ledger), reasons == false ? QStringLiteral("reasoning_effort:low>") : QString());
}

void TestEncodeResponses::mergesExtraBodies()
{
    ChatRequest request = hello();
    request.settings.reasoningEffort = QStringLiteral("low");
    request.extraBody = {R"({"reasoning":{"summary":"detailed"},"store":null,"zeta":{"b":1.0,"a":[ 2 ]}})"};
    Endpoint endpoint = endpointOf(responses);
    endpoint.body = {R"({"service_tier":"flex"})"};
    const QByteArray body = encoded(request, endpoint).http.body;
    const QByteArray end
        = R"("reasoning":{"effort":"low","summary":"detailed"},"stream":true,"service_tier":"flex","zeta":{"b":1.0,"a":[ 2 ]}})";
    QVERIFY2(body.endsWith(end), body.constData());
    request.extraBody = {"[]"};
    QVERIFY(!adapterFor(responses)->encode(request, endpoint));
}

void TestEncodeResponses::makesUrlsAndHeaders()
{
    Endpoint endpoint = endpointOf(responses);
    endpoint.headers = {{"OpenAI-Project", "p-1"}};
    const HttpRequest made = encoded(hello(), endpoint).http;
    QCOMPARE(made.method, QByteArray("POST"));
    QCOMPARE(made.url, QUrl(QStringLiteral("https://api.example.com/v1/responses")));
    QCOMPARE(headerValue(made.headers, "content-type"), QByteArray("application/json"));
    QVERIFY(headerValue(made.headers, "accept").startsWith("text/event-stream"));
    QCOMPARE(headerValue(made.headers, "openai-project"), QByteArray("p-1"));
    endpoint.chatPath = QStringLiteral("/openai/v1/responses");
    endpoint.query = {{QStringLiteral("api-version"), QStringLiteral("v1")}};
    endpoint.baseUrl = QStringLiteral("https://me.example.com");
    QCOMPARE(encoded(hello(), endpoint).http.url,
             QUrl(QStringLiteral("https://me.example.com/openai/v1/responses?api-version=v1")));
    endpoint = endpointOf(responses);
    endpoint.baseUrl += QStringLiteral("/responses/");
    QCOMPARE(encoded(hello(), endpoint).http.url, made.url);
    QCOMPARE(modelsPath(responses), QStringLiteral("/models"));
}

QTEST_GUILESS_MAIN(TestEncodeResponses)
#include "tst_encode_responses.moc"
