// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ollama/OllamaAnswer.h"

#include "core/dialects/ClientError.h"
#include "core/dialects/RequestParts.h"

#include <QDateTime>

namespace triptych::ollama {

namespace {

/// Empty where the model's server gave no reason.
QString doneReason(FinishReason reason)
{
    switch (reason) {
    case FinishReason::Stop:
    case FinishReason::ToolCall: return QStringLiteral("stop");
    case FinishReason::Length: return QStringLiteral("length");
    case FinishReason::Filtered: return QStringLiteral("content_filter");
    case FinishReason::Unknown: return {};
    }
    Q_UNREACHABLE();
}

/// An answer up to its message, which is open.
JsonWriter begin(const AnswerHead &head, const StreamOpened &opened)
{
    JsonWriter json;
    json.beginObject().member(u"model", opened.servedModel.isEmpty() ? head.model : opened.servedModel);
    json.member(u"created_at", QDateTime::fromSecsSinceEpoch(head.createdAt, Qt::UTC).toString(Qt::ISODate));
    json.key(u"message").beginObject().member(u"role", QStringLiteral("assistant"));
    return json;
}

void end(JsonWriter json, QByteArray &out)
{
    out.append(json.endObject().take().bytes).append('\n');
}

void writeCallItem(JsonWriter &json, const ToolCallDelta &call, int index)
{
    const RawJson arguments = objectOf(call.arguments);
    json.beginObject().member(u"id", call.id).key(u"function").beginObject().member(u"index", index);
    json.member(u"name", call.name);
    json.member(u"arguments", arguments.isEmpty() ? RawJson {QByteArrayLiteral("{}")} : arguments);
    json.endObject().endObject();
}

void writeDone(JsonWriter &json, FinishReason reason, const TokenUsage &usage)
{
    json.member(u"done", true);
    if (const QString word = doneReason(reason); !word.isEmpty())
        json.member(u"done_reason", word);
    if (usage.input)
        json.member(u"prompt_eval_count", *usage.input + usage.cachedInput.value_or(0) + usage.cacheWrite.value_or(0));
    if (usage.output)
        json.member(u"eval_count", *usage.output);
}

} // namespace

RawJson errorJson(const Error &error, int)
{
    JsonWriter json;
    json.beginObject().member(u"error", clientMessage(error));
    return json.endObject().take();
}

void LinesWriter::writeEvent(const StreamEvent &event, QByteArray &out)
{
    std::visit(Match {[this](const StreamOpened &opened) { m_opened = opened; },
                      [&](const TextDelta &delta) { writeWords(u"content", delta.text, out); },
                      [&](const ReasoningDelta &delta) { writeWords(u"thinking", delta.text, out); },
                      [&](const ToolCallDelta &delta) { readCall(delta, out); }, [](const OpaquePart &) {},
                      [this](const UsageReport &report) { m_usage = report.usage; }, [](const StreamNote &) {},
                      [](const SourcesReport &) {},
                      [&](const StreamFinished &finished) {
                          writeCall(out);
                          JsonWriter json = begin(head(), m_opened);
                          json.member(u"content", QString()).endObject();
                          writeDone(json, finished.reason, m_usage);
                          end(std::move(json), out);
                      },
                      [&](const StreamFailed &failed) { out.append(errorJson(failed.error).bytes).append('\n'); }},
               event);
}

void LinesWriter::writeWords(QStringView key, const QString &words, QByteArray &out)
{
    writeCall(out);
    JsonWriter json = begin(head(), m_opened);
    if (key != u"content")
        json.member(u"content", QString());
    json.member(key, words).endObject().member(u"done", false);
    end(std::move(json), out);
}

void LinesWriter::readCall(const ToolCallDelta &call, QByteArray &out)
{
    if (m_call && m_call->index == call.index) {
        m_call->arguments += call.arguments;
        return;
    }
    writeCall(out);
    m_call = call;
}

void LinesWriter::writeCall(QByteArray &out)
{
    if (!m_call)
        return;
    JsonWriter json = begin(head(), m_opened);
    json.member(u"content", QString()).key(u"tool_calls").beginArray();
    writeCallItem(json, *m_call, m_calls++);
    m_call.reset();
    json.endArray().endObject().member(u"done", false);
    end(std::move(json), out);
}

QByteArray AnswerWriter::bodyOf(const AnswerParts &answer) const
{
    JsonWriter json = begin(head(), answer.opened());
    json.member(u"content", answer.text());
    if (const QString reasoning = answer.reasoning(); !reasoning.isEmpty())
        json.member(u"thinking", reasoning);
    if (const auto calls = answer.of<ToolCallDelta>(); !calls.empty()) {
        json.key(u"tool_calls").beginArray();
        int index = 0;
        for (const ToolCallDelta *call : calls)
            writeCallItem(json, *call, index++);
        json.endArray();
    }
    json.endObject();
    writeDone(json, answer.finished()->reason, answer.usage());
    QByteArray line;
    end(std::move(json), line);
    return line;
}

} // namespace triptych::ollama
