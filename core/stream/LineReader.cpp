// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stream/LineReader.h"

#include <cstring>

namespace triptych {

void LineReader::feed(QByteArrayView bytes)
{
    m_bytes = bytes;
    m_at = 0;
    m_lineFeed = -1;
}

qsizetype LineReader::lineEnd()
{
    const auto find = [this](char wanted, qsizetype end) {
        const void *found = end > m_at ? std::memchr(m_bytes.data() + m_at, wanted, size_t(end - m_at)) : nullptr;
        return found ? static_cast<const char *>(found) - m_bytes.data() : end;
    };
    if (m_lineFeed < m_at)
        m_lineFeed = find('\n', m_bytes.size());
    return find('\r', m_lineFeed);
}

bool LineReader::next(QByteArrayView &line)
{
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
    if (!m_held.isEmpty()) {
        m_held.append(line.data(), line.size());
        m_joined.swap(m_held);
        m_held.resize(0);
        line = m_joined;
    }
    m_skipLineFeed = m_bytes[end] == '\r';
    m_at = end + 1;
    return true;
}

void LineReader::hold()
{
    if (!m_isTooLong)
        m_held.append(m_bytes.data() + m_at, m_bytes.size() - m_at);
    m_bytes = {};
    m_at = 0;
    m_lineFeed = -1;
}

} // namespace triptych
