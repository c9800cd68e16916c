// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/TokenSigner.h"

#include "core/gateway/tokens/ClaimsJson.h"
#include "core/gateway/tokens/JsonWebToken.h"

namespace triptych {

Result<Secret> TokenSigner::sign(const TokenClaims &claims) const
{
    if (!isKeyId(m_keyId))
        return Error {
            .kind = ErrorKind::InvalidInput, .cause = QStringLiteral("token.key_id"), .message = m_keyId.left(64)};
    if (const auto sound = checkClaims(claims); !sound)
        return sound.error();
    auto token = jwt::sign(m_keyId.toLatin1(), writeClaims(claims), m_privatePem);
    if (token && qsizetype(token.value().size()) > longestToken)
        return Error {.kind = ErrorKind::InvalidInput, .cause = QStringLiteral("token.large")};
    return token;
}

} // namespace triptych
