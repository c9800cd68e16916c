// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/TokenVerifier.h"

#include "core/gateway/tokens/ClaimsJson.h"
#include "core/gateway/tokens/JsonWebToken.h"
#include "core/gateway/tokens/TokenSigner.h"
#include "core/signin/Rsa.h"

#include <array>

namespace triptych {

namespace {

/// The decoded bytes, where `part` is the one way to write them: no padding, no white space, no spare bits.
std::optional<QByteArray> decoded(QByteArrayView part)
{
    const auto alphabet = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArray text = part.toByteArray();
    const auto read = QByteArray::fromBase64Encoding(text, alphabet | QByteArray::AbortOnBase64DecodingErrors);
    if (!read || read.decoded.isEmpty() || read.decoded.toBase64(alphabet) != text)
        return std::nullopt;
    return read.decoded;
}

struct TokenParts
{
    QByteArray header = {};
    QByteArray claims = {};
};

Result<TokenParts> partsOf(QByteArrayView token)
{
    if (token.size() > longestToken)
        return badToken(QStringLiteral("it is longer than 4096 bytes"));
    const qsizetype first = token.indexOf('.');
    const qsizetype second = first < 0 ? -1 : token.indexOf('.', first + 1);
    if (second < 0 || token.indexOf('.', second + 1) >= 0)
        return badToken(QStringLiteral("it has not three parts"));
    const auto header = decoded(token.first(first));
    const auto claims = decoded(token.sliced(first + 1, second - first - 1));
    const auto signature = decoded(token.sliced(second + 1));
    if (!header || !claims || !signature)
        return badToken(QStringLiteral("a part of it is empty or no strict base64url"));
    return TokenParts {*header, *claims};
}

Result<TokenClaims> inTime(TokenClaims claims, const QDateTime &now)
{
    if (claims.hasExpired(now))
        return expiredToken();
    const QDateTime latest = now.addSecs(tokenSkew.count());
    if (claims.notBefore > latest || claims.issuedAt > latest)
        return badToken(QStringLiteral("its time has not come yet"));
    return claims;
}

} // namespace

Error expiredToken()
{
    return {.kind = ErrorKind::Unauthorized,
            .cause = QStringLiteral("token.expired"),
            .message = QStringLiteral("The token has expired")};
}

Result<TokenVerifier> TokenVerifier::of(const QMap<QString, QByteArray> &publicPems)
{
    TokenVerifier verifier;
    for (auto key = publicPems.begin(); key != publicPems.end(); ++key) {
        if (!isKeyId(key.key()))
            return Error {
                .kind = ErrorKind::InvalidInput, .cause = QStringLiteral("keypair.id"), .message = key.key().left(64)};
        auto pem = rsa::soundPublicPem(key.value());
        if (!pem) {
            Error error = pem.error();
            error.message = error.message.isEmpty() ? key.key() : key.key() + QStringLiteral(": ") + error.message;
            return error;
        }
        verifier.m_publicPems.insert(key.key(), std::move(pem).value());
    }
    return verifier;
}

Result<TokenClaims> TokenVerifier::verify(QByteArrayView token, const QDateTime &now) const
{
    const auto parts = partsOf(token);
    if (!parts)
        return parts.error();
    const auto keyId = readKeyId(parts.value().header);
    if (!keyId)
        return keyId.error();
    const auto key = m_publicPems.find(keyId.value());
    if (key == m_publicPems.end())
        return badToken(QStringLiteral("its header names no key of this gateway"));
    auto claims = readClaims(parts.value().claims);
    if (claims && !jwt::isSignedBy(token, key.value()))
        return badToken(QStringLiteral("its signature is not that of the key"));
    return std::move(claims).andThen([&now](TokenClaims read) { return inTime(std::move(read), now); });
}

} // namespace triptych
