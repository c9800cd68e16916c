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

/// An answer up to what was said.
JsonWriter begin(const AnswerHead &head, const StreamOpened &opened)
{
    JsonWriter json;
    json.beginObject().member(u"model", opened.servedModel.isEmpty() ? head.model : opened.servedModel);
    json.member(u"created_at", QDateTime::fromSecsSinceEpoch(head.createdAt, Qt::UTC).toString(Qt::ISODate));
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

/// For those who asked for no answer, what became of their errand.
QString doneReason(const AnswerHead &head, FinishReason reason)
{
    switch (head.errand) {
    case ClientRequest::Errand::Answer: return doneReason(reason);
    case ClientRequest::Errand::Load: return QStringLiteral("load");
    case ClientRequest::Errand::Unload: return QStringLiteral("unload");
    }
    Q_UNREACHABLE();
}

void writeDone(JsonWriter &json, const QString &word, const TokenUsage &usage)
{
    json.member(u"done", true);
    if (!word.isEmpty())
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

void ChatShape::write(JsonWriter &json, const SaidWords &said)
{
    json.key(u"message").beginObject().member(u"role", QStringLiteral("assistant")).member(u"content", said.text);
    if (!said.reasoning.isEmpty())
        json.member(u"thinking", said.reasoning);
    if (!said.calls.empty()) {
        json.key(u"tool_calls").beginArray();
        int index = said.firstCall;
        for (const ToolCallDelta *call : said.calls)
            writeCallItem(json, *call, index++);
        json.endArray();
    }
    json.endObject();
}

void PromptShape::write(JsonWriter &json, const SaidWords &said)
{
    json.member(u"response", said.text);
    if (!said.reasoning.isEmpty())
        json.member(u"thinking", said.reasoning);
}

template<typename Shape>
void LinesWriter<Shape>::writeEvent(const StreamEvent &event, QByteArray &out)
{
    std::visit(Match {[this](const StreamOpened &opened) { m_opened = opened; },
                      [&](const TextDelta &delta) { writeWords({.text = delta.text}, out); },
                      [&](const ReasoningDelta &delta) { writeWords({.reasoning = delta.text}, out); },
                      [&](const ToolCallDelta &delta) { readCall(delta, out); }, [](const OpaquePart &) {},
                      [this](const UsageReport &report) { m_usage = report.usage; }, [](const StreamNote &) {},
                      [](const SourcesReport &) {},
                      [&](const StreamFinished &finished) {
                          writeCall(out);
                          JsonWriter json = begin(head(), m_opened);
                          Shape::write(json, {});
                          writeDone(json, doneReason(head(), finished.reason), m_usage);
                          end(std::move(json), out);
                      },
                      [&](const StreamFailed &failed) { out.append(errorJson(failed.error).bytes).append('\n'); }},
               event);
}

template<typename Shape>
void LinesWriter<Shape>::writeWords(const SaidWords &said, QByteArray &out)
{
    writeCall(out);
    writeLine(said, out);
}

template<typename Shape>
void LinesWriter<Shape>::writeLine(const SaidWords &said, QByteArray &out)
{
    JsonWriter json = begin(head(), m_opened);
    Shape::write(json, said);
    json.member(u"done", false);
    end(std::move(json), out);
}

template<typename Shape>
void LinesWriter<Shape>::readCall(const ToolCallDelta &call, QByteArray &out)
{
    if (!Shape::hasCalls)
        return;
    if (m_call && m_call->index == call.index) {
        m_call->arguments += call.arguments;
        return;
    }
    writeCall(out);
    m_call = call;
}

template<typename Shape>
void LinesWriter<Shape>::writeCall(QByteArray &out)
{
    if (const auto call = std::exchange(m_call, {}))
        writeLine({.calls = {&*call}, .firstCall = m_calls++}, out);
}

template<typename Shape>
QByteArray AnswerWriter<Shape>::bodyOf(const AnswerParts &answer) const
{
    JsonWriter json = begin(head(), answer.opened());
    Shape::write(json, {answer.text(), answer.reasoning(), answer.of<ToolCallDelta>()});
    writeDone(json, doneReason(head(), answer.finished()->reason), answer.usage());
    QByteArray line;
    end(std::move(json), line);
    return line;
}

template class LinesWriter<ChatShape>;
template class LinesWriter<PromptShape>;
template class AnswerWriter<ChatShape>;
template class AnswerWriter<PromptShape>;

} // namespace triptych::ollama
