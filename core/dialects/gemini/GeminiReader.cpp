// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/gemini/GeminiReader.h"

#include "core/base/JsonWriter.h"
#include "core/dialects/ErrorBody.h"
#include "core/dialects/Failure.h"
#include "core/dialects/FinishWords.h"
#include "core/dialects/TokenCount.h"
#include "core/dialects/ToolArguments.h"
#include "core/dialects/gemini/GeminiNames.h"

namespace triptych::gemini {

namespace {

/// The reason that a field names; the protocol's word for an unspecified one names none.
std::string_view reasonIn(const JsonValue &value)
{
    const std::string_view word = value.view();
    return word.ends_with("_UNSPECIFIED") ? std::string_view() : word;
}

/// A call without arguments still has an object of them.
QByteArray argumentsIn(const JsonValue &call)
{
    const QByteArray text = argumentsText(call["args"]);
    return text.isEmpty() ? QByteArrayLiteral("{}") : text;
}

TokenUsage usageIn(const JsonValue &usage)
{
    TokenUsage read;
    read.cachedInput = tokenCount(usage["cachedContentTokenCount"]);
    read.reasoning = tokenCount(usage["thoughtsTokenCount"]);
    if (const auto prompt = tokenCount(usage["promptTokenCount"]))
        read.input = qMax<qint64>(0, *prompt - read.cachedInput.value_or(0))
            + tokenCount(usage["toolUsePromptTokenCount"]).value_or(0);
    const auto answer = tokenCount(usage["candidatesTokenCount"]);
    if (answer || read.reasoning)
        read.output = answer.value_or(0) + read.reasoning.value_or(0);
    return read;
}

RawJson signatureAlone(const JsonValue &signature)
{
    JsonWriter json;
    json.beginObject().member(u"text", QString()).member(u"thoughtSignature", signature.text()).endObject();
    return json.take();
}

} // namespace

struct GeminiReader::Chunk
{
    JsonValue candidates, feedback, usage, error, model, id;

    static Chunk of(const JsonValue &object)
    {
        static constexpr std::array<std::string_view, 6> keys {"candidates", "promptFeedback", "usageMetadata",
                                                               "error",      "modelVersion",   "responseId"};
        const auto found = object.pick(keys);
        return {found[0], found[1], found[2], found[3], found[4], found[5]};
    }

    bool isAnswer() const { return candidates.isArray() || feedback.isObject() || usage.isObject(); }
};

struct GeminiReader::Part
{
    JsonValue text, thought, call, signature;

    static Part of(const JsonValue &part)
    {
        static constexpr std::array<std::string_view, 4> keys {"text", "thought", "functionCall", "thoughtSignature"};
        const auto found = part.pick(keys);
        return {found[0], found[1], found[2], found[3]};
    }

    bool isThought() const { return thought.boolean() == true; }
    bool hasWords() const { return !text.view().empty() && !isThought() && !call.isObject(); }
};

void GeminiReader::readObject(const JsonValue &object, QByteArrayView, StreamEvents &out)
{
    const Chunk chunk = Chunk::of(object);
    std::optional<ErrorBody> error;
    if (chunk.error.hasValue() || !chunk.isAnswer())
        error = chunk.isAnswer() ? errorIn(object) : errorInsteadOf(object);
    if (error)
        fail(describeInBandError(*error), out);
    else
        readChunk(chunk, out);
}

void GeminiReader::readChunk(const Chunk &chunk, StreamEvents &out)
{
    readOpening(chunk, out);
    if (chunk.usage.isObject())
        readUsage(chunk.usage, out);
    readBlock(chunk.feedback);
    for (const JsonValue &candidate : chunk.candidates.items())
        if (candidate["index"].integer().value_or(0) == 0)
            return readCandidate(candidate, out);
}

void GeminiReader::readOpening(const Chunk &chunk, StreamEvents &out)
{
    if (m_hasOpened || (chunk.id.view().empty() && chunk.model.view().empty()))
        return;
    m_hasOpened = true;
    m_responseId = chunk.id.text();
    out.push_back(StreamOpened {m_responseId, chunk.model.text()});
}

void GeminiReader::readUsage(const JsonValue &usage, StreamEvents &out)
{
    const TokenUsage read = usageIn(usage);
    if (read == m_usage || read == TokenUsage {})
        return;
    m_usage = read;
    out.push_back(UsageReport {m_usage});
}

void GeminiReader::readBlock(const JsonValue &feedback)
{
    if (reasonIn(feedback["blockReason"]).empty())
        return;
    m_finish = FinishReason::Filtered;
    m_explanation = feedback["blockReasonMessage"].text();
}

void GeminiReader::readCandidate(const JsonValue &candidate, StreamEvents &out)
{
    for (const JsonValue &part : candidate["content"]["parts"].items())
        readPart(part, out);
    readFinish(candidate, out);
}

void GeminiReader::readPart(const JsonValue &value, StreamEvents &out)
{
    const Part part = Part::of(value);
    if (part.call.isObject())
        readCall(part.call, out);
    else if (part.hasWords())
        content().feed(part.text.view(), out);
    else if (!part.text.view().empty())
        out.push_back(ReasoningDelta {part.text.text()});
    if (!part.signature.view().empty())
        out.push_back(OpaquePart {dialect, part.hasWords() ? signatureAlone(part.signature) : value.raw()});
}

/// A call is whole in its part. One without a name cannot be answered; it is a piece of a call that nobody asked to
/// have in pieces.
void GeminiReader::readCall(const JsonValue &call, StreamEvents &out)
{
    const QString name = call["name"].text();
    if (name.isEmpty())
        return;
    content().finish(out); // a tag does not go on behind a call
    const QString id = call["id"].text();
    out.push_back(
        ToolCallDelta {m_calls, id.isEmpty() ? madeCallId(m_responseId, m_calls) : id, name, argumentsIn(call)});
    ++m_calls;
}

void GeminiReader::readFinish(const JsonValue &candidate, StreamEvents &out)
{
    const std::string_view reason = reasonIn(candidate["finishReason"]);
    if (reason.empty())
        return;
    if (isFailedFinish(reason))
        return fail(describeFailedFinish(reason, candidate["finishMessage"].text()), out);
    m_finish = finishReasonOf(reason);
    if (m_finish == FinishReason::Filtered)
        m_explanation = candidate["finishMessage"].text();
}

bool GeminiReader::readAnswer(const JsonValue &answer, StreamEvents &out)
{
    const Chunk chunk = Chunk::of(answer);
    if (chunk.isAnswer())
        readChunk(chunk, out);
    return chunk.isAnswer();
}

void GeminiReader::readEnd(bool, StreamEvents &out)
{
    if (m_finish)
        out.push_back(StreamFinished {withToolCalls(*m_finish, m_calls > 0), m_explanation});
}

} // namespace triptych::gemini
