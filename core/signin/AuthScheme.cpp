// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/AuthScheme.h"

#include <algorithm>

namespace triptych {

namespace {

constexpr std::size_t longestKey = 8192; // a Google or AWS token has some thousand bytes

Error unauthorized(const QString &cause, const QString &message)
{
    return {.kind = ErrorKind::Unauthorized, .cause = cause, .message = message, .hint = QStringLiteral("add_key")};
}

Error badFormat(const QString &why)
{
    return unauthorized(QStringLiteral("key.format"), why);
}

/// What is wrong with a key, in English; empty when it may stand in a header.
QString faultOf(QByteArrayView key)
{
    if (std::size_t(key.size()) > longestKey)
        return QStringLiteral("it is longer than %1 bytes").arg(longestKey);
    const auto holds = [key](auto matches) { return std::any_of(key.begin(), key.end(), matches); };
    if (holds([](char byte) { return byte == '\r' || byte == '\n'; }))
        return QStringLiteral("it holds a line break");
    if (holds([](char byte) { return byte == ' ' || byte == '\t'; }))
        return QStringLiteral("it holds a blank");
    if (holds([](char byte) { return quint8(byte) < 0x20 || quint8(byte) == 0x7F; }))
        return QStringLiteral("it holds a control character");
    if (holds([](char byte) { return quint8(byte) > 0x7F; }))
        return QStringLiteral("it holds a character outside ASCII");
    return {};
}

} // namespace

Result<Authorisation> authorise(const AuthRule &rule, Secret key)
{
    Authorisation made;
    if (rule.kind == AuthKind::None)
        return made;
    if (rule.kind == AuthKind::Copilot) // it is for CopilotTokens, and for no request to a model
        return Error {.kind = ErrorKind::Unauthorized, .cause = QStringLiteral("copilot.exchange_only")};
    if (key.isEmpty())
        return rule.isOptional ? Result(std::move(made)) : unauthorized(QStringLiteral("no_key"), QString());
    if (const QString fault = faultOf(key.view()); !fault.isEmpty())
        return badFormat(fault);
    if (rule.kind == AuthKind::SigV4 && AwsKey::of(key.view()))
        made.signer.emplace(std::move(key), SigningScope {rule.region.toLatin1(), rule.service.toLatin1()});
    else if (rule.kind == AuthKind::Header)
        made.headers.push_back({rule.header.toLatin1(), QByteArray(), std::move(key)});
    else
        made.headers.push_back({QByteArrayLiteral("Authorization"), QByteArrayLiteral("Bearer "), std::move(key)});
    return made;
}

} // namespace triptych
