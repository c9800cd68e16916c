// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/bedrock/BedrockRequest.h"

#include "core/chat/LedgerReason.h"
#include "core/dialects/ClaudeThinking.h"
#include "core/dialects/ContentFilter.h"
#include "core/dialects/RequestParts.h"
#include "core/dialects/ToolChoices.h"
#include "core/dialects/bedrock/BedrockContent.h"

#include <algorithm>

namespace triptych::bedrock {

namespace {

constexpr QLatin1String dialect("bedrock");

/// Model ids, those of profiles ("us.anthropic.claude-…") and ARNs name the maker. An ARN of a profile of one's own
/// does not.
bool isClaude(const QString &modelId)
{
    return modelId.contains(QLatin1String("anthropic.claude"));
}

/// Budgets and top_k are no part of the protocol; Claude takes them as fields of its own.
DialectLimits limitsOf(bool isClaude)
{
    return {.hasTopK = isClaude, .hasReasoningBudget = isClaude, .efforts = claudeEfforts(), .maxTemperature = 1};
}

/// Only Claude has a field of its own that turns reasoning off.
void dropEffortNone(SettingsFilter &filter, const ModelInfo &model)
{
    if (model.reasoning != false && filter.settings().reasoningEffort == QLatin1String("none"))
        filter.drop(QLatin1String("reasoning_effort"), ledger_reason::cannotSayOff);
}

/// The protocol takes no answer before the first question.
void dropFirstAnswers(ChatRequest &request, SettingsFilter &filter)
{
    const auto asks = [](const ChatTurn &turn) { return turn.role == Role::User || turn.role == Role::Tool; };
    const auto first = std::find_if(request.turns.begin(), request.turns.end(), asks);
    const auto kept = std::stable_partition(request.turns.begin(), first,
                                            [](const ChatTurn &turn) { return turn.role == Role::System; });
    if (kept == first)
        return;
    filter.note(QLatin1String("turns"), QString::number(first - kept), {}, ledger_reason::beginsWithUser);
    request.turns.erase(kept, first);
}

/// Where calls stand in the conversation their tools must be declared, also when the model is to call none any more.
void declareEarlierTools(ChatRequest &request, SettingsFilter &filter)
{
    if (!request.tools.empty())
        return;
    QStringList names;
    for (const ChatTurn &turn : request.turns)
        for (const ToolCallPart *call : partsOf<ToolCallPart>(turn))
            if (!names.contains(call->name))
                names += call->name;
    for (const QString &name : names)
        request.tools.push_back({name, {}, {}});
    if (!names.isEmpty())
        filter.note(QLatin1String("tools"), {}, names.join(QLatin1String(", ")), ledger_reason::toolsOfEarlierTurns);
}

void writeSystem(JsonWriter &json, const ChatRequest &request, MarkCounter &marks)
{
    json.key(u"system").beginArray();
    for (const ChatTurn &turn : request.turns) {
        const QString text = turn.role == Role::System ? joinedText(turn) : QString();
        if (text.trimmed().isEmpty())
            continue;
        json.beginObject().member(u"text", text).endObject();
        if (!partsOf<CacheMark>(turn).empty() && marks.takes())
            writeCachePoint(json);
    }
    json.endArray();
}

bool hasSystem(const ChatRequest &request)
{
    return std::any_of(request.turns.begin(), request.turns.end(), [](const ChatTurn &turn) {
        return turn.role == Role::System && !joinedText(turn).trimmed().isEmpty();
    });
}

/// The marks of the system count first, wherever its turns stand.
void writeConversation(JsonWriter &json, const ChatRequest &request, SettingsFilter &filter)
{
    MarkCounter marks(request, filter);
    if (hasSystem(request))
        writeSystem(json, request, marks);
    json.key(u"messages").beginArray();
    ContentWriter messages(json, filter, marks);
    for (const ChatTurn &turn : request.turns)
        if (turn.role != Role::System)
            messages.write(turn);
    messages.end();
    json.endArray();
}

void writeInference(JsonWriter &json, const LaneSettings &settings)
{
    if (!settings.maxTokens && !settings.temperature && !settings.topP && !settings.stop)
        return;
    json.key(u"inferenceConfig").beginObject();
    if (settings.maxTokens)
        json.member(u"maxTokens", *settings.maxTokens);
    if (settings.temperature)
        json.member(u"temperature", *settings.temperature);
    if (settings.topP)
        json.member(u"topP", *settings.topP);
    if (settings.stop) {
        json.key(u"stopSequences").beginArray();
        for (const QString &stop : *settings.stop)
            json.value(stop);
        json.endArray();
    }
    json.endObject();
}

/// What is left unsaid is up to the model.
void writeToolChoice(JsonWriter &json, const ToolChoice &choice)
{
    using Kind = ToolChoice::Kind;
    if (choice.kind == Kind::Unsaid || choice.kind == Kind::None)
        return;
    const bool isNamed = choice.kind == Kind::Named;
    json.key(u"toolChoice").beginObject().key(isNamed ? QStringLiteral("tool") : toolChoiceWord(choice)).beginObject();
    if (isNamed)
        json.member(u"name", choice.name);
    json.endObject().endObject();
}

void writeTools(JsonWriter &json, const std::vector<ToolSpec> &tools, const ToolChoice &choice)
{
    const RawJson anything {QByteArrayLiteral(R"({"type":"object"})")};
    json.key(u"toolConfig").beginObject().key(u"tools").beginArray();
    for (const ToolSpec &tool : tools) {
        json.beginObject().key(u"toolSpec").beginObject().member(u"name", tool.name);
        if (!tool.description.isEmpty())
            json.member(u"description", tool.description);
        json.key(u"inputSchema").beginObject();
        json.member(u"json", tool.parameters.isEmpty() ? anything : tool.parameters).endObject();
        json.endObject().endObject();
    }
    json.endArray();
    writeToolChoice(json, choice);
    json.endObject();
}

/// The schema is a text that holds JSON.
void writeTextFormat(JsonWriter &json, const ResponseSchema &wanted)
{
    json.key(u"textFormat").beginObject().member(u"type", QStringLiteral("json_schema"));
    json.key(u"structure").beginObject().key(u"jsonSchema").beginObject();
    json.member(u"schema", QString::fromUtf8(wanted.schema.bytes));
    if (!wanted.name.isEmpty())
        json.member(u"name", wanted.name);
    json.endObject().endObject().endObject();
}

void writeOutputConfig(JsonWriter &json, const LaneSettings &settings, const ResponseSchema &wanted)
{
    const bool hasEffort = settings.reasoningEffort && settings.reasoningEffort != QLatin1String("none");
    if (!hasEffort && wanted.isEmpty())
        return;
    json.key(u"outputConfig").beginObject();
    if (!wanted.isEmpty())
        writeTextFormat(json, wanted);
    if (hasEffort)
        json.member(u"effort", *settings.reasoningEffort);
    json.endObject();
}

void writeClaudesFields(JsonWriter &json, SettingsFilter &filter, const ModelInfo &model)
{
    const LaneSettings &settings = filter.settings();
    if (!settings.topK && !settings.reasoningEffort && !settings.reasoningBudget)
        return;
    json.key(u"additionalModelRequestFields").beginObject();
    if (settings.topK)
        json.member(u"top_k", *settings.topK);
    writeThinking(json, filter, settings.maxTokens ? settings.maxTokens : model.maxOutputTokens);
    json.endObject();
}

} // namespace

Result<EncodedRequest> encodeRequest(const ChatRequest &asked, const Endpoint &endpoint)
{
    std::vector<LedgerEntry> ledger;
    SettingsFilter filter(asked.settings, endpoint, ledger);
    const bool forClaude = isClaude(endpoint.model.id);
    if (!forClaude)
        dropEffortNone(filter, endpoint.model);
    filter.apply(limitsOf(forClaude));
    if (forClaude) {
        dropBudgetWithoutRoom(filter, endpoint.model);
        dropSamplingWhileReasoning(filter);
    }
    const DialectContent known {
        .dialect = dialect, .mediaTypes = mediaTypes(), .hasCacheMarks = true, .hasSchema = true};
    ChatRequest request = fittingRequest(asked, known, endpoint, ledger);
    if (request.toolChoice.kind == ToolChoice::Kind::None)
        dropToolChoice(request, filter);
    dropParallelCalls(request, filter);
    dropFirstAnswers(request, filter);
    declareEarlierTools(request, filter);

    JsonWriter json;
    json.beginObject();
    writeConversation(json, request, filter);
    writeInference(json, filter.settings());
    if (!request.tools.empty())
        writeTools(json, request.tools, request.toolChoice);
    writeOutputConfig(json, filter.settings(), request.responseSchema);
    if (forClaude)
        writeClaudesFields(json, filter, endpoint.model);
    json.endObject();

    const QString path
        = endpoint.chatPath.isEmpty() ? QStringLiteral("/model/{model}/converse-stream") : endpoint.chatPath;
    const HttpHeaders own {{"accept", "application/vnd.amazon.eventstream, application/json"}};
    return finishRequest(json.take(), request, endpoint, endpoint.url(path), own, std::move(ledger));
}

} // namespace triptych::bedrock
