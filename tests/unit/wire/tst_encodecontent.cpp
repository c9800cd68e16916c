// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/LedgerReason.h"
#include "core/dialects/ContentFilter.h"
#include "core/dialects/RequestParts.h"
#include "tests/support/Encoding.h"

#include <QTest>

using namespace triptych;
using namespace triptych::encoding;

namespace {

const MediaPart picture {QStringLiteral("image/png"), QByteArrayLiteral("PNG"), {}};
const MediaPart paper {QStringLiteral("application/pdf"), QByteArrayLiteral("PDF"), QStringLiteral("tides.pdf")};
const MediaPart sound {QStringLiteral("audio/wav"), QByteArrayLiteral("WAV"), {}};

ChatRequest asking(std::vector<ContentPart> parts)
{
    return {.model = QStringLiteral("m-1"), .turns = {{Role::User, std::move(parts)}}};
}

TextPart text(const char *words)
{
    return {QString::fromUtf8(words)};
}

const QByteArray strictSchema
    = R"({"type":"object","properties":{"z":{"enum":["low","high"]},"a":{"type":"boolean"}},"required":["z","a"],"additionalProperties":false})";
const QByteArray looseSchema = R"({"type":"object","properties":{"z":{"type":"string"}}})";

} // namespace

/// Everything in a request that is neither words nor settings: media, marks, schemas, and what becomes of them where
/// they are not taken.
class TestEncodeContent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesMedia_data();
    void writesMedia();
    void listsWhatIsNotTaken_data();
    void listsWhatIsNotTaken();
    void writesSchemas_data();
    void writesSchemas();
    void saysSchemasInWords();
    void writesToolChoices_data();
    void writesToolChoices();
    void writesCacheMarks();
    void sendsTheLastFourMarks();
    void knowsStrictSchemas_data();
    void knowsStrictSchemas();
};

void TestEncodeContent::writesMedia_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("openai-chat")
        << chat
        << QByteArray(
               R"("content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"data:image/png;base64,UE5H"}},{"type":"text","text":"b"},)"
               R"({"type":"file","file":{"filename":"tides.pdf","file_data":"data:application/pdf;base64,UERG"}}]}])");
    QTest::newRow("openai-responses")
        << responses
        << QByteArray(
               R"("content":[{"type":"input_text","text":"a"},{"type":"input_image","detail":"auto","image_url":"data:image/png;base64,UE5H"},{"type":"input_text","text":"b"},)"
               R"({"type":"input_file","filename":"tides.pdf","file_data":"data:application/pdf;base64,UERG"}]}])");
    QTest::newRow("ollama") << native << QByteArray(R"([{"role":"user","content":"ab","images":["UE5H"]}],"stream")");
    QTest::newRow("anthropic")
        << messages
        << QByteArray(
               R"("content":[{"type":"text","text":"a"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"UE5H"}},{"type":"text","text":"b"},)"
               R"({"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"UERG"},"title":"tides.pdf"}]}])");
    QTest::newRow("bedrock")
        << converse
        << QByteArray(R"("content":[{"text":"a"},{"image":{"format":"png","source":{"bytes":"UE5H"}}},{"text":"b"},)"
                      R"({"document":{"format":"pdf","name":"tides","source":{"bytes":"UERG"}}}]}])");
    QTest::newRow("gemini")
        << gemini
        << QByteArray(
               R"("contents":[{"role":"user","parts":[{"text":"a"},{"inlineData":{"mimeType":"image/png","data":"UE5H"}},{"text":"b"},{"inlineData":{"mimeType":"application/pdf","data":"UERG"}}]}])");
}

void TestEncodeContent::writesMedia()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArray, expected);
    const EncodedRequest made = encoded(asking({text("a"), picture, text("b"), paper}), endpointOf(dialect));
    QVERIFY2(made.http.body.contains(expected), made.http.body.constData());
    QVERIFY(!ledgerText(made.ledger).contains(QLatin1String("image")));
}

void TestEncodeContent::listsWhatIsNotTaken_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::newRow("openai-chat") << chat;
    QTest::newRow("openai-responses") << responses;
    QTest::newRow("anthropic") << messages;
    QTest::newRow("bedrock") << converse;
    QTest::newRow("gemini") << gemini;
    QTest::newRow("ollama") << native;
}

