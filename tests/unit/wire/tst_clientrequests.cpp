// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Front.h"
#include "tests/support/Encoding.h"

#include <QTest>

using namespace triptych;
using namespace triptych::encoding;

namespace {

const QString prompt = QStringLiteral("ollama-generate");
const QByteArray png = "\x89PNG\r\n\x1a\n picture";

/// Everything that a client may say in these protocols.
ChatRequest everything()
{
    ChatRequest request {.model = QStringLiteral("m-1")};
    request.turns
        = {ChatTurn::text(Role::System, QStringLiteral("Be short.")),
           {Role::User, {TextPart {QStringLiteral("What is this?")}, MediaPart {QStringLiteral("image/png"), png}}},
           {Role::Assistant, {ToolCallPart {QStringLiteral("call_7"), QStringLiteral("tide"), R"({"z":1,"a":2})"}}},
           {Role::Tool, {ToolResultPart {QStringLiteral("call_7"), QStringLiteral("Low at six.")}}},
           ChatTurn::text(Role::Assistant, QStringLiteral("It is low.")),
           ChatTurn::text(Role::User, QStringLiteral("Sure?"))};
    request.tools = {{QStringLiteral("tide"),
                      QStringLiteral("Tells the tide"),
                      {R"({"type":"object","properties":{"z":{"type":"string"},"a":{"type":"boolean"}}})"}}};
    request.toolChoice = {ToolChoice::Kind::Named, QStringLiteral("tide")};
    request.parallelCalls = false;
    request.responseSchema = {QStringLiteral("answer"), {R"({"type":"object","properties":{"b":{},"a":{}}})"}};
    request.settings
        = {.maxTokens = 500, .temperature = 0.5, .topP = 0.9, .seed = 7, .stop = QStringList {QStringLiteral("END")}};
    return request;
}

Result<ClientRequest> readBy(const QString &dialect, const QByteArray &body)
{
    return frontFor(dialect)->read(body);
}

} // namespace

/// What clients ask for, and what they get wrong.
class TestClientRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItsAdapterWrites_data();
    void readsWhatItsAdapterWrites();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void handsOnWhatOnlyItsDialectKnows();
    void readsOtherWritings_data();
    void readsOtherWritings();
    void readsSettingsOfAPromptAsOfAChat();
    void listsATemplate();
    void knowsWhoAsksForNothing_data();
    void knowsWhoAsksForNothing();
};

void TestClientRequests::readsWhatItsAdapterWrites_data()
{
    QTest::addColumn<QString>("dialect");
    for (const QString &dialect : {chat, responses, messages, native})
        QTest::newRow(qPrintable(dialect)) << dialect;
}

void TestClientRequests::readsWhatItsAdapterWrites()
{
    QFETCH(const QString, dialect);
    const Endpoint endpoint = endpointOf(dialect);
    const QByteArray written = encoded(everything(), endpoint).http.body;
    const auto read = readBy(dialect, written);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QVERIFY(read.value().isStreamed);
    QCOMPARE(read.value().ledger.size(), size_t(0));
    QCOMPARE(encoded(read.value().chat, endpoint).http.body, written);
}

