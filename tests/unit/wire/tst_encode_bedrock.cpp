// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/StrictJson.h"
#include "core/chat/LedgerReason.h"
#include "tests/support/Encoding.h"

#include <QTest>

using namespace triptych;
using namespace triptych::encoding;

namespace {

const QString nova = QStringLiteral("amazon.nova-pro-v1:0");
const QString claude = QStringLiteral("us.anthropic.claude-sonnet-4-6-v1:0");

Endpoint endpointFor(const QString &model)
{
    Endpoint endpoint = endpointOf(converse);
    endpoint.baseUrl = QStringLiteral("https://bedrock-runtime.us-east-1.amazonaws.com");
    endpoint.model.id = model;
    return endpoint;
}

QByteArray bodyOf(const ChatRequest &request, const QString &model = nova)
{
    return encoded(request, endpointFor(model)).http.body;
}

ChatRequest asking(std::vector<ChatTurn> turns)
{
    return {.model = nova, .turns = std::move(turns)};
}

ChatTurn user(const char *words)
{
    return ChatTurn::text(Role::User, QString::fromUtf8(words));
}

ChatTurn assistant(const char *words)
{
    return ChatTurn::text(Role::Assistant, QString::fromUtf8(words));
}

ToolCallPart call(const char *id, const char *name, const char *arguments)
{
    return {QString::fromLatin1(id), QString::fromLatin1(name), arguments};
}

} // namespace

/// Whole bodies of Converse, and what it cannot say.
class TestEncodeBedrock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheWholeBody();
    void writesConversations_data();
    void writesConversations();
    void writesTools();
    void declaresToolsOfEarlierTurns();
    void keepsReasoningAsItCame();
    void letsTheUserSpeakFirst();
    void namesDocuments_data();
    void namesDocuments();
    void namesNoTwoDocumentsAlike();
    void writesSettings_data();
    void writesSettings();
    void knowsClaude_data();
    void knowsClaude();
    void makesUrls_data();
    void makesUrls();
    void setsHeaders();
    void mergesExtraBodies();
};

void TestEncodeBedrock::writesTheWholeBody()
{
    ChatRequest request = hello();
    request.settings.maxTokens = 16;
    const EncodedRequest made = encoded(request, endpointFor(nova));
    QCOMPARE(made.http.body,
             QByteArray(R"({"system":[{"text":"Be brief."}],"messages":[{"role":"user","content":[{"text":"潮汐?"}]}],)"
                        R"("inferenceConfig":{"maxTokens":16}})"));
    QVERIFY(made.ledger.empty());
    QCOMPARE(made.http.method, QByteArray("POST"));
    QCOMPARE(bodyOf(asking({user("ping")})),
             QByteArray(R"({"messages":[{"role":"user","content":[{"text":"ping"}]}]})"));
}

void TestEncodeBedrock::writesConversations_data()
{
    QTest::addColumn<ChatRequest>("request");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("ledger");
    const auto row = [](const char *name, std::vector<ChatTurn> turns, const char *body, const char *ledger = "") {
        QTest::newRow(name) << asking(std::move(turns)) << QByteArray(body) << QString::fromUtf8(ledger);
    };
    row("several turns", {user("a"), assistant("b"), user("c")},
        R"({"messages":[{"role":"user","content":[{"text":"a"}]},{"role":"assistant","content":[{"text":"b"}]},{"role":"user","content":[{"text":"c"}]}]})");
    row("one role in a row", {user("a"), user("b")},
        R"({"messages":[{"role":"user","content":[{"text":"a"},{"text":"b"}]}]})");
    row("system turns anywhere",
        {user("a"), ChatTurn::text(Role::System, QStringLiteral("s")),
         ChatTurn::text(Role::System, QStringLiteral("t"))},
        R"({"system":[{"text":"s"},{"text":"t"}],"messages":[{"role":"user","content":[{"text":"a"}]}]})");
    row("blank texts are refused, so they stay",
        {ChatTurn::text(Role::System, QStringLiteral(" ")), user("a"), user(" \n")},
        R"({"messages":[{"role":"user","content":[{"text":"a"}]}]})");
    row("reasoning without its signature stays",
        {user("a"),
         {Role::Assistant, {ReasoningPart {QStringLiteral("hm")}, TextPart {QStringLiteral("b")}}},
         user("c")},
        R"({"messages":[{"role":"user","content":[{"text":"a"}]},{"role":"assistant","content":[{"text":"b"}]},{"role":"user","content":[{"text":"c"}]}]})");
    row("content of another dialect",
        {{Role::User, {TextPart {QStringLiteral("a")}, OpaqueContent {QStringLiteral("anthropic"), {"{}"}}}}},
        R"({"messages":[{"role":"user","content":[{"text":"a"}]}]})", "content:anthropic>");
    row("a mark with nothing before it",
        {{Role::User, {CacheMark(), TextPart {QStringLiteral("a")}, CacheMark(), CacheMark()}}},
        R"({"messages":[{"role":"user","content":[{"text":"a"},{"cachePoint":{"type":"default"}}]}]})");
}

