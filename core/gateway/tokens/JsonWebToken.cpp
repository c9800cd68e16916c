// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/JsonWebToken.h"

#include "core/secret/Sodium.h"
#include "core/signin/Rsa.h"

#include <cstdlib>
#include <cstring>
#include <jwt.h>
#include <memory>

namespace triptych::jwt {

namespace {

struct Free
{
    void operator()(jwt_t *token) const { jwt_free(token); } // wipes its copy of the key
};
using TokenPtr = std::unique_ptr<jwt_t, Free>;

const unsigned char *bytesOf(QByteArrayView text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

TokenPtr adopt(int failed, jwt_t *token)
{
    return TokenPtr(failed ? nullptr : token);
}

bool fill(jwt_t *token, const QByteArray &keyId, const RawJson &claims, const Secret &privatePem)
{
    return jwt_add_header(token, "kid", keyId.constData()) == 0
        && jwt_add_grants_json(token, claims.bytes.constData()) == 0
        && jwt_set_alg(token, JWT_ALG_RS256, bytesOf(privatePem.view()), int(privatePem.size())) == 0;
}

} // namespace

Result<Secret> sign(const QByteArray &keyId, const RawJson &claims, const Secret &privatePem)
{
    jwt_t *made = nullptr;
    const int failed = jwt_new(&made);
    const TokenPtr token = adopt(failed, made);
    char *text = token && fill(token.get(), keyId, claims, privatePem) ? jwt_encode_str(token.get()) : nullptr;
    rsa::forgetErrors();
    if (!text)
        return Error {.kind = ErrorKind::Crypto, .cause = QStringLiteral("token.sign")};
    const std::size_t size = std::strlen(text);
    Secret encoded = Secret::copyOf(QByteArrayView(text, qsizetype(size)));
    sodium::zero(text, size);
    std::free(text);
    return encoded;
}

bool isSignedBy(QByteArrayView token, const QByteArray &publicPem)
{
    const Secret terminated = Secret::joined({token, QByteArrayView("\0", 1)});
    jwt_t *read = nullptr;
    const int failed = jwt_decode(&read, terminated.data(), bytesOf(publicPem), int(publicPem.size()));
    const TokenPtr decoded = adopt(failed, read);
    rsa::forgetErrors();
    return decoded && jwt_get_alg(decoded.get()) == JWT_ALG_RS256;
}

} // namespace triptych::jwt
