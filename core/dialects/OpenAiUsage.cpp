// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/OpenAiUsage.h"

#include "core/dialects/TokenCount.h"

namespace triptych {

namespace {

std::optional<qint64> firstCount(std::initializer_list<JsonValue> values)
{
    for (const JsonValue &value : values)
        if (const auto number = tokenCount(value))
            return number;
    return {};
}

/// Some count the reasoning apart from the rest of the output; the total tells, where there is one.
std::optional<qint64> outputWithReasoning(const TokenUsage &read, std::optional<qint64> allInput,
                                          std::optional<qint64> total)
{
    if (!read.output)
        return {};
    if (total && allInput && *total - *allInput >= *read.output)
        return *total - *allInput;
    return *read.output + (total ? 0 : read.reasoning.value_or(0));
}

} // namespace

TokenUsage readOpenAiUsage(const JsonValue &usage, const Quirks &quirks)
{
    const auto detail = [&](std::string_view side, std::string_view otherSide) {
        return usage[side].isObject() ? usage[side] : usage[otherSide];
    };
    const JsonValue input = detail("prompt_tokens_details", "input_tokens_details");
    const JsonValue output = detail("completion_tokens_details", "output_tokens_details");
    TokenUsage read;
    read.cachedInput = firstCount({input["cached_tokens"], usage["prompt_cache_hit_tokens"], usage["cached_tokens"]});
    read.cacheWrite = firstCount({input["cache_write_tokens"], input["cache_creation_tokens"]});
    read.reasoning = firstCount({output["reasoning_tokens"], usage["reasoning_tokens"]});
    const auto all = firstCount({usage["prompt_tokens"], usage["input_tokens"]});
    if (all)
        read.input = qMax<qint64>(0, *all - read.cachedInput.value_or(0) - read.cacheWrite.value_or(0));
    read.output = firstCount({usage["completion_tokens"], usage["output_tokens"]});
    if (quirks.contains(Quirk::ReasoningTokensExtra))
        read.output = outputWithReasoning(read, all, tokenCount(usage["total_tokens"]));
    if (const auto cost = usage["cost"].number(); cost && *cost >= 0)
        read.costUsd = cost;
    return read;
}

} // namespace triptych