void TestClientRequests::namesWhatIsWrong_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("parameter");
    const auto row = [](const QString &dialect, const char *body, const char *parameter) {
        QTest::newRow(qPrintable(dialect + QStringLiteral(" ") + QString::fromUtf8(body).left(90)))
            << dialect << QByteArray(body) << QString::fromLatin1(parameter);
    };
    for (const QString &dialect : {chat, responses, messages, native, prompt}) {
        row(dialect, "", "");
        row(dialect, "[]", "");
        row(dialect, "{\"model\":", "");
        row(dialect, R"({"model":7})", "model");
        row(dialect, R"({"messages":[],"input":"x","max_tokens":1})", "model");
    }
    row(chat, R"({"model":"m","messages":[]})", "messages");
    row(chat, R"({"model":"m","messages":"hi"})", "messages");
    row(chat, R"({"model":"m","messages":[{"role":"robot","content":"x"}]})", "messages[0].role");
    row(chat, R"({"model":"m","messages":[{"role":"user"}]})", "messages[0].content");
    row(chat, R"({"model":"m","messages":[{"role":"user","content":[{"type":"input_audio"}]}]})",
        "messages[0].content[0].type");
    row(chat,
        R"({"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://a.example/x.png"}}]}]})",
        "messages[0].content[0].image_url");
    row(chat,
        R"({"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/svg+xml;base64,PHN2Zz4="}}]}]})",
        "messages[0].content[0].image_url");
    row(chat,
        R"({"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,!!"}}]}]})",
        "messages[0].content[0].image_url");
    row(chat, R"({"model":"m","messages":[{"role":"tool","content":"x"}]})", "messages[0].tool_call_id");
    row(chat, R"({"model":"m","messages":[{"role":"user","content":"x"}],"temperature":"hot"})", "temperature");
    row(chat, R"({"model":"m","messages":[{"role":"user","content":"x"}],"temperature":9})", "temperature");
    row(chat, R"({"model":"m","messages":[{"role":"user","content":"x"}],"n":2})", "n");
    row(chat, R"({"model":"m","messages":[{"role":"user","content":"x"}],"stop":7})", "stop");
    row(chat, R"({"model":"m","messages":[{"role":"user","content":"x"}],"stream":"yes"})", "stream");
    row(chat, R"({"model":"m","messages":[{"role":"user","content":"x"}],"tools":[{"type":"web_search"}]})",
        "tools[0].type");
    row(chat,
        R"({"model":"m","messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{"name":"f","parameters":[]}}]})",
        "tools[0].function.parameters");
    row(chat, R"({"model":"m","messages":[{"role":"user","content":"x"}],"tool_choice":"maybe"})", "tool_choice");
    row(chat, R"({"model":"m","messages":[{"role":"user","content":"x"}],"response_format":{"type":"xml"}})",
        "response_format.type");
    row(responses, R"({"model":"m","input":[]})", "input");
    row(responses, R"({"model":"m","input":[{"type":"item_reference","id":"x"}]})", "input[0].type");
    row(responses, R"({"model":"m","input":"x","previous_response_id":"resp_1"})", "previous_response_id");
    row(responses,
        R"({"model":"m","input":[{"role":"user","content":[{"type":"input_image","image_url":"http://127.0.0.1/"}]}]})",
        "input[0].content[0].image_url");
    row(messages, R"({"model":"m","messages":[{"role":"user","content":"x"}]})", "max_tokens");
    row(messages,
        R"({"model":"m","max_tokens":1,"messages":[{"role":"user","content":[{"type":"image","source":{"type":"url","url":"http://127.0.0.1/"}}]}]})",
        "messages[0].content[0].source.type");
    row(messages,
        R"({"model":"m","max_tokens":1,"messages":[{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":"x"}]}]})",
        "messages[0].content[0].input");
    row(native, R"({"model":"m","messages":[{"role":"user","content":"x","images":["aGVsbG8="]}]})",
        "messages[0].images[0]");
    row(native,
        R"({"model":"m","messages":[{"role":"assistant","tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}]})",
        "messages[0].tool_calls[0].function.arguments");
    row(native, R"({"model":"m","messages":"hi"})", "messages");
    row(prompt, R"({"model":"m","prompt":7})", "prompt");
    row(prompt, R"({"model":"m","prompt":"x","system":["short"]})", "system");
    row(prompt, R"({"model":"m","prompt":"x","images":["aGVsbG8="]})", "images[0]");
    row(prompt, R"({"model":"m","prompt":"x","suffix":"}"})", "suffix");
    row(prompt, R"({"model":"m","prompt":"x","raw":true})", "raw");
    row(prompt, R"({"model":"m","prompt":"x","context":[1,2]})", "context");
    row(prompt, R"({"model":"m","prompt":"x","format":7})", "format");
    row(prompt, R"({"model":"m","prompt":"x","options":{"temperature":9}})", "options.temperature");
    row(prompt, R"({"model":"m","prompt":"x","stream":"no"})", "stream");
}

