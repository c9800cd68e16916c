// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/anthropic/AnthropicRequest.h"

#include "core/chat/LedgerReason.h"
#include "core/dialects/CacheMarks.h"
#include "core/dialects/ClaudeThinking.h"
#include "core/dialects/ContentFilter.h"
#include "core/dialects/RequestParts.h"
#include "core/dialects/RoleMessages.h"
#include "core/dialects/ToolChoices.h"

namespace triptych::anthropic {

namespace {

constexpr QLatin1String dialect("anthropic");
constexpr qint64 customaryMaximum = 8192;

void writeCacheControl(JsonWriter &json)
{
    json.key(u"cache_control").beginObject().member(u"type", QStringLiteral("ephemeral")).endObject();
}

/// The content blocks of one message; turns of one role in a row share it.
class MessageWriter
{
public:
    MessageWriter(JsonWriter &json, SettingsFilter &filter, MarkCounter &marks)
        : m_json(json),
          m_filter(filter),
          m_marks(marks),
          m_messages(json)
    {}

    void write(const ChatTurn &turn)
    {
        const QString role = turn.role == Role::Assistant ? QStringLiteral("assistant") : QStringLiteral("user");
        for (const ContentPart &part : turn.parts)
            std::visit(Match {[&](const TextPart &text) { writeText(role, text); },
                              [](const ReasoningPart &) {}, // without its signature the protocol refuses it
                              [&](const ToolCallPart &call) { writeCall(role, call); },
                              [&](const ToolResultPart &result) { writeResult(role, result); },
                              [&](const MediaPart &media) { writeMedia(role, media); },
                              [&](const CacheMark &) { writeMark(); },
                              [&](const OpaqueContent &content) { writeOpaque(role, content); }},
                       part);
    }

    void end()
    {
        endBlock();
        m_messages.end();
    }

private:
    /// Begins a block of that type; it stays open, since a mark behind it is written into it.
    JsonWriter &block(const QString &role, QLatin1String type)
    {
        beginMessage(role);
        m_isInBlock = true;
        return m_json.beginObject().member(u"type", QString(type));
    }

    void beginMessage(const QString &role)
    {
        endBlock();
        m_messages.begin(role);
    }

    void endBlock()
    {
        if (std::exchange(m_isInBlock, false))
            m_json.endObject();
    }

    void writeText(const QString &role, const TextPart &part)
    {
        if (!part.text.isEmpty())
            block(role, QLatin1String("text")).member(u"text", part.text);
    }

    void writeCall(const QString &role, const ToolCallPart &call)
    {
        block(role, QLatin1String("tool_use"))
            .member(u"id", call.id)
            .member(u"name", call.name)
            .member(u"input", sentArguments(call, m_filter));
    }

    void writeResult(const QString &role, const ToolResultPart &result)
    {
        block(role, QLatin1String("tool_result")).member(u"tool_use_id", result.callId);
        m_json.member(u"content", result.text);
        if (result.isError)
            m_json.member(u"is_error", true);
    }

    void writeMedia(const QString &role, const MediaPart &media)
    {
        block(role, QLatin1String(media.isImage() ? "image" : "document")).key(u"source").beginObject();
        m_json.member(u"type", QStringLiteral("base64")).member(u"media_type", media.mimeType);
        m_json.key(u"data").base64({}, media.data).endObject();
        if (!media.isImage() && !media.name.isEmpty())
            m_json.member(u"title", media.name);
    }

    void writeMark()
    {
        if (m_isInBlock && m_marks.takes())
            writeCacheControl(m_json);
        endBlock(); // one mark a block
    }

    void writeOpaque(const QString &role, const OpaqueContent &content)
    {
        beginMessage(role);
        m_json.value(content.json);
    }