void TestEncodeBedrock::writesConversations()
{
    QFETCH(const ChatRequest, request);
    const EncodedRequest made = encoded(request, endpointFor(nova));
    QTEST(made.http.body, "body");
    QTEST(ledgerText(made.ledger), "ledger");
}

void TestEncodeBedrock::writesTools()
{
    ChatRequest request = asking({user("a"),
                                  {Role::Assistant, {call("c1", "tide", R"( {"port": 1})"), call("c2", "now", "")}},
                                  {Role::Tool,
                                   {ToolResultPart {QStringLiteral("c1"), QStringLiteral("low"), false},
                                    ToolResultPart {QStringLiteral("c2"), QString(), true}}}});
    request.tools = {{QStringLiteral("tide"), QStringLiteral("d"), {R"({"z":1,"a":{"b":2.0}})"}},
                     {QStringLiteral("now"), {}, {}}};
    const EncodedRequest made = encoded(request, endpointFor(nova));
    QCOMPARE(
        made.http.body,
        QByteArray(
            R"({"messages":[{"role":"user","content":[{"text":"a"}]},{"role":"assistant","content":[{"toolUse":{"toolUseId":"c1","name":"tide","input":{"port": 1}}},{"toolUse":{"toolUseId":"c2","name":"now","input":{}}}]},)"
            R"({"role":"user","content":[{"toolResult":{"toolUseId":"c1","content":[{"text":"low"}]}},{"toolResult":{"toolUseId":"c2","content":[],"status":"error"}}]}],)"
            R"("toolConfig":{"tools":[{"toolSpec":{"name":"tide","description":"d","inputSchema":{"json":{"z":1,"a":{"b":2.0}}}}},{"toolSpec":{"name":"now","inputSchema":{"json":{"type":"object"}}}}]}})"));
    QVERIFY(made.ledger.empty());

    request.turns[1].parts = {call("c1", "tide", "{\"port\":")};
    const EncodedRequest odd = encoded(request, endpointFor(nova));
    QVERIFY(odd.http.body.contains(R"("name":"tide","input":{}})"));
    QCOMPARE(ledgerText(odd.ledger), QStringLiteral("arguments:{\"port\":>{}"));
}

void TestEncodeBedrock::declaresToolsOfEarlierTurns()
{
    ChatRequest request
        = asking({user("a"),
                  {Role::Assistant, {call("c1", "tide", "{}"), call("c2", "tide", "{}"), call("c3", "wind", "{}")}},
                  {Role::Tool, {ToolResultPart {QStringLiteral("c1"), QStringLiteral("low")}}}});
    const EncodedRequest made = encoded(request, endpointFor(nova));
    QVERIFY2(
        made.http.body.endsWith(
            R"("toolConfig":{"tools":[{"toolSpec":{"name":"tide","inputSchema":{"json":{"type":"object"}}}},{"toolSpec":{"name":"wind","inputSchema":{"json":{"type":"object"}}}}]}})"),
        made.http.body.constData());
    QCOMPARE(ledgerText(made.ledger), QStringLiteral("tools:>tide, wind"));
    QCOMPARE(made.ledger[0].reason, QString(ledger_reason::toolsOfEarlierTurns));
}

