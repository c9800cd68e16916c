// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/server/Spending.h"

#include "core/prompt/TokenEstimate.h"

namespace triptych {

namespace {

constexpr qint64 usualOutput = 4'096; // where neither the client nor the model's list says how much comes at most
constexpr double perMillion = 1e-6;

std::optional<double> costOfTokens(const ModelInfo &model, qint64 input, qint64 output)
{
    if (!model.price)
        return {};
    if (model.price->isFree)
        return 0;
    if (!model.price->input || !model.price->output)
        return {};
    return perMillion * (double(input) * *model.price->input + double(output) * *model.price->output);
}

} // namespace

qint64 estimatedTokens(const ChatRequest &chat)
{
    const TokenFamily family = tokenFamilyOf(chat.model);
    qint64 tokens = 0;
    for (const ChatTurn &turn : chat.turns)
        for (const ContentPart &part : turn.parts)
            if (const auto *text = std::get_if<TextPart>(&part))
                tokens += estimateTokens(text->text, family);
    return tokens;
}

std::optional<double> mostlyCosts(const ChatRequest &chat, const ModelInfo &model)
{
    const qint64 output = chat.settings.maxTokens.value_or(model.maxOutputTokens.value_or(usualOutput));
    return costOfTokens(model, estimatedTokens(chat), output);
}

/// What broke off before its counts came was paid for all the same, and so was what a client asked for and did not
/// wait for: a model reads before it writes.
double spentOn(const LaneRecord &record, const ChatRequest &chat, const ModelInfo &model)
{
    if (record.cost.usd)
        return *record.cost.usd;
    const bool hasContent = !record.text.isEmpty() || !record.reasoning.isEmpty() || !record.toolCalls.empty();
    const bool wasLeft = record.outcome == LaneOutcome::Cancelled && record.timing.sentMs;
    const bool isCharged = model.price && !model.price->isFree;
    if (!isCharged || (!hasContent && !wasLeft))
        return 0;
    const qint64 output = estimateTokens(record.text) + estimateTokens(record.reasoning);
    return costOfTokens(model, estimatedTokens(chat), output).value_or(0);
}

} // namespace triptych
