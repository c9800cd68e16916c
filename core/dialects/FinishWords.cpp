// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/FinishWords.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace triptych {

namespace {

constexpr auto reasons = std::to_array<std::pair<std::string_view, FinishReason>>({
    {"stop", FinishReason::Stop},
    {"end_turn", FinishReason::Stop},
    {"stop_sequence", FinishReason::Stop},
    {"eos", FinishReason::Stop},
    {"eos_token", FinishReason::Stop},
    {"length", FinishReason::Length},
    {"max_tokens", FinishReason::Length},
    {"max_output_tokens", FinishReason::Length},
    {"model_length", FinishReason::Length},
    {"model_context_window_exceeded", FinishReason::Length},
    {"content_filter", FinishReason::Filtered},
    {"content_filtered", FinishReason::Filtered},
    {"refusal", FinishReason::Filtered},
    {"sensitive", FinishReason::Filtered},
    {"guardrail_intervened", FinishReason::Filtered},
    {"safety", FinishReason::Filtered},
    {"recitation", FinishReason::Filtered},
    {"blocklist", FinishReason::Filtered},
    {"prohibited_content", FinishReason::Filtered},
    {"spii", FinishReason::Filtered},
    {"image_safety", FinishReason::Filtered},
    {"image_prohibited_content", FinishReason::Filtered},
    {"image_recitation", FinishReason::Filtered},
    {"image_other", FinishReason::Filtered},
    {"tool_calls", FinishReason::ToolCall},
    {"tool_call", FinishReason::ToolCall},
    {"tool_use", FinishReason::ToolCall},
    {"function_call", FinishReason::ToolCall},
});

constexpr auto failures = std::to_array<std::string_view>({
    "error",
    "network_error",
    "insufficient_system_resource",
    "malformed_function_call",
    "malformed_response",
    "malformed_model_output",
    "malformed_tool_use",
    "unexpected_tool_call",
    "too_many_tool_calls",
});

/// Dialects differ in case only.
std::string plainWord(std::string_view word)
{
    std::string plain(word);
    std::transform(plain.begin(), plain.end(), plain.begin(),
                   [](char letter) { return letter >= 'A' && letter <= 'Z' ? char(letter - 'A' + 'a') : letter; });
    return plain;
}

} // namespace

FinishReason finishReasonOf(std::string_view word)
{
    const auto found = std::find_if(reasons.begin(), reasons.end(),
                                    [&, plain = plainWord(word)](const auto &entry) { return entry.first == plain; });
    return found == reasons.end() ? FinishReason::Unknown : found->second;
}

bool isFailedFinish(std::string_view word)
{
    return std::find(failures.begin(), failures.end(), plainWord(word)) != failures.end();
}

FinishReason withToolCalls(FinishReason reason, bool sawToolCall)
{
    const bool isCut = reason == FinishReason::Length || reason == FinishReason::Filtered;
    return sawToolCall && !isCut ? FinishReason::ToolCall : reason;
}

} // namespace triptych
