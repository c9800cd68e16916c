// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/RetryPolicy.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace triptych {

namespace {

constexpr double firstTokens = 10;
constexpr double tokensPerRequest = 0.1;
constexpr double firstDelayMs = 500;
constexpr double longestBackoffMs = 8000;

/// Network faults after which nothing of the request can have been worked on, or the other side was just not well.
bool isPassingFault(const QString &cause)
{
    static const std::array passing {QLatin1String("connect"), QLatin1String("reset"), QLatin1String("truncated"),
                                     QLatin1String("server")};
    return std::any_of(passing.begin(), passing.end(), [&cause](QLatin1String known) { return cause == known; });
}

/// Faults that pass rarely enough for one more try: a name service that did not answer (one that said "no such name"
/// has answered), a handshake that broke off.
bool isWorthOneTry(const Error &error)
{
    return (error.cause == QLatin1String("dns") && error.kind == ErrorKind::Timeout)
        || error.cause == QLatin1String("tls_eof") || error.cause == QLatin1String("tls_timeout");
}

bool isPassingStatus(int status)
{
    return status == 408 || status == 409 || status == 425 || status == 429 || status >= 500;
}

} // namespace

double &RetryBucket::tokens(const QString &origin)
{
    auto it = m_tokens.find(origin);
    if (it == m_tokens.end())
        it = m_tokens.insert(origin, firstTokens);
    return *it;
}

void RetryBucket::requestSent(const QString &origin)
{
    double &left = tokens(origin);
    left = std::min(firstTokens, left + tokensPerRequest);
}

bool RetryBucket::take(const QString &origin)
{
    double &left = tokens(origin);
    if (left < 1)
        return false;
    left -= 1;
    return true;
}

bool RetryPolicy::namesWait(const Error &error)
{
    return error.retryAfter && error.retryAfter->count() > 0;
}

bool RetryPolicy::isWorthRetrying(const Error &error)
{
    for (const char *account : {"quota", "auth", "account_field"})
        if (error.cause == QLatin1String(account))
            return false;
    if (error.retryAfter && *error.retryAfter > longestWait)
        return false;
    if (error.retryAdvised)
        return *error.retryAdvised;
    if (error.httpStatus && *error.httpStatus >= 400)
        return isPassingStatus(*error.httpStatus);
    return isPassingFault(error.cause) || isWorthOneTry(error);
}

std::optional<std::chrono::milliseconds> RetryPolicy::delay(const Error &error, int retry, int namedWaits)
{
    if (retry > (isWorthOneTry(error) ? 1 : maxRetries) || !isWorthRetrying(error))
        return {};
    std::uniform_real_distribution<double> unit(0, 1);
    if (namesWait(error)) {
        if (namedWaits > 0)
            return {}; // a wait that was named is waited for once
        return *error.retryAfter + std::chrono::milliseconds(qint64(unit(m_random) * 250));
    }
    const double most = std::min(firstDelayMs * (1 << (retry - 1)), longestBackoffMs);
    return std::chrono::milliseconds(qint64(std::ceil(most * (1 - unit(m_random)))));
}

} // namespace triptych
