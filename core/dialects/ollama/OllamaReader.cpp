// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ollama/OllamaReader.h"

#include "core/dialects/ErrorBody.h"
#include "core/dialects/Failure.h"
#include "core/dialects/FinishWords.h"
#include "core/dialects/TokenCount.h"
#include "core/dialects/ToolArguments.h"

namespace triptych::ollama {

OllamaReader::Chunk OllamaReader::Chunk::of(const JsonValue &object)
{
    static constexpr std::array<std::string_view, 7> keys {"model", "message",           "done",      "done_reason",
                                                           "error", "prompt_eval_count", "eval_count"};
    const auto found = object.pick(keys);
    return {found[0], found[1], found[2], found[3], found[4], found[5], found[6]};
}

void OllamaReader::readObject(const JsonValue &object, QByteArrayView, StreamEvents &out)
{
    const Chunk chunk = Chunk::of(object);
    if (readError(object, chunk, out))
        return;
    readOpening(chunk.model, out);
    readMessage(chunk.message, out);
    readCounts(chunk, out);
    if (chunk.done.boolean() == true)
        readDone(chunk.doneReason, out);
}

bool OllamaReader::readError(const JsonValue &object, const Chunk &chunk, StreamEvents &out)
{
    if (chunk.isAnswer() && !chunk.error.hasValue())
        return false;
    const auto error = chunk.isAnswer() ? errorIn(object) : errorInsteadOf(object);
    if (error)
        fail(describeInBandError(*error), out);
    return error.has_value();
}

void OllamaReader::readOpening(const JsonValue &model, StreamEvents &out)
{
    if (!model.view().empty() && !std::exchange(m_hasOpened, true))
        out.push_back(StreamOpened {{}, model.text()});
}

void OllamaReader::readMessage(const JsonValue &message, StreamEvents &out)
{
    static constexpr std::array<std::string_view, 3> keys {"thinking", "content", "tool_calls"};
    const auto [thinking, text, calls] = message.pick(keys);
    if (!thinking.view().empty())
        out.push_back(ReasoningDelta {thinking.text()});
    content().feed(text.view(), out);
    setOnlyText("content", text.view());
    if (calls.size() > 0)
        content().settle(out);
    for (const JsonValue &call : calls.items())
        readToolCall(call, out);
}

/// Calls come whole, so each one is new whatever its index says.
void OllamaReader::readToolCall(const JsonValue &call, StreamEvents &out)
{
    if (!call.isObject())
        return;
    const JsonValue function = call["function"].isObject() ? call["function"] : call;
    const QByteArray arguments = argumentsText(function["arguments"]);
    const int index = int(m_callIds.size());
    out.push_back(ToolCallDelta {index, uniqueCallId(call["id"].text()), function["name"].text(),
                                 arguments.isEmpty() ? QByteArrayLiteral("{}") : arguments});
}

/// Older servers give no ids, and a result has to name its call.
QString OllamaReader::uniqueCallId(const QString &given)
{
    QString id = given;
    for (qsizetype number = m_callIds.size(); id.isEmpty() || m_callIds.contains(id); ++number)
        id = QStringLiteral("call_%1").arg(number);
    m_callIds.insert(id);
    return id;
}

void OllamaReader::readCounts(const Chunk &chunk, StreamEvents &out)
{
    const TokenUsage before = m_usage;
    readCount(chunk.promptCount, m_usage.input);
    readCount(chunk.answerCount, m_usage.output);
    if (m_usage != before)
        out.push_back(UsageReport {m_usage});
}

void OllamaReader::readDone(const JsonValue &reason, StreamEvents &out)
{
    if (isFailedFinish(reason.view()))
        return fail(describeFailedFinish(reason.view()), out);
    m_finish = withToolCalls(finishReasonOf(reason.view()), !m_callIds.isEmpty());
    finish(out);
}

bool OllamaReader::readAnswer(const JsonValue &answer, StreamEvents &out)
{
    if (!answer["message"].isObject())
        return false;
    readObject(answer, {}, out);
    return true;
}

void OllamaReader::readEnd(bool, StreamEvents &out)
{
    if (m_finish)
        out.push_back(StreamFinished {*m_finish});
}

} // namespace triptych::ollama
