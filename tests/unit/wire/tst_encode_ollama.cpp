// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/StrictJson.h"
#include "core/chat/LedgerReason.h"
#include "tests/support/Encoding.h"

#include <QTest>

using namespace triptych;
using namespace triptych::encoding;

namespace {

ToolCallPart call(const char *id, const char *name, const QByteArray &arguments)
{
    return {QString::fromLatin1(id), QString::fromLatin1(name), arguments};
}

ToolResultPart result(const char *id, const char *text, bool isError = false)
{
    return {QString::fromLatin1(id), QString::fromUtf8(text), isError};
}

QByteArray messagesOf(const EncodedRequest &made)
{
    const qsizetype start = made.http.body.indexOf(R"("messages":)") + qsizetype(qstrlen(R"("messages":)"));
    return made.http.body.mid(start).chopped(qsizetype(qstrlen(R"(,"stream":true})")));
}

} // namespace

/// What is asked, in Ollama's own words.
class TestEncodeOllama : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheWholeBody();
    void writesEverythingInItsOrder();
    void writesToolTurns();
    void namesTheToolOfTheLatestCall();
    void notesArgumentsThatAreNoObject();
    void writesMessages_data();
    void writesMessages();
    void writesSettings_data();
    void writesSettings();
    void listsForeignContent();
    void mergesExtraBodies();
    void setsUrlAndHeaders();
};

void TestEncodeOllama::writesTheWholeBody()
{
    const EncodedRequest made = encoded(hello(), endpointOf(native));
    QCOMPARE(made.http.body,
             QByteArray(R"({"model":"m-1","messages":[{"role":"system","content":"Be brief."},)"
                        R"({"role":"user","content":"潮汐?"}],"stream":true})"));
    QVERIFY(made.ledger.empty());
}

void TestEncodeOllama::writesEverythingInItsOrder()
{
    ChatRequest request = hello();
    request.settings = LaneAddress::parse(u"p/m#max_tokens=5,temperature=0,reasoning_effort=none").value().settings;
    request.tools = {{QStringLiteral("tide"), QStringLiteral("d"), {R"({"z":1,"a":{"b":2.0}})"}},
                     {QStringLiteral("wind"), {}, {}}};
    request.responseSchema = {QStringLiteral("answer"), {R"({"type":"object","z":1,"a":2})"}};
    const EncodedRequest made = encoded(request, endpointOf(native));
    QVERIFY2(
        made.http.body.endsWith(
            R"("tools":[{"type":"function","function":{"name":"tide","description":"d","parameters":{"z":1,"a":{"b":2.0}}}},{"type":"function","function":{"name":"wind"}}],)"
            R"("format":{"type":"object","z":1,"a":2},"think":false,"options":{"num_predict":5,"temperature":0},"stream":true})"),
        made.http.body.constData());
    QVERIFY(made.ledger.empty());
}

void TestEncodeOllama::writesToolTurns()
{
    ChatRequest request {.model = QStringLiteral("m-1")};
    request.turns = {ChatTurn::text(Role::User, QStringLiteral("a")),
                     {Role::Assistant,
                      {ReasoningPart {QStringLiteral("hm")}, TextPart {QStringLiteral("I look.")},
                       call("c1", "tide", R"( {"port": 1.0, "a": []} )"), call("c2", "wind", "")}},
                     {Role::Tool, {result("c2", "calm"), result("c1", "low")}},
                     ChatTurn::text(Role::Assistant, QStringLiteral("ok"))};
    QCOMPARE(
        messagesOf(encoded(request, endpointOf(native))),
        QByteArray(
            R"([{"role":"user","content":"a"},{"role":"assistant","content":"I look.","thinking":"hm","tool_calls":[{"id":"c1","function":{"index":0,"name":"tide","arguments":{"port": 1.0, "a": []}}},{"id":"c2","function":{"index":1,"name":"wind","arguments":{}}}]},)"
            R"({"role":"tool","content":"calm","tool_name":"wind","tool_call_id":"c2"},{"role":"tool","content":"low","tool_name":"tide","tool_call_id":"c1"},{"role":"assistant","content":"ok"}])"));
}

