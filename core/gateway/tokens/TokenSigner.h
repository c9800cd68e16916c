// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/tokens/TokenClaims.h"
#include "core/secret/Secret.h"

namespace triptych {

inline constexpr qsizetype longestToken
    = 4096; ///< In bytes; servers in front of a gateway take no longer header either.

/// Makes tokens with one private key, which it holds for as long as it lives.
class TokenSigner
{
public:
    /// The private half as rsa::keyPairOf() gives it; `keyId` names the public half among the gateway's keys.
    TokenSigner(const QString &keyId, Secret privatePem) : m_keyId(keyId), m_privatePem(std::move(privatePem)) {}

    /// InvalidInput as checkClaims(), "token.key_id" for an id that is none, and "token.large" for more claims than a
    /// token can carry; Crypto "token.sign" when the key does not sign. Takes milliseconds.
    Result<Secret> sign(const TokenClaims &claims) const;

private:
    QString m_keyId;
    Secret m_privatePem;
};

} // namespace triptych
