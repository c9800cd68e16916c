// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"
#include "core/chat/ChatRequest.h"
#include "core/dialects/SettingsFilter.h"

namespace triptych {

/// "auto", "none", "any" or a tool's name; empty while nothing was said.
QString toolChoiceWord(const ToolChoice &choice);

/// `tool_choice` and `parallel_tool_calls` of OpenAI's protocols; `named` writes the choice of one tool. Nothing
/// without tools.
template<typename Named>
void writeOpenAiChoice(JsonWriter &json, const ChatRequest &request, Named named)
{
    using Kind = ToolChoice::Kind;
    if (request.tools.empty())
        return;
    if (request.toolChoice.kind == Kind::Named)
        named(json.key(u"tool_choice"), request.toolChoice.name);
    else if (request.toolChoice.kind == Kind::Any)
        json.member(u"tool_choice", QStringLiteral("required"));
    else if (request.toolChoice.kind != Kind::Unsaid)
        json.member(u"tool_choice", toolChoiceWord(request.toolChoice));
    if (request.parallelCalls)
        json.member(u"parallel_tool_calls", *request.parallelCalls);
}

/// Lists what was said of the choice of tools where a protocol has no word for it. A model that must not call gets no
/// tools instead.
void dropToolChoice(ChatRequest &request, SettingsFilter &filter);
void dropParallelCalls(const ChatRequest &request, SettingsFilter &filter);

} // namespace triptych
