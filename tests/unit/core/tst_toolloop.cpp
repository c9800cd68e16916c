// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/AnswerTurn.h"
#include "core/chat/LedgerReason.h"
#include "core/dialects/Adapter.h"
#include "core/history/HistoryOp.h"
#include "core/run/RecordBuilder.h"
#include "tests/support/HistoryAnswers.h"
#include "tests/support/TapeDecoding.h"

#include <QFile>
#include <QTemporaryDir>

using namespace triptych;

namespace {

LaneRecord recordOf(const StreamEvents &events, const LaneRecord &start = {})
{
    RecordBuilder builder(start);
    builder.add(events);
    builder.close();
    builder.record().outcome = LaneOutcome::Complete;
    return builder.record();
}

StreamEvents eventsOf(const QString &dialect, const QString &tape)
{
    QFile file(QStringLiteral(TRIPTYCH_STREAM_DIR "/%1/%2.tape").arg(dialect, tape));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.fileName()));
    const StreamTape parsed = StreamTape::parse(file.readAll()).value();
    return decodeTape(dialect, parsed.head, parsed.body, parsed.body.size());
}

/// What the history gives back once the program was started anew.
LaneRecord keptOverARestart(const StreamEvents &events)
{
    const QTemporaryDir home;
    {
        HistoryStore history(home.path());
        const RunOpening run = opening(1, QStringLiteral("tides?"));
        history.beginRun(run);
        history.finishLane(recordOf(events, run.lanes[0].start));
    }
    HistoryStore history(home.path());
    return detailOf(history, runsOf(history).value().at(0).id).value().lanes.at(0);
}

/// The request that goes on from an answer: what was asked, the answer, and what each of its calls gave.
EncodedRequest nextRequest(const LaneRecord &record, const QString &dialect, const Quirks &quirks = {})
{
    ChatTurn results {.role = Role::Tool};
    for (const ToolCall &call : record.toolCalls)
        results.parts.emplace_back(ToolResultPart {call.id, QStringLiteral("low")});
    const ChatRequest request {.model = QStringLiteral("m-1"),
                               .turns
                               = {ChatTurn::text(Role::User, QStringLiteral("tides?")), answerTurn(record), results},
                               .tools = {{QStringLiteral("tide"), QStringLiteral("d"), {R"({"type":"object"})"}}}};
    const Endpoint endpoint {.providerId = QStringLiteral("p"),
                             .dialect = dialect,
                             .baseUrl = QStringLiteral("https://api.example.com/v1"),
                             .quirks = quirks};
    return adapterFor(dialect)->encode(request, endpoint).value();
}

QStringList droppedContent(const std::vector<LedgerEntry> &ledger)
{
    QStringList dropped;
    for (const LedgerEntry &entry : ledger)
        if (entry.reason == ledger_reason::otherDialect)
            dropped += entry.parameter + QLatin1Char(':') + entry.asked;
    return dropped;
}

const char *const otherDialects[] = {"openai-chat", "openai-responses", "anthropic", "gemini", "ollama", "bedrock"};

} // namespace

/// A loop of tools goes on from the record of an answer, with every signature where the model put it.
class TestToolLoop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signaturesGoBack_data();
    void signaturesGoBack();
    void othersDropAndListThem_data() { signaturesGoBack_data(); }
    void othersDropAndListThem();
    void copilotsStateGoesBackToIt();
    void theSpoolKeepsTheOrder();
    void scriptsDoNotSeeIt();
    void callsAreCountedByTheirPlace();
    void anAttemptMadeAgainForgets();
    void recordsWithoutAnOrderAreWhole();
    void wrongOrdersLoseNothing();
};

