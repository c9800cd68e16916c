// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/StrictJson.h"
#include "core/dialects/UnknownSettings.h"
#include "tests/support/Encoding.h"

#include <QRegularExpression>
#include <QTest>

using namespace triptych;
using namespace triptych::encoding;

namespace {

/// The part of the body that the settings make: what follows the messages.
QString settingsPart(const QByteArray &body)
{
    const QByteArray end = "]}]";
    const auto at = qMax(body.indexOf("\"}],") + 3, body.indexOf(end) < 0 ? -1 : body.indexOf(end) + 3);
    return QString::fromUtf8(body.mid(at));
}

const QStringList sampling {QStringLiteral("temperature"), QStringLiteral("top_p")};

} // namespace

class TestEncode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheWholeBody();
    void writesConversations_data();
    void writesConversations();
    void writesSettings_data();
    void writesSettings();
    void calmsModelsThatGetTools_data();
    void calmsModelsThatGetTools();
    void refusesToolsForModelsThatAlwaysReason();
    void joinsTurnsOfOneRole();
    void shortensCallIds();
    void choosesTheMessagesVersion_data();
    void choosesTheMessagesVersion();
    void setsHeaders();
    void mergesExtraBodies();
    void refusesExtraBodiesThatAreNoObjects();
    void makesUrls_data();
    void makesUrls();
    void keepsForeignContentInTheLedger();
    void tellsWhichSettingsAProtocolLacks();
};

void TestEncode::tellsWhichSettingsAProtocolLacks()
{
    const QString topK = QStringLiteral("top_k");
    Endpoint openAi = endpointOf(chat);
    QVERIFY(settingsUnknownTo(openAi).contains(topK));
    QVERIFY(!settingsUnknownTo(openAi).contains(QStringLiteral("temperature")));
    openAi.quirks.insert(Quirk::TopK);
    QVERIFY(!settingsUnknownTo(openAi).contains(topK));
    QVERIFY(!settingsUnknownTo(endpointOf(messages)).contains(topK));
    QVERIFY(settingsUnknownTo({.dialect = QStringLiteral("nobody-speaks-it")}).isEmpty());
}

void TestEncode::writesTheWholeBody()
{
    const EncodedRequest openAi = encoded(hello(), endpointOf(chat));
    QCOMPARE(
        openAi.http.body,
        QByteArray(R"({"model":"m-1","messages":[{"role":"system","content":"Be brief."},)"
                   R"({"role":"user","content":"潮汐?"}],"stream":true,"stream_options":{"include_usage":true}})"));
    QVERIFY(openAi.ledger.empty());
    QCOMPARE(openAi.http.url, QUrl(QStringLiteral("https://api.example.com/v1/chat/completions")));

    const EncodedRequest anthropic = encoded(hello(), endpointOf(messages));
    QCOMPARE(anthropic.http.body,
             QByteArray(R"({"model":"m-1","max_tokens":8192,"system":"Be brief.",)"
                        R"("messages":[{"role":"user","content":[{"type":"text","text":"潮汐?"}]}],"stream":true})"));
    QCOMPARE(ledgerText(anthropic.ledger), QStringLiteral("max_tokens:>8192"));
}

void TestEncode::writesConversations_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<int>("quirk");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("openai")
        << chat << -1
        << QByteArray(
               R"("messages":[{"role":"user","content":"a"},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"tide","arguments":"{\"port\": 1}"}}]},)"
               R"({"role":"tool","tool_call_id":"c1","content":"Error: low"},{"role":"assistant","content":"ok"},{"role":"user","content":"b"}],"tools":[{"type":"function","function":{"name":"tide","description":"d","parameters":{"z":1,"a":{"b":2.0}}}}])");
    QTest::newRow("developer") << chat << int(Quirk::SystemAsDeveloper) << QByteArray(R"("messages":[{"role":"user")");
    QTest::newRow("reasoning goes back") << chat << int(Quirk::ThinkingSwitch)
                                         << QByteArray(R"("content":null,"reasoning_content":"hm","tool_calls":)");
    QTest::newRow("anthropic")
        << messages << -1
        << QByteArray(
               R"("messages":[{"role":"user","content":[{"type":"text","text":"a"}]},{"role":"assistant","content":[{"type":"thinking","signature":"s"},{"type":"tool_use","id":"c1","name":"tide","input":{"port": 1}}]},)"
               R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"low","is_error":true}]},{"role":"assistant","content":[{"type":"text","text":"ok"}]},{"role":"user","content":[{"type":"text","text":"b"}]}],"tools":[{"name":"tide","description":"d","input_schema":{"z":1,"a":{"b":2.0}}}])");
}

