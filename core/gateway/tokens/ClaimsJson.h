// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/RawJson.h"
#include "core/gateway/tokens/TokenClaims.h"

#include <QByteArrayView>

namespace triptych {

/// A token that is not taken: Unauthorized, cause "token". `why` is English and holds no byte of the token.
Error badToken(const QString &why);

/// The payload of a token: iss and aud of this program, and the claims.
RawJson writeClaims(const TokenClaims &claims);

/// Reads a payload strictly: every claim is there with its one type, no member twice, issuer and audience exact, and
/// checkClaims() agrees. Members of other names are passed over. Errors are badToken().
Result<TokenClaims> readClaims(QByteArrayView json);

/// The key id of a header that is exactly {"alg":"RS256","kid":…,"typ":"JWT"}, in any order. Errors are badToken().
Result<QString> readKeyId(QByteArrayView json);

/// 1 to 32 small letters, digits and hyphens; never a path.
bool isKeyId(const QString &id);

} // namespace triptych
