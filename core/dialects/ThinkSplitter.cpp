// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ThinkSplitter.h"

#include "core/base/StrictJson.h"

namespace triptych {

namespace {

constexpr QByteArrayView openTag("<think>");
constexpr QByteArrayView closeTag("</think>");

template<typename Delta>
void emitText(QByteArrayView bytes, StreamEvents &out)
{
    if (!bytes.isEmpty())
        out.push_back(Delta {QString::fromUtf8(bytes)});
}

/// How many bytes at the end of `text` may be the start of `tag`.
qsizetype tagStartAtEnd(QByteArrayView text, QByteArrayView tag)
{
    for (qsizetype length = qMin(text.size(), tag.size() - 1); length > 0; --length)
        if (text.last(length) == tag.first(length))
            return length;
    return 0;
}

} // namespace

void ThinkSplitter::feed(std::string_view content, StreamEvents &out)
{
    if (m_state != State::Text)
        hold(content, out);
    else if (!content.empty())
        out.emplace_back(TextDelta {toQString(content)});
}

void ThinkSplitter::hold(std::string_view content, StreamEvents &out)
{
    m_held.append(content.data(), qsizetype(content.size()));
    advance(out);
}

/// Goes on as long as one state hands over to the next.
void ThinkSplitter::advance(StreamEvents &out)
{
    bool goesOn = true;
    while (goesOn) {
        switch (m_state) {
        case State::AtStart: goesOn = open(out); break;
        case State::SkipBreak: goesOn = dropLineBreaks(State::Thinking); break;
        case State::Thinking: goesOn = think(out); break;
        case State::AfterThinking: goesOn = dropLineBreaks(State::Text); break;
        case State::Text: emitText<TextDelta>(std::exchange(m_held, {}), out); goesOn = false;
        }
    }
}

bool ThinkSplitter::open(StreamEvents &out)
{
    qsizetype start = 0;
    while (start < m_held.size() && QByteArrayView(" \t\r\n").contains(m_held[start]))
        ++start;
    const auto rest = QByteArrayView(m_held).sliced(start);
    if (rest.startsWith(openTag)) {
        m_held.remove(0, start + openTag.size());
        m_state = State::SkipBreak;
        return true;
    }
    if (openTag.startsWith(rest))
        return false;
    m_state = State::Text;
    emitText<TextDelta>(std::exchange(m_held, {}), out);
    return false;
}

bool ThinkSplitter::think(StreamEvents &out)
{
    const qsizetype close = m_held.indexOf(closeTag);
    if (close >= 0) {
        emitText<ReasoningDelta>(QByteArrayView(m_held).first(close), out);
        m_held.remove(0, close + closeTag.size());
        m_state = State::AfterThinking;
        return true;
    }
    const qsizetype sure = m_held.size() - tagStartAtEnd(m_held, closeTag);
    emitText<ReasoningDelta>(QByteArrayView(m_held).first(sure), out);
    m_held.remove(0, sure);
    return false;
}

/// The breaks that set a tag apart belong neither to the reasoning nor to the text.
bool ThinkSplitter::dropLineBreaks(State next)
{
    qsizetype at = 0;
    while (at < m_held.size() && (m_held[at] == '\n' || m_held[at] == '\r'))
        ++at;
    m_held.remove(0, at);
    if (m_held.isEmpty())
        return false;
    m_state = next;
    return true;
}

void ThinkSplitter::settle(StreamEvents &out)
{
    if (m_state != State::AtStart || m_held.isEmpty())
        return;
    m_state = State::Text;
    emitText<TextDelta>(std::exchange(m_held, {}), out);
}

void ThinkSplitter::finish(StreamEvents &out)
{
    const QByteArray held = std::exchange(m_held, {});
    if (m_state == State::Thinking)
        emitText<ReasoningDelta>(held, out);
    else if (m_state == State::AtStart)
        emitText<TextDelta>(held, out);
    m_state = State::Text;
}

} // namespace triptych
