// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/CircuitBreaker.h"

#include <algorithm>

namespace triptych {

namespace {

bool isFailureToConnect(const QString &cause)
{
    return cause.startsWith(QLatin1String("connect"))
        || (cause.startsWith(QLatin1String("tls")) && cause != QLatin1String("tls.ca_file")); // a file of ours
}

bool isLimitInTime(const QString &cause)
{
    return cause == QLatin1String("first_content") || cause == QLatin1String("idle")
        || cause == QLatin1String("no_progress") || cause == QLatin1String("deadline");
}

bool isPassingStatus(int status)
{
    return status == 429 || status >= 500;
}

/// The stream's status was 200, so the error's own kind has to tell.
bool isServerError(const Error &error)
{
    return error.cause.startsWith(QLatin1String("provider."))
        && (error.kind == ErrorKind::ServerFault || error.kind == ErrorKind::RateLimited);
}

} // namespace

TryVerdict verdictOf(const Error &error, bool hadContent)
{
    if (error.cause == QLatin1String("auth"))
        return TryVerdict::KeyRefused;
    const bool isEarly = error.cause == QLatin1String("reset") || isServerError(error);
    const bool hasFailed = isFailureToConnect(error.cause) || isLimitInTime(error.cause)
        || isPassingStatus(error.httpStatus.value_or(0)) || (isEarly && !hadContent);
    return hasFailed ? TryVerdict::Failed : TryVerdict::Worked;
}

std::optional<CircuitBreaker::Refusal> CircuitBreaker::refusal(MonotonicTime at) const
{
    if (!m_opensAt)
        return {};
    if (m_isProbing)
        return Refusal {.isOfKey = m_isOfKey};
    if (at >= *m_opensAt)
        return {};
    return Refusal {.isOfKey = m_isOfKey, .wait = std::chrono::ceil<std::chrono::milliseconds>(*m_opensAt - at)};
}

bool CircuitBreaker::begin()
{
    m_isProbing = m_opensAt.has_value();
    return m_isProbing;
}

void CircuitBreaker::end(bool wasProbe, std::optional<TryVerdict> verdict, MonotonicTime now)
{
    if (wasProbe)
        m_isProbing = false;
    if (!verdict)
        return;
    if (*verdict == TryVerdict::KeyRefused)
        open(true, now);
    else if (!m_opensAt)
        count(*verdict == TryVerdict::Failed, now);
    else if (wasProbe && *verdict == TryVerdict::Failed)
        open(false, now);
    else if (wasProbe) // what began before it opened proves nothing
        m_opensAt.reset();
}

void CircuitBreaker::count(bool hasFailed, MonotonicTime now)
{
    m_failures.push_back(hasFailed);
    if (m_failures.size() > window)
        m_failures.pop_front();
    const auto failed = std::size_t(std::count(m_failures.begin(), m_failures.end(), true));
    if (m_failures.size() >= fewest && 2 * failed >= m_failures.size()) // so that it never takes less than five
        open(false, now);
}

void CircuitBreaker::open(bool isOfKey, MonotonicTime now)
{
    m_failures.clear();
    m_isOfKey = isOfKey;
    m_opensAt = now + cooldown;
}

} // namespace triptych
