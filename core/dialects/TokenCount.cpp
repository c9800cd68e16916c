// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/TokenCount.h"

namespace triptych {

namespace {

constexpr qint64 mostTokens = qint64(1) << 53; // sums of a few cannot overflow

} // namespace

std::optional<qint64> tokenCount(const JsonValue &value)
{
    const auto number = value.integer();
    return number && *number >= 0 && *number <= mostTokens ? number : std::nullopt;
}

void readCount(const JsonValue &value, std::optional<qint64> &count)
{
    if (const auto number = tokenCount(value))
        count = number;
}

} // namespace triptych
