// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDate>
#include <optional>

namespace triptych {

/// USD for a million tokens; absent = unknown, which never counts as 0.
struct ModelPrice
{
    std::optional<double> input = {};
    std::optional<double> output = {};
    std::optional<double> cachedInput = {};
    std::optional<double> cacheWrite = {}; ///< Absent: written at the price of input.
    struct LongPrompt
    {
        qint64 above = 0; ///< Prompt tokens, cached ones included.
        std::optional<double> input = {}, output = {}, cachedInput = {}, cacheWrite = {};
        bool operator==(const LongPrompt &) const = default;
    };
    std::optional<LongPrompt> longPrompt = {};
    std::optional<qint64> contextTokens = {};
    std::optional<qint64> maxOutputTokens = {};
    QDate sourceDate = {}; ///< Invalid: from the provider's own list.
    bool isFree = false; ///< A server of one's own: nobody bills it.

    bool operator==(const ModelPrice &) const = default;
};

} // namespace triptych
