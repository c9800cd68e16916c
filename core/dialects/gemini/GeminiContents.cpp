// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/gemini/GeminiContents.h"

#include "core/dialects/ContentFilter.h"
#include "core/dialects/RequestParts.h"
#include "core/dialects/gemini/GeminiNames.h"
#include "core/dialects/gemini/SignedCalls.h"

#include <QHash>

namespace triptych::gemini {

namespace {

class ContentsWriter
{
public:
    ContentsWriter(JsonWriter &json, SettingsFilter &filter) : m_json(json), m_filter(filter) {}

    void write(const ChatTurn &turn)
    {
        m_turnRole = turn.role == Role::Assistant ? QStringLiteral("model") : QStringLiteral("user");
        const SignedCalls signedCalls(turn);
        for (const ContentPart &part : turn.parts)
            std::visit(Match {[&](const TextPart &text) { writeText(text); },
                              [](const ReasoningPart &) {}, // a summary for people; its signature is what goes back
                              [&](const ToolCallPart &call) { writeCall(call, signedCalls.partFor(call)); },
                              [&](const ToolResultPart &result) { writeResult(result); },
                              [&](const MediaPart &media) { writeMedia(media); }, [](const CacheMark &) {},
                              [&](const OpaqueContent &content) {
                                  if (!signedCalls.isInPlaceOfCall(content))
                                      beginPart().value(content.json);
                              }},
                       part);
    }

    void end()
    {
        if (!m_role.isEmpty())
            m_json.endArray().endObject();
        m_role.clear();
    }

private:
    /// A content without parts is an error, so it begins with its first one.
    JsonWriter &beginPart()
    {
        if (m_role != m_turnRole) {
            end();
            m_role = m_turnRole;
            m_json.beginObject().member(u"role", m_role).key(u"parts").beginArray();
        }
        return m_json;
    }

    void writeText(const TextPart &part)
    {
        if (!part.text.isEmpty())
            beginPart().beginObject().member(u"text", part.text).endObject();
    }

    void writeCall(const ToolCallPart &call, const RawJson *signedPart)
    {
        m_names.insert(call.id, call.name);
        if (signedPart) {
            beginPart().value(*signedPart);
            return;
        }
        beginPart().beginObject().key(u"functionCall").beginObject();
        writeId(call.id);
        m_json.member(u"name", call.name).member(u"args", sentArguments(call, m_filter)).endObject().endObject();
    }

    void writeResult(const ToolResultPart &result)
    {
        beginPart().beginObject().key(u"functionResponse").beginObject();
        writeId(result.callId);
        m_json.member(u"name", m_names.value(result.callId, result.callId)).key(u"response");
        writeResponse(result);
        m_json.endObject().endObject();
    }

    /// The protocol takes an object and nothing else.
    void writeResponse(const ToolResultPart &result)
    {
        const RawJson object = objectOf(result.text.toUtf8());
        if (!object.isEmpty() && !result.isError)
            m_json.value(object);
        else
            m_json.beginObject().member(result.isError ? u"error" : u"output", result.text).endObject();
    }

    void writeMedia(const MediaPart &media)
    {
        beginPart().beginObject().key(u"inlineData").beginObject().member(u"mimeType", media.mimeType);
        m_json.key(u"data").base64({}, media.data).endObject().endObject();
    }

    void writeId(const QString &id)
    {
        if (!id.isEmpty() && !isMadeCallId(id))
            m_json.member(u"id", id);
    }

    JsonWriter &m_json;
    SettingsFilter &m_filter;
    QString m_turnRole;
    QString m_role; ///< Of the content that is open; empty when none is.
    QHash<QString, QString> m_names; ///< Call id → name of what was called last by it.
};

} // namespace

void writeContents(JsonWriter &json, const std::vector<ChatTurn> &turns, SettingsFilter &filter)
{
    json.key(u"contents").beginArray();
    ContentsWriter contents(json, filter);
    for (const ChatTurn &turn : turns)
        if (turn.role != Role::System)
            contents.write(turn);
    contents.end();
    json.endArray();
}

} // namespace triptych::gemini
