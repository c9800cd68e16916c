// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/StrictJson.h"
#include "core/chat/LedgerReason.h"
#include "tests/support/Encoding.h"

#include <QTest>

using namespace triptych;
using namespace triptych::encoding;

namespace {

Endpoint endpointFor(const QString &model)
{
    Endpoint endpoint = endpointOf(gemini);
    endpoint.baseUrl = QStringLiteral("https://g.example");
    endpoint.model.id = model;
    return endpoint;
}

ChatRequest helloTo(const QString &model)
{
    ChatRequest request = hello();
    request.model = model;
    return request;
}

const QString newModel = QStringLiteral("gemini-3.8-flash");
const QString oldModel = QStringLiteral("gemini-2.5-flash");
const QByteArray brest = R"({"port":"Brest"})";

ToolCallPart call(const char *id, const char *name, const QByteArray &arguments = brest)
{
    return {QString::fromLatin1(id), QString::fromLatin1(name), arguments};
}

ToolResultPart result(const char *id, const char *text, bool isError = false)
{
    return {QString::fromLatin1(id), QString::fromUtf8(text), isError};
}

OpaqueContent part(const char *json)
{
    return {gemini, {json}};
}

TextPart text(const char *words)
{
    return {QString::fromUtf8(words)};
}

/// The contents of a request with these turns.
QByteArray contentsOf(std::vector<ChatTurn> turns)
{
    const EncodedRequest made = encoded({.model = newModel, .turns = std::move(turns)}, endpointFor(newModel));
    JsonParser parser;
    return parser.parse(made.http.body)["contents"].raw().bytes;
}

} // namespace

/// Requests in Google's generateContent protocol.
class TestEncodeGemini : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheWholeBody();
    void writesNothingThatNobodySet();
    void writesConversations_data();
    void writesConversations();
    void listsArgumentsThatAreNoObject();
    void writesTools();
    void writesSettings_data();
    void writesSettings();
    void asksForReasoningInOneWay_data();
    void asksForReasoningInOneWay();
    void makesUrls_data();
    void makesUrls();
    void setsHeaders();
    void mergesExtraBodies();
    void takesNoGif();
    void keepsForeignContentInTheLedger();
};

void TestEncodeGemini::writesTheWholeBody()
{
    ChatRequest request = helloTo(newModel);
    request.turns.push_back(ChatTurn::text(Role::System, QStringLiteral("In French.")));
    request.settings.maxTokens = 5;
    const EncodedRequest made = encoded(request, endpointFor(newModel));
    QCOMPARE(made.http.body,
             QByteArray(R"({"systemInstruction":{"parts":[{"text":"Be brief.\n\nIn French."}]},)"
                        R"("contents":[{"role":"user","parts":[{"text":"潮汐?"}]}],)"
                        R"("generationConfig":{"maxOutputTokens":5}})"));
    QCOMPARE(made.http.method, QByteArray("POST"));
    QVERIFY(made.ledger.empty());
}

void TestEncodeGemini::writesNothingThatNobodySet()
{
    ChatRequest request {.model = newModel, .turns = {ChatTurn::text(Role::User, QStringLiteral("a"))}};
    QCOMPARE(encoded(request, endpointFor(newModel)).http.body,
             QByteArray(R"({"contents":[{"role":"user","parts":[{"text":"a"}]}]})"));
    request.turns.clear();
    QCOMPARE(encoded(request, endpointFor(newModel)).http.body, QByteArray(R"({"contents":[]})"));
}

