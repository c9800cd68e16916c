// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/RecordBuilder.h"

namespace triptych {

namespace {

void mergeUsage(TokenUsage &usage, const TokenUsage &latest)
{
    const auto take = [](auto &mine, const auto &theirs) {
        if (theirs)
            mine = theirs;
    };
    take(usage.input, latest.input);
    take(usage.output, latest.output);
    take(usage.cachedInput, latest.cachedInput);
    take(usage.cacheWrite, latest.cacheWrite);
    take(usage.reasoning, latest.reasoning);
    take(usage.costUsd, latest.costUsd);
}

} // namespace

template<typename Stretch>
void RecordBuilder::extend(qsizetype length)
{
    AnswerOrder &order = m_record.order;
    if (length == 0)
        return;
    if (order.empty() || !std::holds_alternative<Stretch>(order.back()))
        order.emplace_back(Stretch {});
    std::get<Stretch>(order.back()).length += length;
}

void RecordBuilder::add(const StreamEvents &events)
{
    const Match handlers {
        [this](const StreamOpened &opened) {
            if (!opened.servedModel.isEmpty())
                m_record.servedModel = opened.servedModel;
        },
        [this](const TextDelta &delta) {
            m_record.text += delta.text;
            extend<TextStretch>(delta.text.size());
        },
        [this](const ReasoningDelta &delta) {
            m_record.reasoning += delta.text;
            extend<ReasoningStretch>(delta.text.size());
        },
        [this](const ToolCallDelta &delta) {
            if (!m_calls.contains(delta.index))
                m_record.order.emplace_back(CallStretch {delta.index});
            ToolCall &call = m_calls[delta.index];
            if (!delta.id.isEmpty())
                call.id = delta.id;
            if (!delta.name.isEmpty())
                call.name = delta.name;
            call.arguments += delta.arguments;
        },
        [this](const UsageReport &report) {
            mergeUsage(m_record.usage, report.usage);
            m_record.usageSource = UsageSource::Provider;
        },
        [this](const StreamNote &note) {
            addNote(m_record.notes, {note.code, note.count});
        },
        [this](const OpaquePart &part) { m_record.order.emplace_back(part); },
        [this](const SourcesReport &report) { m_record.sources = report.addresses; },
        [this](const StreamFinished &finished) { m_record.explanation = finished.explanation; },
        [](const StreamFailed &) {},
    };
    for (const StreamEvent &event : events)
        std::visit(handlers, event);
}

void RecordBuilder::restart()
{
    LaneRecord fresh = m_start;
    fresh.retries = m_record.retries;
    fresh.bytesReceived = m_record.bytesReceived;
    m_record = std::move(fresh);
    m_calls.clear();
}

bool RecordBuilder::hasContent() const
{
    return !m_record.text.isEmpty() || !m_record.reasoning.isEmpty() || !m_calls.empty();
}

LanePhase RecordBuilder::phase() const
{
    if (!m_record.text.isEmpty() || !m_calls.empty())
        return LanePhase::Writing;
    return m_record.reasoning.isEmpty() ? LanePhase::Waiting : LanePhase::Reasoning;
}

FinishReason RecordBuilder::finish(FinishReason told) const
{
    return told == FinishReason::Stop && !m_calls.empty() ? FinishReason::ToolCall : told;
}

void RecordBuilder::close()
{
    for (AnswerStretch &stretch : m_record.order)
        if (auto *call = std::get_if<CallStretch>(&stretch))
            call->call = int(std::distance(m_calls.begin(), m_calls.find(call->call)));
    m_record.toolCalls.clear();
    for (auto &[index, call] : m_calls)
        m_record.toolCalls.push_back(std::move(call));
    m_calls.clear();
}

} // namespace triptych
