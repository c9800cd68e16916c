// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_chat/OpenAiChatReader.h"

#include "core/dialects/ErrorBody.h"
#include "core/dialects/Failure.h"
#include "core/dialects/FinishWords.h"

namespace triptych::openai_chat {

void OpenAiChatReader::readObject(const JsonValue &object, QByteArrayView, StreamEvents &out)
{
    const Chunk chunk = Chunk::of(object);
    const JsonValue first = chunk.choices.first();
    const Choice choice = Choice::of(first);
    if (readError(object, chunk, choice, out))
        return;
    readOpening(chunk, out);
    readUsage(chunk, choice, out);
    readSources(chunk, out);
    if (first.isObject())
        readChoice(choice, out);
}

bool OpenAiChatReader::readError(const JsonValue &object, const Chunk &chunk, const Choice &choice, StreamEvents &out)
{
    const bool isAnswer = chunk.choices.isArray() || chunk.usage.isObject();
    const bool isSuspect = chunk.error.hasValue() || choice.error.hasValue() || chunk.object.view() == "error";
    std::optional<ErrorBody> error;
    if (!isAnswer)
        error = errorInsteadOf(object);
    else if (isSuspect)
        error = errorIn(object);
    if (!error && chunk.groq["error"].hasValue())
        error = errorIn(chunk.groq);
    if (error)
        fail(describeInBandError(*error), out);
    return error.has_value();
}

void OpenAiChatReader::readOpening(const Chunk &chunk, StreamEvents &out)
{
    if (m_hasOpened || (chunk.id.view().empty() && chunk.model.view().empty()))
        return;
    m_hasOpened = true;
    out.push_back(StreamOpened {chunk.id.text(), chunk.model.text()});
}

void OpenAiChatReader::readChoice(const Choice &choice, StreamEvents &out)
{
    if (choice.index.integer().value_or(0) != 0)
        return;
    const JsonValue &delta = choice.delta.isObject() ? choice.delta : choice.message;
    if (delta.isObject())
        readDelta(Delta::of(delta), out);
    else
        readContent(choice.text, out);
    const std::string_view reason = choice.finishReason.view();
    if (reason.empty())
        return;
    if (isFailedFinish(reason))
        return fail(describeFailedFinish(reason), out);
    m_finish = finishReasonOf(reason);
    setInToolCall(false);
}

void OpenAiChatReader::readDelta(const Delta &delta, StreamEvents &out)
{
    if (QString reasoning = delta.reasoningWords(); !reasoning.isEmpty()) {
        m_hasContent = true;
        out.push_back(ReasoningDelta {std::move(reasoning)});
    }
    readOpaque(delta.reasoningOpaque, out);
    readContent(delta.content, out);
    if (delta.toolCalls.size() == 0 && !delta.functionCall.isObject())
        setOnlyText("content", delta.content.view());
    if (const auto refusal = delta.refusal.view(); !refusal.empty()) {
        m_wasRefused = true;
        m_hasContent = true;
        content().feed(refusal, out);
    }
    readToolCalls(delta, out);
}

/// The state of its thoughts that GitHub Copilot wants back; it may come with every chunk.
void OpenAiChatReader::readOpaque(const JsonValue &state, StreamEvents &out)
{
    if (state.view().empty() || state.raw() == m_opaque)
        return;
    m_opaque = state.raw();
    out.push_back(OpaquePart {copilotDialect, m_opaque});
}

/// Content is a string, or Mistral's array of chunks, of which some are thoughts.
void OpenAiChatReader::readContent(const JsonValue &value, StreamEvents &out)
{
    if (const auto text = value.string()) {
        m_hasContent = m_hasContent || !text->empty();
        content().feed(*text, out);
        return;
    }
    for (const JsonValue &chunk : value.items()) {
        const JsonValue thinking = chunk["thinking"];
        if (chunk.isString() || !thinking.hasValue()) {
            readContent(chunk.isString() ? chunk : chunk["text"], out);
            continue;
        }
        QString text = thinking.text();
        for (const JsonValue &part : thinking.items())
            text += part.isString() ? part.text() : part["text"].text();
        m_hasContent = m_hasContent || !text.isEmpty();
        if (!text.isEmpty())
            out.push_back(ReasoningDelta {std::move(text)});
    }
}

void OpenAiChatReader::readToolCalls(const Delta &delta, StreamEvents &out)
{
    if (delta.toolCalls.size() > 0 || delta.functionCall.isObject())
        content().settle(out);
    qsizetype position = 0;
    for (const JsonValue &call : delta.toolCalls.items())
        m_calls.read(call, position++, out);
    if (delta.functionCall.isObject())
        m_calls.read(delta.functionCall, 0, out);
    if (!m_calls.isEmpty())
        setInToolCall(m_hasContent = true);
}

void OpenAiChatReader::readUsage(const Chunk &chunk, const Choice &choice, StreamEvents &out)
{
    auto usage = usageIn(chunk, choice, m_quirks);
    if (!usage || usage == m_usage)
        return;
    m_usage = usage;
    out.push_back(UsageReport {*std::move(usage)});
}

void OpenAiChatReader::readSources(const Chunk &chunk, StreamEvents &out)
{
    QStringList sources = sourcesIn(chunk);
    if (sources.isEmpty() || sources == m_sources)
        return;
    m_sources = sources;
    out.push_back(SourcesReport {std::move(sources)});
}

bool OpenAiChatReader::readAnswer(const JsonValue &answer, StreamEvents &out)
{
    const JsonValue choice = answer["choices"].first();
    if (!choice.isObject())
        return false;
    readObject(answer, {}, out);
    // The closing brace is an end marker of its own where a server names no reason.
    if (!m_finish && m_hasContent)
        m_finish = FinishReason::Unknown;
    return true;
}

void OpenAiChatReader::readEnd(bool sawDone, StreamEvents &out)
{
    if (!m_finish && sawDone && m_hasContent)
        m_finish = FinishReason::Unknown;
    if (m_finish)
        m_calls.finish(out);
    if (m_finish)
        out.push_back(
            StreamFinished {m_wasRefused ? FinishReason::Filtered : withToolCalls(*m_finish, !m_calls.isEmpty())});
    else if (sawDone)
        failAsEmpty(out);
}

} // namespace triptych::openai_chat
