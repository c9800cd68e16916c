// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QHash>
#include <chrono>
#include <random>

namespace triptych {

/// How often an origin may be asked again: ten to begin with, a tenth more for each request.
class RetryBucket
{
public:
    void requestSent(const QString &origin);
    bool take(const QString &origin); ///< False when the origin has none left.

private:
    double &tokens(const QString &origin);
    QHash<QString, double> m_tokens;
};

/// Whether a lane that failed before content may try again, and when. Pure but for its random generator.
class RetryPolicy
{
public:
    static constexpr int maxRetries = 2;
    static constexpr std::chrono::milliseconds longestWait {60'000};

    explicit RetryPolicy(quint32 seed) : m_random(seed) {}

    /// A failure that another try may mend; says nothing about how many there were.
    static bool isWorthRetrying(const Error &error);
    static bool namesWait(const Error &error); ///< The provider said how long.
    /// The wait before try number `retry` (from 1), or nothing when this error ends the lane: as named, else anything
    /// up to a bound that doubles, so that lanes that failed together do not come back together. `namedWaits`: how many
    /// waits the lane sat out that a provider had named.
    std::optional<std::chrono::milliseconds> delay(const Error &error, int retry, int namedWaits = 0);

private:
    std::mt19937 m_random;
};

} // namespace triptych
