// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"
#include "core/base/StrictJson.h"
#include "core/chat/Quirk.h"
#include "core/chat/StreamEvent.h"

namespace triptych {

/// The `usage` object of OpenAI's protocols and of those that copied them, under any of its names.
TokenUsage readOpenAiUsage(const JsonValue &usage, const Quirks &quirks);

/// The member `usage` with the names that Chat Completions has, or with those of Responses. What is not known is left
/// out.
void writeChatUsage(JsonWriter &json, const TokenUsage &usage);
void writeResponsesUsage(JsonWriter &json, const TokenUsage &usage);

} // namespace triptych