void TestEncodeBedrock::keepsReasoningAsItCame()
{
    const RawJson reasoning {R"({"reasoningContent":{"reasoningText":{"text":"tides","signature":"c2ln"}}})"};
    const ChatRequest request
        = asking({user("a"),
                  {Role::Assistant, {OpaqueContent {converse, reasoning}, TextPart {QStringLiteral("b")}}},
                  user("c")});
    const QByteArray expected = R"({"role":"assistant","content":[)" + reasoning.bytes + R"(,{"text":"b"}]})";
    QVERIFY2(bodyOf(request).contains(expected), bodyOf(request).constData());
}

void TestEncodeBedrock::letsTheUserSpeakFirst()
{
    const ChatRequest request = asking({assistant("welcome"), ChatTurn::text(Role::System, QStringLiteral("s")),
                                        assistant("ask"), user("a"), assistant("b")});
    const EncodedRequest made = encoded(request, endpointFor(nova));
    QCOMPARE(
        made.http.body,
        QByteArray(
            R"({"system":[{"text":"s"}],"messages":[{"role":"user","content":[{"text":"a"}]},{"role":"assistant","content":[{"text":"b"}]}]})"));
    QCOMPARE(ledgerText(made.ledger), QStringLiteral("turns:2>"));
    QCOMPARE(made.ledger[0].reason, QString(ledger_reason::beginsWithUser));
}

void TestEncodeBedrock::namesDocuments_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *fileName, const char *name) {
        QTest::newRow(fileName) << QString::fromUtf8(fileName) << QString::fromUtf8(name);
    };
    row("tides.pdf", "tides");
    row("Tide tables (Brest) [2026].pdf", "Tide tables (Brest) [2026]");
    row("a  b\tc.pdf", "a b-c");
    row("über_tides: v1.2.pdf", "-ber-tides- v1-2");
    row("潮汐.pdf", "document");
    row(".pdf", "document");
    row("", "document");
    row("ignore \"all\" rules!.pdf", "ignore -all- rules-");
}

void TestEncodeBedrock::namesDocuments()
{
    QFETCH(const QString, fileName);
    QFETCH(const QString, name);
    const MediaPart paper {QStringLiteral("application/pdf"), "PDF", fileName};
    const QByteArray expected = R"({"document":{"format":"pdf","name":")" + name.toUtf8() + R"(","source")";
    const QByteArray body = bodyOf(asking({{Role::User, {paper}}}));
    QVERIFY2(body.contains(expected), body.constData());
}

void TestEncodeBedrock::namesNoTwoDocumentsAlike()
{
    const MediaPart paper {QStringLiteral("application/pdf"), "PDF", QString(300, QLatin1Char('x'))};
    const MediaPart table {QStringLiteral("text/csv"), "a,b", {}};
    const QByteArray body
        = bodyOf(asking({{Role::User, {paper, table, table}}, assistant("b"), {Role::User, {paper, table}}}));
    const auto named = [](const QByteArray &name) { return "\"name\":\"" + name + '"'; };
    const QByteArrayList names {QByteArray(200, 'x'), QByteArray(196, 'x') + " (2)", "document", "document (2)",
                                "document (3)"};
    for (const QByteArray &name : names)
        QCOMPARE(body.count(named(name)), 1);
}

