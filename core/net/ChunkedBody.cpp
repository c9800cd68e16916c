// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/ChunkedBody.h"

#include "core/net/HttpToken.h"

namespace triptych {

namespace {

constexpr QByteArrayView lineEnd("\r\n");

bool isHexDigit(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'F') || (byte >= 'a' && byte <= 'f');
}

bool isPrintable(char byte)
{
    return byte == '\t' || (uchar(byte) >= ' ' && byte != 0x7f);
}

} // namespace

qsizetype ChunkedBody::read(QByteArrayView bytes, QByteArray &body)
{
    qsizetype at = 0;
    while (m_state == State::Reading && at < bytes.size()) {
        if (m_part != Part::Data) {
            at += readLine(bytes.sliced(at));
            continue;
        }
        const QByteArrayView data = bytes.sliced(at, qMin(m_chunkBytes, bytes.size() - at));
        body.append(data.data(), data.size());
        at += data.size();
        m_chunkBytes -= data.size();
        if (m_chunkBytes == 0)
            m_part = Part::DataEnd;
    }
    return at;
}

/// Judged only when it is whole, but for its length.
qsizetype ChunkedBody::readLine(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const qsizetype used = end < 0 ? bytes.size() : end + 1;
    m_line.append(bytes.data(), qMin(used, mostOfLine() + 1));
    if (m_line.size() > mostOfLine())
        m_state = State::Malformed;
    else if (end >= 0)
        lineEnded(std::exchange(m_line, {}));
    return used;
}

qsizetype ChunkedBody::mostOfLine() const
{
    switch (m_part) {
    case Part::DataEnd: return lineEnd.size();
    case Part::Trailer: return maxTrailerBytes - m_trailerBytes;
    default: return maxLineBytes;
    }
}

void ChunkedBody::lineEnded(QByteArrayView line)
{
    const QByteArrayView text = line.endsWith(lineEnd) ? line.chopped(lineEnd.size()) : line;
    if (text.size() == line.size() || !std::all_of(text.begin(), text.end(), isPrintable))
        m_state = State::Malformed;
    else if (m_part == Part::Size)
        sizeRead(text);
    else if (m_part == Part::Trailer)
        trailerRead(text);
    else
        m_part = Part::Size;
}

void ChunkedBody::sizeRead(QByteArrayView line)
{
    const QByteArrayView digits = line.first(std::find(line.begin(), line.end(), ';') - line.begin());
    bool isNumber = false;
    const qulonglong size = digits.toByteArray().toULongLong(&isNumber, 16);
    if (!isNumber || !std::all_of(digits.begin(), digits.end(), isHexDigit))
        m_state = State::Malformed;
    else if (size > qulonglong(m_maxBytes))
        m_state = State::TooLarge;
    else if (size == 0)
        m_part = Part::Trailer;
    else
        m_part = Part::Data;
    m_chunkBytes = m_part == Part::Data ? qsizetype(size) : 0;
    m_maxBytes -= m_chunkBytes;
}

void ChunkedBody::trailerRead(QByteArrayView line)
{
    if (line.isEmpty()) {
        m_state = State::Whole;
        return;
    }
    m_trailerBytes += line.size() + lineEnd.size();
    if (!isToken(line.first(std::find(line.begin(), line.end(), ':') - line.begin())) || !line.contains(':'))
        m_state = State::Malformed;
}

} // namespace triptych