void TestEncodeContent::listsWhatIsNotTaken()
{
    QFETCH(const QString, dialect);
    Endpoint endpoint = endpointOf(dialect);
    endpoint.model.images = false;
    endpoint.model.documents = false;
    endpoint.model.schemas = false;
    endpoint.model.tools = false;
    ChatRequest request = asking({text("a"), picture, paper, sound});
    request.responseSchema = {QStringLiteral("tide"), {strictSchema}};
    request.tools = {{QStringLiteral("tide"), {}, {}}};
    EncodedRequest made = encoded(request, endpoint);
    for (const char *gone : {"UE5H", "UERG", "V0FW", "enum", "tools"})
        QVERIFY2(!made.http.body.contains(gone), gone);
    std::erase_if(made.ledger, [](const LedgerEntry &entry) { return entry.parameter == QLatin1String("max_tokens"); });
    QCOMPARE(ledgerText(made.ledger),
             QStringLiteral("image:image/png> document:tides.pdf> document:audio/wav> tools:1> response_schema:tide>"));
    QCOMPARE(made.ledger[0].reason, QString(ledger_reason::noImages));
    QCOMPARE(made.ledger[1].reason,
             QString(takesDocuments(dialect) ? ledger_reason::noDocuments : ledger_reason::noSuchMedia));
    QCOMPARE(made.ledger[2].reason, QString(ledger_reason::noSuchMedia));
}

void TestEncodeContent::writesSchemas_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<int>("quirk");
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("openai-chat")
        << chat << -1 << strictSchema
        << R"("response_format":{"type":"json_schema","json_schema":{"name":"tide","strict":true,"schema":)"
            + strictSchema + "}}";
    QTest::newRow("openai-chat, loose")
        << chat << -1 << looseSchema
        << R"("response_format":{"type":"json_schema","json_schema":{"name":"tide","schema":)" + looseSchema + "}}";
    QTest::newRow("openai-chat, no more than JSON") << chat << int(Quirk::JsonObjectOnly) << strictSchema
                                                    << QByteArray(R"("response_format":{"type":"json_object"})");
    QTest::newRow("openai-responses")
        << responses << -1 << strictSchema
        << R"("text":{"format":{"type":"json_schema","name":"tide","strict":true,"schema":)" + strictSchema + "}}";
    QTest::newRow("openai-responses, loose")
        << responses << -1 << looseSchema
        << R"("text":{"format":{"type":"json_schema","name":"tide","schema":)" + looseSchema + "}}";
    QTest::newRow("openai-responses, no more than JSON") << responses << int(Quirk::JsonObjectOnly) << strictSchema
                                                         << QByteArray(R"("text":{"format":{"type":"json_object"}})");
    QTest::newRow("ollama") << native << -1 << strictSchema
                            << R"("format":)" + strictSchema + R"(,"think":true,"stream")";
    QTest::newRow("anthropic") << messages << -1 << strictSchema
                               << R"("output_config":{"effort":"low","format":{"type":"json_schema","schema":)"
            + strictSchema + "}}";
    QTest::newRow("bedrock")
        << converse << -1 << looseSchema
        << QByteArray(
               R"("outputConfig":{"textFormat":{"type":"json_schema","structure":{"jsonSchema":{"schema":"{\"type\":\"object\",\"properties\":{\"z\":{\"type\":\"string\"}}}","name":"tide"}}},"effort":"low"})");
    QTest::newRow("gemini") << gemini << -1 << looseSchema
                            << R"("responseMimeType":"application/json","responseJsonSchema":)" + looseSchema
            + R"(,"thinkingConfig":{)";
}

void TestEncodeContent::writesSchemas()
{
    QFETCH(const QString, dialect);
    QFETCH(const int, quirk);
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, expected);
    ChatRequest request = hello();
    request.responseSchema = {QStringLiteral("tide"), {schema}};
    request.settings.reasoningEffort = QStringLiteral("low");
    const EncodedRequest made = encoded(request, endpointOf(dialect, quirk < 0 ? Quirks() : Quirks {Quirk(quirk)}));
    QVERIFY2(made.http.body.contains(expected), made.http.body.constData());
}