void TestEncodeGemini::writesConversations_data()
{
    QTest::addColumn<std::vector<ChatTurn>>("turns");
    QTest::addColumn<QByteArray>("contents");
    const auto row = [](const char *name, std::vector<ChatTurn> turns, const char *contents) {
        QTest::newRow(name) << std::move(turns) << QByteArray(contents);
    };
    row("one role in a row is one content",
        {{Role::User, {text("a")}},
         {Role::User, {text("b")}},
         {Role::Assistant, {text("c")}},
         {Role::User, {text("d")}}},
        R"([{"role":"user","parts":[{"text":"a"},{"text":"b"}]},{"role":"model","parts":[{"text":"c"}]},{"role":"user","parts":[{"text":"d"}]}])");
    row("what says nothing makes no content",
        {{Role::User, {text("a")}},
         {Role::Assistant, {text(""), ReasoningPart {QStringLiteral("hm")}}},
         {Role::User, {text("b")}}},
        R"([{"role":"user","parts":[{"text":"a"},{"text":"b"}]}])");
    row("a call and its result",
        {{Role::Assistant, {text("See."), call("c1", "tide")}}, {Role::Tool, {result("c1", R"({"z":1,"a":[ 2 ]})")}}},
        R"([{"role":"model","parts":[{"text":"See."},{"functionCall":{"id":"c1","name":"tide","args":{"port":"Brest"}}}]},{"role":"user","parts":[{"functionResponse":{"id":"c1","name":"tide","response":{"z":1,"a":[2]}}}]}])");
    row("a result and words are one turn of the user",
        {{Role::Assistant, {call("c1", "tide")}}, {Role::Tool, {result("c1", "low")}}, {Role::User, {text("And?")}}},
        R"([{"role":"model","parts":[{"functionCall":{"id":"c1","name":"tide","args":{"port":"Brest"}}}]},{"role":"user","parts":[{"functionResponse":{"id":"c1","name":"tide","response":{"output":"low"}}},{"text":"And?"}]}])");
    row("an error is told as one",
        {{Role::Assistant, {call("c1", "tide")}}, {Role::Tool, {result("c1", R"({"a":1})", true)}}},
        R"([{"role":"model","parts":[{"functionCall":{"id":"c1","name":"tide","args":{"port":"Brest"}}}]},{"role":"user","parts":[{"functionResponse":{"id":"c1","name":"tide","response":{"error":"{\"a\":1}"}}}]}])");
    row("ids that we made are not sent",
        {{Role::Assistant, {call("triptych-call-r1-0", "tide"), call("triptych-call-r1-1", "wind")}},
         {Role::Tool, {result("triptych-call-r1-1", "3"), result("triptych-call-r1-0", "low")}}},
        R"([{"role":"model","parts":[{"functionCall":{"name":"tide","args":{"port":"Brest"}}},{"functionCall":{"name":"wind","args":{"port":"Brest"}}}]},{"role":"user","parts":[{"functionResponse":{"name":"wind","response":{"output":"3"}}},{"functionResponse":{"name":"tide","response":{"output":"low"}}}]}])");
    row("the latest call of an id gives its name",
        {{Role::Assistant, {call("c", "tide", "")}},
         {Role::Tool, {result("c", "1")}},
         {Role::Assistant, {call("c", "wind", "")}},
         {Role::Tool, {result("c", "2")}}},
        R"([{"role":"model","parts":[{"functionCall":{"id":"c","name":"tide","args":{}}}]},{"role":"user","parts":[{"functionResponse":{"id":"c","name":"tide","response":{"output":"1"}}}]},{"role":"model","parts":[{"functionCall":{"id":"c","name":"wind","args":{}}}]},{"role":"user","parts":[{"functionResponse":{"id":"c","name":"wind","response":{"output":"2"}}}]}])");
    row("a result without its call", {{Role::Tool, {result("c9", "low")}}},
        R"([{"role":"user","parts":[{"functionResponse":{"id":"c9","name":"c9","response":{"output":"low"}}}]}])");
    row("a signed call stands in its call's place, once",
        {{Role::Assistant,
          {part(R"({"functionCall":{"id":"a","name":"tide","args":{"port":"Brest"}},"thoughtSignature":"c2ln"})"),
           text("Both."), call("b", "wind"), call("a", "tide")}}},
        R"([{"role":"model","parts":[{"text":"Both."},{"functionCall":{"id":"b","name":"wind","args":{"port":"Brest"}}},{"functionCall":{"id":"a","name":"tide","args":{"port":"Brest"}},"thoughtSignature":"c2ln"}]}])");
    row("without an id, name and arguments tell",
        {{Role::Assistant,
          {call("triptych-call-0", "tide", R"({"port":"Calais"})"),
           call("triptych-call-1", "tide", R"({ "port": "Brest" })"), call("triptych-call-2", "tide"),
           part(R"({"functionCall":{"name":"tide","args":{"port":"Brest"}},"thoughtSignature":"MQ=="})"),
           part(R"({"functionCall":{"name":"tide","args":{"port":"Brest"}},"thoughtSignature":"Mg=="})")}}},
        R"([{"role":"model","parts":[{"functionCall":{"name":"tide","args":{"port":"Calais"}}},{"functionCall":{"name":"tide","args":{"port":"Brest"}},"thoughtSignature":"MQ=="},{"functionCall":{"name":"tide","args":{"port":"Brest"}},"thoughtSignature":"Mg=="}]}])");
    row("no arguments are an empty object",
        {{Role::Assistant,
          {call("triptych-call-0", "tide", "{}"),
           part(R"({"functionCall":{"name":"tide"},"thoughtSignature":"MQ=="})")}}},
        R"([{"role":"model","parts":[{"functionCall":{"name":"tide"},"thoughtSignature":"MQ=="}]}])");
    row("a signed call of another turn is no match",
        {{Role::Assistant, {part(R"({"functionCall":{"id":"a","name":"tide"},"thoughtSignature":"MQ=="})")}},
         {Role::User, {text("x")}},
         {Role::Assistant, {call("a", "tide")}}},
        R"([{"role":"model","parts":[{"functionCall":{"id":"a","name":"tide"},"thoughtSignature":"MQ=="}]},{"role":"user","parts":[{"text":"x"}]},{"role":"model","parts":[{"functionCall":{"id":"a","name":"tide","args":{"port":"Brest"}}}]}])");
    row("the result of a signed call finds its name",
        {{Role::Assistant,
          {call("a", "tide"),
           part(R"({"functionCall":{"id":"a","name":"tide","args":{}},"thoughtSignature":"MQ=="})")}},
         {Role::Tool, {result("a", "low")}}},
        R"([{"role":"model","parts":[{"functionCall":{"id":"a","name":"tide","args":{}},"thoughtSignature":"MQ=="}]},{"role":"user","parts":[{"functionResponse":{"id":"a","name":"tide","response":{"output":"low"}}}]}])");
    row("other signed parts stay where they stand",
        {{Role::Assistant,
          {ReasoningPart {QStringLiteral("Hm.")}, part(R"({"text":"Hm.","thought":true,"thoughtSignature":"dGg="})"),
           text("Six."), part(R"({"text":"","thoughtSignature":"c2ln"})")}}},
        R"([{"role":"model","parts":[{"text":"Hm.","thought":true,"thoughtSignature":"dGg="},{"text":"Six."},{"text":"","thoughtSignature":"c2ln"}]}])");
}