void TestClientRequests::namesWhatIsWrong()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArray, body);
    const auto read = readBy(dialect, body);
    QVERIFY(!read);
    QTEST(read.error().parameter, "parameter");
    QCOMPARE(read.error().cause, QStringLiteral("request"));
    QCOMPARE(read.error().httpStatus, std::optional(400));
    QVERIFY(read.error().message.size() > read.error().parameter.size());
}

void TestClientRequests::handsOnWhatOnlyItsDialectKnows()
{
    const QByteArray body
        = R"({"model":"m","messages":[{"role":"user","content":"x"}],"logit_bias":{"5":1},"user":"ann","api_base":"http://evil.example","metadata":{"z":1,"a":2}})";
    const auto read = readBy(chat, body);
    QVERIFY(read);
    QCOMPARE(ledgerText(read.value().ledger), QStringLiteral("api_base:\"http://evil.example\">"));
    const QByteArray same = encoded(read.value().chat, endpointOf(chat)).http.body;
    QVERIFY2(same.contains(R"("logit_bias":{"5":1},"user":"ann","metadata":{"z":1,"a":2})"), same.constData());
    QVERIFY(!same.contains("evil"));
    EncodedRequest other = encoded(read.value().chat, endpointOf(messages));
    QVERIFY(!other.http.body.contains("logit_bias"));
    QVERIFY(ledgerText(other.ledger).contains(QStringLiteral("logit_bias:{\"5\":1}> user:\"ann\">")));
}

void TestClientRequests::readsOtherWritings_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("asChat");
    const auto row = [](const char *name, const QString &dialect, const char *body, const char *asChat) {
        QTest::newRow(name) << dialect << QByteArray(body) << QByteArray(asChat);
    };
    row("a text as input", responses, R"({"model":"m","input":"hi","instructions":"short"})",
        R"("messages":[{"role":"system","content":"short"},{"role":"user","content":"hi"}])");
    row("a message without a type", responses,
        R"({"model":"m","input":[{"role":"developer","content":"short"},{"role":"user","content":"hi"}]})",
        R"("messages":[{"role":"system","content":"short"},{"role":"user","content":"hi"}])");
    row("a system of blocks", messages,
        R"({"model":"m","max_tokens":9,"system":[{"type":"text","text":"short","cache_control":{"type":"ephemeral"}}],"messages":[{"role":"user","content":"hi"}]})",
        R"("messages":[{"role":"system","content":"short"},{"role":"user","content":"hi"}])");
    row("a result with blocks", messages,
        R"({"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","is_error":true,"content":[{"type":"text","text":"no"}]}]}]})",
        R"("messages":[{"role":"tool","tool_call_id":"t","content":"Error: no"}])");
    row("a result that names its tool", native,
        R"({"model":"m","messages":[{"role":"assistant","content":"","tool_calls":[{"function":{"name":"f","arguments":{"a":1}}}]},{"role":"tool","content":"x","tool_name":"f"}]})",
        R"("tool_calls":[{"id":"call_0","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}}]},{"role":"tool","tool_call_id":"call_0","content":"x"}])");
    row("a prompt", prompt, R"({"model":"m","system":"short","prompt":"hi"})",
        R"("messages":[{"role":"system","content":"short"},{"role":"user","content":"hi"}],"stream":true)");
    row("a prompt with a picture", prompt,
        R"({"model":"m","prompt":"hi","images":["iVBORw0KGgo="],"options":{"seed":7}})",
        R"([{"type":"text","text":"hi"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}])");
    row("a prompt with nothing in the rest", prompt,
        R"({"model":"m","prompt":"hi","system":"","suffix":"","template":"","raw":false,"context":[],"format":"","images":null})",
        R"("messages":[{"role":"user","content":"hi"}],"stream":true)");
    row("no limit in its own words", native,
        R"({"model":"m","messages":[{"role":"user","content":"hi"}],"options":{"num_predict":-1}})",
        R"("messages":[{"role":"user","content":"hi"}],"stream":true)");
    row("an older maximum", chat, R"({"model":"m","messages":[{"role":"user","content":"hi"}],"max_tokens":9})",
        R"("max_completion_tokens":9)");
    row("one stop", chat, R"({"model":"m","messages":[{"role":"user","content":"hi"}],"stop":"END"})",
        R"("stop":["END"])");
    row("null for nothing", chat,
        R"({"model":"m","messages":[{"role":"user","content":"hi"}],"stop":null,"temperature":null,"tools":null,"tool_choice":null})",
        R"("messages":[{"role":"user","content":"hi"}],"stream":true)");
}

