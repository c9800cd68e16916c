// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QByteArray>
#include <array>
#include <type_traits>

namespace triptych {

/// Walks forward through the front of a file in little-endian steps, at most `limit` bytes of it, through one small
/// window. Every step says whether the bytes were there; nothing is read past the end, whatever the lengths in the file
/// claim.
class GgufCursor
{
public:
    /// `descriptor` stays the caller's.
    GgufCursor(int descriptor, quint64 fileBytes, quint64 limit)
        : m_descriptor(descriptor),
          m_end(std::min(fileBytes, limit))
    {}

    quint64 position() const { return m_position; }
    bool skip(quint64 bytes);
    bool read(char *into, quint64 bytes);

    template<typename T>
    bool read(T &value)
    {
        static_assert(std::is_arithmetic_v<T>);
        return read(reinterpret_cast<char *>(&value), sizeof value);
    }

    /// A length and that many bytes; longer ones than `longest` are refused.
    bool readString(QByteArray &value, quint64 longest);
    bool skipString();

private:
    bool fill();

    std::array<char, 64 * 1024> m_window;
    quint64 m_windowStart = 0;
    quint64 m_windowBytes = 0;
    int m_descriptor;
    quint64 m_end;
    quint64 m_position = 0;
};

} // namespace triptych
