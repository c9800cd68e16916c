// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/JsonWriter.h"
#include "core/base/StrictJson.h"
#include "core/dialects/Adapter.h"
#include "core/dialects/AnswerParts.h"
#include "core/dialects/Front.h"
#include "core/stream/StreamDecoder.h"
#include "core/stream/StreamTape.h"
#include "tests/support/EventText.h"
#include "tests/support/TapeDecoding.h"

#include <QFileInfo>
#include <QTest>

using namespace triptych;

namespace {

const QStringList dialects {QStringLiteral("openai-chat"), QStringLiteral("openai-responses"),
                            QStringLiteral("anthropic"), QStringLiteral("ollama"), QStringLiteral("ollama-generate")};

StreamTape tapeAt(const QString &path)
{
    QFile file(path);
    const auto tape = file.open(QIODevice::ReadOnly) ? StreamTape::parse(file.readAll())
                                                     : Result<StreamTape>(Error {.cause = QStringLiteral("read")});
    return tape ? tape.value() : StreamTape();
}

bool isComplete(const StreamEvents &events)
{
    return !events.empty() && std::holds_alternative<StreamFinished>(events.back());
}

/// One line of an answer.
QString lineOf(const StreamEvent &event)
{
    return toText({event}).chopped(1);
}

QByteArray compact(const QByteArray &json)
{
    JsonParser parser;
    const JsonValue value = parser.parse(json);
    return value.isAbsent() ? json : value.raw().bytes;
}

/// What events say, however they came: words joined, each call in one piece, of reports and openings what holds in the
/// end, and no notes, which tell of the way here.
struct Said
{
    StreamOpened opened = {};
    QString firstModel = {};
    std::vector<AnswerPart> parts = {};
    TokenUsage usage = {};
    QStringList sources = {};
    StreamFinished end = {};

    static Said of(const StreamEvents &events)
    {
        AnswerParts parts;
        Said said;
        parts.add(events);
        said.opened = parts.opened();
        for (const StreamEvent &event : events)
            if (const auto *opened = std::get_if<StreamOpened>(&event)) {
                said.firstModel = opened->servedModel;
                break;
            }
        said.parts = parts.parts();
        for (AnswerPart &part : said.parts)
            if (auto *call = std::get_if<ToolCallDelta>(&part))
                call->arguments = compact(call->arguments);
        said.usage = parts.usage();
        said.sources = parts.sources();
        said.end = parts.finished().value_or(StreamFinished {});
        return said;
    }