/// Where a server promises JSON only, the prompt says which, behind what the person told the system.
void TestEncodeContent::saysSchemasInWords()
{
    ChatRequest request = hello();
    request.responseSchema = {QStringLiteral("tide"), {R"({"type":"object"})"}};
    const QByteArray words
        = R"(Answer in JSON only, of the shape that this JSON Schema describes:\n{\"type\":\"object\"})";
    const EncodedRequest made = encoded(request, endpointOf(chat, {Quirk::JsonObjectOnly}));
    const QByteArray turns
        = R"({"role":"system","content":"Be brief."},{"role":"system","content":")" + words + R"("},{"role":"user")";
    QVERIFY2(made.http.body.contains(turns), made.http.body.constData());
    QCOMPARE(ledgerText(made.ledger), QStringLiteral("response_schema:tide>json_object"));
    QCOMPARE(made.ledger[0].reason, QString(ledger_reason::jsonOnly));
    const QByteArray instructions = "\"instructions\":\"Be brief.\\n\\n" + words;
    QVERIFY(encoded(request, endpointOf(responses, {Quirk::JsonObjectOnly})).http.body.contains(instructions));
    QVERIFY(!encoded(request, endpointOf(chat)).http.body.contains("Answer in JSON"));
}

void TestEncodeContent::writesToolChoices_data()
{
    using Kind = ToolChoice::Kind;
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QString>("ledger");
    const auto row = [](const QString &dialect, Kind kind, const char *expected, const char *ledger = "") {
        QTest::addRow("%s %d", qPrintable(dialect), int(kind))
            << dialect << int(kind) << QByteArray(expected) << QString::fromLatin1(ledger);
    };
    row(chat, Kind::Auto, R"("tool_choice":"auto","parallel_tool_calls":false)");
    row(chat, Kind::None, R"("tool_choice":"none")");
    row(chat, Kind::Any, R"("tool_choice":"required")");
    row(chat, Kind::Named, R"("tool_choice":{"type":"function","function":{"name":"tide"}})");
    row(responses, Kind::Any, R"("tool_choice":"required","parallel_tool_calls":false)");
    row(responses, Kind::Named, R"("tool_choice":{"type":"function","name":"tide"})");
    row(messages, Kind::Unsaid, R"("tool_choice":{"type":"auto","disable_parallel_tool_use":true})");
    row(messages, Kind::None, R"("tool_choice":{"type":"none"})");
    row(messages, Kind::Any, R"("tool_choice":{"type":"any","disable_parallel_tool_use":true})");
    row(messages, Kind::Named, R"("tool_choice":{"type":"tool","name":"tide","disable_parallel_tool_use":true})");
    row(gemini, Kind::None, R"("functionCallingConfig":{"mode":"NONE"})", "parallel_tool_calls:false>");
    row(gemini, Kind::Named, R"("functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["tide"]})",
        "parallel_tool_calls:false>");
    row(converse, Kind::Any, R"("toolChoice":{"any":{}})", "parallel_tool_calls:false>");
    row(converse, Kind::Named, R"("toolChoice":{"tool":{"name":"tide"}})", "parallel_tool_calls:false>");
    row(converse, Kind::None, R"("messages")", "tool_choice:none>");
    row(native, Kind::None, R"("messages")", "tool_choice:none>");
    row(native, Kind::Named, R"("name":"tide")", "tool_choice:tide> parallel_tool_calls:false>");
}

void TestEncodeContent::writesToolChoices()
{
    QFETCH(const QString, dialect);
    QFETCH(const int, kind);
    QFETCH(const QByteArray, expected);
    ChatRequest request = hello();
    request.tools = {{QStringLiteral("tide"), {}, {}}};
    const auto choice = ToolChoice::Kind(kind);
    request.toolChoice = {choice, choice == ToolChoice::Kind::Named ? QStringLiteral("tide") : QString()};
    request.parallelCalls = false;
    EncodedRequest made = encoded(request, endpointOf(dialect));
    QVERIFY2(made.http.body.contains(expected), made.http.body.constData());
    std::erase_if(made.ledger, [](const LedgerEntry &entry) { return entry.parameter == QLatin1String("max_tokens"); });
    QTEST(ledgerText(made.ledger), "ledger");
    const bool mustBeWithout = choice == ToolChoice::Kind::None && (dialect == converse || dialect == native);
    QCOMPARE(made.http.body.contains("tide"), !mustBeWithout);
    request.tools.clear();
    QVERIFY(!encoded(request, endpointOf(dialect)).http.body.toLower().contains("choice"));
}