void TestEncodeGemini::writesConversations()
{
    QFETCH(const std::vector<ChatTurn>, turns);
    QTEST(contentsOf(turns), "contents");
}

void TestEncodeGemini::listsArgumentsThatAreNoObject()
{
    const ChatRequest request {.model = newModel,
                               .turns = {{Role::Assistant, {call("c", "tide", "[1]"), call("d", "tide", "{\"a\":")}}}};
    const EncodedRequest made = encoded(request, endpointFor(newModel));
    QCOMPARE(ledgerText(made.ledger), QStringLiteral("arguments:[1]>{} arguments:{\"a\":>{}"));
    QCOMPARE(made.ledger[0].reason, QString(ledger_reason::notJson));
    QCOMPARE(made.http.body.count(R"("args":{})"), 2);
}

void TestEncodeGemini::writesTools()
{
    ChatRequest request = helloTo(newModel);
    request.tools = {{QStringLiteral("tide"), QStringLiteral("d"), {R"({"z":1,"a":{"b":2.0}})"}},
                     {QStringLiteral("now"), {}, {}}};
    const QByteArray body = encoded(request, endpointFor(newModel)).http.body;
    QVERIFY2(
        body.endsWith(
            R"(,"tools":[{"functionDeclarations":[{"name":"tide","description":"d","parametersJsonSchema":{"z":1,"a":{"b":2.0}}},{"name":"now"}]}]})"),
        body.constData());
}

