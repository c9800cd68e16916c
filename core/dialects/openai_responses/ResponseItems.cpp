// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_responses/ResponseItems.h"

#include "core/base/StrictJson.h"
#include "core/dialects/ClientError.h"
#include "core/dialects/OpenAiUsage.h"

namespace triptych::openai_responses {

namespace {

JsonWriter item(const QString &id, QLatin1String type)
{
    JsonWriter json;
    json.beginObject().member(u"id", id).member(u"type", QString(type));
    return json;
}

void writeIncompleteDetails(JsonWriter &json, const std::optional<StreamFinished> &finished)
{
    const bool isCut = finished && finished->reason == FinishReason::Length;
    const bool isFiltered = finished && finished->reason == FinishReason::Filtered;
    json.key(u"incomplete_details");
    if (!isCut && !isFiltered) {
        json.null();
        return;
    }
    json.beginObject().member(u"reason",
                              isCut ? QStringLiteral("max_output_tokens") : QStringLiteral("content_filter"));
    json.endObject();
}

void writeError(JsonWriter &json, const std::optional<Error> &error)
{
    json.key(u"error");
    if (!error) {
        json.null();
        return;
    }
    json.beginObject().member(u"code", error->cause).member(u"message", clientMessage(*error)).endObject();
}

} // namespace

RawJson textPart(const QString &text)
{
    JsonWriter json;
    json.beginObject().member(u"type", QStringLiteral("output_text")).member(u"text", text);
    json.key(u"annotations").beginArray().endArray();
    return json.endObject().take();
}

RawJson summaryPart(const QString &text)
{
    JsonWriter json;
    json.beginObject().member(u"type", QStringLiteral("summary_text")).member(u"text", text);
    return json.endObject().take();
}

RawJson messageItem(const QString &id, const QString &text, bool isDone)
{
    JsonWriter json = item(id, QLatin1String("message"));
    json.member(u"status", isDone ? QStringLiteral("completed") : QStringLiteral("in_progress"));
    json.member(u"role", QStringLiteral("assistant")).key(u"content").beginArray();
    if (isDone)
        json.value(textPart(text));
    return json.endArray().endObject().take();
}

RawJson reasoningItem(const QString &id, const QString &text, bool isDone)
{
    JsonWriter json = item(id, QLatin1String("reasoning"));
    json.key(u"summary").beginArray();
    if (isDone)
        json.value(summaryPart(text));
    return json.endArray().endObject().take();
}

RawJson callItem(const QString &id, const ToolCallDelta &call, const QString &status)
{
    JsonWriter json = item(id, QLatin1String("function_call"));
    json.member(u"call_id", call.id).member(u"name", call.name);
    json.member(u"arguments", QString::fromUtf8(call.arguments)).member(u"status", status);
    return json.endObject().take();
}

QString kindOfItem(const RawJson &item)
{
    JsonParser parser;
    const QString type = parser.parse(item.bytes)["type"].text();
    return type == QLatin1String("message") || type == QLatin1String("reasoning") ? type : QString();
}

QString statusOf(const ResponseState &state)
{
    if (state.error)
        return QStringLiteral("failed");
    if (!state.finished)
        return QStringLiteral("in_progress");
    const FinishReason reason = state.finished->reason;
    const bool isWhole = reason == FinishReason::Stop || reason == FinishReason::ToolCall;
    return isWhole ? QStringLiteral("completed") : QStringLiteral("incomplete");
}

RawJson responseJson(const AnswerHead &head, const ResponseState &state)
{
    JsonWriter json;
    json.beginObject().member(u"id", state.opened.messageId.isEmpty() ? head.id : state.opened.messageId);
    json.member(u"object", QStringLiteral("response")).member(u"created_at", head.createdAt);
    json.member(u"status", statusOf(state));
    writeError(json, state.error);
    writeIncompleteDetails(json, state.finished);
    json.member(u"model", state.opened.servedModel.isEmpty() ? head.model : state.opened.servedModel);
    json.key(u"output").beginArray();
    for (const RawJson &item : state.items)
        json.value(item);
    json.endArray();
    if (state.usage != TokenUsage() && (state.finished || state.error))
        writeResponsesUsage(json, state.usage);
    return json.endObject().take();
}

} // namespace triptych::openai_responses
