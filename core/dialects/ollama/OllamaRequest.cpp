// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ollama/OllamaRequest.h"

#include "core/chat/LedgerReason.h"
#include "core/dialects/ContentFilter.h"
#include "core/dialects/RequestParts.h"
#include "core/dialects/SettingsFilter.h"
#include "core/dialects/ToolChoices.h"

#include <QHash>

namespace triptych::ollama {

namespace {

constexpr QLatin1String dialect("ollama");

/// One message for each turn and each result of a tool. A result names its tool, which only its call knows.
class MessageWriter
{
public:
    MessageWriter(JsonWriter &json, SettingsFilter &filter) : m_json(json), m_filter(filter) {}

    void write(const ChatTurn &turn)
    {
        for (const ToolResultPart *result : partsOf<ToolResultPart>(turn))
            writeResult(*result);
        if (turn.role == Role::Assistant)
            writeAssistant(turn);
        else if (turn.role == Role::System)
            begin("system", joinedText(turn)).endObject();
        else if (!partsOf<TextPart>(turn).empty() || !partsOf<MediaPart>(turn).empty())
            writeUser(turn);
    }

private:
    JsonWriter &begin(const char *role, const QString &content)
    {
        m_json.beginObject().member(u"role", QString::fromLatin1(role));
        return m_json.member(u"content", content);
    }

    void writeUser(const ChatTurn &turn)
    {
        begin("user", joinedText(turn));
        if (const auto images = partsOf<MediaPart>(turn); !images.empty()) {
            m_json.key(u"images").beginArray();
            for (const MediaPart *image : images)
                m_json.base64({}, image->data);
            m_json.endArray();
        }
        m_json.endObject();
    }

    /// A model goes on thinking after a tool has answered; ordinary next turns begin afresh.
    void writeAssistant(const ChatTurn &turn)
    {
        begin("assistant", joinedText(turn));
        if (const auto calls = partsOf<ToolCallPart>(turn); !calls.empty()) {
            if (const QString reasoning = joinedReasoning(turn); !reasoning.isEmpty())
                m_json.member(u"thinking", reasoning);
            writeCalls(calls);
        }
        m_json.endObject();
    }

    void writeCalls(const std::vector<const ToolCallPart *> &calls)
    {
        m_json.key(u"tool_calls").beginArray();
        int index = 0;
        for (const ToolCallPart *call : calls) {
            m_json.beginObject().member(u"id", call->id).key(u"function").beginObject();
            m_json.member(u"index", index++).member(u"name", call->name);
            m_json.member(u"arguments", sentArguments(*call, m_filter)).endObject().endObject();
            m_nameByCall.insert(call->id, call->name);
        }
        m_json.endArray();
    }

    void writeResult(const ToolResultPart &result)
    {
        begin("tool", resultText(result));
        if (const QString name = m_nameByCall.value(result.callId); !name.isEmpty())
            m_json.member(u"tool_name", name);
        m_json.member(u"tool_call_id", result.callId).endObject();
    }

    JsonWriter &m_json;
    SettingsFilter &m_filter;
    QHash<QString, QString> m_nameByCall; ///< Of the latest call with that id.
};

void writeMessages(JsonWriter &json, const ChatRequest &request, SettingsFilter &filter)
{
    json.key(u"messages").beginArray();
    MessageWriter messages(json, filter);
    for (const ChatTurn &turn : request.turns)
        messages.write(turn);
    json.endArray();
}

/// Most models only think or do not, and refuse to be told how hard; those that know levels name them.
void writeThink(JsonWriter &json, SettingsFilter &filter, const ModelInfo &model)
{
    const auto effort = filter.settings().reasoningEffort;
    if (!effort)
        return;
    if (*effort == QLatin1String("none")) {
        json.member(u"think", false);
    } else if (model.reasoningEfforts.contains(*effort)) {
        json.member(u"think", *effort);
    } else {
        filter.note(QLatin1String("reasoning_effort"), *effort, QStringLiteral("on"), ledger_reason::switchOnly);
        json.member(u"think", true);
    }
}

bool hasOptions(const LaneSettings &settings)
{
    LaneSettings others = settings;
    others.reasoningEffort.reset();
    return !others.isEmpty();
}

void writeOptions(JsonWriter &json, const LaneSettings &settings)
{
    if (!hasOptions(settings))
        return;
    json.key(u"options").beginObject();
    if (settings.maxTokens)
        json.member(u"num_predict", *settings.maxTokens);
    if (settings.temperature)
        json.member(u"temperature", *settings.temperature);
    if (settings.topP)
        json.member(u"top_p", *settings.topP);
    if (settings.topK)
        json.member(u"top_k", *settings.topK);
    if (settings.seed)
        json.member(u"seed", *settings.seed);
    if (settings.stop)
        writeTexts(json, u"stop", *settings.stop);
    json.endObject();
}

} // namespace

Result<EncodedRequest> encodeRequest(const ChatRequest &asked, const Endpoint &endpoint)
{
    std::vector<LedgerEntry> ledger;
    SettingsFilter filter(asked.settings, endpoint, ledger);
    filter.apply({.hasTopK = true, .hasSeed = true});
    ChatRequest request = fittingRequest(
        asked, {.dialect = dialect, .mediaTypes = usualImageTypes(), .hasSchema = true}, endpoint, ledger);
    dropToolChoice(request, filter);
    dropParallelCalls(request, filter);

    JsonWriter json;
    json.beginObject().member(u"model", request.model);
    writeMessages(json, request, filter);
    if (!request.tools.empty())
        writeFunctionTools(json, request.tools);
    if (!request.responseSchema.isEmpty())
        json.member(u"format", request.responseSchema.schema);
    writeThink(json, filter, endpoint.model);
    writeOptions(json, filter.settings());
    json.member(u"stream", true).endObject();

    const QString path = endpoint.chatPath.isEmpty() ? QStringLiteral("/api/chat") : endpoint.chatPath;
    const HttpHeaders own {{"accept", "application/x-ndjson, application/json"}};
    return finishRequest(json.take(), request, endpoint, endpoint.url(path), own, std::move(ledger));
}

} // namespace triptych::ollama
