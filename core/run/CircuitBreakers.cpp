// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/CircuitBreakers.h"

#include <utility>

namespace triptych {

namespace {

Error errorOf(const CircuitBreaker::Refusal &refusal)
{
    if (refusal.isOfKey)
        return {.kind = ErrorKind::Unauthorized,
                .cause = QStringLiteral("breaker.key"),
                .hint = QStringLiteral("check_key"),
                .retryAfter = refusal.wait};
    return {.kind = ErrorKind::ServerFault,
            .cause = QStringLiteral("breaker"),
            .hint = QStringLiteral("wait"),
            .retryAfter = refusal.wait};
}

} // namespace

BreakerPass::BreakerPass(BreakerPass &&other) noexcept
    : m_breaker(std::exchange(other.m_breaker, nullptr)),
      m_isProbe(other.m_isProbe)
{}

BreakerPass &BreakerPass::operator=(BreakerPass &&other) noexcept
{
    std::swap(m_breaker, other.m_breaker);
    std::swap(m_isProbe, other.m_isProbe);
    return *this;
}

BreakerPass::~BreakerPass()
{
    if (m_breaker)
        m_breaker->end(m_isProbe, {}, {});
}

void BreakerPass::end(TryVerdict verdict, MonotonicTime now)
{
    if (CircuitBreaker *breaker = std::exchange(m_breaker, nullptr))
        breaker->end(m_isProbe, verdict, now);
}

Result<BreakerPass> CircuitBreakers::admit(const BreakerPlace &place, MonotonicTime now)
{
    CircuitBreaker &breaker = m_breakers[place];
    if (const auto refusal = breaker.refusal(now))
        return errorOf(*refusal);
    return BreakerPass(breaker);
}

bool CircuitBreakers::wouldRefuse(const BreakerPlace &place, MonotonicTime at) const
{
    const auto breaker = m_breakers.find(place);
    return breaker != m_breakers.end() && breaker->second.refusal(at).has_value();
}

std::vector<CircuitBreakers::Sight> CircuitBreakers::all(MonotonicTime at) const
{
    std::vector<Sight> sights;
    for (const auto &[place, breaker] : m_breakers) {
        const auto refusal = breaker.refusal(at);
        sights.push_back({place, refusal.has_value(), refusal && !refusal->wait});
    }
    return sights;
}

bool CircuitBreakers::wouldRefuseAll(const QString &provider, MonotonicTime at) const
{
    bool isKnown = false;
    for (auto it = m_breakers.lower_bound({provider, {}, {}}); it != m_breakers.end(); ++it) {
        if (it->first.provider != provider)
            break;
        isKnown = true;
        if (!it->second.refusal(at))
            return false;
    }
    return isKnown;
}

} // namespace triptych
