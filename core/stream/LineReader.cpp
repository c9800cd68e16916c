// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stream/LineReader.h"

namespace triptych {

void LineReader::feed(QByteArrayView bytes)
{
    m_bytes = bytes;
    m_at = 0;
    m_lineFeed = m_carriageReturn = -1;
    m_isPlain = false;
}

qsizetype LineReader::lineEnd()
{
    const auto find = [this](char wanted) {
        const qsizetype size = m_bytes.size() - m_at;
        const void *found = size > 0 ? std::memchr(m_bytes.data() + m_at, wanted, size_t(size)) : nullptr;
        return found ? static_cast<const char *>(found) - m_bytes.data() : m_bytes.size();
    };
    if (m_lineFeed < m_at)
        m_lineFeed = find('\n');
    if (m_carriageReturn < m_at)
        m_carriageReturn = find('\r');
    return qMin(m_lineFeed, m_carriageReturn);
}

bool LineReader::nextAny(QByteArrayView &line)
{
    if (m_at == m_bytes.size())
        return false;
    if (m_skipLineFeed && m_at < m_bytes.size()) {
        m_at += m_bytes[m_at] == '\n' ? 1 : 0;
        m_skipLineFeed = false;
    }
    const qsizetype end = lineEnd();
    if (m_held.size() + end - m_at > m_max)
        m_isTooLong = true;
    if (m_isTooLong || end == m_bytes.size()) {
        hold();
        return false;
    }
    line = m_bytes.sliced(m_at, end - m_at);
    m_isInPlace = m_held.isEmpty();
    if (!m_isInPlace) {
        m_held.append(line.data(), line.size());
        m_joined.swap(m_held);
        m_held.resize(0);
        line = m_joined;
    }
    m_skipLineFeed = m_bytes[end] == '\r';
    m_isPlain = m_carriageReturn == m_bytes.size();
    m_at = end + 1;
    return true;
}

void LineReader::hold()
{
    if (!m_isTooLong)
        m_held.append(m_bytes.data() + m_at, m_bytes.size() - m_at);
    feed({});
}

} // namespace triptych