    QString text() const
    {
        QStringList lines {lineOf(opened)};
        for (const AnswerPart &part : parts)
            std::visit([&lines](const auto &event) { lines += lineOf(event); }, part);
        lines << lineOf(UsageReport {usage}) << lineOf(SourcesReport {sources}) << lineOf(end);
        return lines.join(u'\n');
    }
};

void loseOpaque(std::vector<AnswerPart> &parts, const QString &dialect)
{
    const QString known = dialect == QLatin1String("openai-chat") ? QStringLiteral("copilot") : dialect;
    std::erase_if(parts, [&known](const AnswerPart &part) {
        const auto *opaque = std::get_if<OpaquePart>(&part);
        return opaque && opaque->dialect != known;
    });
}

void fillArguments(std::vector<AnswerPart> &parts, FrontVocabulary::Arguments kind)
{
    using Arguments = FrontVocabulary::Arguments;
    JsonParser parser;
    for (AnswerPart &part : parts)
        if (auto *call = std::get_if<ToolCallDelta>(&part))
            if ((kind == Arguments::Filled && call->arguments.isEmpty())
                || (kind == Arguments::Object && !parser.parse(call->arguments).isObject()))
                call->arguments = "{}";
}

template<typename Words>
void joinNeighbours(std::vector<AnswerPart> &parts)
{
    for (size_t i = 1; i < parts.size();) {
        auto *before = std::get_if<Words>(&parts[i - 1]);
        const auto *words = std::get_if<Words>(&parts[i]);
        if (before && words) {
            before->text += words->text;
            parts.erase(parts.begin() + qsizetype(i));
        } else {
            ++i;
        }
    }
}

template<typename Words>
void setApart(std::vector<AnswerPart> &parts)
{
    bool cameBefore = false;
    for (AnswerPart &part : parts)
        if (auto *words = std::get_if<Words>(&part))
            if (std::exchange(cameBefore, true) && !words->text.startsWith(QLatin1String("\n\n")))
                words->text.prepend(QLatin1String("\n\n"));
}

void loseCalls(Said &said)
{
    std::erase_if(said.parts, [](const AnswerPart &part) { return std::holds_alternative<ToolCallDelta>(part); });
    if (said.end.reason == FinishReason::ToolCall)
        said.end.reason = FinishReason::Stop;
}

/// What is left of an answer on the way through a protocol.
Said through(Said said, const QString &dialect, const FrontVocabulary &words)
{
    if (!words.hasMessageId)
        said.opened.messageId.clear();
    if (!words.hasCachedInput) {
        if (said.usage.input)
            *said.usage.input += said.usage.cachedInput.value_or(0) + said.usage.cacheWrite.value_or(0);
        said.usage.cachedInput = said.usage.cacheWrite = {};
    }
    if (!words.hasReasoningTokens)
        said.usage.reasoning = {};
    if (!words.hasCost)
        said.usage.costUsd = {};
    if (!words.hasSources)
        said.sources.clear();
    if (!words.hasExplanation)
        said.end.explanation.clear();
    if (!words.hasCalls)
        loseCalls(said);
    loseOpaque(said.parts, dialect);
    joinNeighbours<TextDelta>(said.parts);
    joinNeighbours<ReasoningDelta>(said.parts);
    if (!words.hasLateModel)
        said.opened.servedModel = said.firstModel;
    fillArguments(said.parts, words.arguments);
    if (words.setsPartsApart) {
        setApart<TextDelta>(said.parts);
        setApart<ReasoningDelta>(said.parts);
    }
    return said;
}

QByteArray encoded(const Front &front, const StreamEvents &events, bool isStreamed, qsizetype portion)
{
    const auto writer = front.newWriter({.isStreamed = isStreamed}, {});
    QByteArray bytes;
    for (qsizetype at = 0; at < qsizetype(events.size()); at += portion) {
        const auto begin = events.begin() + at;
        const auto end = events.begin() + qMin(at + portion, qsizetype(events.size()));
        writer->write(StreamEvents(begin, end), bytes);
    }
    return bytes;
}

/// A line of /api/generate as /api/chat would have said it.
QByteArray asChatLine(const QByteArray &line)
{
    JsonParser parser;
    JsonWriter chat;
    const JsonValue object = parser.parse(line);
    chat.beginObject().key(u"message").beginObject().member(u"role", QStringLiteral("assistant"));
    chat.member(u"content", object["response"].raw());
    if (const JsonValue thinking = object["thinking"]; thinking.hasValue())
        chat.member(u"thinking", thinking.raw());
    chat.endObject();
    for (const auto &[key, value] : object.members())
        if (key != "response" && key != "thinking")
            chat.member(QString::fromUtf8(key.data(), qsizetype(key.size())), value.raw());
    return chat.endObject().take().bytes + '\n';
}

StreamEvents decoded(const QString &dialect, const Front &front, const QByteArray &bytes, bool isStreamed)
{
    const HttpResponseHead head {200, {{"content-type", front.contentType(isStreamed).toByteArray()}}};
    if (dialect != QLatin1String("ollama-generate"))
        return decodeTape(dialect, head, bytes, bytes.size());
    QByteArray chat;
    for (const QByteArray &line : bytes.split('\n'))
        if (!line.isEmpty())
            chat += asChatLine(line);
    return decodeTape(u"ollama", head, chat, chat.size());
}

StreamEvents eventsOf(const QString &path)
{
    const StreamTape tape = tapeAt(path);
    return decodeTape(QFileInfo(path).dir().dirName(), tape.head, tape.body, tape.body.size());
}

} // namespace

/// What a front says is what its adapter reads.
class TestFronts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatItsAdapterReads_data();
    void saysWhatItsAdapterReads();
    void saysWhatAnotherRead_data();
    void saysWhatAnotherRead();
    void saysOnePromptAsItSaysAChat_data();
    void saysOnePromptAsItSaysAChat();
};

