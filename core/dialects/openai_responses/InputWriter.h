// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"
#include "core/chat/ChatRequest.h"

namespace triptych::openai_responses {

/// Writes a conversation as input items: what a turn says and shows is a message, while calls, their results and what
/// the server wants back are items of their own, in the order of the parts.
class InputWriter
{
public:
    explicit InputWriter(JsonWriter &json) : m_json(json) {}

    /// Any turn but a system turn, whose text is the instructions.
    void write(const ChatTurn &turn);

private:
    void writeText(Role role, const TextPart &text);
    void writeMedia(const MediaPart &media);
    void writeCall(const ToolCallPart &call);
    void writeResult(const ToolResultPart &result);
    JsonWriter &part(Role role, QLatin1String type);
    JsonWriter &item(QLatin1String type);
    void endMessage();

    JsonWriter &m_json;
    bool m_isInMessage = false;
};

} // namespace triptych::openai_responses
