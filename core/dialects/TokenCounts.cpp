// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/TokenCounts.h"

namespace triptych {

std::optional<qint64> countOf(const JsonValue &value)
{
    const auto number = value.integer();
    return number && *number >= 0 ? number : std::nullopt;
}

void readCount(const JsonValue &value, std::optional<qint64> &count)
{
    if (const auto number = countOf(value))
        count = number;
}

} // namespace triptych