void TestEncode::writesConversations()
{
    QFETCH(const QString, dialect);
    QFETCH(const int, quirk);
    QFETCH(const QByteArray, expected);
    ChatRequest request {.model = QStringLiteral("m-1")};
    request.turns = {
        ChatTurn::text(Role::User, QStringLiteral("a")),
        {Role::Assistant,
         {OpaqueContent {messages, {R"({"type":"thinking","signature":"s"})"}}, ReasoningPart {QStringLiteral("hm")},
          ToolCallPart {QStringLiteral("c1"), QStringLiteral("tide"), R"({"port": 1})"}}},
        {Role::Tool, {ToolResultPart {QStringLiteral("c1"), QStringLiteral("low"), true}}},
        ChatTurn::text(Role::Assistant, QStringLiteral("ok")),
        ChatTurn::text(Role::User, QStringLiteral("b")),
    };
    request.tools = {{QStringLiteral("tide"), QStringLiteral("d"), {R"({"z":1,"a":{"b":2.0}})"}}};
    const EncodedRequest made = encoded(request, endpointOf(dialect, quirk < 0 ? Quirks() : Quirks {Quirk(quirk)}));
    QVERIFY2(made.http.body.contains(expected), made.http.body.constData());
}

void TestEncode::writesSettings_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("address");
    QTest::addColumn<Quirks>("quirks");
    QTest::addColumn<QStringList>("refused");
    QTest::addColumn<QStringList>("efforts");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("ledger");
    const auto row = [](const char *name, const QString &dialect, const char *settings, const Quirks &quirks,
                        const QStringList &refused, const char *efforts, const char *body, const char *ledger) {
        QTest::newRow(name) << dialect << QStringLiteral("p/m-1#") + QString::fromLatin1(settings) << quirks << refused
                            << QString::fromLatin1(efforts).split(QLatin1Char(' '), Qt::SkipEmptyParts)
                            << QString::fromLatin1(body) << QString::fromLatin1(ledger);
    };
    row("all plain", chat, "max_tokens=5,temperature=0.5,top_p=1,seed=7,stop=x", {}, {}, "",
        R"("max_completion_tokens":5,"temperature":0.5,"top_p":1,"seed":7,"stop":["x"])", "");
    row("names of others", chat, "max_tokens=5,seed=7,top_k=3", {Quirk::MaxTokensField, Quirk::RandomSeed, Quirk::TopK},
        {}, "", R"("max_tokens":5,"top_k":3,"random_seed":7)", "");
    row("no top_k", chat, "top_k=3", {}, {}, "", "", "top_k:3>");
    row("no budget", chat, "reasoning_budget=2000", {}, {}, "", "", "reasoning_budget:2000>");
    row("effort", chat, "reasoning_effort=high", {}, {}, "", R"("reasoning_effort":"high")", "");
    row("refused", chat, "temperature=0,top_p=0.5,max_tokens=9", {}, sampling, "low high",
        R"("max_completion_tokens":9)", "temperature:0> top_p:0.5>");
    row("refused, still with effort", chat, "temperature=0,reasoning_effort=low", {}, sampling, "none low",
        R"("reasoning_effort":"low")", "temperature:0>");
    row("taken when quiet", chat, "temperature=0,reasoning_effort=none", {}, sampling, "none low",
        R"("temperature":0,"reasoning_effort":"none")", "");
    row("nearest effort", chat, "reasoning_effort=xhigh", {}, {}, "low medium high", R"("reasoning_effort":"high")",
        "reasoning_effort:xhigh>high");
    row("cannot be quiet", chat, "reasoning_effort=none", {}, {}, "low high", R"("reasoning_effort":"low")",
        "reasoning_effort:none>low");
    row("fixed sampling", chat, "temperature=0.2,top_p=0.9,seed=1", {Quirk::FixedSampling}, {}, "", R"("seed":1)",
        "temperature:0.2> top_p:0.9>");
    row("fixed sampling at one", chat, "temperature=1", {Quirk::FixedSampling}, {}, "", R"("temperature":1)", "");
    row("temperature to one", chat, "temperature=1.5", {Quirk::TemperatureToOne}, {}, "", R"("temperature":1)",
        "temperature:1.5>1");
    row("switch off", chat, "reasoning_effort=none", {Quirk::ThinkingSwitch}, {}, "",
        R"("thinking":{"type":"disabled"})", "");
    row("switch on", chat, "reasoning_effort=high", {Quirk::ThinkingSwitch}, {}, "", R"("thinking":{"type":"enabled"})",
        "reasoning_effort:high>on");
    row("switch and effort", chat, "reasoning_effort=high", {Quirk::ThinkingSwitch}, {}, "none low high",
        R"("thinking":{"type":"enabled"},"reasoning_effort":"high")", "");
    row("effort without switch", chat, "reasoning_effort=high", {Quirk::ThinkingSwitch}, {}, "low high",
        R"("reasoning_effort":"high")", "");
    row("reasoning on", chat, "reasoning_effort=low", {Quirk::ReasoningEnabled}, {}, "",
        R"("reasoning":{"enabled":true})", "reasoning_effort:low>on");
    row("reasoning off", chat, "reasoning_effort=none", {Quirk::ReasoningEnabled}, {}, "",
        R"("reasoning":{"enabled":false})", "");
    row("reasoning and effort", chat, "reasoning_effort=low", {Quirk::ReasoningEnabled}, {}, "none low",
        R"("reasoning":{"enabled":true},"reasoning_effort":"low")", "");
    row("template on", chat, "reasoning_effort=low", {Quirk::TemplateThinking}, {}, "",
        R"("chat_template_kwargs":{"enable_thinking":true})", "reasoning_effort:low>on");
    row("template off", chat, "reasoning_effort=none", {Quirk::TemplateThinking}, {}, "",
        R"("chat_template_kwargs":{"enable_thinking":false})", "");
    row("effort without template", chat, "reasoning_effort=none", {Quirk::TemplateThinking}, {}, "low high",
        R"("reasoning_effort":"low")", "reasoning_effort:none>low");
    row("switches have no budget", chat, "reasoning_budget=500", {Quirk::ReasoningEnabled}, {}, "", "",
        "reasoning_budget:500>");
    row("enable", chat, "reasoning_budget=500", {Quirk::EnableThinking}, {}, "",
        R"("enable_thinking":true,"thinking_budget":500)", "");
    row("budget in its range", chat, "reasoning_budget=128", {Quirk::EnableThinking, Quirk::BudgetTo32768}, {}, "",
        R"("enable_thinking":true,"thinking_budget":128)", "");
    row("budget below its range", chat, "reasoning_budget=100", {Quirk::EnableThinking, Quirk::BudgetTo32768}, {}, "",
        R"("enable_thinking":true,"thinking_budget":128)", "reasoning_budget:100>128");
    row("budget above its range", chat, "reasoning_budget=40000", {Quirk::EnableThinking, Quirk::BudgetTo32768}, {}, "",
        R"("enable_thinking":true,"thinking_budget":32768)", "reasoning_budget:40000>32768");
    row("budget in thinking", chat, "reasoning_budget=500", {Quirk::ThinkingBudget}, {}, "",
        R"("thinking":{"type":"enabled","budget_tokens":500})", "");
    row("budget in thinking, not effort", chat, "reasoning_budget=500,reasoning_effort=low", {Quirk::ThinkingBudget},
        {}, "", R"("thinking":{"type":"enabled","budget_tokens":500})", "reasoning_effort:low>");
    row("effort without budget", chat, "reasoning_effort=low", {Quirk::ThinkingBudget}, {}, "",
        R"("reasoning_effort":"low")", "");
    row("four stops", chat, "stop=a|b|c|d|e", {Quirk::FourStops}, {}, "", R"("stop":["a","b","c","d"])", "stop:5>4");
    row("five stops", chat, "stop=a|b|c|d|e", {}, {}, "", R"("stop":["a","b","c","d","e"])", "");
    row("enable off", chat, "reasoning_effort=none", {Quirk::EnableThinking}, {}, "", R"("enable_thinking":false)", "");
    row("enable level", chat, "reasoning_effort=high", {Quirk::EnableThinking}, {}, "", R"("enable_thinking":true)",
        "reasoning_effort:high>on");
    row("object effort", chat, "reasoning_effort=high", {Quirk::ReasoningObject}, {}, "",
        R"("reasoning":{"effort":"high"})", "");
    row("object budget", chat, "reasoning_budget=500,reasoning_effort=high", {Quirk::ReasoningObject}, {}, "",
        R"("reasoning":{"max_tokens":500})", "reasoning_effort:high>");
    row("nearest effort, then a switch", chat, "reasoning_effort=max", {Quirk::EnableThinking}, {}, "low high",
        R"("enable_thinking":true)", "reasoning_effort:max>on");
    row("object off", chat, "reasoning_effort=none", {Quirk::ReasoningObject}, {}, "",
        R"("reasoning":{"enabled":false})", "");
    row("anthropic plain", messages, "max_tokens=5,temperature=0.5,top_p=1,top_k=3,stop=x", {}, {}, "",
        R"("temperature":0.5,"top_p":1,"top_k":3,"stop_sequences":["x"])", "");
    row("anthropic refused", messages, "max_tokens=5,temperature=0.5", {}, sampling, "", "", "temperature:0.5>");
    row("anthropic seed", messages, "max_tokens=5,seed=1", {}, {}, "", "", "seed:1>");
    row("anthropic hot", messages, "max_tokens=5,temperature=1.5", {}, {}, "", R"("temperature":1)",
        "temperature:1.5>1");
    row("anthropic effort", messages, "max_tokens=5,reasoning_effort=high", {}, {}, "low high",
        R"("thinking":{"type":"adaptive","display":"summarized"},"output_config":{"effort":"high"})", "");
    row("anthropic off", messages, "max_tokens=5,reasoning_effort=none", {}, {}, "none low",
        R"("thinking":{"type":"disabled"})", "");
    row("anthropic off still refuses sampling", messages, "max_tokens=5,temperature=0,top_p=0.5,reasoning_effort=none",
        {}, sampling, "none low", R"("thinking":{"type":"disabled"})", "temperature:0> top_p:0.5>");
    row("anthropic off, sampling taken", messages, "max_tokens=5,temperature=0,reasoning_effort=none", {}, {},
        "none low", R"("temperature":0,"thinking":{"type":"disabled"})", "");
    row("anthropic minimal, no list", messages, "max_tokens=5,reasoning_effort=minimal", {}, {}, "",
        R"("thinking":{"type":"adaptive","display":"summarized"},"output_config":{"effort":"low"})",
        "reasoning_effort:minimal>low");
    row("anthropic max, no list", messages, "max_tokens=5,reasoning_effort=max", {}, {}, "",
        R"("thinking":{"type":"adaptive","display":"summarized"},"output_config":{"effort":"max"})", "");
    row("minimal, no list", chat, "reasoning_effort=minimal", {}, {}, "", R"("reasoning_effort":"minimal")", "");
    row("anthropic always on", messages, "max_tokens=5,reasoning_effort=none", {}, {}, "low high",
        R"("thinking":{"type":"adaptive","display":"summarized"},"output_config":{"effort":"low"})",
        "reasoning_effort:none>low");
    row("anthropic budget", messages, "max_tokens=9000,reasoning_budget=2000", {}, {}, "",
        R"("thinking":{"type":"enabled","budget_tokens":2000})", "");
    row("anthropic small budget", messages, "max_tokens=9000,reasoning_budget=5", {}, {}, "",
        R"("thinking":{"type":"enabled","budget_tokens":1024})", "reasoning_budget:5>1024");
    row("anthropic large budget", messages, "max_tokens=3000,reasoning_budget=5000", {}, {}, "",
        R"("thinking":{"type":"enabled","budget_tokens":2999})", "reasoning_budget:5000>2999");
    row("anthropic no room for a budget", messages, "max_tokens=1024,reasoning_budget=5000,temperature=0.3", {}, {}, "",
        R"("temperature":0.3)", "reasoning_budget:5000>");
    row("anthropic room for the smallest budget", messages, "max_tokens=1025,reasoning_budget=5000", {}, {}, "",
        R"("thinking":{"type":"enabled","budget_tokens":1024})", "reasoning_budget:5000>1024");
    row("anthropic no room, but an effort", messages, "max_tokens=900,reasoning_budget=5000,reasoning_effort=low", {},
        {}, "", R"("thinking":{"type":"adaptive","display":"summarized"},"output_config":{"effort":"low"})",
        "reasoning_budget:5000>");
    row("anthropic sampling while reasoning", messages,
        "max_tokens=9000,reasoning_budget=2000,temperature=0.3,top_k=4,top_p=0.99", {}, {}, "",
        R"("top_p":0.99,"thinking":{"type":"enabled","budget_tokens":2000})", "temperature:0.3> top_k:4>");
}

