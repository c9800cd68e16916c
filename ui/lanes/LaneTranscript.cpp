// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/LaneTranscript.h"

#include <utility>

namespace triptych {

LaneTranscript::LaneTranscript(Clock &clock, QObject *parent)
    : QObject(parent),
      m_timer(clock.newTimer([this] { flush(); }))
{}

void LaneTranscript::append(const StreamEvents &events)
{
    for (const StreamEvent &event : events) {
        if (const auto *text = std::get_if<TextDelta>(&event))
            appendText(text->text);
        else if (const auto *reasoning = std::get_if<ReasoningDelta>(&event))
            appendReasoning(reasoning->text);
    }
}

void LaneTranscript::appendText(const QString &text)
{
    m_text += text;
    m_hasText = m_hasText || !text.isEmpty();
    schedule();
}

void LaneTranscript::appendReasoning(const QString &text)
{
    m_reasoning += text;
    schedule();
}

void LaneTranscript::schedule()
{
    if (m_isScheduled || (m_text.isEmpty() && m_reasoning.isEmpty()))
        return;
    m_isScheduled = true;
    m_timer->start(frame);
}

void LaneTranscript::unschedule()
{
    m_isScheduled = false;
    m_timer->stop();
}

void LaneTranscript::flush()
{
    unschedule();
    const QString reasoning = std::exchange(m_reasoning, {});
    const QString text = std::exchange(m_text, {});
    if (!reasoning.isEmpty())
        Q_EMIT reasoningArrived(reasoning);
    if (!text.isEmpty())
        Q_EMIT textArrived(text);
}

void LaneTranscript::clear()
{
    unschedule();
    m_text.clear();
    m_reasoning.clear();
    m_hasText = false;
}

} // namespace triptych