void TestFronts::saysWhatItsAdapterReads_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &path : tapesBelow(QStringLiteral(TRIPTYCH_STREAM_DIR))) {
        const QString dialect = QFileInfo(path).dir().dirName();
        if (dialects.contains(dialect) && isComplete(eventsOf(path)))
            QTest::newRow(qPrintable(dialect + u'/' + QFileInfo(path).baseName())) << path;
    }
}

void TestFronts::saysWhatItsAdapterReads()
{
    QFETCH(const QString, path);
    const QString dialect = QFileInfo(path).dir().dirName();
    const StreamEvents events = eventsOf(path);
    const Front &front = *frontFor(dialect);
    const QString said = Said::of(events).text();
    for (const qsizetype portion : {1, 1'000'000})
        QCOMPARE(Said::of(decoded(dialect, front, encoded(front, events, true, portion), true)).text(), said);
}

void TestFronts::saysWhatAnotherRead_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("dialect");
    for (const QString &path : tapesBelow(QStringLiteral(TRIPTYCH_STREAM_DIR)))
        for (const QString &dialect : dialects)
            if (const QString own = QFileInfo(path).dir().dirName(); own != dialect && isComplete(eventsOf(path)))
                QTest::newRow(qPrintable(own + u'/' + QFileInfo(path).baseName() + QStringLiteral(" as ") + dialect))
                    << path << dialect;
}

void TestFronts::saysWhatAnotherRead()
{
    QFETCH(const QString, path);
    QFETCH(const QString, dialect);
    const StreamEvents events = eventsOf(path);
    const Front &front = *frontFor(dialect);
    const QString said = through(Said::of(events), dialect, front.vocabulary()).text();
    QCOMPARE(Said::of(decoded(dialect, front, encoded(front, events, true, 1), true)).text(), said);
}

void TestFronts::saysOnePromptAsItSaysAChat_data()
{
    QTest::addColumn<bool>("isStreamed");
    QTest::addColumn<ClientRequest::Errand>("errand");
    QTest::addColumn<QByteArray>("said");
    using Errand = ClientRequest::Errand;
    const QByteArray head = R"({"model":"asked","created_at":"2027-01-15T08:00:00Z",)";
    const QByteArray served = R"({"model":"served","created_at":"2027-01-15T08:00:00Z",)";
    const QByteArray figures = R"("done":true,"done_reason":"length","prompt_eval_count":7,"eval_count":3})";
    QTest::newRow("stream") << true << Errand::Answer
                            << served + "\"response\":\"\",\"thinking\":\"Hm.\",\"done\":false}\n" + served
            + "\"response\":\"Low\",\"done\":false}\n" + served + "\"response\":\" at six\",\"done\":false}\n" + served
            + "\"response\":\"\"," + figures + '\n';
    QTest::newRow("whole") << false << Errand::Answer
                           << served + "\"response\":\"Low at six\",\"thinking\":\"Hm.\"," + figures + '\n';
    for (const bool isStreamed : {true, false}) {
        const QByteArray done = head + R"("response":"","done":true,"done_reason":)";
        QTest::addRow("load, streamed %d", isStreamed) << isStreamed << Errand::Load << done + "\"load\"}\n";
        QTest::addRow("unload, streamed %d", isStreamed) << isStreamed << Errand::Unload << done + "\"unload\"}\n";
    }
}

void TestFronts::saysOnePromptAsItSaysAChat()
{
    QFETCH(const bool, isStreamed);
    QFETCH(const ClientRequest::Errand, errand);
    StreamEvents events;
    if (errand == ClientRequest::Errand::Answer)
        events = {StreamOpened {{}, QStringLiteral("served")}, ReasoningDelta {QStringLiteral("Hm.")},
                  TextDelta {QStringLiteral("Low")}, TextDelta {QStringLiteral(" at six")},
                  UsageReport {{.input = 5, .output = 3, .cachedInput = 2}}};
    events.push_back(StreamFinished {FinishReason::Length});
    const Front &front = *frontFor(u"ollama-generate");
    const AnswerHead head {.model = QStringLiteral("asked"), .createdAt = 1'800'000'000};
    const auto writer = front.newWriter({.isStreamed = isStreamed, .errand = errand}, head);
    QByteArray said;
    writer->write(events, said);
    QTEST(said, "said");
}

QTEST_GUILESS_MAIN(TestFronts)
#include "tst_fronts.moc"
