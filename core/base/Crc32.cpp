// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/Crc32.h"

#include <array>

namespace triptych {

namespace {

constexpr quint32 reflectedPolynomial = 0xEDB88320;

constexpr quint32 remainderOf(quint32 byte)
{
    for (int bit = 0; bit < 8; ++bit)
        byte = (byte & 1) != 0 ? (byte >> 1) ^ reflectedPolynomial : byte >> 1;
    return byte;
}

constexpr std::array<quint32, 256> remainders()
{
    std::array<quint32, 256> table {};
    for (quint32 byte = 0; byte < table.size(); ++byte)
        table[byte] = remainderOf(byte);
    return table;
}

} // namespace

quint32 crc32Of(QByteArrayView bytes)
{
    static constexpr auto table = remainders();
    quint32 crc = 0xFFFFFFFF;
    for (const char byte : bytes)
        crc = (crc >> 8) ^ table[(crc ^ quint8(byte)) & 0xFF];
    return ~crc;
}

} // namespace triptych
