// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"
#include "core/chat/ChatRequest.h"
#include "core/dialects/SettingsFilter.h"

namespace triptych::gemini {

/// Writes the conversation as `contents`: system turns left out, turns of one role in a row as one, results of calls
/// as the user's, each with the name of its call. What signed calls become, SignedCalls tells.
void writeContents(JsonWriter &json, const std::vector<ChatTurn> &turns, SettingsFilter &filter);

} // namespace triptych::gemini