void TestToolLoop::signaturesGoBack_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("tape");
    QTest::addColumn<QByteArray>("secret"); // what no other dialect may be sent
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *dialect, const char *tape, const char *secret, const char *expected) {
        QTest::addRow("%s %s", dialect, tape)
            << QString::fromLatin1(dialect) << QString::fromLatin1(tape) << QByteArray(secret) << QByteArray(expected);
    };
    row("anthropic", "thinking_then_tools", "c2ln",
        R"({"role":"assistant","content":[{"type":"thinking","thinking":"Two ports.","signature":"c2ln"},)"
        R"({"type":"text","text":"First Brest."},)"
        R"({"type":"tool_use","id":"toolu_1","name":"tide","input":{"port":"Brest","day":1}},)"
        R"({"type":"redacted_thinking","data":"cmVk"},{"type":"text","text":"Then Oslo."},)"
        R"({"type":"tool_use","id":"toolu_2","name":"tide","input":{"port":"Oslo"}}]},)"
        R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"low"},)"
        R"({"type":"tool_result","tool_use_id":"toolu_2","content":"low"}]})");
    row("gemini", "tool_calls_parallel", "c2ln",
        R"({"role":"model","parts":[)"
        R"({"functionCall":{"id":"a","name":"tide","args":{"port":"Brest"}},"thoughtSignature":"c2ln"},)"
        R"({"functionCall":{"id":"b","name":"tide","args":{"port":"Calais"}}}]},)"
        R"({"role":"user","parts":[{"functionResponse":{"id":"a","name":"tide","response":{"output":"low"}}},)"
        R"({"functionResponse":{"id":"b","name":"tide","response":{"output":"low"}}}]})");
    row("gemini", "tool_calls_no_ids", "c2ln",
        R"({"role":"model","parts":[)"
        R"({"functionCall":{"name":"tide","args":{"port":"Brest"}},"thoughtSignature":"c2ln"},)"
        R"({"functionCall":{"name":"tide","args":{"port":"Brest"}}}]},)");
    row("gemini", "signature_on_words", "c2ln",
        R"({"role":"model","parts":[{"text":"Six hours."},{"text":"","thoughtSignature":"c2ln"}]})");
    row("openai-responses", "reasoning_encrypted", "gAAAAABo+/=",
        R"({"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"Checking tides"}],)"
        R"("encrypted_content":"gAAAAABo+/="},)"
        R"({"type":"function_call","call_id":"call_7","name":"tide","arguments":"{\"port\":\"Brest\"}"},)"
        R"({"type":"function_call_output","call_id":"call_7","output":"low"})");
    row("openai-responses", "phases", "commentary",
        R"({"id":"msg_1","type":"message","status":"completed","role":"assistant",)"
        R"("content":[{"type":"output_text","text":"Let me look.","annotations":[]}],"phase":"commentary"},)"
        R"({"id":"msg_2","type":"message","status":"completed","role":"assistant",)"
        R"("content":[{"type":"output_text","text":"Low.","annotations":[]}],"phase":"final_answer"}])");
    row("bedrock", "reasoning_then_tool", "c2ln",
        R"({"role":"assistant","content":[)"
        R"({"reasoningContent":{"reasoningText":{"text":"tides","signature":"c2ln"}}},)"
        R"({"toolUse":{"toolUseId":"tu1","name":"tide","input":{"port":"Brest"}}}]},)"
        R"({"role":"user","content":[{"toolResult":{"toolUseId":"tu1","content":[{"text":"low"}]}}]})");
}

void TestToolLoop::signaturesGoBack()
{
    QFETCH(const QString, dialect);
    QFETCH(const QString, tape);
    QFETCH(const QByteArray, expected);
    const LaneRecord record = keptOverARestart(eventsOf(dialect, tape));
    const EncodedRequest next = nextRequest(record, dialect);
    QVERIFY2(next.http.body.contains(expected), next.http.body.constData());
    QCOMPARE(droppedContent(next.ledger), QStringList());
}

void TestToolLoop::othersDropAndListThem()
{
    QFETCH(const QString, dialect);
    QFETCH(const QString, tape);
    QFETCH(const QByteArray, secret);
    const LaneRecord record = keptOverARestart(eventsOf(dialect, tape));
    const auto opaque = std::count_if(record.order.begin(), record.order.end(), [](const AnswerStretch &stretch) {
        return std::holds_alternative<OpaquePart>(stretch);
    });
    QVERIFY(opaque > 0);
    for (const char *name : otherDialects) {
        const QString other = QString::fromLatin1(name);
        if (other == dialect)
            continue;
        const EncodedRequest next = nextRequest(record, other);
        QVERIFY2(!next.http.body.contains(secret), next.http.body.constData());
        QCOMPARE(droppedContent(next.ledger), QStringList(opaque, QStringLiteral("content:") + dialect));
    }
}

/// Of all servers that speak the dialect, one gave it, and one gets it back.
void TestToolLoop::copilotsStateGoesBackToIt()
{
    const QString chat = QStringLiteral("openai-chat");
    const LaneRecord record = keptOverARestart(eventsOf(chat, QStringLiteral("copilot_reasoning_opaque")));
    const EncodedRequest next = nextRequest(record, chat, {Quirk::CopilotHeaders});
    const QByteArray expected
        = R"({"role":"assistant","content":"I look.","reasoning_text":"The moon pulls.","reasoning_opaque":"b3BhcXVl+/=",)"
          R"("tool_calls":[{"id":"call_1","type":"function",)";
    QVERIFY2(next.http.body.contains(expected), next.http.body.constData());
    QCOMPARE(droppedContent(next.ledger), QStringList());
    for (const char *name : otherDialects) {
        const EncodedRequest other = nextRequest(record, QLatin1String(name));
        QVERIFY2(!other.http.body.contains("b3BhcXVl"), name);
        QCOMPARE(droppedContent(other.ledger), QStringList {QStringLiteral("content:copilot")});
    }
}

