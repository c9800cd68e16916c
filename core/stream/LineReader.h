// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <cstring>

namespace triptych {

/// Cuts a growing text into lines that end in CR, LF or CRLF, looking at every byte once.
class LineReader
{
public:
    explicit LineReader(qsizetype maxLineBytes) : m_max(maxLineBytes) {}

    /// The bytes to read next; they must live until next() has given false.
    void feed(QByteArrayView bytes);
    /// The next whole line without its end, valid until the next call; false when there is none yet.
    bool next(QByteArrayView &line) { return nextPlain(line) || nextAny(line); }
    /// A part of that line to keep: not copied where it is one of the bytes that were fed, and valid as long as they
    /// are.
    QByteArray taken(QByteArrayView part) const
    {
        return m_isInPlace ? QByteArray::fromRawData(part.data(), part.size()) : part.toByteArray();
    }
    /// What follows the last line end.
    QByteArrayView rest() const { return m_held; }
    bool isTooLong() const { return m_isTooLong; }

private:
    bool nextPlain(QByteArrayView &line)
    {
        const void *end = m_isPlain ? std::memchr(m_bytes.data() + m_at, '\n', size_t(m_bytes.size() - m_at)) : nullptr;
        if (!end)
            return false;
        const qsizetype size = static_cast<const char *>(end) - (m_bytes.data() + m_at);
        if (size > m_max)
            return false;
        line = m_bytes.sliced(m_at, size);
        m_at += size + 1;
        m_isInPlace = true;
        return true;
    }
    bool nextAny(QByteArrayView &line);
    qsizetype lineEnd();
    void hold();

    qsizetype m_max;
    QByteArrayView m_bytes;
    QByteArray m_held; ///< The start of a line whose end has not come.
    QByteArray m_joined;
    qsizetype m_at = 0;
    qsizetype m_lineFeed = -1; ///< The next LF at or after m_at; below it: look for it, size: there is none.
    qsizetype m_carriageReturn = -1; ///< The same of CR; most streams have none, and are looked through once.
    bool m_isPlain = false; ///< From m_at on there is no CR, and nothing is held that comes before.
    bool m_isInPlace = true;
    bool m_skipLineFeed = false; ///< The last line ended in CR; an LF that follows belongs to it.
    bool m_isTooLong = false;
};

} // namespace triptych