void TestEncodeGemini::writesSettings_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("settings");
    QTest::addColumn<QString>("efforts");
    QTest::addColumn<QString>("config");
    QTest::addColumn<QString>("ledger");
    const auto row = [](const char *name, const QString &model, const char *settings, const char *efforts,
                        const char *config, const char *ledger) {
        QTest::newRow(name) << model << QString::fromLatin1(settings) << QString::fromLatin1(efforts)
                            << QString::fromLatin1(config) << QString::fromLatin1(ledger);
    };
    row("all plain", newModel, "max_tokens=5,temperature=0.5,top_p=1,top_k=3,seed=7,stop=x", "",
        R"("maxOutputTokens":5,"temperature":0.5,"topP":1,"topK":3,"seed":7,"stopSequences":["x"])", "");
    row("hot", newModel, "temperature=2", "", R"("temperature":2)", "");
    row("five stops", newModel, "stop=1|2|3|4|5", "", R"("stopSequences":["1","2","3","4","5"])", "");
    row("six stops", newModel, "stop=1|2|3|4|5|6", "", R"("stopSequences":["1","2","3","4","5"])", "stop:6>5");
    row("level", newModel, "reasoning_effort=high", "",
        R"("thinkingConfig":{"thinkingLevel":"HIGH","includeThoughts":true})", "");
    row("least level", newModel, "reasoning_effort=minimal", "",
        R"("thinkingConfig":{"thinkingLevel":"MINIMAL","includeThoughts":true})", "");
    row("level above all", newModel, "reasoning_effort=max", "",
        R"("thinkingConfig":{"thinkingLevel":"HIGH","includeThoughts":true})", "reasoning_effort:max>high");
    row("level off", newModel, "reasoning_effort=none", "",
        R"("thinkingConfig":{"thinkingLevel":"MINIMAL","includeThoughts":true})", "reasoning_effort:none>minimal");
    row("level that the model has not", newModel, "reasoning_effort=minimal", "low medium high",
        R"("thinkingConfig":{"thinkingLevel":"LOW","includeThoughts":true})", "reasoning_effort:minimal>low");
    row("level that only a list has", newModel, "reasoning_effort=none", "none low",
        R"("thinkingConfig":{"thinkingLevel":"MINIMAL","includeThoughts":true})", "reasoning_effort:none>minimal");
    row("budget of a newer model", newModel, "reasoning_budget=2000", "", "", "reasoning_budget:2000>");
    row("budget and effort of a newer model", newModel, "reasoning_budget=2000,reasoning_effort=low", "",
        R"("thinkingConfig":{"thinkingLevel":"LOW","includeThoughts":true})", "reasoning_budget:2000>");
    row("budget", oldModel, "reasoning_budget=2000", "",
        R"("thinkingConfig":{"thinkingBudget":2000,"includeThoughts":true})", "");
    row("no budget", oldModel, "reasoning_budget=0", "", R"("thinkingConfig":{"thinkingBudget":0})", "");
    row("effort as budget", oldModel, "reasoning_effort=medium", "",
        R"("thinkingConfig":{"thinkingBudget":8192,"includeThoughts":true})", "reasoning_effort:medium>8192");
    row("least effort as budget", oldModel, "reasoning_effort=minimal", "",
        R"("thinkingConfig":{"thinkingBudget":1024,"includeThoughts":true})", "reasoning_effort:minimal>1024");
    row("most effort as budget", oldModel, "reasoning_effort=max", "",
        R"("thinkingConfig":{"thinkingBudget":24576,"includeThoughts":true})", "reasoning_effort:max>24576");
    row("no effort as budget", oldModel, "reasoning_effort=none", "", R"("thinkingConfig":{"thinkingBudget":0})",
        "reasoning_effort:none>0");
    row("budget before effort", oldModel, "reasoning_budget=500,reasoning_effort=high", "",
        R"("thinkingConfig":{"thinkingBudget":500,"includeThoughts":true})", "reasoning_effort:high>500");
    row("always on", QStringLiteral("gemini-2.5-pro"), "reasoning_effort=none", "minimal low medium high",
        R"("thinkingConfig":{"thinkingBudget":1024,"includeThoughts":true})", "reasoning_effort:none>1024");
}

void TestEncodeGemini::writesSettings()
{
    QFETCH(const QString, model);
    QFETCH(const QString, settings);
    QFETCH(const QString, efforts);
    QFETCH(const QString, config);
    ChatRequest request = helloTo(model);
    const auto lane = LaneAddress::parse(QStringLiteral("p/m#") + settings);
    QVERIFY2(lane, qUtf8Printable(settings));
    request.settings = lane.value().settings;
    Endpoint endpoint = endpointFor(model);
    endpoint.model.reasoningEfforts = efforts.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const EncodedRequest made = encoded(request, endpoint);
    const QString body = QString::fromUtf8(made.http.body);
    const QString tail = body.mid(body.indexOf(QLatin1String("}]}]")) + 4);
    QCOMPARE(tail, config.isEmpty() ? QStringLiteral("}") : QStringLiteral(",\"generationConfig\":{%1}}").arg(config));
    QTEST(ledgerText(made.ledger), "ledger");
    for (const LedgerEntry &entry : made.ledger)
        QVERIFY(!entry.reason.isEmpty());
}

void TestEncodeGemini::asksForReasoningInOneWay_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<bool>("hasBudget");
    const auto row
        = [](const char *model, bool hasBudget) { QTest::newRow(model) << QString::fromLatin1(model) << hasBudget; };
    row("gemini-2.5-pro", true);
    row("models/gemini-2.5-flash-lite", true);
    row("gemini-3-flash-preview", false);
    row("models/gemini-3.8-flash", false);
    row("gemini-flash-latest", false);
    row("gemini-4-ultra", false);
    row("gemini-20-future", false);
}

