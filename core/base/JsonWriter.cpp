// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/JsonWriter.h"

#include <charconv>
#include <cmath>

namespace triptych {

JsonWriter &JsonWriter::key(QStringView name)
{
    separate();
    writeString(name);
    m_bytes += ':';
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::value(QStringView text)
{
    separate();
    writeString(text);
    return *this;
}

JsonWriter &JsonWriter::value(double number)
{
    if (!std::isfinite(number))
        return null();
    separate();
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
    m_bytes.append(buffer, end - buffer);
    return *this;
}

JsonWriter &JsonWriter::value(qint64 number)
{
    separate();
    m_bytes += QByteArray::number(number);
    return *this;
}

JsonWriter &JsonWriter::value(bool flag)
{
    separate();
    m_bytes += flag ? "true" : "false";
    return *this;
}

JsonWriter &JsonWriter::value(const RawJson &json)
{
    separate();
    m_bytes += json.isEmpty() ? QByteArrayLiteral("null") : json.bytes;
    return *this;
}

JsonWriter &JsonWriter::base64(QByteArrayView before, const QByteArray &data)
{
    separate();
    const QByteArray encoded = data.toBase64();
    m_bytes.reserve(m_bytes.size() + before.size() + encoded.size() + 2);
    m_bytes += '"';
    m_bytes += before;
    m_bytes += encoded;
    m_bytes += '"';
    return *this;
}

JsonWriter &JsonWriter::null()
{
    separate();
    m_bytes += "null";
    return *this;
}

JsonWriter &JsonWriter::open(char bracket)
{
    separate();
    m_bytes += bracket;
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::close(char bracket)
{
    m_bytes += bracket;
    m_needsComma = true;
    return *this;
}

void JsonWriter::separate()
{
    if (m_needsComma)
        m_bytes += ',';
    m_needsComma = true;
}

void JsonWriter::writeString(QStringView text)
{
    m_bytes += '"';
    const QByteArray utf8 = text.toUtf8(); // a lone surrogate becomes U+FFFD
    for (const char byte : utf8) {
        switch (byte) {
        case '"': m_bytes += "\\\""; break;
        case '\\': m_bytes += "\\\\"; break;
        case '\n': m_bytes += "\\n"; break;
        case '\r': m_bytes += "\\r"; break;
        case '\t': m_bytes += "\\t"; break;
        default:
            if (static_cast<unsigned char>(byte) < 0x20) {
                constexpr char hex[] = "0123456789abcdef";
                m_bytes += "\\u00";
                m_bytes += hex[byte >> 4];
                m_bytes += hex[byte & 15];
            } else {
                m_bytes += byte;
            }
        }
    }
    m_bytes += '"';
}

} // namespace triptych
