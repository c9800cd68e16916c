// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/run/CircuitBreaker.h"

#include <QByteArray>
#include <map>
#include <tuple>
#include <vector>

namespace triptych {

/// Where a request goes and what lets it in there.
struct BreakerPlace
{
    QString provider = {};
    QString origin = {};
    QByteArray keyId = {}; ///< Empty without a key.

    bool operator<(const BreakerPlace &other) const
    {
        return std::tie(provider, origin, keyId) < std::tie(other.provider, other.origin, other.keyId);
    }
};

/// Leave for one try. One that is dropped without a verdict said nothing.
class BreakerPass
{
    Q_DISABLE_COPY(BreakerPass)

public:
    BreakerPass() = default;
    explicit BreakerPass(CircuitBreaker &breaker) : m_breaker(&breaker), m_isProbe(breaker.begin()) {}
    BreakerPass(BreakerPass &&other) noexcept;
    BreakerPass &operator=(BreakerPass &&other) noexcept;
    ~BreakerPass();

    void end(TryVerdict verdict, MonotonicTime now); ///< Does nothing after the first time.

private:
    CircuitBreaker *m_breaker = nullptr;
    bool m_isProbe = false;
};

/// The breakers of all places, made as they are needed; it outlives its passes. Pure as they are.
class CircuitBreakers
{
public:
    /// Fails with "breaker" or "breaker.key" and how long it is until a probe may go, where that is known.
    Result<BreakerPass> admit(const BreakerPlace &place, MonotonicTime now);
    bool wouldRefuse(const BreakerPlace &place, MonotonicTime at) const;
    bool wouldRefuseAll(const QString &provider, MonotonicTime at) const; ///< Wherever it was reached so far.
    struct Sight
    {
        BreakerPlace place = {};
        bool isOpen = false;
        bool isProbing = false; ///< It is open, and one try is to show whether it may close.
    };
    std::vector<Sight> all(MonotonicTime at) const;

private:
    std::map<BreakerPlace, CircuitBreaker> m_breakers;
};

} // namespace triptych