void TestEncode::writesSettings()
{
    QFETCH(const QString, dialect);
    QFETCH(const QString, address);
    QFETCH(const Quirks, quirks);
    QFETCH(const QStringList, refused);
    QFETCH(const QStringList, efforts);
    QFETCH(const QString, body);
    ChatRequest request = hello();
    const auto lane = LaneAddress::parse(address);
    QVERIFY2(lane, qUtf8Printable(address));
    request.settings = lane.value().settings;
    Endpoint endpoint = endpointOf(dialect, quirks);
    endpoint.model.refusedParameters = refused;
    endpoint.model.reasoningEfforts = efforts;
    const EncodedRequest made = encoded(request, endpoint);
    const QString tail = dialect == chat
        ? QStringLiteral(",\"stream\":true,\"stream_options\":{\"include_usage\":true}}")
        : QStringLiteral(",\"stream\":true}");
    QCOMPARE(settingsPart(made.http.body), (body.isEmpty() ? QString() : QLatin1Char(',') + body) + tail);
    QTEST(ledgerText(made.ledger), "ledger");
    for (const LedgerEntry &entry : made.ledger)
        QVERIFY(!entry.reason.isEmpty());
    JsonParser parser;
    QVERIFY(parser.parse(made.http.body).isObject());
}

void TestEncode::calmsModelsThatGetTools_data()
{
    QTest::addColumn<QString>("settings");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("ledger");
    const auto row = [](const char *settings, const char *body, const char *ledger) {
        QTest::newRow(settings) << QString::fromLatin1(settings) << QString::fromLatin1(body)
                                << QString::fromLatin1(ledger);
    };
    row("seed=1", R"("seed":1,"reasoning_effort":"none")", "reasoning_effort:>none");
    row("reasoning_effort=none", R"("reasoning_effort":"none")", "");
    row("reasoning_effort=high", R"("reasoning_effort":"none")", "reasoning_effort:high>none");
    row("temperature=0.5", R"("temperature":0.5,"reasoning_effort":"none")", "reasoning_effort:>none");
}

