// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/CallSequencer.h"

#include <algorithm>
#include <utility>

namespace triptych {

namespace {

bool isContent(const StreamEvent &event)
{
    return std::holds_alternative<TextDelta>(event) || std::holds_alternative<ReasoningDelta>(event)
        || std::holds_alternative<OpaquePart>(event);
}

bool isTerminal(const StreamEvent &event)
{
    return std::holds_alternative<StreamFinished>(event) || std::holds_alternative<StreamFailed>(event);
}

bool isPieceOf(const StreamEvent &event, int index)
{
    const auto *delta = std::get_if<ToolCallDelta>(&event);
    return delta && delta->index == index;
}

bool isNamed(const ToolCallDelta &call)
{
    return !call.id.isEmpty() && !call.name.isEmpty();
}

void append(ToolCallDelta &call, const ToolCallDelta &piece)
{
    call.id = call.id.isEmpty() ? piece.id : call.id;
    call.name = call.name.isEmpty() ? piece.name : call.name;
    call.arguments += piece.arguments;
}

} // namespace

void CallSequencer::Balance::add(QByteArrayView piece)
{
    for (const char byte : piece) {
        m_hasBegun = m_hasBegun || uchar(byte) > ' ';
        if (std::exchange(m_isEscaped, false))
            continue;
        if (byte == '"')
            m_isInString = !m_isInString;
        else if (m_isInString)
            m_isEscaped = byte == '\\';
        else if (byte == '{' || byte == '[')
            ++m_depth;
        else if (byte == '}' || byte == ']')
            --m_depth;
    }
}

void CallSequencer::feed(const StreamEvents &events, StreamEvents &out)
{
    for (const StreamEvent &event : events) {
        if (isTerminal(event))
            tellAll(out);
        take(event, out);
    }
}

void CallSequencer::take(const StreamEvent &event, StreamEvents &out)
{
    if (const auto *delta = std::get_if<ToolCallDelta>(&event))
        return takeCall(*delta, out);
    if (!isContent(event)) {
        out.push_back(event);
    } else if (m_waiting.empty() && isFree()) {
        m_open.reset();
        out.push_back(event);
    } else {
        m_waiting.push_back(event);
    }
}

void CallSequencer::takeCall(const ToolCallDelta &delta, StreamEvents &out)
{
    if (m_open == delta.index) {
        m_arguments.add(delta.arguments);
        if (!delta.arguments.isEmpty())
            out.push_back(ToolCallDelta {delta.index, {}, {}, delta.arguments});
        return tellWaiting(out);
    }
    const auto known = std::find_if(m_waiting.begin(), m_waiting.end(),
                                    [&delta](const StreamEvent &event) { return isPieceOf(event, delta.index); });
    if (known == m_waiting.end())
        m_waiting.push_back(delta);
    else
        append(std::get<ToolCallDelta>(*known), delta);
    tellWaiting(out);
}

void CallSequencer::tellWaiting(StreamEvents &out)
{
    while (!m_waiting.empty() && isFree()) {
        const auto *call = std::get_if<ToolCallDelta>(&m_waiting.front());
        if (call && !isNamed(*call))
            return;
        const StreamEvent next = std::move(m_waiting.front());
        m_waiting.erase(m_waiting.begin());
        m_open.reset();
        if (const auto *begun = std::get_if<ToolCallDelta>(&next))
            open(*begun, out);
        else
            out.push_back(next);
    }
}

/// Nothing more comes, so that nothing waits for anything. Of each call everything that waits is one event.
void CallSequencer::tellAll(StreamEvents &out)
{
    m_open.reset();
    out.insert(out.end(), m_waiting.begin(), m_waiting.end());
    m_waiting.clear();
}

bool CallSequencer::isFree() const
{
    return !m_open || m_arguments.isWhole();
}

void CallSequencer::open(const ToolCallDelta &call, StreamEvents &out)
{
    m_open = call.index;
    m_arguments = {};
    m_arguments.add(call.arguments);
    out.push_back(call);
}

} // namespace triptych
