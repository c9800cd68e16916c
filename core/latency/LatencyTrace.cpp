// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/latency/LatencyTrace.h"

#include <algorithm>

namespace triptych {

namespace {

double milliseconds(MonotonicTime span)
{
    return std::chrono::duration<double, std::milli>(span).count();
}

} // namespace

void LatencyTrace::mark(Mark mark, MonotonicTime at)
{
    if (!m_marks[mark])
        m_marks[mark] = at;
}

void LatencyTrace::content(const StreamEvents &events, MonotonicTime at)
{
    bool hasContent = false;
    for (const StreamEvent &event : events) {
        if (const auto *text = std::get_if<TextDelta>(&event); text && !text->text.isEmpty()) {
            mark(FirstText, at);
            hasContent = true;
        } else if (const auto *thought = std::get_if<ReasoningDelta>(&event); thought && !thought->text.isEmpty()) {
            mark(FirstReasoning, at);
            hasContent = true;
        } else if (const auto *call = std::get_if<ToolCallDelta>(&event)) {
            if (!call->arguments.isEmpty())
                mark(FirstTool, at);
            hasContent = true;
        }
    }
    if (!hasContent)
        return;
    if (!m_firstContent)
        m_firstContent = at;
    m_lastContent = at;
}

void LatencyTrace::restart()
{
    std::fill(m_marks + Dequeued + 1, m_marks + MarkCount, std::nullopt);
    m_firstContent.reset();
    m_lastContent.reset();
}

LaneTiming LatencyTrace::timing(std::optional<qint64> outputTokens) const
{
    LaneTiming timing;
    timing.queuedMs = sinceQueued(Dequeued);
    timing.connectMs = sinceQueued(Connected);
    timing.tlsMs = sinceQueued(TlsDone);
    timing.sentMs = sinceQueued(Sent);
    timing.headersMs = sinceQueued(Headers);
    timing.firstByteMs = sinceQueued(FirstByte);
    timing.firstReasoningMs = sinceQueued(FirstReasoning);
    timing.firstTextMs = sinceQueued(FirstText);
    timing.firstToolMs = sinceQueued(FirstTool);
    timing.totalMs = sinceQueued(Ended);
    // Everything that arrived in one piece has no duration, hence no speed.
    if (outputTokens && *outputTokens >= 2 && m_firstContent && *m_lastContent > *m_firstContent)
        timing.outputTokensPerSecond
            = double(*outputTokens - 1) * 1000.0 / milliseconds(*m_lastContent - *m_firstContent);
    return timing;
}

std::optional<double> LatencyTrace::sinceQueued(Mark mark) const
{
    if (!m_marks[mark])
        return std::nullopt;
    return milliseconds(*m_marks[mark] - m_queuedAt);
}

} // namespace triptych
