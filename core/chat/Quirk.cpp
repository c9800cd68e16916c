// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/Quirk.h"

#include <array>

namespace triptych {

namespace {

struct NamedQuirk
{
    Quirk quirk;
    QLatin1String name;
};

constexpr std::array namedQuirks {
    NamedQuirk {Quirk::MaxTokensField, QLatin1String("max-tokens-field")},
    NamedQuirk {Quirk::NoStreamOptions, QLatin1String("no-stream-options")},
    NamedQuirk {Quirk::RandomSeed, QLatin1String("random-seed")},
    NamedQuirk {Quirk::ThinkingSwitch, QLatin1String("thinking-switch")},
    NamedQuirk {Quirk::EnableThinking, QLatin1String("enable-thinking")},
    NamedQuirk {Quirk::ReasoningEnabled, QLatin1String("reasoning-enabled")},
    NamedQuirk {Quirk::TemplateThinking, QLatin1String("template-thinking")},
    NamedQuirk {Quirk::ReasoningObject, QLatin1String("reasoning-object")},
    NamedQuirk {Quirk::FixedSampling, QLatin1String("fixed-sampling")},
    NamedQuirk {Quirk::SystemAsDeveloper, QLatin1String("system-as-developer")},
    NamedQuirk {Quirk::TopK, QLatin1String("top-k")},
    NamedQuirk {Quirk::TemperatureToOne, QLatin1String("temperature-to-1")},
    NamedQuirk {Quirk::OldApiVersion, QLatin1String("anthropic-2023-06-01")},
    NamedQuirk {Quirk::ReasoningTokensExtra, QLatin1String("reasoning-tokens-extra")},
    NamedQuirk {Quirk::JsonObjectOnly, QLatin1String("json-object-only")},
    NamedQuirk {Quirk::AlternatingTurns, QLatin1String("alternating-turns")},
    NamedQuirk {Quirk::ShortCallIds, QLatin1String("short-call-ids")},
    NamedQuirk {Quirk::LocalTimings, QLatin1String("llama-timings")},
    NamedQuirk {Quirk::FourStops, QLatin1String("four-stops")},
    NamedQuirk {Quirk::BudgetTo32768, QLatin1String("budget-128-to-32768")},
    NamedQuirk {Quirk::ThinkingBudget, QLatin1String("thinking-budget")},
    NamedQuirk {Quirk::NoReasoningSummary, QLatin1String("no-reasoning-summary")},
    NamedQuirk {Quirk::NoInclude, QLatin1String("no-include")},
    NamedQuirk {Quirk::NoStore, QLatin1String("no-store")},
    NamedQuirk {Quirk::CopilotHeaders, QLatin1String("copilot-headers")},
};

} // namespace

QString quirkName(Quirk quirk)
{
    for (const NamedQuirk &named : namedQuirks)
        if (named.quirk == quirk)
            return named.name;
    return {};
}

std::optional<Quirk> quirkFromName(QStringView name)
{
    for (const NamedQuirk &named : namedQuirks)
        if (named.name == name)
            return named.quirk;
    return {};
}

} // namespace triptych