void TestToolLoop::theSpoolKeepsTheOrder()
{
    const LaneRecord record = recordOf(eventsOf(QStringLiteral("anthropic"), QStringLiteral("thinking_then_tools")));
    const auto read = fromSpoolLine(toSpoolLine({1, EndLane {record}}));
    QVERIFY(read);
    QCOMPARE(toStoredJson(std::get<EndLane>(read.value().op).record), toStoredJson(record));
}

void TestToolLoop::scriptsDoNotSeeIt()
{
    const LaneRecord record = recordOf(eventsOf(QStringLiteral("anthropic"), QStringLiteral("thinking_then_tools")));
    QVERIFY(toStoredJson(record).contains("c2ln"));
    QVERIFY2(!toJson(record).contains("c2ln") && !toJson(record).contains("cmVk"), toJson(record).constData());
    QVERIFY(!toJson(record).contains("\"order\""));
}

/// Numbers of calls may have gaps, and pieces of two calls may come in turns.
void TestToolLoop::callsAreCountedByTheirPlace()
{
    const LaneRecord record = recordOf(
        {ToolCallDelta {7, QStringLiteral("b"), QStringLiteral("wind"), "{"}, TextDelta {QStringLiteral("x")},
         ToolCallDelta {3, QStringLiteral("a"), QStringLiteral("tide"), "{}"}, ToolCallDelta {7, {}, {}, "}"}});
    const ChatTurn turn = answerTurn(record);
    QCOMPARE(turn.parts.size(), size_t(3));
    QCOMPARE(std::get<ToolCallPart>(turn.parts[0]).id, QStringLiteral("b"));
    QCOMPARE(std::get<ToolCallPart>(turn.parts[0]).arguments, QByteArray("{}"));
    QCOMPARE(std::get<TextPart>(turn.parts[1]).text, QStringLiteral("x"));
    QCOMPARE(std::get<ToolCallPart>(turn.parts[2]).id, QStringLiteral("a"));
}

void TestToolLoop::anAttemptMadeAgainForgets()
{
    RecordBuilder builder {LaneRecord {}};
    builder.add({OpaquePart {QStringLiteral("gemini"), {"{}"}}});
    builder.restart();
    builder.add({TextDelta {QStringLiteral("x")}});
    QCOMPARE(builder.record().order.size(), size_t(1));
    QCOMPARE(std::get<TextStretch>(builder.record().order[0]).length, qsizetype(1));
}

/// Such as those of a history that an older program wrote.
void TestToolLoop::recordsWithoutAnOrderAreWhole()
{
    LaneRecord record;
    record.text = QStringLiteral("words");
    record.reasoning = QStringLiteral("hm");
    record.toolCalls = {{QStringLiteral("a"), QStringLiteral("tide"), "{}"}};
    const ChatTurn turn = answerTurn(laneRecordFromJson(toJson(record)).value());
    QCOMPARE(turn.role, Role::Assistant);
    QCOMPARE(turn.parts.size(), size_t(3));
    QCOMPARE(std::get<ReasoningPart>(turn.parts[0]).text, QStringLiteral("hm"));
    QCOMPARE(std::get<TextPart>(turn.parts[1]).text, QStringLiteral("words"));
    QCOMPARE(std::get<ToolCallPart>(turn.parts[2]).name, QStringLiteral("tide"));
}

void TestToolLoop::wrongOrdersLoseNothing()
{
    LaneRecord record;
    record.text = QStringLiteral("words");
    record.toolCalls = {{QStringLiteral("a"), QStringLiteral("tide"), "{}"}};
    record.order = {CallStretch {4}, TextStretch {-1}, CallStretch {-1}, CallStretch {0},
                    CallStretch {0}, TextStretch {2},  TextStretch {99}};
    const ChatTurn turn = answerTurn(record);
    QCOMPARE(turn.parts.size(), size_t(3));
    QCOMPARE(std::get<ToolCallPart>(turn.parts[0]).id, QStringLiteral("a"));
    QCOMPARE(std::get<TextPart>(turn.parts[1]).text, QStringLiteral("wo"));
    QCOMPARE(std::get<TextPart>(turn.parts[2]).text, QStringLiteral("rds"));
}

QTEST_GUILESS_MAIN(TestToolLoop)
#include "tst_toolloop.moc"
