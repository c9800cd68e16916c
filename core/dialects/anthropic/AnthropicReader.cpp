// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/anthropic/AnthropicReader.h"

#include "core/base/JsonWriter.h"
#include "core/dialects/ErrorBody.h"
#include "core/dialects/Failure.h"
#include "core/dialects/FinishWords.h"
#include "core/dialects/TokenCount.h"

namespace triptych::anthropic {

namespace {

OpaquePart opaque(RawJson json)
{
    return {QStringLiteral("anthropic"), std::move(json)};
}

/// The category stands for an explanation that is missing.
QString explanationIn(const JsonValue &details)
{
    const QString words = details["explanation"].text();
    return words.isEmpty() ? details["category"].text() : words;
}

void emitReasoning(std::string_view text, StreamEvents &out)
{
    if (!text.empty())
        out.push_back(ReasoningDelta {toQString(text)});
}

} // namespace

void AnthropicReader::readObject(const JsonValue &object, QByteArrayView event, StreamEvents &out)
{
    const std::string_view named = object["type"].view();
    const std::string_view type = named.empty() ? std::string_view(event.data(), size_t(event.size())) : named;
    const qint64 index = object["index"].integer().value_or(0);
    if (type == "content_block_delta")
        return readDelta(index, object["delta"], out);
    if (type == "content_block_start")
        return readBlockStart(index, object["content_block"], out);
    if (type == "content_block_stop")
        return readBlockStop(index, out);
    if (type == "message_start") {
        readOpening(object["message"], out);
        // Its output_tokens are a placeholder; message_delta counts.
        readInputCounts(object["message"]["usage"]);
        return reportUsage(out);
    }
    if (type == "message_delta") {
        readStopReason(object["delta"]);
        readInputCounts(object["usage"]);
        readOutputCounts(object["usage"]);
        return reportUsage(out);
    }
    if (type == "message_stop") {
        m_sawStop = true;
        return finish(out);
    }
    if (auto error = type.empty() ? errorInsteadOf(object) : errorIn(object))
        fail(describeInBandError(*error), out);
}

void AnthropicReader::readOpening(const JsonValue &message, StreamEvents &out)
{
    out.push_back(StreamOpened {message["id"].text(), message["model"].text()});
}

void AnthropicReader::readBlockStart(qint64 index, const JsonValue &start, StreamEvents &out)
{
    Block block;
    const std::string_view type = start["type"].view();
    if (type == "text") {
        block.kind = BlockKind::Text;
        content().feed(start["text"].view(), out);
    } else if (type == "thinking") {
        block.kind = BlockKind::Thinking;
        block.signature = start["signature"].text();
        block.thinking = start["thinking"].text();
        emitReasoning(start["thinking"].view(), out);
    } else if (type == "tool_use") {
        beginCall(block, start, out);
    } else if (type == "redacted_thinking") {
        out.push_back(opaque(start.raw()));
    }
    setInToolCall(block.kind == BlockKind::ToolUse);
    m_blocks.insert(index, block);
}

void AnthropicReader::beginCall(Block &block, const JsonValue &start, StreamEvents &out)
{
    block.kind = BlockKind::ToolUse;
    const QByteArray whole = start["input"].size() > 0 ? start["input"].raw().bytes : QByteArray();
    block.call.begin(m_calls++, start["id"].text(), start["name"].text(), whole, out);
}

void AnthropicReader::readDelta(qint64 index, const JsonValue &delta, StreamEvents &out)
{
    const std::string_view type = delta["type"].view();
    Block &block = m_blocks[index];
    if (type == "text_delta") {
        block.kind = BlockKind::Text;
        content().feed(delta["text"].view(), out);
        setOnlyText("text", delta["text"].view());
    } else if (type == "thinking_delta") {
        block.kind = BlockKind::Thinking;
        block.thinking += delta["thinking"].text();
        emitReasoning(delta["thinking"].view(), out);
    } else if (type == "signature_delta") {
        block.signature += delta["signature"].text();
    } else if (type == "input_json_delta") {
        if (block.kind == BlockKind::ToolUse) // arguments of a server's own tools are not ours to show
            block.call.read(delta["partial_json"].view(), out);
    }
}

void AnthropicReader::readBlockStop(qint64 index, StreamEvents &out)
{
    const Block block = m_blocks.take(index);
    if (block.kind == BlockKind::Text)
        content().finish(out); // a tag does not go on in the next block
    if (block.kind == BlockKind::ToolUse) {
        block.call.end(out);
        setInToolCall(false);
    }
    if (block.kind == BlockKind::Thinking && !block.signature.isEmpty()) {
        JsonWriter json;
        json.beginObject().member(u"type", QStringLiteral("thinking")).member(u"thinking", block.thinking);
        json.member(u"signature", block.signature).endObject();
        out.push_back(opaque(json.take()));
    }
}

void AnthropicReader::readStopReason(const JsonValue &message)
{
    const std::string_view reason = message["stop_reason"].view();
    if (reason.empty())
        return;
    m_finish = finishReasonOf(reason);
    m_explanation = explanationIn(message["stop_details"]);
}

void AnthropicReader::readInputCounts(const JsonValue &usage)
{
    readCount(usage["input_tokens"], m_usage.input);
    readCount(usage["cache_read_input_tokens"], m_usage.cachedInput);
    readCount(usage["cache_creation_input_tokens"], m_usage.cacheWrite);
}

void AnthropicReader::readOutputCounts(const JsonValue &usage)
{
    readCount(usage["output_tokens"], m_usage.output);
    readCount(usage["output_tokens_details"]["thinking_tokens"], m_usage.reasoning);
}

void AnthropicReader::reportUsage(StreamEvents &out)
{
    if (m_usage == m_reportedUsage)
        return;
    m_reportedUsage = m_usage;
    out.push_back(UsageReport {m_usage});
}

bool AnthropicReader::readAnswer(const JsonValue &answer, StreamEvents &out)
{
    if (!answer["content"].isArray())
        return false;
    readOpening(answer, out);
    readInputCounts(answer["usage"]);
    readOutputCounts(answer["usage"]);
    reportUsage(out);
    qint64 index = 0;
    for (const JsonValue &block : answer["content"].items()) {
        readBlockStart(index, block, out);
        readBlockStop(index++, out);
    }
    readStopReason(answer);
    m_sawStop = true;
    return true;
}

void AnthropicReader::readEnd(bool, StreamEvents &out)
{
    if (m_sawStop)
        out.push_back(StreamFinished {withToolCalls(m_finish, m_calls > 0), m_explanation});
}

} // namespace triptych::anthropic