void TestClientRequests::readsOtherWritings()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, asChat);
    const auto read = readBy(dialect, body);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    const QByteArray sent = encoded(read.value().chat, endpointOf(chat)).http.body;
    QVERIFY2(sent.contains(asChat), sent.constData());
}

void TestClientRequests::readsSettingsOfAPromptAsOfAChat()
{
    const QByteArray rest
        = R"(,"format":{"type":"object"},"options":{"num_predict":9,"temperature":0.5,"stop":["END"]},"think":"high","stream":false,"keep_alive":"5m","logprobs":true})";
    const auto asPrompt = readBy(prompt, R"({"model":"m","prompt":"hi")" + rest);
    const auto asChat = readBy(native, R"({"model":"m","messages":[{"role":"user","content":"hi"}])" + rest);
    QVERIFY(asPrompt && asChat);
    QVERIFY(!asPrompt.value().isStreamed);
    QCOMPARE(asPrompt.value().ledger.size(), size_t(0));
    const auto sent
        = [](const Result<ClientRequest> &read) { return encoded(read.value().chat, endpointOf(native)).http.body; };
    QCOMPARE(sent(asPrompt), sent(asChat));
    QVERIFY2(sent(asPrompt).contains(R"("num_predict":9)"), sent(asPrompt).constData());
}

void TestClientRequests::listsATemplate()
{
    const auto read = readBy(prompt, R"({"model":"m","prompt":"hi","template":"{{ .Prompt }}"})");
    QVERIFY(read);
    QCOMPARE(ledgerText(read.value().ledger), QStringLiteral("template:\"{{ .Prompt }}\">"));
}

void TestClientRequests::knowsWhoAsksForNothing_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ClientRequest::Errand>("errand");
    using Errand = ClientRequest::Errand;
    const auto row = [](const QString &dialect, const char *body, Errand errand) {
        QTest::newRow(qPrintable(dialect + u' ' + QString::fromLatin1(body))) << dialect << QByteArray(body) << errand;
    };
    row(prompt, R"({"model":"m"})", Errand::Load);
    row(prompt, R"({"model":"m","prompt":"","system":"short"})", Errand::Load);
    row(prompt, R"({"model":"m","prompt":"","keep_alive":0})", Errand::Unload);
    row(prompt, R"({"model":"m","keep_alive":"0s"})", Errand::Unload);
    row(prompt, R"({"model":"m","keep_alive":"10m"})", Errand::Load);
    row(prompt, R"({"model":"m","keep_alive":-1})", Errand::Load);
    row(prompt, R"({"model":"m","prompt":"hi","keep_alive":0})", Errand::Answer);
    row(native, R"({"model":"m"})", Errand::Load);
    row(native, R"({"model":"m","messages":[]})", Errand::Load);
    row(native, R"({"model":"m","messages":[],"keep_alive":0})", Errand::Unload);
    row(native, R"({"model":"m","messages":[{"role":"user","content":"hi"}],"keep_alive":0})", Errand::Answer);
}

void TestClientRequests::knowsWhoAsksForNothing()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArray, body);
    const auto read = readBy(dialect, body);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QTEST(read.value().errand, "errand");
}

QTEST_GUILESS_MAIN(TestClientRequests)
#include "tst_clientrequests.moc"
