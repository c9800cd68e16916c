// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_responses/OpenAiResponsesReader.h"

#include "core/dialects/ErrorBody.h"
#include "core/dialects/Failure.h"
#include "core/dialects/FinishWords.h"
#include "core/dialects/OpenAiUsage.h"

#include <algorithm>

namespace triptych::openai_responses {

namespace {

constexpr std::array<std::string_view, 4> ends {"completed", "incomplete", "failed", "cancelled"};

bool isEnd(std::string_view status)
{
    return std::find(ends.begin(), ends.end(), status) != ends.end();
}

/// The status that an event ends the response with; empty while it goes on.
std::string_view endOf(std::string_view type, const JsonValue &response)
{
    constexpr std::string_view prefix = "response.";
    const std::string_view said = type.starts_with(prefix) ? type.substr(prefix.size()) : std::string_view();
    if (!isEnd(said))
        return {};
    const std::string_view status = response["status"].view();
    return isEnd(status) ? status : said;
}

} // namespace

void OpenAiResponsesReader::readObject(const JsonValue &object, QByteArrayView event, StreamEvents &out)
{
    const StreamedPiece piece = StreamedPiece::of(object);
    const std::string_view named = piece.type.view();
    const std::string_view type = named.empty() ? std::string_view(event.data(), size_t(event.size())) : named;
    readUsage(piece.usage, out);
    if (readItem(type, piece, out)) {
        if (type == "response.output_text.delta")
            setOnlyText("delta", piece.delta.view());
        return setInToolCall(m_output.isInCall());
    }
    if (piece.response.isObject())
        return readResponse(type, piece.response, out);
    if (auto error = type.empty() ? errorInsteadOf(object) : errorIn(object))
        fail(describeInBandError(*error), out);
}

/// Whether the event is about an output item.
bool OpenAiResponsesReader::readItem(std::string_view type, const StreamedPiece &piece, StreamEvents &out)
{
    using Read = void (OutputReader::*)(const StreamedPiece &, StreamEvents &);
    static constexpr std::array<std::pair<std::string_view, Read>, 7> readers {{
        {"response.output_text.delta", &OutputReader::readText},
        {"response.reasoning_summary_text.delta", &OutputReader::readSummary},
        {"response.reasoning_text.delta", &OutputReader::readThought},
        {"response.function_call_arguments.delta", &OutputReader::readArguments},
        {"response.refusal.delta", &OutputReader::readRefusal},
        {"response.output_item.added", &OutputReader::begin},
        {"response.output_item.done", &OutputReader::end},
    }};
    const auto found
        = std::find_if(readers.begin(), readers.end(), [&](const auto &entry) { return entry.first == type; });
    if (found == readers.end())
        return false;
    (m_output.*found->second)(piece, out);
    return true;
}

void OpenAiResponsesReader::readResponse(std::string_view type, const JsonValue &response, StreamEvents &out)
{
    readOpening(response, out);
    readUsage(response["usage"], out);
    const std::string_view status = endOf(type, response);
    if (status.empty())
        return;
    m_output.readRest(response["output"], out);
    setInToolCall(false);
    readStatus(status, response, out);
    if (m_finish && m_usage)
        finish(out);
}

/// Some servers tell the model only at the end.
void OpenAiResponsesReader::readOpening(const JsonValue &response, StreamEvents &out)
{
    const QString model = response["model"].text();
    const bool tellsModel = m_servedModel.isEmpty() && !model.isEmpty();
    if (m_hasOpened && !tellsModel)
        return;
    m_hasOpened = true;
    m_servedModel = model;
    out.push_back(StreamOpened {response["id"].text(), model});
}

void OpenAiResponsesReader::readUsage(const JsonValue &usage, StreamEvents &out)
{
    if (!usage.isObject())
        return;
    const TokenUsage read = readOpenAiUsage(usage, m_quirks);
    if (read == m_usage.value_or(TokenUsage()))
        return;
    m_usage = read;
    out.push_back(UsageReport {read});
}

void OpenAiResponsesReader::readStatus(std::string_view status, const JsonValue &response, StreamEvents &out)
{
    if (status == "completed")
        m_finish = FinishReason::Stop;
    else if (status == "incomplete")
        m_finish = finishReasonOf(response["incomplete_details"]["reason"].view());
    else if (auto error = errorIn(response))
        fail(describeInBandError(*error), out);
    else if (isEnd(status))
        fail(describeFailedFinish(status), out);
}

bool OpenAiResponsesReader::readAnswer(const JsonValue &answer, StreamEvents &out)
{
    if (!answer["output"].isArray())
        return false;
    readOpening(answer, out);
    readUsage(answer["usage"], out);
    m_output.readRest(answer["output"], out);
    // The closing brace is an end marker of its own where a server names no status.
    if (answer["status"].view().empty() && m_output.hasContent())
        m_finish = FinishReason::Unknown;
    readStatus(answer["status"].view(), answer, out);
    return true;
}

void OpenAiResponsesReader::readEnd(bool sawDone, StreamEvents &out)
{
    if (m_finish)
        out.push_back(StreamFinished {m_output.wasRefused() ? FinishReason::Filtered
                                                            : withToolCalls(*m_finish, m_output.hasCalls())});
    else if (sawDone && !m_output.hasContent())
        failAsEmpty(out);
}

} // namespace triptych::openai_responses
