// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/bedrock/BedrockReader.h"

#include "core/base/JsonWriter.h"
#include "core/dialects/ErrorBody.h"
#include "core/dialects/Failure.h"
#include "core/dialects/FinishWords.h"
#include "core/dialects/TokenCount.h"

namespace triptych::bedrock {

namespace {

/// A reasoning block as it must be sent back: the words with the signature that vouches for them.
RawJson signedReasoning(const QString &text, const QString &signature)
{
    JsonWriter json;
    json.beginObject().key(u"reasoningContent").beginObject().key(u"reasoningText").beginObject();
    json.member(u"text", text).member(u"signature", signature).endObject().endObject().endObject();
    return json.take();
}

RawJson redactedReasoning(const QString &content)
{
    JsonWriter json;
    json.beginObject().key(u"reasoningContent").beginObject().member(u"redactedContent", content);
    json.endObject().endObject();
    return json.take();
}

void emitOpaque(RawJson json, StreamEvents &out)
{
    out.push_back(OpaquePart {QStringLiteral("bedrock"), std::move(json)});
}

} // namespace

void BedrockReader::readObject(const JsonValue &object, QByteArrayView event, StreamEvents &out)
{
    const qint64 index = object["contentBlockIndex"].integer().value_or(0);
    if (event == "contentBlockDelta")
        return readDelta(index, object["delta"], out);
    if (event == "contentBlockStart")
        return readBlockStart(index, object["start"], out);
    if (event == "contentBlockStop")
        return endBlock(m_blocks.take(index), out);
    if (event == "messageStop")
        return readStopReason(object["stopReason"]);
    if (event == "metadata") {
        readUsage(object["usage"], out);
        if (m_sawStop)
            finish(out);
        return;
    }
    if (auto error = event.isEmpty() ? errorInsteadOf(object) : std::nullopt)
        fail(describeInBandError(*error), out);
}

void BedrockReader::readBlockStart(qint64 index, const JsonValue &start, StreamEvents &out)
{
    Block block;
    if (start["toolUse"].isObject())
        beginCall(block, start["toolUse"], out);
    setInToolCall(block.kind == BlockKind::ToolUse);
    m_blocks.insert(index, block);
}

/// Tools of the server itself are called and answered there; their type says so.
void BedrockReader::beginCall(Block &block, const JsonValue &toolUse, StreamEvents &out)
{
    if (!toolUse["type"].view().empty())
        return;
    block.kind = BlockKind::ToolUse;
    const QByteArray whole = toolUse["input"].isObject() ? toolUse["input"].raw().bytes : QByteArray();
    block.call.begin(m_calls++, toolUse["toolUseId"].text(), toolUse["name"].text(), whole, out);
}

/// Blocks of text and of reasoning begin with their first piece.
void BedrockReader::readDelta(qint64 index, const JsonValue &delta, StreamEvents &out)
{
    Block &block = m_blocks[index];
    if (const auto text = delta["text"].string()) {
        block.kind = BlockKind::Text;
        content().feed(*text, out);
    } else if (delta["reasoningContent"].isObject()) {
        readReasoning(block, delta["reasoningContent"], out);
    } else if (block.kind == BlockKind::ToolUse) {
        block.call.read(delta["toolUse"]["input"].view(), out);
    }
}

void BedrockReader::readReasoning(Block &block, const JsonValue &content, StreamEvents &out)
{
    block.kind = BlockKind::Reasoning;
    block.signature += content["signature"].text();
    block.redacted += content["redactedContent"].text();
    const QString text = content["text"].text();
    block.reasoning += text;
    if (!text.isEmpty())
        out.push_back(ReasoningDelta {text});
}

void BedrockReader::endBlock(const Block &block, StreamEvents &out)
{
    switch (block.kind) {
    case BlockKind::Text: return content().finish(out); // a tag does not go on in the next block
    case BlockKind::ToolUse: block.call.end(out); return setInToolCall(false);
    case BlockKind::Reasoning:
        if (!block.signature.isEmpty())
            emitOpaque(signedReasoning(block.reasoning, block.signature), out);
        if (!block.redacted.isEmpty())
            emitOpaque(redactedReasoning(block.redacted), out);
        return;
    case BlockKind::Other: return;
    }
}

void BedrockReader::readStopReason(const JsonValue &reason)
{
    m_sawStop = true;
    m_stopReason = reason.view();
    setInToolCall(false);
}

/// What was read from the cache, or written to it, is not among inputTokens.
void BedrockReader::readUsage(const JsonValue &usage, StreamEvents &out)
{
    const TokenUsage before = m_usage;
    readCount(usage["inputTokens"], m_usage.input);
    readCount(usage["outputTokens"], m_usage.output);
    readCount(usage["cacheReadInputTokens"], m_usage.cachedInput);
    readCount(usage["cacheWriteInputTokens"], m_usage.cacheWrite);
    if (m_usage != before)
        out.push_back(UsageReport {m_usage});
}

bool BedrockReader::readAnswer(const JsonValue &answer, StreamEvents &out)
{
    const JsonValue blocks = answer["output"]["message"]["content"];
    if (!blocks.isArray())
        return false;
    readUsage(answer["usage"], out);
    for (const JsonValue &block : blocks.items())
        readBlock(block, out);
    readStopReason(answer["stopReason"]);
    return true;
}

void BedrockReader::readBlock(const JsonValue &whole, StreamEvents &out)
{
    Block block;
    const JsonValue reasoning = whole["reasoningContent"];
    if (const auto text = whole["text"].string()) {
        block.kind = BlockKind::Text;
        content().feed(*text, out);
    } else if (whole["toolUse"].isObject()) {
        beginCall(block, whole["toolUse"], out);
    } else if (reasoning.isObject()) {
        readReasoning(block, reasoning["reasoningText"].isObject() ? reasoning["reasoningText"] : reasoning, out);
    }
    endBlock(block, out);
    for (const JsonValue &cited : whole["citationsContent"]["content"].items())
        readBlock(cited, out);
}

void BedrockReader::readEnd(bool, StreamEvents &out)
{
    if (!m_sawStop)
        return;
    if (isFailedFinish(m_stopReason))
        return fail(describeFailedFinish(m_stopReason), out);
    out.push_back(StreamFinished {withToolCalls(finishReasonOf(m_stopReason), m_calls > 0)});
}

} // namespace triptych::bedrock
