// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ClaudeThinking.h"

#include "core/chat/LedgerReason.h"

namespace triptych {

namespace {

constexpr qint64 smallestBudget = 1024;

void writeBudget(JsonWriter &json, SettingsFilter &filter, std::optional<qint64> maximum)
{
    const qint64 asked = *filter.settings().reasoningBudget;
    const qint64 largest = maximum ? *maximum - 1 : qMax(smallestBudget, asked);
    const qint64 sent = qBound(smallestBudget, asked, largest);
    if (sent != asked)
        filter.note(QLatin1String("reasoning_budget"), QString::number(asked), QString::number(sent),
                    ledger_reason::budgetBelowMaximum);
    json.key(u"thinking")
        .beginObject()
        .member(u"type", QStringLiteral("enabled"))
        .member(u"budget_tokens", sent)
        .endObject();
}

} // namespace

QStringList claudeEfforts()
{
    return {QStringLiteral("none"), QStringLiteral("low"),   QStringLiteral("medium"),
            QStringLiteral("high"), QStringLiteral("xhigh"), QStringLiteral("max")};
}

void dropBudgetWithoutRoom(SettingsFilter &filter, const ModelInfo &model)
{
    const auto &asked = filter.settings().maxTokens;
    const auto maximum = asked ? asked : model.maxOutputTokens;
    if (maximum && *maximum <= smallestBudget)
        filter.drop(QLatin1String("reasoning_budget"), ledger_reason::budgetBelowMaximum);
}

void dropSamplingWhileReasoning(SettingsFilter &filter)
{
    const LaneSettings &settings = filter.settings();
    const bool isQuiet = settings.reasoningEffort == QLatin1String("none");
    if (isQuiet || (!settings.reasoningEffort && !settings.reasoningBudget))
        return;
    if (settings.temperature != 1.0)
        filter.drop(QLatin1String("temperature"), ledger_reason::whileReasoning);
    filter.drop(QLatin1String("top_k"), ledger_reason::whileReasoning);
    if (settings.topP < 0.95)
        filter.drop(QLatin1String("top_p"), ledger_reason::whileReasoning);
}

void writeThinking(JsonWriter &json, SettingsFilter &filter, std::optional<qint64> maximum)
{
    const auto effort = filter.settings().reasoningEffort;
    if (effort == QLatin1String("none"))
        json.key(u"thinking").beginObject().member(u"type", QStringLiteral("disabled")).endObject();
    else if (filter.settings().reasoningBudget)
        writeBudget(json, filter, maximum);
    else if (effort)
        json.key(u"thinking")
            .beginObject()
            .member(u"type", QStringLiteral("adaptive"))
            .member(u"display", QStringLiteral("summarized"))
            .endObject();
}

} // namespace triptych
