// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/ThrowAwayKey.h"

#include "core/secret/Sodium.h"

namespace triptych {

Secret newThrowAwayKey()
{
    constexpr std::size_t bytes = 32;
    constexpr char digits[] = "0123456789abcdef";
    const Secret random = sodium::randomSecret(bytes);
    Secret key(2 * bytes);
    for (std::size_t i = 0; i < bytes; ++i) {
        const auto byte = static_cast<unsigned char>(random.data()[i]);
        key.data()[2 * i] = digits[byte >> 4];
        key.data()[2 * i + 1] = digits[byte & 15];
    }
    return key;
}

QByteArray withoutKey(QByteArray text, const Secret &key)
{
    if (!key.isEmpty())
        text.replace(key.view(), "****");
    return text;
}

} // namespace triptych
