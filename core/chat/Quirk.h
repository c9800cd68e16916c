// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHashFunctions>
#include <QSet>
#include <QString>
#include <optional>

namespace triptych {

/// A departure of one provider from its dialect. The list is closed; core/chat/Quirk.cpp has the names that files use.
enum class Quirk : quint8 {
    MaxTokensField, ///< "max-tokens-field": max_tokens instead of max_completion_tokens.
    NoStreamOptions, ///< "no-stream-options": usage comes unasked, stream_options is refused.
    RandomSeed, ///< "random-seed": seed is called random_seed.
    ThinkingSwitch, ///< "thinking-switch": reasoning is turned on and off by thinking{type}.
    EnableThinking, ///< "enable-thinking": enable_thinking and thinking_budget.
    ReasoningEnabled, ///< "reasoning-enabled": reasoning is turned on and off by reasoning{enabled}.
    TemplateThinking, ///< "template-thinking": the same by chat_template_kwargs{enable_thinking}.
    ReasoningObject, ///< "reasoning-object": reasoning{effort,max_tokens}.
    FixedSampling, ///< "fixed-sampling": only the default temperature and top_p are taken.
    SystemAsDeveloper, ///< "system-as-developer": the system turn is sent with the role developer.
    TopK, ///< "top-k": takes top_k.
    TemperatureToOne, ///< "temperature-to-1": the range of temperature ends at 1.
    OldApiVersion, ///< "anthropic-2023-06-01": that version of the Messages protocol.
    ReasoningTokensExtra, ///< "reasoning-tokens-extra": completion_tokens leaves reasoning out.
    JsonObjectOnly, ///< "json-object-only": response_format takes json_object but no schema.
    AlternatingTurns, ///< "alternating-turns": no two turns of one role in a row are taken.
    ShortCallIds, ///< "short-call-ids": the id of a call is nine letters or digits.
    LocalTimings, ///< "llama-timings": the server says its own speed in timings{}.
    FourStops, ///< "four-stops": four stop words at most.
    BudgetTo32768, ///< "budget-128-to-32768": thinking_budget lies between 128 and 32768.
    ThinkingBudget, ///< "thinking-budget": a budget goes into thinking{budget_tokens}.
    NoReasoningSummary, ///< "no-reasoning-summary": reasoning.summary is refused.
    NoInclude, ///< "no-include": include is refused.
    NoStore, ///< "no-store": store is refused.
    CopilotHeaders, ///< "copilot-headers": headers say who began the request and whether it holds images.
};
using Quirks = QSet<Quirk>;

QString quirkName(Quirk quirk);
std::optional<Quirk> quirkFromName(QStringView name);
inline size_t qHash(Quirk quirk, size_t seed = 0)
{
    return ::qHash(static_cast<quint8>(quirk), seed);
}

} // namespace triptych