void TestEncodeBedrock::writesSettings_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("settings");
    QTest::addColumn<QStringList>("refused");
    QTest::addColumn<QString>("efforts");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("ledger");
    const auto row = [](const char *name, const QString &model, const char *settings, const char *body,
                        const char *ledger = "", const QStringList &refused = {}, const char *efforts = "") {
        QTest::newRow(name) << model << QString::fromLatin1(settings) << refused << QString::fromLatin1(efforts)
                            << QString::fromLatin1(body) << QString::fromLatin1(ledger);
    };
    row("none", nova, "", "");
    row("plain", nova, "max_tokens=5,temperature=0.5,top_p=0.9,stop=x|y",
        R"("inferenceConfig":{"maxTokens":5,"temperature":0.5,"topP":0.9,"stopSequences":["x","y"]})");
    row("zero is a value", nova, "temperature=0", R"("inferenceConfig":{"temperature":0})");
    row("hot", nova, "temperature=1.5", R"("inferenceConfig":{"temperature":1})", "temperature:1.5>1");
    row("no seed", nova, "seed=7", "", "seed:7>");
    row("no top_k", nova, "top_k=7", "", "top_k:7>");
    row("no budget", nova, "reasoning_budget=2000", "", "reasoning_budget:2000>");
    row("effort", nova, "reasoning_effort=high", R"("outputConfig":{"effort":"high"})");
    row("cannot say quiet", nova, "reasoning_effort=none", "", "reasoning_effort:none>");
    row("cannot say quiet, whatever it lists", nova, "reasoning_effort=none", "", "reasoning_effort:none>", {},
        "none low");
    row("cannot say quiet, and is never", nova, "reasoning_effort=none", "", "reasoning_effort:none>", {}, "low high");
    row("sampling beside effort", nova, "reasoning_effort=high,temperature=0.3",
        R"("inferenceConfig":{"temperature":0.3},"outputConfig":{"effort":"high"})");
    row("refused", nova, "temperature=0,top_p=0.5,max_tokens=9", R"("inferenceConfig":{"maxTokens":9})",
        "temperature:0> top_p:0.5>", {QStringLiteral("temperature"), QStringLiteral("top_p")});
    row("nearest effort", nova, "reasoning_effort=xhigh", R"("outputConfig":{"effort":"high"})",
        "reasoning_effort:xhigh>high", {}, "low medium high");
    row("claude: top_k", claude, "top_k=7", R"("additionalModelRequestFields":{"top_k":7})");
    row("claude: effort", claude, "reasoning_effort=high",
        R"("outputConfig":{"effort":"high"},"additionalModelRequestFields":{"thinking":{"type":"adaptive","display":"summarized"}})");
    row("claude: off", claude, "reasoning_effort=none",
        R"("additionalModelRequestFields":{"thinking":{"type":"disabled"}})");
    row("claude: always on", claude, "reasoning_effort=none",
        R"("outputConfig":{"effort":"low"},"additionalModelRequestFields":{"thinking":{"type":"adaptive","display":"summarized"}})",
        "reasoning_effort:none>low", {}, "low high");
    row("claude: budget", claude, "reasoning_budget=2000",
        R"("additionalModelRequestFields":{"thinking":{"type":"enabled","budget_tokens":2000}})");
    row("claude: small budget", claude, "reasoning_budget=5",
        R"("additionalModelRequestFields":{"thinking":{"type":"enabled","budget_tokens":1024}})",
        "reasoning_budget:5>1024");
    row("claude: budget above the maximum", claude, "max_tokens=3000,reasoning_budget=5000",
        R"("inferenceConfig":{"maxTokens":3000},"additionalModelRequestFields":{"thinking":{"type":"enabled","budget_tokens":2999}})",
        "reasoning_budget:5000>2999");
    row("claude: budget above what the model writes", claude, "reasoning_budget=90000",
        R"("additionalModelRequestFields":{"thinking":{"type":"enabled","budget_tokens":63999}})",
        "reasoning_budget:90000>63999");
    row("claude: no room for a budget", claude, "max_tokens=900,reasoning_budget=5000",
        R"("inferenceConfig":{"maxTokens":900})", "reasoning_budget:5000>");
    row("claude: sampling while reasoning", claude, "reasoning_budget=2000,temperature=0.3,top_k=4,top_p=0.99",
        R"("inferenceConfig":{"topP":0.99},"additionalModelRequestFields":{"thinking":{"type":"enabled","budget_tokens":2000}})",
        "temperature:0.3> top_k:4>");
    row("claude: refused", claude, "temperature=0.3,top_k=4", "", "temperature:0.3> top_k:4>",
        {QStringLiteral("temperature"), QStringLiteral("top_k")});
}

