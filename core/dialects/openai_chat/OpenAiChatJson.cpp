// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_chat/OpenAiChatJson.h"

#include "core/dialects/OpenAiUsage.h"
#include "core/dialects/TokenCount.h"

namespace triptych::openai_chat {

namespace {

/// llama.cpp counts in timings{} even where usage was not asked for.
TokenUsage readTimings(const JsonValue &timings)
{
    TokenUsage read;
    read.input = tokenCount(timings["prompt_n"]);
    read.output = tokenCount(timings["predicted_n"]);
    read.cachedInput = tokenCount(timings["cache_n"]);
    return read;
}

QString textOfDetails(const JsonValue &details)
{
    QString text;
    for (const JsonValue &detail : details.items())
        text += detail["text"].isString() ? detail["text"].text() : detail["summary"].text();
    return text;
}

} // namespace

Chunk Chunk::of(const JsonValue &object)
{
    static constexpr std::array<std::string_view, 10> keys {"choices", "usage", "error", "x_groq",    "timings",
                                                            "object",  "id",    "model", "citations", "search_results"};
    const auto found = object.pick(keys);
    return {found[0], found[1], found[2], found[3], found[4], found[5], found[6], found[7], found[8], found[9]};
}

Choice Choice::of(const JsonValue &choice)
{
    static constexpr std::array<std::string_view, 7> keys {"delta", "finish_reason", "message", "text",
                                                           "index", "error",         "usage"};
    const auto found = choice.pick(keys);
    return {found[0], found[1], found[2], found[3], found[4], found[5], found[6]};
}

Delta Delta::of(const JsonValue &delta)
{
    static constexpr std::array<std::string_view, 10> keys {
        "content",   "tool_calls",     "function_call",     "refusal",  "reasoning_content",
        "reasoning", "reasoning_text", "reasoning_details", "thinking", "reasoning_opaque"};
    const auto found = delta.pick(keys);
    return {found[0], found[1], found[2], found[3], found[4], found[5], found[6], found[7], found[8], found[9]};
}

QString Delta::reasoningWords() const
{
    for (const JsonValue &named : {reasoningContent, reasoning, reasoningText})
        if (!named.view().empty())
            return named.text();
    if (QString text = textOfDetails(reasoningDetails); !text.isEmpty())
        return text;
    return thinking.text();
}

QStringList sourcesIn(const Chunk &chunk)
{
    QStringList addresses;
    for (const JsonValue &citation : chunk.citations.items())
        addresses += citation.isString() ? citation.text() : citation["url"].text();
    if (addresses.isEmpty())
        for (const JsonValue &found : chunk.searchResults.items())
            addresses += found["url"].text();
    return addresses;
}

std::optional<TokenUsage> usageIn(const Chunk &chunk, const Choice &choice, const Quirks &quirks)
{
    for (const JsonValue &usage : {chunk.usage, chunk.groq["usage"], choice.usage})
        if (usage.isObject() && usage.size() > 0)
            return readOpenAiUsage(usage, quirks);
    if (chunk.timings.isObject() && quirks.contains(Quirk::LocalTimings))
        return readTimings(chunk.timings);
    return {};
}

} // namespace triptych::openai_chat
