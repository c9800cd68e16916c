// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stream/SseFramer.h"

#include <array>

namespace triptych {

namespace {

constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

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
    const qsizetype colon = line.indexOf(':');
    const QByteArrayView field = colon < 0 ? line : line.first(colon);
    QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    if (field == "data")
        appendData(value);
    else if (field == "event")
        m_event.event = value.toByteArray();
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
    if (m_hasData)
        m_event.data += '\n';
    m_event.data.append(value.data(), value.size());
    m_hasData = true;
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
    const QByteArray rest = m_lines.rest().toByteArray();
    if (!rest.isEmpty())
        readLine(rest, out);
    m_event.wasUnterminated = true;
    dispatch(out);
}

bool SseFramer::canBegin(QByteArrayView start) const
{
    static constexpr std::array<QByteArrayView, 5> fields {"data:", "event:", "id:", "retry:", ":"};
    return std::any_of(fields.begin(), fields.end(), [&](QByteArrayView field) { return start.startsWith(field); });
}

} // namespace triptych
