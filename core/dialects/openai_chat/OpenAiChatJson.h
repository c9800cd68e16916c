// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/StrictJson.h"
#include "core/chat/Quirk.h"
#include "core/chat/StreamEvent.h"

namespace triptych::openai_chat {

/// The usage that a chunk or an answer carries, wherever its provider put it; absent when there is none.
std::optional<TokenUsage> usageIn(const JsonValue &object, const JsonValue &choice, const Quirks &quirks);

/// The reasoning text of a delta or message: the first of its many names that holds some.
QString reasoningIn(const JsonValue &delta);

} // namespace triptych::openai_chat
