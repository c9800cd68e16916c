// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_responses/InputWriter.h"

#include "core/base/StrictJson.h"
#include "core/dialects/RequestParts.h"

#include <algorithm>

namespace triptych::openai_responses {

namespace {

bool isMessage(const OpaqueContent &content)
{
    JsonParser parser;
    return parser.parse(content.json.bytes)["type"].view() == "message";
}

/// Messages that the server wants back as they were already say what the turn's text says.
bool bringsItsMessages(const ChatTurn &turn)
{
    const auto opaque = partsOf<OpaqueContent>(turn);
    return std::any_of(opaque.begin(), opaque.end(), [](const OpaqueContent *content) { return isMessage(*content); });
}

} // namespace

void InputWriter::write(const ChatTurn &turn)
{
    const bool hasMessages = bringsItsMessages(turn);
    const Match writers {[&](const TextPart &text) {
                             if (!hasMessages && !text.text.isEmpty())
                                 writeText(turn.role, text);
                         },
                         [](const ReasoningPart &) {}, // goes back as the item that it came in, or not at all
                         [this](const ToolCallPart &call) { writeCall(call); },
                         [this](const ToolResultPart &result) { writeResult(result); },
                         [this](const MediaPart &media) { writeMedia(media); },
                         [](const CacheMark &) {},
                         [this](const OpaqueContent &content) {
                             endMessage();
                             m_json.value(content.json);
                         }};
    for (const ContentPart &content : turn.parts)
        std::visit(writers, content);
    endMessage();
}

void InputWriter::writeText(Role role, const TextPart &text)
{
    part(role, QLatin1String(role == Role::Assistant ? "output_text" : "input_text"))
        .member(u"text", text.text)
        .endObject();
}

void InputWriter::writeMedia(const MediaPart &media)
{
    if (media.isImage()) {
        part(Role::User, QLatin1String("input_image")).member(u"detail", QStringLiteral("auto"));
        m_json.key(u"image_url").base64(dataUrlHead(media), media.data).endObject();
    } else {
        part(Role::User, QLatin1String("input_file")).member(u"filename", fileNameOf(media));
        m_json.key(u"file_data").base64(dataUrlHead(media), media.data).endObject();
    }
}

void InputWriter::writeCall(const ToolCallPart &call)
{
    item(QLatin1String("function_call"))
        .member(u"call_id", call.id)
        .member(u"name", call.name)
        .member(u"arguments", QString::fromUtf8(call.arguments))
        .endObject();
}

void InputWriter::writeResult(const ToolResultPart &result)
{
    item(QLatin1String("function_call_output"))
        .member(u"call_id", result.callId)
        .member(u"output", resultText(result))
        .endObject();
}

/// Begins a part of the message that is open, or of a new one. Some servers tell messages by their type alone.
JsonWriter &InputWriter::part(Role role, QLatin1String type)
{
    if (!std::exchange(m_isInMessage, true)) {
        m_json.beginObject().member(u"type", QStringLiteral("message"));
        m_json.member(u"role", QString(QLatin1String(role == Role::Assistant ? "assistant" : "user")));
        m_json.key(u"content").beginArray();
    }
    return m_json.beginObject().member(u"type", QString(type));
}

JsonWriter &InputWriter::item(QLatin1String type)
{
    endMessage();
    return m_json.beginObject().member(u"type", QString(type));
}

void InputWriter::endMessage()
{
    if (std::exchange(m_isInMessage, false))
        m_json.endArray().endObject();
}

} // namespace triptych::openai_responses
