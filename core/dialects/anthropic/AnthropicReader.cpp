// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/anthropic/AnthropicReader.h"

#include "core/base/JsonWriter.h"
#include "core/dialects/ErrorBody.h"
#include "core/dialects/Failure.h"
#include "core/dialects/FinishWords.h"

namespace triptych::anthropic {

namespace {

OpaquePart opaque(RawJson json)
{
    return {QStringLiteral("anthropic"), std::move(json)};
}

template<typename Delta>
void emitText(std::string_view text, StreamEvents &out)
{
    if (!text.empty())
        out.push_back(Delta {toQString(text)});
}

void readCount(const JsonValue &value, std::optional<qint64> &count)
{
    if (const auto number = value.integer(); number && *number >= 0)
        count = number;
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
    if (type == "message_start")
        return readMessageStart(object["message"], out);
    if (type == "message_delta") {
        readStopReason(object["delta"]["stop_reason"]);
        return readUsage(object["usage"], out);
    }
    if (type == "message_stop") {
        m_sawStop = true;
        return finish(out);
    }
    if (auto error = errorIn(object))
        return fail(describeInBandError(*error), out);
    if (type == "error")
        fail(describeInBandError(errorInsteadOf(object).value_or(ErrorBody())), out);
}

void AnthropicReader::readMessageStart(const JsonValue &message, StreamEvents &out)
{
    out.push_back(StreamOpened {message["id"].text(), message["model"].text()});
    readUsage(message["usage"], out);
}

void AnthropicReader::readBlockStart(qint64 index, const JsonValue &content, StreamEvents &out)
{
    Block block;
    const std::string_view type = content["type"].view();
    if (type == "text") {
        block.kind = BlockKind::Text;
        emitText<TextDelta>(content["text"].view(), out);
    } else if (type == "thinking") {
        block.kind = BlockKind::Thinking;
        block.signature = content["signature"].text();
        block.thinking = content["thinking"].text();
        emitText<ReasoningDelta>(content["thinking"].view(), out);
    } else if (type == "tool_use") {
        beginCall(block, content, out);
    } else if (type == "redacted_thinking") {
        out.push_back(opaque(content.raw()));
    }
    setInToolCall(block.kind == BlockKind::ToolUse);
    m_blocks.insert(index, block);
}

void AnthropicReader::beginCall(Block &block, const JsonValue &content, StreamEvents &out)
{
    block.kind = BlockKind::ToolUse;
    block.callNumber = m_calls++;
    if (content["input"].size() > 0)
        block.wholeArguments = content["input"].raw().bytes;
    out.push_back(ToolCallDelta {block.callNumber, content["id"].text(), content["name"].text(), {}});
}

void AnthropicReader::readDelta(qint64 index, const JsonValue &delta, StreamEvents &out)
{
    const std::string_view type = delta["type"].view();
    if (type == "text_delta")
        return emitText<TextDelta>(delta["text"].view(), out);
    Block &block = m_blocks[index];
    if (type == "thinking_delta") {
        block.kind = BlockKind::Thinking;
        block.thinking += delta["thinking"].text();
        emitText<ReasoningDelta>(delta["thinking"].view(), out);
    } else if (type == "signature_delta") {
        block.signature += delta["signature"].text();
    } else if (type == "input_json_delta") {
        readArguments(block, delta["partial_json"].view(), out);
    }
}

/// Arguments of a server's own tools are not ours to show.
void AnthropicReader::readArguments(Block &block, std::string_view piece, StreamEvents &out)
{
    if (block.kind != BlockKind::ToolUse || piece.empty())
        return;
    block.hasArguments = true;
    out.push_back(ToolCallDelta {block.callNumber, {}, {}, toBytes(piece)});
}

void AnthropicReader::readBlockStop(qint64 index, StreamEvents &out)
{
    const Block block = m_blocks.take(index);
    if (block.kind == BlockKind::ToolUse && !block.hasArguments)
        out.push_back(ToolCallDelta {block.callNumber, {}, {},
                                     block.wholeArguments.isEmpty() ? QByteArrayLiteral("{}") : block.wholeArguments});
    if (block.kind == BlockKind::ToolUse)
        setInToolCall(false);
    if (block.kind == BlockKind::Thinking && !block.signature.isEmpty()) {
        JsonWriter json;
        json.beginObject().member(u"type", QStringLiteral("thinking")).member(u"thinking", block.thinking);
        json.member(u"signature", block.signature).endObject();
        out.push_back(opaque(json.take()));
    }
}

void AnthropicReader::readStopReason(const JsonValue &reason)
{
    if (!reason.view().empty())
        m_finish = finishReasonOf(reason.view());
}

void AnthropicReader::readUsage(const JsonValue &usage, StreamEvents &out)
{
    if (!usage.isObject())
        return;
    TokenUsage read = m_usage;
    readCount(usage["input_tokens"], read.input);
    readCount(usage["output_tokens"], read.output);
    readCount(usage["cache_read_input_tokens"], read.cachedInput);
    readCount(usage["cache_creation_input_tokens"], read.cacheWrite);
    readCount(usage["output_tokens_details"]["thinking_tokens"], read.reasoning);
    if (read == m_usage)
        return;
    m_usage = read;
    out.push_back(UsageReport {read});
}

bool AnthropicReader::readAnswer(const JsonValue &answer, StreamEvents &out)
{
    if (!answer["content"].isArray())
        return false;
    readMessageStart(answer, out);
    qint64 index = 0;
    for (const JsonValue &content : answer["content"].items()) {
        readBlockStart(index, content, out);
        readBlockStop(index++, out);
    }
    readStopReason(answer["stop_reason"]);
    m_sawStop = true;
    return true;
}

void AnthropicReader::readEnd(bool, StreamEvents &out)
{
    if (m_sawStop)
        out.push_back(StreamFinished {withToolCalls(m_finish, m_calls > 0)});
}

} // namespace triptych::anthropic
