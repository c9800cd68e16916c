// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stream/SseFramer.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace triptych {

namespace {

constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

/// Whether a line is `field: value`, or the field alone; `value` is what it has then.
template<size_t Size>
bool readField(QByteArrayView line, const char (&field)[Size], QByteArrayView &value)
{
    constexpr qsizetype length = Size - 1;
    if (line.size() < length || std::memcmp(line.data(), field, size_t(length)) != 0)
        return false;
    if (line.size() == length) {
        value = {};
        return true;
    }
    const bool hasBlank = line.size() > length + 1 && line[length + 1] == ' ';
    value = line.sliced(length + (hasBlank ? 2 : 1));
    return line[length] == ':';
}

} // namespace

FramerFault SseFramer::feed(QByteArrayView bytes, std::vector<Frame> &out)
{
    if (m_isTooLarge)
        return FramerFault::TooLarge;
    if (!m_hasStarted) {
        bytes = withoutByteOrderMark(bytes);
        if (!m_hasStarted)
            return FramerFault::None;
    }
    m_lines.feed(bytes);
    QByteArrayView line;
    while (!m_isTooLarge && m_lines.next(line))
        readLine(line, out);
    keepEvent();
    m_isTooLarge = m_isTooLarge || m_lines.isTooLong();
    return m_isTooLarge ? FramerFault::TooLarge : FramerFault::None;
}

QByteArrayView SseFramer::withoutByteOrderMark(QByteArrayView bytes)
{
    m_start.append(bytes.data(), bytes.size());
    if (m_start.size() < byteOrderMark.size() && byteOrderMark.startsWith(m_start))
        return {};
    m_hasStarted = true;
    const QByteArrayView start(m_start);
    return start.startsWith(byteOrderMark) ? start.sliced(byteOrderMark.size()) : start;
}

void SseFramer::readLine(QByteArrayView line, std::vector<Frame> &out)
{
    if (line.isEmpty())
        return dispatch(out);
    if (m_bareJson == BareJson::Framed && readBareJson(line, out))
        return;
    QByteArrayView value;
    if (readField(line, "data", value))
        appendData(value);
    else if (readField(line, "event", value))
        m_event.event = m_lines.taken(value);
}

/// The bytes that were fed end here, and the event that is under way does not.
void SseFramer::keepEvent()
{
    for (QByteArray *part : {&m_event.event, &m_event.data})
        if (!part->isEmpty())
            part->detach();
}

bool SseFramer::readBareJson(QByteArrayView line, std::vector<Frame> &out)
{
    const bool begins = !m_isInBareJson && (line.startsWith('{') || line.startsWith('['));
    const bool ends = m_isInBareJson && canBegin(line);
    if ((begins && m_hasData) || ends)
        dispatch(out);
    m_isInBareJson = begins || (m_isInBareJson && !ends);
    if (m_isInBareJson)
        appendData(line);
    return m_isInBareJson;
}

void SseFramer::appendData(QByteArrayView value)
{
    if (m_event.data.size() + value.size() + 1 > maxEventBytes) {
        m_isTooLarge = true;
        return;
    }
    if (!std::exchange(m_hasData, true)) {
        m_event.data = m_lines.taken(value);
        return;
    }
    m_event.data += '\n';
    m_event.data.append(value.data(), value.size());
}

void SseFramer::dispatch(std::vector<Frame> &out)
{
    if (m_hasData)
        out.push_back(std::move(m_event));
    m_event = {};
    m_hasData = false;
    m_isInBareJson = false;
}

void SseFramer::finish(std::vector<Frame> &out)
{
    if (!m_hasStarted && !m_start.isEmpty())
        return;
    if (m_isTooLarge)
        return;
    if (!m_lines.rest().isEmpty())
        readLine(m_lines.rest(), out);
    keepEvent();
    m_event.wasUnterminated = true;
    dispatch(out);
}

bool SseFramer::canBegin(QByteArrayView start) const
{
    static constexpr std::array<QByteArrayView, 5> fields {"data:", "event:", "id:", "retry:", ":"};
    return std::any_of(fields.begin(), fields.end(), [&](QByteArrayView field) { return start.startsWith(field); });
}

} // namespace triptych