void TestEncodeBedrock::writesSettings()
{
    QFETCH(const QString, model);
    QFETCH(const QString, settings);
    QFETCH(const QStringList, refused);
    QFETCH(const QString, efforts);
    QFETCH(const QString, body);
    ChatRequest request = asking({user("a")});
    request.settings = LaneAddress::parse(QStringLiteral("p/m#") + settings).value().settings;
    Endpoint endpoint = endpointFor(model);
    endpoint.model.refusedParameters = refused;
    endpoint.model.reasoningEfforts = efforts.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    endpoint.model.maxOutputTokens = 64000;
    const EncodedRequest made = encoded(request, endpoint);
    QCOMPARE(QString::fromUtf8(made.http.body),
             QStringLiteral(R"({"messages":[{"role":"user","content":[{"text":"a"}]}]%1})")
                 .arg(body.isEmpty() ? QString() : QLatin1Char(',') + body));
    QTEST(ledgerText(made.ledger), "ledger");
    for (const LedgerEntry &entry : made.ledger)
        QVERIFY(!entry.reason.isEmpty());
    JsonParser parser;
    QVERIFY(parser.parse(made.http.body).isObject());
}

void TestEncodeBedrock::knowsClaude_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<bool>("isClaude");
    const auto row
        = [](const char *model, bool isClaude) { QTest::newRow(model) << QString::fromLatin1(model) << isClaude; };
    row("anthropic.claude-3-haiku-20240307-v1:0", true);
    row("global.anthropic.claude-opus-5-v1:0", true);
    row("arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-opus-5-v1:0", true);
    row("arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl", false);
    row("amazon.nova-pro-v1:0", false);
    row("us.deepseek.r1-v1:0", false);
}

void TestEncodeBedrock::knowsClaude()
{
    QFETCH(const QString, model);
    ChatRequest request = asking({user("a")});
    request.settings.topK = 3;
    QTEST(bodyOf(request, model).contains("additionalModelRequestFields"), "isClaude");
}

void TestEncodeBedrock::makesUrls_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("chatPath");
    QTest::addColumn<QString>("url");
    const QString host = QStringLiteral("https://bedrock-runtime.us-east-1.amazonaws.com");
    QTest::newRow("colon") << QStringLiteral("us.example.model-v1:0") << QString()
                           << host + QStringLiteral("/model/us.example.model-v1%3A0/converse-stream");
    QTest::newRow("arn")
        << QStringLiteral("arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.x.y-v1:0") << QString()
        << host
            + QStringLiteral(
                "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Ainference-profile%2Fus.x.y-v1%3A0/converse-stream");
    QTest::newRow("path of one's own") << QStringLiteral("x.y:0") << QStringLiteral("/model/{model}/converse")
                                       << host + QStringLiteral("/model/x.y%3A0/converse");
}

void TestEncodeBedrock::makesUrls()
{
    QFETCH(const QString, model);
    QFETCH(const QString, chatPath);
    Endpoint endpoint = endpointFor(model);
    endpoint.chatPath = chatPath;
    QTEST(encoded(asking({user("a")}), endpoint).http.url.toString(QUrl::FullyEncoded), "url");
}

void TestEncodeBedrock::setsHeaders()
{
    Endpoint endpoint = endpointFor(nova);
    endpoint.headers = {{"X-Title", "T"}};
    const HttpHeaders headers = encoded(hello(), endpoint).http.headers;
    QCOMPARE(headerValue(headers, "content-type"), QByteArray("application/json"));
    QCOMPARE(headerValue(headers, "accept"), QByteArray("application/vnd.amazon.eventstream, application/json"));
    QCOMPARE(headerValue(headers, "x-title"), QByteArray("T"));
}

void TestEncodeBedrock::mergesExtraBodies()
{
    ChatRequest request = asking({user("a")});
    request.settings.temperature = 0.5;
    request.extraBody = {R"({"inferenceConfig":{"maxTokens":7},"serviceTier":{"type":"flex"}})"};
    QCOMPARE(
        bodyOf(request),
        QByteArray(
            R"({"messages":[{"role":"user","content":[{"text":"a"}]}],"inferenceConfig":{"temperature":0.5,"maxTokens":7},"serviceTier":{"type":"flex"}})"));
}

QTEST_GUILESS_MAIN(TestEncodeBedrock)
#include "tst_encode_bedrock.moc"
