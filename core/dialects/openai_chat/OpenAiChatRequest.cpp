// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_chat/OpenAiChatRequest.h"

#include "core/chat/LedgerReason.h"
#include "core/dialects/ContentFilter.h"
#include "core/dialects/RequestParts.h"
#include "core/dialects/SettingsFilter.h"

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

void writeAssistant(JsonWriter &json, const ChatTurn &turn, const Quirks &quirks)
{
    const auto calls = partsOf<ToolCallPart>(turn);
    const QString text = joinedText(turn);
    json.beginObject().member(u"role", QStringLiteral("assistant")).key(u"content");
    if (text.isEmpty() && !calls.empty())
        json.null();
    else
        json.value(text);
    if (!calls.empty() && wantsReasoningBack(quirks)) {
        QString reasoning;
        for (const ReasoningPart *part : partsOf<ReasoningPart>(turn))
            reasoning += part->text;
        if (!reasoning.isEmpty())
            json.member(u"reasoning_content", reasoning);
    }
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
        json.member(u"content", result->text).endObject();
    }
}

void writeMedia(JsonWriter &json, const MediaPart &media)
{
    json.beginObject();
    if (media.isImage()) {
        json.member(u"type", QStringLiteral("image_url")).key(u"image_url").beginObject();
        json.key(u"url").base64(dataUrlHead(media), media.data).endObject();
    } else {
        const QString name = media.name.isEmpty() ? QStringLiteral("document.pdf") : media.name;
        json.member(u"type", QStringLiteral("file")).key(u"file").beginObject().member(u"filename", name);
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

/// Some servers promise only that the answer is JSON; their schema has to stand in the prompt.
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
    json.member(u"name", wanted.name.isEmpty() ? QStringLiteral("answer") : wanted.name);
    if (isStrictSchema(wanted.schema))
        json.member(u"strict", true);
    json.member(u"schema", wanted.schema).endObject().endObject();
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

/// The four ways in which compatible providers let a caller steer reasoning.
class ReasoningWriter
{
public:
    ReasoningWriter(JsonWriter &json, SettingsFilter &filter, const Endpoint &endpoint)
        : m_json(json),
          m_filter(filter),
          m_endpoint(endpoint),
          m_effort(filter.settings().reasoningEffort),
          m_budget(filter.settings().reasoningBudget),
          m_isOff(m_effort == QLatin1String("none"))
    {}

    void write()
    {
        if (!m_effort && !m_budget)
            return;
        if (m_endpoint.quirks.contains(Quirk::ReasoningObject))
            writeObject();
        else if (m_endpoint.quirks.contains(Quirk::EnableThinking))
            writeEnable();
        else if (m_endpoint.quirks.contains(Quirk::ThinkingSwitch))
            writeSwitch();
        else
            m_json.member(u"reasoning_effort", *m_effort);
    }

private:
    void writeObject()
    {
        m_json.key(u"reasoning").beginObject();
        if (m_isOff)
            m_json.member(u"enabled", false);
        else if (m_budget)
            m_json.member(u"max_tokens", *m_budget);
        else
            m_json.member(u"effort", *m_effort);
        m_json.endObject();
        if (m_effort && m_budget)
            noteEffort(*m_effort, m_isOff ? QStringLiteral("none") : QString(), ledger_reason::budgetInstead);
    }

    void writeEnable()
    {
        m_json.member(u"enable_thinking", !m_isOff);
        if (m_budget && !m_isOff)
            m_json.member(u"thinking_budget", *m_budget);
        if (m_effort && !m_isOff)
            noteEffort(*m_effort, QStringLiteral("on"), ledger_reason::switchOnly);
    }

    /// A model whose efforts leave out "none" is always on: there is nothing to switch.
    void writeSwitch()
    {
        const QStringList &efforts = m_endpoint.model.reasoningEfforts;
        if (!efforts.isEmpty() && !efforts.contains(QLatin1String("none"))) {
            m_json.member(u"reasoning_effort", *m_effort);
            return;
        }
        const QString type = m_isOff ? QStringLiteral("disabled") : QStringLiteral("enabled");
        m_json.key(u"thinking").beginObject().member(u"type", type).endObject();
        if (m_isOff)
            return;
        if (efforts.contains(*m_effort))
            m_json.member(u"reasoning_effort", *m_effort);
        else
            noteEffort(*m_effort, QStringLiteral("on"), ledger_reason::switchOnly);
    }

    void noteEffort(const QString &asked, const QString &sent, QLatin1String reason)
    {
        if (!m_isOff)
            m_filter.note(QLatin1String("reasoning_effort"), asked, sent, reason);
    }

    JsonWriter &m_json;
    SettingsFilter &m_filter;
    const Endpoint &m_endpoint;
    std::optional<QString> m_effort;
    std::optional<qint64> m_budget;
    bool m_isOff;
};

DialectLimits limitsOf(const Quirks &quirks)
{
    return {.hasTopK = quirks.contains(Quirk::TopK),
            .hasSeed = true,
            .hasReasoningBudget = quirks.contains(Quirk::EnableThinking) || quirks.contains(Quirk::ReasoningObject),
            .samplesWhenQuiet = true};
}

} // namespace

Result<EncodedRequest> encodeRequest(const ChatRequest &asked, const Endpoint &endpoint)
{
    std::vector<LedgerEntry> ledger;
    SettingsFilter filter(asked.settings, endpoint, ledger);
    filter.apply(limitsOf(endpoint.quirks));
    const ChatRequest request = fittingRequest(
        asked, {.dialect = dialect, .mediaTypes = usualMediaTypes(), .hasSchema = true}, endpoint, ledger);

    JsonWriter json;
    json.beginObject().member(u"model", request.model);
    writeMessages(json, request, endpoint.quirks);
    if (!request.tools.empty())
        writeFunctionTools(json, request.tools);
    if (!request.responseSchema.isEmpty())
        writeResponseFormat(json, filter, request.responseSchema, endpoint.quirks);
    writeSampling(json, filter.settings(), endpoint.quirks);
    ReasoningWriter(json, filter, endpoint).write();
    json.member(u"stream", true);
    if (!endpoint.quirks.contains(Quirk::NoStreamOptions))
        json.key(u"stream_options").beginObject().member(u"include_usage", true).endObject();
    json.endObject();

    const QString path = endpoint.chatPath.isEmpty() ? QStringLiteral("/chat/completions") : endpoint.chatPath;
    return finishRequest(json.take(), request, endpoint, endpoint.url(path), {}, std::move(ledger));
}

} // namespace triptych::openai_chat
