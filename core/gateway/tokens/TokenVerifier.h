// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/tokens/TokenClaims.h"

#include <QByteArrayView>
#include <QMap>

namespace triptych {

/// Decides whether a token is genuine and in its time. Pure: the keys and the time are given, revocations and money are
/// TokenBook's. Safe on every thread.
class TokenVerifier
{
public:
    TokenVerifier() = default; ///< Knows no key, so it refuses every token.
    /// Key ids and their public halves as PEM. Fails as rsa::soundPublicPem() with the id in the message, or with
    /// "keypair.id".
    static Result<TokenVerifier> of(const QMap<QString, QByteArray> &publicPems);

    /// Refusals are Unauthorized: "token.expired", or "token" for everything else, said in English without a byte of
    /// the token. Takes some 0.3 ms, so what was verified is worth keeping.
    Result<TokenClaims> verify(QByteArrayView token, const QDateTime &now) const;

private:
    QMap<QString, QByteArray> m_publicPems;
};

/// Unauthorized "token.expired".
Error expiredToken();

} // namespace triptych
