// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QtEndian>

namespace triptych {

/// Takes little-endian fields from the front of some bytes. Past the end it yields zeros and remembers it.
class ByteReader
{
public:
    explicit ByteReader(QByteArrayView bytes) : m_rest(bytes) {}

    QByteArrayView take(qsizetype size)
    {
        if (size > m_rest.size()) {
            m_isShort = true;
            return {};
        }
        const QByteArrayView taken = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return taken;
    }
    template<typename T>
    T number()
    {
        const QByteArrayView bytes = take(sizeof(T));
        return bytes.isEmpty() ? T(0) : qFromLittleEndian<T>(bytes.data());
    }
    QByteArrayView rest() const { return m_rest; }
    bool isShort() const { return m_isShort; }

private:
    QByteArrayView m_rest;
    bool m_isShort = false;
};

template<typename T>
QByteArray littleEndian(T number)
{
    QByteArray bytes(sizeof(T), Qt::Uninitialized);
    qToLittleEndian(number, bytes.data());
    return bytes;
}

} // namespace triptych