    JsonWriter &m_json;
    SettingsFilter &m_filter;
    MarkCounter &m_marks;
    RoleMessages m_messages;
    bool m_isInBlock = false;
};

/// Words alone are a string; with marks among them they are blocks.
void writeSystem(JsonWriter &json, const ChatRequest &request, MarkCounter &marks)
{
    const QString words = systemText(request);
    if (words.isEmpty())
        return;
    const bool hasMarks = std::any_of(request.turns.begin(), request.turns.end(), [](const ChatTurn &turn) {
        return turn.role == Role::System && !partsOf<CacheMark>(turn).empty();
    });
    if (!hasMarks) {
        json.member(u"system", words);
        return;
    }
    json.key(u"system").beginArray();
    for (const ChatTurn &turn : request.turns) {
        if (const QString text = joinedText(turn); turn.role == Role::System && !text.isEmpty()) {
            json.beginObject().member(u"type", QStringLiteral("text")).member(u"text", text);
            if (!partsOf<CacheMark>(turn).empty() && marks.takes())
                writeCacheControl(json);
            json.endObject();
        }
    }
    json.endArray();
}

void writeMessages(JsonWriter &json, const ChatRequest &request, SettingsFilter &filter)
{
    MarkCounter marks(request, filter);
    writeSystem(json, request, marks);
    json.key(u"messages").beginArray();
    MessageWriter messages(json, filter, marks);
    for (const ChatTurn &turn : request.turns)
        if (turn.role != Role::System)
            messages.write(turn);
    messages.end();
    json.endArray();
}

void writeTools(JsonWriter &json, const std::vector<ToolSpec> &tools)
{
    json.key(u"tools").beginArray();
    for (const ToolSpec &tool : tools) {
        json.beginObject().member(u"name", tool.name);
        if (!tool.description.isEmpty())
            json.member(u"description", tool.description);
        const RawJson anything {QByteArrayLiteral(R"({"type":"object"})")};
        json.member(u"input_schema", tool.parameters.isEmpty() ? anything : tool.parameters).endObject();
    }
    json.endArray();
}

/// Whether calls may be parallel is a member of the choice.
void writeToolChoice(JsonWriter &json, const ChatRequest &request)
{
    using Kind = ToolChoice::Kind;
    const Kind kind = request.toolChoice.kind;
    if (request.tools.empty() || (kind == Kind::Unsaid && !request.parallelCalls))
        return;
    const bool isNamed = kind == Kind::Named;
    const QString word = isNamed ? QStringLiteral("tool") : toolChoiceWord(request.toolChoice);
    json.key(u"tool_choice").beginObject().member(u"type", word.isEmpty() ? QStringLiteral("auto") : word);
    if (isNamed)
        json.member(u"name", request.toolChoice.name);
    if (request.parallelCalls && kind != Kind::None)
        json.member(u"disable_parallel_tool_use", !*request.parallelCalls);
    json.endObject();
}

/// What is sent as max_tokens: the person's value, else the customary one with room for the reasoning that was asked.
qint64 maximumOf(SettingsFilter &filter, const Endpoint &endpoint)
{
    const LaneSettings &settings = filter.settings();
    if (settings.maxTokens)
        return *settings.maxTokens;
    const qint64 wanted = customaryMaximum + settings.reasoningBudget.value_or(0);
    const qint64 maximum = qMin(wanted, endpoint.model.maxOutputTokens.value_or(wanted));
    filter.note(QLatin1String("max_tokens"), {}, QString::number(maximum), ledger_reason::demandedMaximum);
    return maximum;
}

/// Effort and the shape of the answer share one object.
void writeOutputConfig(JsonWriter &json, const SettingsFilter &filter, const ResponseSchema &wanted)
{
    const auto effort = filter.settings().reasoningEffort;
    const bool hasEffort = effort && effort != QLatin1String("none");
    if (!hasEffort && wanted.isEmpty())
        return;
    json.key(u"output_config").beginObject();
    if (hasEffort)
        json.member(u"effort", *effort);
    if (!wanted.isEmpty())
        json.key(u"format")
            .beginObject()
            .member(u"type", QStringLiteral("json_schema"))
            .member(u"schema", wanted.schema)
            .endObject();
    json.endObject();
}

void writeSampling(JsonWriter &json, const LaneSettings &settings)
{
    if (settings.temperature)
        json.member(u"temperature", *settings.temperature);
    if (settings.topP)
        json.member(u"top_p", *settings.topP);
    if (settings.topK)
        json.member(u"top_k", *settings.topK);
    if (settings.stop)
        writeTexts(json, u"stop_sequences", *settings.stop);
}

/// The newer version has no sampling fields, so a value that got this far asks for the older one.
QByteArray versionFor(const LaneSettings &settings, const Quirks &quirks)
{
    const bool samples = settings.temperature || settings.topP || settings.topK;
    return samples || quirks.contains(Quirk::OldApiVersion) ? "2023-06-01" : "2026-10-21";
}

} // namespace

Result<EncodedRequest> encodeRequest(const ChatRequest &asked, const Endpoint &endpoint)
{
    std::vector<LedgerEntry> ledger;
    SettingsFilter filter(asked.settings, endpoint, ledger);
    filter.apply({.hasTopK = true, .hasReasoningBudget = true, .efforts = claudeEfforts(), .maxTemperature = 1});
    dropBudgetWithoutRoom(filter, endpoint.model);
    dropSamplingWhileReasoning(filter);
    const DialectContent known {
        .dialect = dialect, .mediaTypes = usualMediaTypes(), .hasCacheMarks = true, .hasSchema = true};
    const ChatRequest request = fittingRequest(asked, known, endpoint, ledger);

    JsonWriter json;
    const qint64 maximum = maximumOf(filter, endpoint);
    json.beginObject().member(u"model", request.model).member(u"max_tokens", maximum);
    writeMessages(json, request, filter);
    if (!request.tools.empty())
        writeTools(json, request.tools);
    writeToolChoice(json, request);
    writeSampling(json, filter.settings());
    writeThinking(json, filter, maximum);
    writeOutputConfig(json, filter, request.responseSchema);
    json.member(u"stream", true).endObject();

    const QString path = endpoint.chatPath.isEmpty() ? QStringLiteral("/v1/messages") : endpoint.chatPath;
    const HttpHeaders own {{"anthropic-version", versionFor(filter.settings(), endpoint.quirks)}};
    return finishRequest(json.take(), request, endpoint, endpoint.url(path), own, std::move(ledger));
}

} // namespace triptych::anthropic
