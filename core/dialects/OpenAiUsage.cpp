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

namespace {

struct UsageNames
{
    QStringView input, inputDetails, output, outputDetails;
};

template<typename T>
void writeKnown(JsonWriter &json, QStringView name, const std::optional<T> &count)
{
    if (count)
        json.member(name, *count);
}

/// The protocols count cached tokens among the input.
void writeUsage(JsonWriter &json, const TokenUsage &usage, const UsageNames &names)
{
    std::optional<qint64> input = usage.input;
    if (input)
        *input += usage.cachedInput.value_or(0) + usage.cacheWrite.value_or(0);
    json.key(u"usage").beginObject();
    writeKnown(json, names.input, input);
    json.key(names.inputDetails).beginObject();
    writeKnown(json, u"cached_tokens", usage.cachedInput);
    writeKnown(json, u"cache_write_tokens", usage.cacheWrite);
    json.endObject();
    writeKnown(json, names.output, usage.output);
    json.key(names.outputDetails).beginObject();
    writeKnown(json, u"reasoning_tokens", usage.reasoning);
    json.endObject();
    if (input && usage.output)
        json.member(u"total_tokens", *input + *usage.output);
    writeKnown(json, u"cost", usage.costUsd);
    json.endObject();
}

} // namespace

void writeChatUsage(JsonWriter &json, const TokenUsage &usage)
{
    writeUsage(json, usage,
               {u"prompt_tokens", u"prompt_tokens_details", u"completion_tokens", u"completion_tokens_details"});
}

void writeResponsesUsage(JsonWriter &json, const TokenUsage &usage)
{
    writeUsage(json, usage, {u"input_tokens", u"input_tokens_details", u"output_tokens", u"output_tokens_details"});
}

} // namespace triptych