/// Ids that Triptych made itself begin anew in every answer.
void TestEncodeOllama::namesTheToolOfTheLatestCall()
{
    ChatRequest request {.model = QStringLiteral("m-1")};
    for (const char *name : {"tide", "wind"}) {
        request.turns.push_back({Role::Assistant, {call("call_0", name, "{}")}});
        request.turns.push_back({Role::Tool, {result("call_0", name)}});
    }
    request.turns.push_back({Role::Tool, {result("nobody", "?", true), result("nobody", "", true)}});
    const QByteArray body = encoded(request, endpointOf(native)).http.body;
    QVERIFY(body.contains(R"("content":"tide","tool_name":"tide","tool_call_id":"call_0")"));
    QVERIFY(body.contains(R"("content":"wind","tool_name":"wind","tool_call_id":"call_0")"));
    QVERIFY(body.contains(R"("content":"Error: ?","tool_call_id":"nobody")"));
    QVERIFY(body.contains(R"("content":"Error","tool_call_id":"nobody")"));
}

void TestEncodeOllama::notesArgumentsThatAreNoObject()
{
    ChatRequest request {.model = QStringLiteral("m-1")};
    request.turns = {{Role::Assistant, {call("c1", "tide", R"({"port":)"), call("c2", "tide", "[1]")}}};
    const EncodedRequest made = encoded(request, endpointOf(native));
    QCOMPARE(made.http.body.count(R"("arguments":{})"), 2);
    QCOMPARE(ledgerText(made.ledger), QStringLiteral("arguments:{\"port\":>{} arguments:[1]>{}"));
    QCOMPARE(made.ledger.front().reason, QString(ledger_reason::notJson));
}

void TestEncodeOllama::writesMessages_data()
{
    QTest::addColumn<int>("role");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("user") << int(Role::User)
                          << QByteArray(R"([{"role":"user","content":"ab","images":["UE5H","R0lG"]}])");
    QTest::newRow("system") << int(Role::System) << QByteArray(R"([{"role":"system","content":"ab"}])");
    QTest::newRow("assistant keeps no reasoning without calls")
        << int(Role::Assistant) << QByteArray(R"([{"role":"assistant","content":"ab"}])");
}

void TestEncodeOllama::writesMessages()
{
    QFETCH(const int, role);
    ChatRequest request {.model = QStringLiteral("m-1")};
    request.turns
        = {{Role(role),
            {ReasoningPart {QStringLiteral("hm")}, TextPart {QStringLiteral("a")},
             MediaPart {QStringLiteral("image/png"), QByteArrayLiteral("PNG"), {}}, TextPart {QStringLiteral("b")},
             MediaPart {QStringLiteral("image/gif"), QByteArrayLiteral("GIF"), {}}}}};
    QTEST(messagesOf(encoded(request, endpointOf(native))), "expected");
}

void TestEncodeOllama::writesSettings_data()
{
    QTest::addColumn<QString>("settings");
    QTest::addColumn<ModelInfo>("model");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("ledger");
    const auto row
        = [](const char *name, const char *settings, const ModelInfo &model, const char *body, const char *ledger) {
              QTest::newRow(name) << QString::fromLatin1(settings) << model << QString::fromLatin1(body)
                                  << QString::fromLatin1(ledger);
          };
    const QStringList levels {QStringLiteral("low"), QStringLiteral("medium"), QStringLiteral("high")};
    row("all", "max_tokens=5,temperature=0.5,top_p=1,top_k=3,seed=7,stop=x", {},
        R"("options":{"num_predict":5,"temperature":0.5,"top_p":1,"top_k":3,"seed":7,"stop":["x"]})", "");
    row("one", "seed=0", {}, R"("options":{"seed":0})", "");
    row("hot", "temperature=2", {}, R"("options":{"temperature":2})", "");
    row("above the model's limit", "max_tokens=9000", {.maxOutputTokens = 4096}, R"("options":{"num_predict":4096})",
        "max_tokens:9000>4096");
    row("no budget", "reasoning_budget=2000", {}, "", "reasoning_budget:2000>");
    row("off", "reasoning_effort=none", {}, R"("think":false)", "");
    row("on", "reasoning_effort=minimal", {}, R"("think":true)", "reasoning_effort:minimal>on");
    row("levels", "reasoning_effort=high", {.reasoningEfforts = levels}, R"("think":"high")", "");
    row("nearest level", "reasoning_effort=max", {.reasoningEfforts = levels}, R"("think":"high")",
        "reasoning_effort:max>high");
    row("always thinks", "reasoning_effort=none", {.reasoningEfforts = levels}, R"("think":"low")",
        "reasoning_effort:none>low");
    row("levels, and off", "reasoning_effort=none", {.reasoningEfforts = levels + QStringList(QStringLiteral("none"))},
        R"("think":false)", "");
    row("does not think", "reasoning_effort=high,seed=1", {.reasoning = false}, R"("options":{"seed":1})",
        "reasoning_effort:high>");
    row("learnt from an error", "reasoning_effort=high", {.refusedParameters = {QStringLiteral("reasoning_effort")}},
        "", "reasoning_effort:high>");
}

