// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/gemini/GenerationConfig.h"

#include "core/chat/LedgerReason.h"
#include "core/dialects/RequestParts.h"
#include "core/dialects/gemini/GeminiNames.h"

namespace triptych::gemini {

namespace {

constexpr qsizetype mostStops = 5;
constexpr QLatin1String effortKey("reasoning_effort");

const QStringList &levels()
{
    static const QStringList known {QStringLiteral("minimal"), QStringLiteral("low"), QStringLiteral("medium"),
                                    QStringLiteral("high")};
    return known;
}

/// Budgets that leave room between the efforts within what every model of that generation takes.
qint64 budgetOf(const QString &effort)
{
    if (effort == QLatin1String("none"))
        return 0;
    const QString level = nearestEffort(effort, levels());
    return level == QLatin1String("high") ? 24576 : level == QLatin1String("medium") ? 8192 : 1024;
}

/// Of a model that was told not to think no summary can be asked.
void writeBudget(JsonWriter &json, qint64 budget)
{
    json.key(u"thinkingConfig").beginObject().member(u"thinkingBudget", budget);
    if (budget > 0)
        json.member(u"includeThoughts", true);
    json.endObject();
}

void writeBudgets(JsonWriter &json, SettingsFilter &filter)
{
    const LaneSettings &settings = filter.settings();
    const qint64 budget = settings.reasoningBudget ? *settings.reasoningBudget : budgetOf(*settings.reasoningEffort);
    if (settings.reasoningEffort)
        filter.note(effortKey, *settings.reasoningEffort, QString::number(budget), ledger_reason::budgetInstead);
    writeBudget(json, budget);
}

/// A list of efforts may name what the protocol has no word for.
void writeLevel(JsonWriter &json, SettingsFilter &filter)
{
    const QString asked = *filter.settings().reasoningEffort;
    const QString level = nearestEffort(asked, levels());
    if (level != asked)
        filter.note(effortKey, asked, level,
                    asked == QLatin1String("none") ? ledger_reason::alwaysReasons : ledger_reason::nearestEffort);
    json.key(u"thinkingConfig").beginObject().member(u"thinkingLevel", level.toUpper());
    json.member(u"includeThoughts", true).endObject();
}

void writeThinking(JsonWriter &json, SettingsFilter &filter, const QString &modelId)
{
    const bool hasBudget = takesBudget(modelId);
    if (!hasBudget)
        filter.drop(QLatin1String("reasoning_budget"), ledger_reason::refusedByModel);
    if (hasBudget && (filter.settings().reasoningBudget || filter.settings().reasoningEffort))
        writeBudgets(json, filter);
    else if (filter.settings().reasoningEffort)
        writeLevel(json, filter);
}

void writeSampling(JsonWriter &json, const LaneSettings &settings)
{
    if (settings.maxTokens)
        json.member(u"maxOutputTokens", *settings.maxTokens);
    if (settings.temperature)
        json.member(u"temperature", *settings.temperature);
    if (settings.topP)
        json.member(u"topP", *settings.topP);
    if (settings.topK)
        json.member(u"topK", *settings.topK);
    if (settings.seed)
        json.member(u"seed", *settings.seed);
    if (settings.stop)
        writeTexts(json, u"stopSequences", *settings.stop);
}

void writeSchema(JsonWriter &json, const RawJson &schema)
{
    json.member(u"responseMimeType", QStringLiteral("application/json")).member(u"responseJsonSchema", schema);
}

} // namespace

DialectLimits limitsOf(const QString &modelId)
{
    return {.hasTopK = true,
            .hasSeed = true,
            .hasReasoningBudget = true,
            .efforts = takesBudget(modelId) ? QStringList() : levels(),
            .mostStops = mostStops};
}

RawJson generationConfig(const ChatRequest &request, SettingsFilter &filter)
{
    JsonWriter json;
    json.beginObject();
    writeSampling(json, filter.settings());
    if (!request.responseSchema.isEmpty())
        writeSchema(json, request.responseSchema.schema);
    writeThinking(json, filter, request.model);
    json.endObject();
    return json.bytes() == "{}" ? RawJson() : json.take();
}

} // namespace triptych::gemini
