// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <algorithm>

namespace triptych {

/// Of what names of methods and headers consist (RFC 9110, 5.6.2).
inline bool isTokenByte(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(byte);
}

inline bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenByte);
}

} // namespace triptych