void TestEncodeOllama::writesSettings()
{
    QFETCH(const QString, settings);
    QFETCH(const ModelInfo, model);
    QFETCH(const QString, body);
    ChatRequest request = hello();
    request.settings = LaneAddress::parse(QStringLiteral("p/m#") + settings).value().settings;
    Endpoint endpoint = endpointOf(native);
    endpoint.model = model;
    const EncodedRequest made = encoded(request, endpoint);
    const QString written = QString::fromUtf8(made.http.body);
    QCOMPARE(written.mid(written.indexOf(QLatin1String("}],")) + 3),
             (body.isEmpty() ? QString() : body + QLatin1Char(',')) + QStringLiteral("\"stream\":true}"));
    QTEST(ledgerText(made.ledger), "ledger");
    for (const LedgerEntry &entry : made.ledger)
        QVERIFY(!entry.reason.isEmpty());
}

void TestEncodeOllama::listsForeignContent()
{
    ChatRequest request = hello();
    request.turns[1].parts.emplace_back(OpaqueContent {messages, {R"({"signature":"s"})"}});
    request.turns[1].parts.emplace_back(CacheMark());
    request.turns[1].parts.emplace_back(MediaPart {QStringLiteral("application/pdf"), QByteArrayLiteral("PDF"), {}});
    const EncodedRequest made = encoded(request, endpointOf(native));
    QCOMPARE(ledgerText(made.ledger), QStringLiteral("content:anthropic> cache:> document:application/pdf>"));
    QCOMPARE(made.http.body, encoded(hello(), endpointOf(native)).http.body);
}

/// The context window is no setting of a lane; whoever wants another one says so in the extra body.
void TestEncodeOllama::mergesExtraBodies()
{
    ChatRequest request = hello();
    request.settings.seed = 7;
    request.extraBody = {R"({"options":{"num_ctx":32768},"keep_alive":"10m"})"};
    Endpoint endpoint = endpointOf(native);
    endpoint.body = {R"({"keep_alive":-1})"};
    QVERIFY(encoded(request, endpoint)
                .http.body.endsWith(R"("options":{"seed":7,"num_ctx":32768},"stream":true,"keep_alive":"10m"})"));
}

void TestEncodeOllama::setsUrlAndHeaders()
{
    Endpoint endpoint = endpointOf(native);
    for (const char *base : {"http://localhost:11434", "http://localhost:11434/", "http://localhost:11434/api/chat"}) {
        endpoint.baseUrl = QString::fromLatin1(base);
        QCOMPARE(encoded(hello(), endpoint).http.url, QUrl(QStringLiteral("http://localhost:11434/api/chat")));
    }
    endpoint.baseUrl = QStringLiteral("http://localhost:11434");
    endpoint.chatPath = QStringLiteral("/proxy/chat");
    endpoint.headers = {{"Origin", "https://x"}, {"X-Title", "T"}};
    const HttpRequest http = encoded(hello(), endpoint).http;
    QCOMPARE(http.url.path(), QStringLiteral("/proxy/chat"));
    QCOMPARE(headerValue(http.headers, "accept"), QByteArray("application/x-ndjson, application/json"));
    QCOMPARE(headerValue(http.headers, "content-type"), QByteArray("application/json"));
    QCOMPARE(headerValue(http.headers, "x-title"), QByteArray("T"));
    QVERIFY(headerValue(http.headers, "origin").isEmpty());
}

QTEST_GUILESS_MAIN(TestEncodeOllama)
#include "tst_encode_ollama.moc"
