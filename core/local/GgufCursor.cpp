// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/GgufCursor.h"

#include <QtEndian>
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace triptych {

static_assert(Q_BYTE_ORDER == Q_LITTLE_ENDIAN, "GGUF numbers are read as they lie in memory");

bool GgufCursor::fill()
{
    const quint64 wanted = std::min<quint64>(m_window.size(), m_end - m_position);
    ssize_t got = 0;
    do {
        got = ::pread(m_descriptor, m_window.data(), wanted, off_t(m_position));
    } while (got < 0 && errno == EINTR);
    m_windowStart = m_position;
    m_windowBytes = got > 0 ? quint64(got) : 0;
    return got > 0;
}

bool GgufCursor::skip(quint64 bytes)
{
    if (bytes > m_end - m_position)
        return false;
    m_position += bytes;
    return true;
}

bool GgufCursor::read(char *into, quint64 bytes)
{
    if (bytes > m_end - m_position)
        return false;
    while (bytes > 0) {
        const bool isInWindow = m_position >= m_windowStart && m_position < m_windowStart + m_windowBytes;
        if (!isInWindow && !fill())
            return false;
        const quint64 offset = m_position - m_windowStart;
        const quint64 part = std::min(bytes, m_windowBytes - offset);
        std::memcpy(into, m_window.data() + offset, part);
        into += part;
        bytes -= part;
        m_position += part;
    }
    return true;
}

bool GgufCursor::readString(QByteArray &value, quint64 longest)
{
    quint64 length = 0;
    if (!read(length) || length > longest || length > m_end - m_position)
        return false;
    value.resize(qsizetype(length));
    return read(value.data(), length);
}

bool GgufCursor::skipString()
{
    quint64 length = 0;
    return read(length) && skip(length);
}

} // namespace triptych