/// A model that takes tools only at the effort none is asked for that one, and says so.
void TestEncode::calmsModelsThatGetTools()
{
    QFETCH(const QString, settings);
    QFETCH(const QString, body);
    ChatRequest request = hello();
    request.settings = LaneAddress::parse(QString(QLatin1String("p/m#") + settings)).value().settings;
    request.tools = {{QStringLiteral("tide"), {}, {}}};
    Endpoint endpoint = endpointOf(chat);
    endpoint.model.reasoning = true;
    endpoint.model.toolsWhileReasoning = false;
    endpoint.model.refusedParameters = sampling;
    endpoint.model.reasoningEfforts = {QStringLiteral("none"), QStringLiteral("low"), QStringLiteral("high")};
    const EncodedRequest made = encoded(request, endpoint);
    QVERIFY2(made.http.body.contains("}}]," + body.toUtf8() + ",\"stream\""), made.http.body.constData());
    QTEST(ledgerText(made.ledger), "ledger");

    request.tools.clear();
    QVERIFY(!ledgerText(encoded(request, endpoint).ledger).contains(QStringLiteral("reasoning_effort")));
}

void TestEncode::refusesToolsForModelsThatAlwaysReason()
{
    ChatRequest request = hello();
    request.tools = {{QStringLiteral("tide"), {}, {}}};
    Endpoint endpoint = endpointOf(chat);
    endpoint.model.toolsWhileReasoning = false;
    endpoint.model.reasoningEfforts = {QStringLiteral("low"), QStringLiteral("high")};
    const auto made = adapterFor(chat)->encode(request, endpoint);
    QVERIFY(!made);
    QCOMPARE(made.error().kind, ErrorKind::InvalidInput);
    QCOMPARE(made.error().cause, QStringLiteral("tools_while_reasoning"));
    QCOMPARE(made.error().message, QStringLiteral("m-1"));

    endpoint.model.tools = false;
    QVERIFY(adapterFor(chat)->encode(request, endpoint));
    endpoint.model.tools = true;
    request.tools.clear();
    QVERIFY(adapterFor(chat)->encode(request, endpoint));
}

