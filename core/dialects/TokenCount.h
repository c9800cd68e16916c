// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/StrictJson.h"

namespace triptych {

/// A count of tokens; absent where nobody counted, or what stands there counts nothing.
inline std::optional<qint64> countIn(const JsonValue &value)
{
    const auto number = value.integer();
    return number && *number >= 0 ? number : std::nullopt;
}

/// Sets `count` where the value is one.
inline void readCount(const JsonValue &value, std::optional<qint64> &count)
{
    if (const auto number = countIn(value))
        count = number;
}

} // namespace triptych
