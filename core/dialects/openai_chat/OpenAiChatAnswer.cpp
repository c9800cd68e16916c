// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_chat/OpenAiChatAnswer.h"

#include "core/dialects/ClientError.h"
#include "core/dialects/EventStreamText.h"
#include "core/dialects/OpenAiUsage.h"
#include "core/dialects/RequestParts.h"
#include "core/dialects/openai_chat/OpenAiChatJson.h"

namespace triptych::openai_chat {

namespace {

/// Empty where the model's server gave no reason: null says so.
QString finishWord(FinishReason reason)
{
    switch (reason) {
    case FinishReason::Stop: return QStringLiteral("stop");
    case FinishReason::Length: return QStringLiteral("length");
    case FinishReason::Filtered: return QStringLiteral("content_filter");
    case FinishReason::ToolCall: return QStringLiteral("tool_calls");
    case FinishReason::Unknown: return {};
    }
    Q_UNREACHABLE();
}

void writeFinish(JsonWriter &json, const QString &finish)
{
    json.key(u"finish_reason");
    finish.isEmpty() ? json.null() : json.value(finish);
}

void writeHead(JsonWriter &json, const AnswerHead &head, const StreamOpened &opened, const QString &object)
{
    json.beginObject().member(u"id", opened.messageId.isEmpty() ? head.id : opened.messageId);
    json.member(u"object", object).member(u"created", head.createdAt);
    json.member(u"model", opened.servedModel.isEmpty() ? head.model : opened.servedModel);
}

bool isKnown(const OpaquePart &part)
{
    return part.dialect == copilotDialect;
}

void writeCalls(JsonWriter &json, const std::vector<const ToolCallDelta *> &calls)
{
    json.key(u"tool_calls").beginArray();
    for (const ToolCallDelta *call : calls) {
        json.beginObject().member(u"id", call->id).member(u"type", QStringLiteral("function")).key(u"function");
        json.beginObject().member(u"name", call->name);
        json.member(u"arguments", QString::fromUtf8(call->arguments)).endObject().endObject();
    }
    json.endArray();
}

void writeMessage(JsonWriter &json, const AnswerParts &answer)
{
    const QString text = answer.text();
    const auto calls = answer.of<ToolCallDelta>();
    json.beginObject().member(u"role", QStringLiteral("assistant")).key(u"content");
    text.isEmpty() && !calls.empty() ? json.null() : json.value(text);
    if (const QString reasoning = answer.reasoning(); !reasoning.isEmpty())
        json.member(u"reasoning_content", reasoning);
    for (const OpaquePart *part : answer.of<OpaquePart>())
        if (isKnown(*part))
            json.member(u"reasoning_opaque", part->json);
    if (!calls.empty())
        writeCalls(json, calls);
    json.endObject();
}

} // namespace

void ChunkWriter::write(const StreamEvents &events, QByteArray &out)
{
    for (const StreamEvent &event : events)
        writeEvent(event, out);
}

void ChunkWriter::writeEvent(const StreamEvent &event, QByteArray &out)
{
    std::visit(Match {[this](const StreamOpened &opened) { m_opened = opened; },
                      [&](const TextDelta &delta) { writeWords(u"content", delta.text, out); },
                      [&](const ReasoningDelta &delta) { writeWords(u"reasoning_content", delta.text, out); },
                      [&](const ToolCallDelta &delta) { writeCall(delta, out); },
                      [&](const OpaquePart &part) { writeOpaque(part, out); },
                      [this](const UsageReport &report) {
                          m_usage = report.usage;
                          m_hasUsage = true;
                      },
                      [](const StreamNote &) {}, [this](const SourcesReport &report) { m_sources = report.addresses; },
                      [&](const StreamFinished &finished) { writeEnd(finished, out); },
                      [&](const StreamFailed &failed) { appendServerSentEvent(out, {}, openAiError(failed.error)); }},
               event);
}

JsonWriter ChunkWriter::beginChunk() const
{
    JsonWriter json;
    writeHead(json, m_head, m_opened, QStringLiteral("chat.completion.chunk"));
    return json;
}

JsonWriter ChunkWriter::beginDelta()
{
    JsonWriter json = beginChunk();
    json.key(u"choices").beginArray().beginObject().member(u"index", 0).key(u"delta").beginObject();
    if (!std::exchange(m_hasBegun, true))
        json.member(u"role", QStringLiteral("assistant"));
    return json;
}

void ChunkWriter::endDelta(JsonWriter json, const QString &finish, QByteArray &out)
{
    json.endObject();
    writeFinish(json, finish);
    json.endObject().endArray().endObject();
    appendServerSentEvent(out, {}, json.take());
}

void ChunkWriter::writeWords(QStringView key, const QString &words, QByteArray &out)
{
    JsonWriter json = beginDelta();
    json.member(key, words);
    endDelta(std::move(json), {}, out);
}

void ChunkWriter::writeCall(const ToolCallDelta &call, QByteArray &out)
{
    JsonWriter json = beginDelta();
    json.key(u"tool_calls").beginArray().beginObject().member(u"index", call.index);
    if (!call.id.isEmpty())
        json.member(u"id", call.id).member(u"type", QStringLiteral("function"));
    json.key(u"function").beginObject();
    if (!call.name.isEmpty())
        json.member(u"name", call.name);
    json.member(u"arguments", QString::fromUtf8(call.arguments)).endObject().endObject().endArray();
    endDelta(std::move(json), {}, out);
}

void ChunkWriter::writeOpaque(const OpaquePart &part, QByteArray &out)
{
    if (!isKnown(part))
        return;
    JsonWriter json = beginDelta();
    json.member(u"reasoning_opaque", part.json);
    endDelta(std::move(json), {}, out);
}

/// The usage comes behind the end, in a chunk without choices, as the protocol has it.
void ChunkWriter::writeEnd(const StreamFinished &finished, QByteArray &out)
{
    endDelta(beginDelta(), finishWord(finished.reason), out);
    const bool hasMore = (m_head.tellsUsage && m_hasUsage) || !m_sources.isEmpty();
    if (hasMore) {
        JsonWriter json = beginChunk();
        json.key(u"choices").beginArray().endArray();
        if (!m_sources.isEmpty())
            writeTexts(json, u"citations", m_sources);
        if (m_head.tellsUsage && m_hasUsage)
            writeChatUsage(json, m_usage);
        json.endObject();
        appendServerSentEvent(out, {}, json.take());
    }
    out.append("data: [DONE]\n\n");
}

QByteArray CompletionWriter::bodyOf(const AnswerParts &answer) const
{
    JsonWriter json;
    writeHead(json, head(), answer.opened(), QStringLiteral("chat.completion"));
    json.key(u"choices").beginArray().beginObject().member(u"index", 0).key(u"message");
    writeMessage(json, answer);
    writeFinish(json, finishWord(answer.finished()->reason));
    json.endObject().endArray();
    if (!answer.sources().isEmpty())
        writeTexts(json, u"citations", answer.sources());
    if (answer.usage() != TokenUsage())
        writeChatUsage(json, answer.usage());
    return json.endObject().take().bytes;
}

} // namespace triptych::openai_chat
