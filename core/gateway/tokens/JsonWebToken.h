// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/base/RawJson.h"
#include "core/secret/Secret.h"

/// The two things that libjwt does here; nothing else includes its header. What a token may look like and say is
/// decided before and after.
namespace triptych::jwt {

/// A compact token, signed RS256, with the header {"alg":"RS256","kid":KEYID,"typ":"JWT"}. libjwt 1.10 writes no other
/// type and reads no other. Crypto "token.sign" when the key does not sign. `privatePem` has no pass phrase:
/// rsa::keyPairOf() saw to it.
Result<Secret> sign(const QByteArray &keyId, const RawJson &claims, const Secret &privatePem);

/// Whether the key of `publicPem` signed the token. The caller has made sure that its header says RS256 and no more.
bool isSignedBy(QByteArrayView token, const QByteArray &publicPem);

} // namespace triptych::jwt
