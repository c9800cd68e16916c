// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/FinishWords.h"

#include <algorithm>
#include <array>
#include <utility>

namespace triptych {

namespace {

constexpr std::array<std::pair<std::string_view, FinishReason>, 19> reasons {{
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
    {"tool_calls", FinishReason::ToolCall},
    {"tool_call", FinishReason::ToolCall},
    {"tool_use", FinishReason::ToolCall},
    {"function_call", FinishReason::ToolCall},
}};

constexpr std::array<std::string_view, 5> failures {"error", "network_error", "insufficient_system_resource",
                                                    "malformed_model_output", "malformed_tool_use"};

} // namespace

FinishReason finishReasonOf(std::string_view word)
{
    const auto found
        = std::find_if(reasons.begin(), reasons.end(), [&](const auto &entry) { return entry.first == word; });
    return found == reasons.end() ? FinishReason::Unknown : found->second;
}

bool isFailedFinish(std::string_view word)
{
    return std::find(failures.begin(), failures.end(), word) != failures.end();
}

FinishReason withToolCalls(FinishReason reason, bool sawToolCall)
{
    const bool isCut = reason == FinishReason::Length || reason == FinishReason::Filtered;
    return sawToolCall && !isCut ? FinishReason::ToolCall : reason;
}

} // namespace triptych
