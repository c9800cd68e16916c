// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_responses/OpenAiResponsesRequest.h"

#include "core/chat/LedgerReason.h"
#include "core/dialects/ContentFilter.h"
#include "core/dialects/RequestParts.h"
#include "core/dialects/SettingsFilter.h"
#include "core/dialects/ToolChoices.h"
#include "core/dialects/TurnRules.h"
#include "core/dialects/openai_responses/InputWriter.h"

namespace triptych::openai_responses {

namespace {

constexpr QLatin1String dialect("openai-responses");

void writeConversation(JsonWriter &json, const ChatRequest &request)
{
    if (const QString system = systemText(request); !system.isEmpty())
        json.member(u"instructions", system);
    json.key(u"input").beginArray();
    InputWriter input(json);
    for (const ChatTurn &turn : request.turns)
        if (turn.role != Role::System)
            input.write(turn);
    json.endArray();
}

/// Strictness is said either way: left out, a server may take the schema for a strict one, and change it.
void writeTools(JsonWriter &json, const std::vector<ToolSpec> &tools)
{
    const RawJson anything {QByteArrayLiteral(R"({"type":"object","properties":{}})")};
    json.key(u"tools").beginArray();
    for (const ToolSpec &tool : tools) {
        json.beginObject().member(u"type", QStringLiteral("function")).member(u"name", tool.name);
        if (!tool.description.isEmpty())
            json.member(u"description", tool.description);
        json.member(u"parameters", tool.parameters.isEmpty() ? anything : tool.parameters);
        json.member(u"strict", !tool.parameters.isEmpty() && isStrictSchema(tool.parameters)).endObject();
    }
    json.endArray();
}

void writeFormat(JsonWriter &json, SettingsFilter &filter, const ResponseSchema &wanted, const Quirks &quirks)
{
    json.key(u"text").beginObject().key(u"format").beginObject();
    if (quirks.contains(Quirk::JsonObjectOnly)) {
        filter.note(QLatin1String("response_schema"), wanted.name, QStringLiteral("json_object"),
                    ledger_reason::jsonOnly);
        json.member(u"type", QStringLiteral("json_object"));
    } else {
        json.member(u"type", QStringLiteral("json_schema"));
        writeNamedSchema(json, wanted);
    }
    json.endObject().endObject();
}

void writeSettings(JsonWriter &json, const LaneSettings &settings, const Quirks &quirks)
{
    if (settings.maxTokens)
        json.member(u"max_output_tokens", *settings.maxTokens);
    if (settings.temperature)
        json.member(u"temperature", *settings.temperature);
    if (settings.topP)
        json.member(u"top_p", *settings.topP);
    if (!settings.reasoningEffort)
        return;
    json.key(u"reasoning").beginObject().member(u"effort", *settings.reasoningEffort);
    if (*settings.reasoningEffort != QLatin1String("none") && !quirks.contains(Quirk::NoReasoningSummary))
        json.member(u"summary", QStringLiteral("auto"));
    json.endObject();
}

/// Nothing is kept over there; a model's reasoning comes along encrypted instead, for the turns that follow.
void writeStateless(JsonWriter &json, const ModelInfo &model, const Quirks &quirks)
{
    if (!quirks.contains(Quirk::NoStore))
        json.member(u"store", false);
    if (model.reasoning == true && !quirks.contains(Quirk::NoInclude))
        json.key(u"include").beginArray().value(QStringLiteral("reasoning.encrypted_content")).endArray();
}

} // namespace

Result<EncodedRequest> encodeRequest(const ChatRequest &asked, const Endpoint &endpoint)
{
    std::vector<LedgerEntry> ledger;
    SettingsFilter filter(asked.settings, endpoint, ledger);
    filter.apply({.hasStop = false, .samplesWhenQuiet = true});
    ChatRequest request = fittingRequest(
        asked, {.dialect = dialect, .mediaTypes = usualMediaTypes(), .hasSchema = true}, endpoint, ledger);

    if (!request.responseSchema.isEmpty() && endpoint.quirks.contains(Quirk::JsonObjectOnly))
        askForJson(request.turns, request.responseSchema);

    JsonWriter json;
    json.beginObject().member(u"model", request.model);
    writeConversation(json, request);
    if (!request.tools.empty())
        writeTools(json, request.tools);
    writeOpenAiChoice(json, request, [](JsonWriter &choice, const QString &name) {
        choice.beginObject().member(u"type", QStringLiteral("function")).member(u"name", name).endObject();
    });
    if (!request.responseSchema.isEmpty())
        writeFormat(json, filter, request.responseSchema, endpoint.quirks);
    writeSettings(json, filter.settings(), endpoint.quirks);
    writeStateless(json, endpoint.model, endpoint.quirks);
    json.member(u"stream", true).endObject();

    const QString path = endpoint.chatPath.isEmpty() ? QStringLiteral("/responses") : endpoint.chatPath;
    return finishRequest(json.take(), request, endpoint, endpoint.url(path), {}, std::move(ledger));
}

} // namespace triptych::openai_responses