void TestEncode::joinsTurnsOfOneRole()
{
    ChatRequest request = hello();
    request.turns[1].parts.emplace_back(MediaPart {QStringLiteral("image/png"), QByteArrayLiteral("PNG"), {}});
    request.turns.push_back(ChatTurn::text(Role::User, QStringLiteral("And wind?")));
    request.turns.push_back({Role::User, {}});
    request.turns.push_back(ChatTurn::text(Role::Assistant, QStringLiteral("a")));
    request.turns.push_back(ChatTurn::text(Role::Assistant, QStringLiteral("b")));
    request.turns.push_back(ChatTurn::text(Role::User, QStringLiteral("c")));
    const QByteArray joined
        = R"({"role":"user","content":[{"type":"text","text":"潮汐?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,UE5H"}},{"type":"text","text":"\n\n"},{"type":"text","text":"And wind?"}]},{"role":"assistant","content":"a\n\nb"},{"role":"user","content":"c"}])";
    const QByteArray body = encoded(request, endpointOf(chat, {Quirk::AlternatingTurns})).http.body;
    QVERIFY2(body.contains(joined), body.constData());
    QCOMPARE(encoded(request, endpointOf(chat)).http.body.count(R"("role":"assistant")"), 2);

    ChatRequest tools {.model = QStringLiteral("m-1")};
    tools.turns = {{Role::Tool, {ToolResultPart {QStringLiteral("c1"), QStringLiteral("x")}}},
                   {Role::Tool, {ToolResultPart {QStringLiteral("c2"), QStringLiteral("y")}}}};
    QCOMPARE(encoded(tools, endpointOf(chat, {Quirk::AlternatingTurns})).http.body,
             encoded(tools, endpointOf(chat)).http.body);
}

