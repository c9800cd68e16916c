// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/StrictJson.h"
#include "core/chat/Quirk.h"
#include "core/chat/StreamEvent.h"

namespace triptych::openai_chat {

/// Whose opaque parts those of GitHub Copilot are: no other service of the dialect may be sent them.
inline constexpr QLatin1String copilotDialect("copilot");

/// What a reader looks for in a chunk or a whole answer.
struct Chunk
{
    JsonValue choices, usage, error, groq, timings, object, id, model, citations, searchResults;

    static Chunk of(const JsonValue &object);
};

struct Choice
{
    JsonValue delta, finishReason, message, text, index, error, usage;

    static Choice of(const JsonValue &choice);
};

struct Delta
{
    JsonValue content, toolCalls, functionCall, refusal;
    JsonValue reasoningContent, reasoning, reasoningText, reasoningDetails, thinking, reasoningOpaque;

    static Delta of(const JsonValue &delta);
    /// The reasoning text: the first of its many names that holds some.
    QString reasoningWords() const;
};

/// The addresses that an answer's [1], [2] … stand for; empty where none are told.
QStringList sourcesIn(const Chunk &chunk);

/// The usage that a chunk or an answer carries, wherever its provider put it; absent when there is none.
std::optional<TokenUsage> usageIn(const Chunk &chunk, const Choice &choice, const Quirks &quirks);

} // namespace triptych::openai_chat
