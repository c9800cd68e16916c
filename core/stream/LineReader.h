// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace triptych {

/// Cuts a growing text into lines that end in CR, LF or CRLF, looking at every byte once.
class LineReader
{
public:
    explicit LineReader(qsizetype maxLineBytes) : m_max(maxLineBytes) {}

    /// The bytes to read next; they must live until next() has given false.
    void feed(QByteArrayView bytes);
    /// The next whole line without its end, valid until the next call; false when there is none yet.
    bool next(QByteArrayView &line);
    /// What follows the last line end.
    QByteArrayView rest() const { return m_held; }
    bool isTooLong() const { return m_isTooLong; }

private:
    qsizetype lineEnd();
    void hold();

    qsizetype m_max;
    QByteArrayView m_bytes;
    QByteArray m_held; ///< The start of a line whose end has not come.
    QByteArray m_joined;
    qsizetype m_at = 0;
    qsizetype m_lineFeed = -1; ///< The next LF at or after m_at; -1: look for it, size: there is none.
    bool m_skipLineFeed = false; ///< The last line ended in CR; an LF that follows belongs to it.
    bool m_isTooLong = false;
};

} // namespace triptych
