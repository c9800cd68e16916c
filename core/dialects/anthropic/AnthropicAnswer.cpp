// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/anthropic/AnthropicAnswer.h"

#include "core/base/StrictJson.h"
#include "core/dialects/ClientError.h"
#include "core/dialects/EventStreamText.h"
#include "core/dialects/RequestParts.h"

namespace triptych::anthropic {

namespace {

QString stopReason(FinishReason reason)
{
    switch (reason) {
    case FinishReason::Stop: return QStringLiteral("end_turn");
    case FinishReason::Length: return QStringLiteral("max_tokens");
    case FinishReason::Filtered: return QStringLiteral("refusal");
    case FinishReason::ToolCall: return QStringLiteral("tool_use");
    case FinishReason::Unknown: return {};
    }
    Q_UNREACHABLE();
}

void writeStop(JsonWriter &json, const StreamFinished &finished)
{
    const QString reason = stopReason(finished.reason);
    json.key(u"stop_reason");
    reason.isEmpty() ? json.null() : json.value(reason);
    json.key(u"stop_sequence").null();
    if (finished.explanation.isEmpty())
        return;
    json.key(u"stop_details").beginObject().member(u"type", QStringLiteral("refusal"));
    json.key(u"category").null().member(u"explanation", finished.explanation).endObject();
}

void writeKnown(JsonWriter &json, QStringView name, const std::optional<qint64> &count)
{
    if (count)
        json.member(name, *count);
}

void writeInput(JsonWriter &json, const TokenUsage &usage)
{
    writeKnown(json, u"input_tokens", usage.input);
    writeKnown(json, u"cache_creation_input_tokens", usage.cacheWrite);
    writeKnown(json, u"cache_read_input_tokens", usage.cachedInput);
}

void writeOutput(JsonWriter &json, const TokenUsage &usage)
{
    writeKnown(json, u"output_tokens", usage.output);
    if (usage.reasoning)
        json.key(u"output_tokens_details").beginObject().member(u"thinking_tokens", *usage.reasoning).endObject();
}

JsonWriter block(QLatin1String type)
{
    JsonWriter json;
    json.beginObject().member(u"type", QString(type));
    return json;
}

RawJson ended(JsonWriter json)
{
    return json.endObject().take();
}

JsonWriter callBlock(const ToolCallDelta &call)
{
    JsonWriter json = block(QLatin1String("tool_use"));
    json.member(u"id", call.id).member(u"name", call.name);
    return json;
}

/// Thoughts go out with their signature, where there is one behind them, or without.
void writeContent(JsonWriter &json, const AnswerParts &answer)
{
    json.key(u"content").beginArray();
    QString thought;
    const auto endThought = [&] {
        if (!thought.isEmpty())
            json.beginObject()
                .member(u"type", QStringLiteral("thinking"))
                .member(u"thinking", thought)
                .member(u"signature", QString())
                .endObject();
        thought.clear();
    };
    const Match writers {
        [&](const TextDelta &text) {
            endThought();
            json.beginObject().member(u"type", QStringLiteral("text")).member(u"text", text.text).endObject();
        },
        [&](const ReasoningDelta &reasoning) {
            endThought();
            thought = reasoning.text;
        },
        [&](const ToolCallDelta &call) {
            endThought();
            const RawJson input = objectOf(call.arguments);
            json.value(ended(std::move(
                callBlock(call).member(u"input", input.isEmpty() ? RawJson {QByteArrayLiteral("{}")} : input))));
        },
        [&](const OpaquePart &part) {
            if (part.dialect != QLatin1String("anthropic"))
                return;
            thought.clear(); // it is in there
            json.value(part.json);
        }};
    for (const AnswerPart &part : answer.parts())
        std::visit(writers, part);
    endThought();
    json.endArray();
}

QString errorType(int status)
{
    switch (status) {
    case 401: return QStringLiteral("authentication_error");
    case 402: return QStringLiteral("billing_error");
    case 403: return QStringLiteral("permission_error");
    case 404: return QStringLiteral("not_found_error");
    case 413: return QStringLiteral("request_too_large");
    case 429: return QStringLiteral("rate_limit_error");
    case 504: return QStringLiteral("timeout_error");
    case 503:
    case 529: return QStringLiteral("overloaded_error");
    default: return status < 500 ? QStringLiteral("invalid_request_error") : QStringLiteral("api_error");
    }
}

} // namespace

RawJson errorJson(const Error &error, int status)
{
    JsonWriter json;
    json.beginObject().member(u"type", QStringLiteral("error")).key(u"error").beginObject();
    json.member(u"type", errorType(status)).member(u"message", clientMessage(error)).endObject();
    return json.endObject().take();
}

void EventsWriter::writeEvent(const StreamEvent &event, QByteArray &out)
{
    m_out = &out;
    std::visit(Match {[this](const StreamOpened &opened) { m_opened = opened; },
                      [this](const TextDelta &delta) { writeText(delta.text); },
                      [this](const ReasoningDelta &delta) { writeThought(delta.text); },
                      [this](const ToolCallDelta &delta) { writeCall(delta); },
                      [this](const OpaquePart &part) { writeOpaque(part); },
                      [this](const UsageReport &report) { m_usage = report.usage; }, [](const StreamNote &) {},
                      [](const SourcesReport &) {}, [this](const StreamFinished &finished) { writeEnd(finished); },
                      [this](const StreamFailed &failed) {
                          const RawJson error = errorJson(failed.error, failed.error.httpStatus.value_or(500));
                          appendServerSentEvent(*m_out, "error", error);
                      }},
               event);
}

JsonWriter EventsWriter::event(QLatin1String type) const
{
    return block(type);
}

void EventsWriter::send(QLatin1String type, JsonWriter json)
{
    appendServerSentEvent(*m_out, QByteArrayView(type.data(), type.size()), json.endObject().take());
}

/// Once it is known what comes first: by then the input's tokens may have been told.
void EventsWriter::writeStart()
{
    if (std::exchange(m_hasBegun, true))
        return;
    const QLatin1String type("message_start");
    JsonWriter json = event(type);
    json.key(u"message").beginObject().member(u"id", m_opened.messageId.isEmpty() ? head().id : m_opened.messageId);
    json.member(u"type", QStringLiteral("message")).member(u"role", QStringLiteral("assistant"));
    json.member(u"model", m_opened.servedModel.isEmpty() ? head().model : m_opened.servedModel);
    json.key(u"content").beginArray().endArray();
    json.key(u"stop_reason").null().key(u"stop_sequence").null().key(u"usage").beginObject();
    TokenUsage input = m_usage;
    if (!input.input)
        input.input = head().inputEstimate;
    writeInput(json, input);
    json.member(u"output_tokens", 0).endObject().endObject();
    send(type, std::move(json));
}

void EventsWriter::beginBlock(Block kind, const RawJson &content)
{
    writeStart();
    endBlock();
    m_block = kind;
    const QLatin1String type("content_block_start");
    JsonWriter json = event(type);
    json.member(u"index", m_index).member(u"content_block", content);
    send(type, std::move(json));
}

void EventsWriter::endBlock()
{
    if (std::exchange(m_block, Block::None) == Block::None)
        return;
    const QLatin1String type("content_block_stop");
    JsonWriter json = event(type);
    json.member(u"index", m_index++);
    send(type, std::move(json));
    m_thought.clear();
    m_call = -1;
}

void EventsWriter::writeDelta(QLatin1String deltaType, QStringView key, const QString &words)
{
    const QLatin1String type("content_block_delta");
    JsonWriter json = event(type);
    json.member(u"index", m_index).key(u"delta").beginObject().member(u"type", QString(deltaType));
    json.member(key, words).endObject();
    send(type, std::move(json));
}

void EventsWriter::writeText(const QString &text)
{
    if (m_block != Block::Text) {
        JsonWriter json = block(QLatin1String("text"));
        json.member(u"text", QString());
        beginBlock(Block::Text, ended(std::move(json)));
    }
    writeDelta(QLatin1String("text_delta"), u"text", text);
}

void EventsWriter::writeThought(const QString &text)
{
    if (m_block != Block::Thinking) {
        JsonWriter json = block(QLatin1String("thinking"));
        json.member(u"thinking", QString()).member(u"signature", QString());
        beginBlock(Block::Thinking, ended(std::move(json)));
    }
    m_thought += text;
    writeDelta(QLatin1String("thinking_delta"), u"thinking", text);
}

void EventsWriter::writeCall(const ToolCallDelta &call)
{
    if (m_block != Block::Call || m_call != call.index) {
        JsonWriter json = callBlock(call);
        json.key(u"input").beginObject().endObject();
        beginBlock(Block::Call, ended(std::move(json)));
        m_call = call.index;
    }
    if (!call.arguments.isEmpty())
        writeDelta(QLatin1String("input_json_delta"), u"partial_json", QString::fromUtf8(call.arguments));
}

/// The signature of the thoughts that were just told, or a block of its own.
void EventsWriter::writeOpaque(const OpaquePart &part)
{
    if (part.dialect != QLatin1String("anthropic"))
        return;
    JsonParser parser;
    const JsonValue value = parser.parse(part.json.bytes);
    if (value["type"].view() != "thinking") {
        beginBlock(Block::Text, part.json);
        endBlock();
        return;
    }
    if (m_block != Block::Thinking || m_thought != value["thinking"].text()) {
        JsonWriter json = block(QLatin1String("thinking"));
        json.member(u"thinking", QString()).member(u"signature", QString());
        beginBlock(Block::Thinking, ended(std::move(json)));
    }
    writeDelta(QLatin1String("signature_delta"), u"signature", value["signature"].text());
    endBlock();
}

void EventsWriter::writeEnd(const StreamFinished &finished)
{
    writeStart();
    endBlock();
    const QLatin1String type("message_delta");
    JsonWriter json = event(type);
    json.key(u"delta").beginObject();
    writeStop(json, finished);
    json.endObject().key(u"usage").beginObject();
    writeInput(json, m_usage);
    writeOutput(json, m_usage);
    json.endObject();
    send(type, std::move(json));
    const QLatin1String stop("message_stop");
    send(stop, event(stop));
}

QByteArray MessageAnswerWriter::bodyOf(const AnswerParts &answer) const
{
    const StreamOpened &opened = answer.opened();
    JsonWriter json;
    json.beginObject().member(u"id", opened.messageId.isEmpty() ? head().id : opened.messageId);
    json.member(u"type", QStringLiteral("message")).member(u"role", QStringLiteral("assistant"));
    json.member(u"model", opened.servedModel.isEmpty() ? head().model : opened.servedModel);
    writeContent(json, answer);
    writeStop(json, *answer.finished());
    json.key(u"usage").beginObject();
    writeInput(json, answer.usage());
    writeOutput(json, answer.usage());
    return json.endObject().endObject().take().bytes;
}

} // namespace triptych::anthropic
