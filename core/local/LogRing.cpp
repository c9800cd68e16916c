// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/LogRing.h"

#include <algorithm>

namespace triptych {

namespace {

constexpr char escape = '\x1b';
constexpr char bell = '\x07';

bool isKept(char c)
{
    return c == '\n' || c == '\t' || (uchar(c) >= 0x20 && c != 0x7f);
}

} // namespace

void LogRing::take(char c, QByteArray &kept)
{
    switch (m_state) {
    case State::Text:
        if (c == escape)
            m_state = State::Escape;
        else if (isKept(c))
            kept.append(c);
        return;
    case State::Escape: // CSI goes on to a final byte, OSC and its kin to a terminator; the others are two bytes
        if (c == '[')
            m_state = State::Sequence;
        else
            m_state = QByteArrayView("]PX^_").contains(c) ? State::Command : State::Text;
        return;
    case State::Sequence:
        if ((c >= '@' && c <= '~') || c == '\n')
            m_state = State::Text;
        return;
    case State::Command:
        if (c == escape)
            m_state = State::CommandEscape;
        else if (c == bell || c == '\n') // a line's end stops a command that never ends
            m_state = State::Text;
        return;
    case State::CommandEscape: m_state = State::Text; return;
    }
}

QByteArray LogRing::append(QByteArrayView bytes)
{
    QByteArray kept;
    kept.reserve(bytes.size());
    for (const char c : bytes)
        take(c, kept);
    m_text += kept;
    if (m_text.size() > 2 * m_capacity) // trimmed now and then only: a flood must not move a mebibyte for each line
        m_text = m_text.last(m_capacity);
    return kept;
}

QByteArray LogRing::text() const
{
    return m_text.last(std::min(m_text.size(), m_capacity));
}

QByteArray LogRing::lastLines(int count, qsizetype longest) const
{
    qsizetype from = m_text.size();
    if (m_text.endsWith('\n'))
        --from;
    for (; count > 0 && from > 0; --count)
        from = m_text.lastIndexOf('\n', from - 1);
    const QByteArray lines = m_text.mid(std::max<qsizetype>(from, -1) + 1);
    return lines.last(std::min(lines.size(), longest));
}

} // namespace triptych
