// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/TokenDesk.h"

#include "core/gateway/tokens/TokenBook.h"
#include "core/gateway/tokens/TokenSigner.h"
#include "core/secret/Sodium.h"

#include <algorithm>

namespace triptych {

TokenDesk::TokenDesk(const TokenBook &book, std::shared_ptr<Clock> clock, QObject *parent)
    : QObject(parent),
      m_book(book),
      m_clock(std::move(clock)),
      m_startedAt(m_clock->wallTime()),
      m_startedTicking(m_clock->monotonic()),
      m_verified(mostRemembered)
{
    connect(&book, &TokenBook::changed, this, [this] { m_verified.clear(); });
}

void TokenDesk::setVerifier(TokenVerifier verifier)
{
    m_verifier = std::move(verifier);
    m_verified.clear();
}

/// A clock that somebody sets back must not bring an expired token back to life.
QDateTime TokenDesk::now() const
{
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock->monotonic() - m_startedTicking);
    return std::max(m_clock->wallTime(), m_startedAt.addMSecs(since.count()));
}

Result<TokenClaims> TokenDesk::admit(QByteArrayView token)
{
    auto claims = genuine(token, now());
    if (!claims)
        return claims;
    if (const auto allowed = m_book.check(claims.value().id); !allowed)
        return allowed.error();
    return claims;
}

Result<TokenClaims> TokenDesk::genuine(QByteArrayView token, const QDateTime &now)
{
    if (token.size() > longestToken) // it is not even hashed
        return m_verifier.verify(token, now);
    const QByteArray hash = sodium::sha256({token});
    if (const TokenClaims *known = m_verified.object(hash)) {
        ++m_hits;
        return known->hasExpired(now) ? Result<TokenClaims>(expiredToken()) : *known;
    }
    ++m_misses;
    auto claims = m_verifier.verify(token, now);
    if (claims)
        m_verified.insert(hash, new TokenClaims(claims.value()));
    return claims;
}

} // namespace triptych