void TestEncodeContent::writesCacheMarks()
{
    ChatRequest request = asking({text("long"), CacheMark(), text("short")});
    request.turns.insert(request.turns.begin(), {Role::System, {text("rules"), CacheMark()}});
    const EncodedRequest marked = encoded(request, endpointOf(messages));
    const QByteArray expected
        = R"("system":[{"type":"text","text":"rules","cache_control":{"type":"ephemeral"}}],"messages":[{"role":"user","content":[{"type":"text","text":"long","cache_control":{"type":"ephemeral"}},{"type":"text","text":"short"}]}])";
    QVERIFY2(marked.http.body.contains(expected), marked.http.body.constData());

    const EncodedRequest between = encoded(request, endpointOf(converse));
    const QByteArray blocks
        = R"("system":[{"text":"rules"},{"cachePoint":{"type":"default"}}],"messages":[{"role":"user","content":[{"text":"long"},{"cachePoint":{"type":"default"}},{"text":"short"}]}])";
    QVERIFY2(between.http.body.contains(blocks), between.http.body.constData());

    const auto bodyWithoutMarks = [&](const QString &dialect) {
        const EncodedRequest unmarked = encoded(request, endpointOf(dialect));
        return ledgerText(unmarked.ledger) == QLatin1String("cache:>") ? unmarked.http.body
                                                                       : QByteArray(); // noted once
    };
    QVERIFY(bodyWithoutMarks(chat).contains(R"("content":"longshort")"));
    QVERIFY(bodyWithoutMarks(responses).contains(
        R"("content":[{"type":"input_text","text":"long"},{"type":"input_text","text":"short"}])"));
    QVERIFY(bodyWithoutMarks(gemini).contains(R"("parts":[{"text":"long"},{"text":"short"}])"));
}

void TestEncodeContent::sendsTheLastFourMarks()
{
    std::vector<ContentPart> parts;
    for (const char *words : {"1", "2", "3", "4", "5", "6"}) {
        parts.emplace_back(text(words));
        parts.emplace_back(CacheMark());
    }
    const EncodedRequest made = encoded(asking(parts), endpointOf(messages));
    QCOMPARE(made.http.body.count("cache_control"), 4);
    QVERIFY(!made.http.body.contains(R"("text":"2","cache_control")"));
    QVERIFY(made.http.body.contains(R"("text":"3","cache_control")"));
    QVERIFY(ledgerText(made.ledger).contains(QLatin1String("cache:6>4")));

    const EncodedRequest between = encoded(asking(parts), endpointOf(converse));
    QCOMPARE(between.http.body.count("cachePoint"), 4);
    QVERIFY(between.http.body.contains(R"({"text":"1"},{"text":"2"},{"text":"3"},{"cachePoint")"));
    QCOMPARE(ledgerText(between.ledger), QStringLiteral("cache:6>4"));
}

void TestEncodeContent::knowsStrictSchemas_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<bool>("isStrict");
    QTest::newRow("strict") << strictSchema << true;
    QTest::newRow("one not required") << QByteArray(
        R"({"type":"object","properties":{"a":{},"b":{}},"required":["a"],"additionalProperties":false})")
                                      << false;
    QTest::newRow("more is allowed") << looseSchema << false;
    QTest::newRow("within a list") << R"({"type":"array","items":)" + looseSchema + "}" << false;
    QTest::newRow("within a member") << R"({"type":"object","properties":{"a":)" + looseSchema
            + R"(},"required":["a"],"additionalProperties":false})"
                                     << false;
    QTest::newRow("no object") << R"({"type":"array","items":)" + strictSchema + "}" << false;
    QTest::newRow("nothing said") << QByteArray(R"({"description":"any"})") << false;
    QTest::newRow("an object in it") << R"({"type":"object","properties":{"a":)" + strictSchema
            + R"(},"required":["a"],"additionalProperties":false})"
                                     << true;
    QTest::newRow("one of several") << R"({"anyOf":[{"type":"null"},)" + looseSchema + "]}" << false;
    QTest::newRow("a definition") << R"({"$ref":"#/$defs/x","$defs":{"x":)" + looseSchema + "}}" << false;
}

void TestEncodeContent::knowsStrictSchemas()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const bool, isStrict);
    QCOMPARE(isStrictSchema({schema}), isStrict);
}

QTEST_GUILESS_MAIN(TestEncodeContent)
#include "tst_encodecontent.moc"
