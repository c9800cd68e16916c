// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_chat/OpenAiChatRequest.h"

#include "core/chat/LedgerReason.h"
#include "core/dialects/ContentFilter.h"
#include "core/dialects/RequestParts.h"
#include "core/dialects/SettingsFilter.h"
#include "core/dialects/ToolChoices.h"
#include "core/dialects/TurnRules.h"
#include "core/dialects/openai_chat/OpenAiChatJson.h"
#include "core/dialects/openai_chat/OpenAiChatReasoning.h"

namespace triptych::openai_chat {

namespace {

constexpr QLatin1String dialect("openai-chat");

/// Providers that switch thinking by a field of their own want it back beside the tool calls it led to.
bool wantsReasoningBack(const Quirks &quirks)
{
    return quirks.contains(Quirk::ThinkingSwitch) || quirks.contains(Quirk::EnableThinking)
        || quirks.contains(Quirk::FixedSampling);
}

void writeToolCalls(JsonWriter &json, const std::vector<const ToolCallPart *> &calls)
{
    json.key(u"tool_calls").beginArray();
    for (const ToolCallPart *call : calls) {
        json.beginObject()
            .member(u"id", call->id)
            .member(u"type", QStringLiteral("function"))
            .key(u"function")
            .beginObject();
        json.member(u"name", call->name)
            .member(u"arguments", QString::fromUtf8(call->arguments))
            .endObject()
            .endObject();
    }
    json.endArray();
}

/// Copilot wants its thoughts back with the state that belongs to them. A message has room for one: the latest.
void writeCopilotThoughts(JsonWriter &json, const ChatTurn &turn)
{
    const OpaqueContent *state = nullptr;
    for (const OpaqueContent *part : partsOf<OpaqueContent>(turn))
        if (part->dialect == copilotDialect)
            state = part;
    if (!state)
        return;
    if (const QString reasoning = joinedReasoning(turn); !reasoning.isEmpty())
        json.member(u"reasoning_text", reasoning);
    json.member(u"reasoning_opaque", state->json);
}

void writeAssistant(JsonWriter &json, const ChatTurn &turn, const Quirks &quirks)
{
    const auto calls = partsOf<ToolCallPart>(turn);
    const QString text = joinedText(turn);
    json.beginObject().member(u"role", QStringLiteral("assistant")).key(u"content");
    if (text.isEmpty() && !calls.empty())
        json.null();
    else
        json.value(text);
    if (const QString reasoning = joinedReasoning(turn);
        !calls.empty() && !reasoning.isEmpty() && wantsReasoningBack(quirks))
        json.member(u"reasoning_content", reasoning);
    writeCopilotThoughts(json, turn);
    if (!calls.empty())
        writeToolCalls(json, calls);
    for (const OpaqueContent *part : partsOf<OpaqueContent>(turn))
        if (part->dialect == dialect)
            json.member(u"reasoning_details", part->json);
    json.endObject();
}

void writeToolResults(JsonWriter &json, const ChatTurn &turn)
{
    for (const ToolResultPart *result : partsOf<ToolResultPart>(turn)) {
        json.beginObject().member(u"role", QStringLiteral("tool")).member(u"tool_call_id", result->callId);
        json.member(u"content", resultText(*result)).endObject();
    }
}

void writeMedia(JsonWriter &json, const MediaPart &media)
{
    json.beginObject();
    if (media.isImage()) {
        json.member(u"type", QStringLiteral("image_url")).key(u"image_url").beginObject();
        json.key(u"url").base64(dataUrlHead(media), media.data).endObject();
    } else {
        json.member(u"type", QStringLiteral("file")).key(u"file").beginObject();
        json.member(u"filename", fileNameOf(media));
        json.key(u"file_data").base64(dataUrlHead(media), media.data).endObject();
    }
    json.endObject();
}

/// Words alone are a string, which every compatible server takes; beside media they are parts in their order.
void writeUserContent(JsonWriter &json, const ChatTurn &turn)
{
    if (partsOf<MediaPart>(turn).empty()) {
        json.value(joinedText(turn));
        return;
    }
    json.beginArray();
    for (const ContentPart &part : turn.parts) {
        if (const auto *media = std::get_if<MediaPart>(&part))
            writeMedia(json, *media);
        else if (const auto *text = std::get_if<TextPart>(&part); text && !text->text.isEmpty())
            json.beginObject().member(u"type", QStringLiteral("text")).member(u"text", text->text).endObject();
    }
    json.endArray();
}

bool hasUserContent(const ChatTurn &turn)
{
    return !partsOf<TextPart>(turn).empty() || !partsOf<MediaPart>(turn).empty();
}

void writeMessages(JsonWriter &json, const ChatRequest &request, const Quirks &quirks)
{
    const QString system
        = quirks.contains(Quirk::SystemAsDeveloper) ? QStringLiteral("developer") : QStringLiteral("system");
    json.key(u"messages").beginArray();
    for (const ChatTurn &turn : request.turns) {
        writeToolResults(json, turn);
        if (turn.role == Role::Assistant)
            writeAssistant(json, turn, quirks);
        else if (turn.role == Role::System)
            json.beginObject().member(u"role", system).member(u"content", joinedText(turn)).endObject();
        else if (hasUserContent(turn)) {
            json.beginObject().member(u"role", QStringLiteral("user")).key(u"content");
            writeUserContent(json, turn);
            json.endObject();
        }
    }
    json.endArray();
}

/// Some servers promise only that the answer is JSON; their schema stands in the prompt.
void writeResponseFormat(JsonWriter &json, SettingsFilter &filter, const ResponseSchema &wanted, const Quirks &quirks)
{
    json.key(u"response_format").beginObject();
    if (quirks.contains(Quirk::JsonObjectOnly)) {
        filter.note(QLatin1String("response_schema"), wanted.name, QStringLiteral("json_object"),
                    ledger_reason::jsonOnly);
        json.member(u"type", QStringLiteral("json_object")).endObject();
        return;
    }
    json.member(u"type", QStringLiteral("json_schema")).key(u"json_schema").beginObject();
    writeNamedSchema(json, wanted);
    json.endObject().endObject();
}

void writeSampling(JsonWriter &json, const LaneSettings &settings, const Quirks &quirks)
{
    if (settings.maxTokens)
        json.member(quirks.contains(Quirk::MaxTokensField) ? u"max_tokens" : u"max_completion_tokens",
                    *settings.maxTokens);
    if (settings.temperature)
        json.member(u"temperature", *settings.temperature);
    if (settings.topP)
        json.member(u"top_p", *settings.topP);
    if (settings.topK)
        json.member(u"top_k", *settings.topK);
    if (settings.seed)
        json.member(quirks.contains(Quirk::RandomSeed) ? u"random_seed" : u"seed", *settings.seed);
    if (settings.stop)
        writeTexts(json, u"stop", *settings.stop);
}

DialectLimits limitsOf(const Quirks &quirks, bool mustBeQuiet)
{
    return {.hasTopK = quirks.contains(Quirk::TopK),
            .hasSeed = true,
            .hasReasoningBudget = quirks.contains(Quirk::EnableThinking) || quirks.contains(Quirk::ReasoningObject)
                || quirks.contains(Quirk::ThinkingBudget),
            .samplesWhenQuiet = true,
            .mustBeQuiet = mustBeQuiet,
            .mostStops = quirks.contains(Quirk::FourStops) ? 4 : 0};
}

/// Whose opaque parts the server knows.
QLatin1String opaqueDialect(const Quirks &quirks)
{
    return quirks.contains(Quirk::CopilotHeaders) ? copilotDialect : dialect;
}

/// Some models take tools over this protocol only while they do not reason.
bool bringsUntimelyTools(const ChatRequest &asked, const ModelInfo &model)
{
    return !asked.tools.empty() && model.tools != false && model.toolsWhileReasoning == false;
}

Error neverQuiet(const QString &model)
{
    return {.kind = ErrorKind::InvalidInput, .cause = QStringLiteral("tools_while_reasoning"), .message = model};
}

ChatRequest withTurnRules(ChatRequest request, const Quirks &quirks)
{
    if (!request.responseSchema.isEmpty() && quirks.contains(Quirk::JsonObjectOnly))
        askForJson(request.turns, request.responseSchema);
    if (quirks.contains(Quirk::AlternatingTurns))
        request.turns = alternatingTurns(std::move(request.turns));
    if (quirks.contains(Quirk::ShortCallIds))
        shortenCallIds(request.turns);
    return request;
}

} // namespace

Result<EncodedRequest> encodeRequest(const ChatRequest &asked, const Endpoint &endpoint)
{
    const bool mustBeQuiet = bringsUntimelyTools(asked, endpoint.model);
    if (mustBeQuiet && !endpoint.model.reasoningEfforts.contains(QLatin1String("none")))
        return neverQuiet(asked.model);
    std::vector<LedgerEntry> ledger;
    SettingsFilter filter(asked.settings, endpoint, ledger);
    filter.apply(limitsOf(endpoint.quirks, mustBeQuiet));
    const ChatRequest request = withTurnRules(
        fittingRequest(asked,
                       {.dialect = opaqueDialect(endpoint.quirks), .mediaTypes = usualMediaTypes(), .hasSchema = true},
                       endpoint, ledger),
        endpoint.quirks);

    JsonWriter json;
    json.beginObject().member(u"model", request.model);
    writeMessages(json, request, endpoint.quirks);
    if (!request.tools.empty())
        writeFunctionTools(json, request.tools);
    writeOpenAiChoice(json, request, [](JsonWriter &choice, const QString &name) {
        choice.beginObject().member(u"type", QStringLiteral("function")).key(u"function").beginObject();
        choice.member(u"name", name).endObject().endObject();
    });
    if (!request.responseSchema.isEmpty())
        writeResponseFormat(json, filter, request.responseSchema, endpoint.quirks);
    writeSampling(json, filter.settings(), endpoint.quirks);
    writeReasoning(json, filter, endpoint);
    json.member(u"stream", true);
    if (!endpoint.quirks.contains(Quirk::NoStreamOptions))
        json.key(u"stream_options").beginObject().member(u"include_usage", true).endObject();
    json.endObject();

    const QString path = endpoint.chatPath.isEmpty() ? QStringLiteral("/chat/completions") : endpoint.chatPath;
    return finishRequest(json.take(), request, endpoint, endpoint.url(path), {}, std::move(ledger));
}

} // namespace triptych::openai_chat