void TestEncode::shortensCallIds()
{
    ChatRequest request {.model = QStringLiteral("m-1")};
    for (const char *id : {"call_0123456789", "Abc456789", "abc45678é", ""}) {
        request.turns.push_back(
            {Role::Assistant, {ToolCallPart {QString::fromUtf8(id), QStringLiteral("tide"), "{}"}}});
        request.turns.push_back({Role::Tool, {ToolResultPart {QString::fromUtf8(id), QStringLiteral("x")}}});
    }
    const QByteArray body = encoded(request, endpointOf(chat, {Quirk::ShortCallIds})).http.body;
    JsonParser parser;
    QStringList ids;
    QStringList answered;
    for (const JsonValue &message : parser.parse(body)["messages"].items()) {
        if (message["role"].view() == "tool")
            answered += message["tool_call_id"].text();
        else
            ids += message["tool_calls"].first()["id"].text();
    }
    QCOMPARE(ids.size(), 4);
    QCOMPARE(answered, ids);
    QCOMPARE(ids[1], QStringLiteral("Abc456789"));
    ids.removeDuplicates();
    QCOMPARE(ids.size(), 4);
    static const QRegularExpression nine(QStringLiteral("^[A-Za-z0-9]{9}$"));
    for (const QString &id : ids)
        QVERIFY2(nine.match(id).hasMatch(), qUtf8Printable(id));
}

void TestEncode::choosesTheMessagesVersion_data()
{
    QTest::addColumn<QString>("settings");
    QTest::addColumn<QStringList>("refused");
    QTest::addColumn<Quirks>("quirks");
    QTest::addColumn<QByteArray>("version");
    QTest::newRow("plain") << QString() << QStringList() << Quirks() << QByteArray("2026-10-21");
    QTest::newRow("old model samples") << QStringLiteral("temperature=0") << QStringList() << Quirks()
                                       << QByteArray("2023-06-01");
    QTest::newRow("new model does not") << QStringLiteral("temperature=0") << sampling << Quirks()
                                        << QByteArray("2026-10-21");
    QTest::newRow("quirk") << QString() << QStringList() << Quirks {Quirk::OldApiVersion} << QByteArray("2023-06-01");
}

void TestEncode::choosesTheMessagesVersion()
{
    QFETCH(const QString, settings);
    QFETCH(const QStringList, refused);
    QFETCH(const Quirks, quirks);
    ChatRequest request = hello();
    request.settings
        = LaneAddress::parse(QStringLiteral("p/m") + (settings.isEmpty() ? QString() : QLatin1Char('#') + settings))
              .value()
              .settings;
    Endpoint endpoint = endpointOf(messages, quirks);
    endpoint.model.refusedParameters = refused;
    const EncodedRequest made = encoded(request, endpoint);
    QTEST(headerValue(made.http.headers, "anthropic-version"), "version");
    if (headerValue(made.http.headers, "anthropic-version") == "2026-10-21")
        QVERIFY(!made.http.body.contains("temperature"));
}

