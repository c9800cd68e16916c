// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/secret/Secret.h"

/// RSA keys as PEM, the form that OpenSSL's tools write and read; nothing else includes its headers. Nothing asks for a
/// pass phrase. Failures are InvalidInput with a cause "keypair.*" and what was found; "crypto.memory" and
/// "crypto.failed" are OpenSSL's own. Every function is safe on every thread, takes milliseconds and newKeyPair() up to
/// a second: not for the GUI thread.
namespace triptych::rsa {

inline constexpr int newKeyBits = 2048;
inline constexpr int fewestBits = 2048;
inline constexpr int mostBits = 8192;

struct KeyPair
{
    Secret privatePem = {}; ///< PKCS#8, without a pass phrase.
    QByteArray publicPem = {}; ///< SubjectPublicKeyInfo.
};

Result<KeyPair> newKeyPair();

/// Both halves of what `openssl genrsa` wrote, in either of its forms. Causes: "keypair.public" for a public key,
/// "keypair.encrypted", "keypair.algorithm", "keypair.small", "keypair.large", "keypair.format".
Result<KeyPair> keyPairOf(const Secret &privatePem);

/// What `openssl rsa -pubout` wrote, as this program keeps it. Causes as above, but "keypair.private" for a private
/// key, which has no business in a file that others read.
Result<QByteArray> soundPublicPem(QByteArrayView pem);

/// OpenSSL keeps the errors of a thread until somebody asks, and a TLS connection of the same thread would take them
/// for its own. To be called after others, such as libjwt, made it fail.
void forgetErrors();

} // namespace triptych::rsa
