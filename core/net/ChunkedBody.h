// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace triptych {

/// Reads a chunked body (RFC 9112, 7.1) from bytes, however they are cut. What is sent with a chunk or behind the last
/// one is read over. Stricter than it must be: lines end in CR LF, and are short.
class ChunkedBody
{
public:
    static constexpr qsizetype maxLineBytes = 1 << 10;
    static constexpr qsizetype maxTrailerBytes = 16 << 10;
    enum class State : quint8 { Reading, Whole, Malformed, TooLarge };

    explicit ChunkedBody(qsizetype maxBytes) : m_maxBytes(maxBytes) {}

    /// Appends to `body`, and says how many of the bytes were used: all while it is reading.
    qsizetype read(QByteArrayView bytes, QByteArray &body);
    State state() const { return m_state; }

private:
    enum class Part : quint8 { Size, Data, DataEnd, Trailer };
    qsizetype readLine(QByteArrayView bytes);
    qsizetype mostOfLine() const;
    void lineEnded(QByteArrayView line);
    void sizeRead(QByteArrayView line);
    void trailerRead(QByteArrayView line);

    qsizetype m_maxBytes; ///< That may still come.
    qsizetype m_chunkBytes = 0; ///< The same, of this chunk.
    qsizetype m_trailerBytes = 0;
    QByteArray m_line; ///< As much of it as has come.
    Part m_part = Part::Size;
    State m_state = State::Reading;
};

} // namespace triptych