void TestEncodeGemini::asksForReasoningInOneWay()
{
    QFETCH(const QString, model);
    QFETCH(const bool, hasBudget);
    ChatRequest request = helloTo(model);
    request.settings.reasoningEffort = QStringLiteral("low");
    request.settings.reasoningBudget = 3000;
    const QByteArray body = encoded(request, endpointFor(model)).http.body;
    QCOMPARE(body.contains("thinkingBudget"), hasBudget);
    QCOMPARE(body.contains("thinkingLevel"), !hasBudget);
}

void TestEncodeGemini::makesUrls_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("chatPath");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *name, const char *model, const char *chatPath, const char *query, const char *url) {
        QTest::newRow(name) << QString::fromLatin1(model) << QString::fromLatin1(chatPath) << QString::fromLatin1(query)
                            << QStringLiteral("https://g.example") + QString::fromLatin1(url);
    };
    row("plain", "gemini-3.8-flash", "", "", "/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse");
    row("as lists name it", "models/gemini-3.8-flash", "", "",
        "/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse");
    row("odd id", "a/b ?#", "", "", "/v1beta/models/a%2Fb%20%3F%23:streamGenerateContent?alt=sse");
    row("with a query", "m", "", "x", "/v1beta/models/m:streamGenerateContent?project=x&alt=sse");
    row("another path", "m", "/v1/publishers/google/models/{model}:streamGenerateContent", "",
        "/v1/publishers/google/models/m:streamGenerateContent?alt=sse");
    row("a path that says it", "m", "/v1/models/{model}:streamGenerateContent?alt=sse", "",
        "/v1/models/m:streamGenerateContent?alt=sse");
    row("a path that does not stream", "m", "/v1/models/{model}:generateContent", "", "/v1/models/m:generateContent");
}

void TestEncodeGemini::makesUrls()
{
    QFETCH(const QString, model);
    QFETCH(const QString, chatPath);
    QFETCH(const QString, query);
    Endpoint endpoint = endpointFor(model);
    endpoint.chatPath = chatPath;
    if (!query.isEmpty())
        endpoint.query = {{QStringLiteral("project"), query}};
    QTEST(encoded(helloTo(model), endpoint).http.url.toString(QUrl::FullyEncoded), "url");
}

void TestEncodeGemini::setsHeaders()
{
    Endpoint endpoint = endpointFor(newModel);
    endpoint.headers = {{"X-Goog-User-Project", "p"}};
    const HttpHeaders headers = encoded(helloTo(newModel), endpoint).http.headers;
    QCOMPARE(headerValue(headers, "content-type"), QByteArray("application/json"));
    QCOMPARE(headerValue(headers, "x-goog-user-project"), QByteArray("p"));
    QVERIFY(headerValue(headers, "x-goog-api-key").isEmpty()); // keys are added later
}

void TestEncodeGemini::mergesExtraBodies()
{
    ChatRequest request = helloTo(newModel);
    request.settings.seed = 1;
    request.extraBody = {R"({"safetySettings":[],"generationConfig":{"mediaResolution":"LOW"}})"};
    QVERIFY(encoded(request, endpointFor(newModel))
                .http.body.endsWith(R"("generationConfig":{"seed":1,"mediaResolution":"LOW"},"safetySettings":[]})"));
    request.extraBody = {"[]"};
    QVERIFY(!adapterFor(gemini)->encode(request, endpointFor(newModel)));
}

void TestEncodeGemini::takesNoGif()
{
    const MediaPart film {QStringLiteral("image/gif"), QByteArrayLiteral("GIF"), {}};
    const EncodedRequest made
        = encoded({.model = newModel, .turns = {{Role::User, {text("a"), film}}}}, endpointFor(newModel));
    QCOMPARE(ledgerText(made.ledger), QStringLiteral("image:image/gif>"));
    QVERIFY(!made.http.body.contains("inlineData"));
}

void TestEncodeGemini::keepsForeignContentInTheLedger()
{
    ChatRequest request = helloTo(newModel);
    request.turns[1].parts.emplace_back(OpaqueContent {messages, {"{}"}});
    QCOMPARE(ledgerText(encoded(request, endpointFor(newModel)).ledger), QStringLiteral("content:anthropic>"));
}

QTEST_GUILESS_MAIN(TestEncodeGemini)
#include "tst_encode_gemini.moc"
