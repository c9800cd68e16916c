// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/gateway/tokens/TokenVerifier.h"

#include <QCache>
#include <QObject>
#include <memory>

namespace triptych {

class TokenBook;

/// Lets the bearers of tokens in. What was verified is remembered under its SHA-256, so that the next call costs some
/// microseconds; whether a token has expired or was revoked is asked each time. Lives on the thread of the book, which
/// outlives it.
class TokenDesk final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenDesk)

public:
    static constexpr int mostRemembered = 1024; ///< Tokens; the one that was used the longest ago goes.

    TokenDesk(const TokenBook &book, std::shared_ptr<Clock> clock, QObject *parent = nullptr);

    void setVerifier(TokenVerifier verifier); ///< The keys changed.

    /// Errors as TokenVerifier::verify() and TokenBook::check(): Unauthorized, or Storage where nobody can tell.
    Result<TokenClaims> admit(QByteArrayView token);

    qint64 hits() const { return m_hits; } ///< Tokens that were remembered, since the start …
    qint64 misses() const { return m_misses; } ///< … and those that had to be verified.

private:
    QDateTime now() const;
    Result<TokenClaims> genuine(QByteArrayView token, const QDateTime &now);

    const TokenBook &m_book;
    std::shared_ptr<Clock> m_clock;
    QDateTime m_startedAt;
    MonotonicTime m_startedTicking;
    TokenVerifier m_verifier;
    QCache<QByteArray, TokenClaims> m_verified;
    qint64 m_hits = 0;
    qint64 m_misses = 0;
};

} // namespace triptych