void TestEncode::setsHeaders()
{
    Endpoint endpoint = endpointOf(chat);
    endpoint.headers = {{"Origin", "https://x"}, {"X-Title", "T"}, {"User-Agent", "mine"}};
    const HttpHeaders headers = encoded(hello(), endpoint).http.headers;
    QCOMPARE(headerValue(headers, "Content-Type"), QByteArray("application/json"));
    QVERIFY(headerValue(headers, "accept").startsWith("text/event-stream"));
    QCOMPARE(headerValue(headers, "x-title"), QByteArray("T"));
    QCOMPARE(headerValue(headers, "user-agent"), QByteArray("mine"));
    QVERIFY(headerValue(headers, "origin").isEmpty());
    QCOMPARE(headerValue(encoded(hello(), endpointOf(messages)).http.headers, "user-agent"),
             QByteArray("Triptych/" TRIPTYCH_VERSION));
}

void TestEncode::mergesExtraBodies()
{
    ChatRequest request = hello();
    request.extraBody
        = {R"({"stream_options":{"include_obfuscation":false},"zeta":{"b":1.0,"a":[ 2 ]},"model":"other"})"};
    Endpoint endpoint = endpointOf(chat);
    endpoint.body = {R"({"zeta":{"b":9},"provider":{"order":["x"]}})"};
    QVERIFY(
        encoded(request, endpoint)
            .http.body.endsWith(
                R"("stream":true,"stream_options":{"include_usage":true,"include_obfuscation":false},"zeta":{"b":1.0,"a":[ 2 ]},"provider":{"order":["x"]}})"));
    QVERIFY(encoded(request, endpoint).http.body.startsWith(R"({"model":"other",)"));
}

void TestEncode::refusesExtraBodiesThatAreNoObjects()
{
    for (const char *extra : {"[]", "3", "{", "{\"a\":}", "null"}) {
        ChatRequest request = hello();
        request.extraBody = {extra};
        const auto made = adapterFor(chat)->encode(request, endpointOf(chat));
        QVERIFY2(!made, extra);
        QCOMPARE(made.error().cause, QStringLiteral("extra_body"));
    }
}

void TestEncode::makesUrls_data()
{
    QTest::addColumn<QString>("baseUrl");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *base, const char *path, const char *url) {
        QTest::addRow("%s + %s", base, path)
            << QString::fromLatin1(base) << QString::fromLatin1(path) << QString::fromLatin1(url);
    };
    row("https://a.b/v1", "/chat/completions", "https://a.b/v1/chat/completions");
    row("https://a.b/v1/", "/chat/completions", "https://a.b/v1/chat/completions");
    row("https://a.b/v1//", "chat/completions", "https://a.b/v1/chat/completions");
    row("https://a.b/v1/chat/completions", "/chat/completions", "https://a.b/v1/chat/completions");
    row("https://a.b/v1/chat/completions/", "/chat/completions", "https://a.b/v1/chat/completions");
    row("https://a.b", "/models/{model}:go", "https://a.b/models/m%2F1%20%3F:go");
    row("http://[::1]:80/v1", "/models", "http://[::1]:80/v1/models");
}

void TestEncode::makesUrls()
{
    QFETCH(const QString, baseUrl);
    QFETCH(const QString, path);
    Endpoint endpoint {.baseUrl = baseUrl, .model = {.id = QStringLiteral("m/1 ?")}};
    QTEST(endpoint.url(path).toString(QUrl::FullyEncoded), "url");
    endpoint.query = {{QStringLiteral("api-version"), QStringLiteral("a&b c")}};
    QVERIFY(endpoint.url(path).toString(QUrl::FullyEncoded).endsWith(QStringLiteral("?api-version=a%26b%20c")));
}

void TestEncode::keepsForeignContentInTheLedger()
{
    ChatRequest request = hello();
    request.turns[1].parts.push_back(OpaqueContent {QStringLiteral("gemini"), {"{}"}});
    for (const QString &dialect : {chat, messages, responses, converse}) {
        const EncodedRequest made = encoded(request, endpointOf(dialect));
        QVERIFY(ledgerText(made.ledger).contains(QStringLiteral("content:gemini>")));
    }
}

QTEST_GUILESS_MAIN(TestEncode)
#include "tst_encode.moc"
