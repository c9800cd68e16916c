// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/server/ClientFailure.h"

#include <QHash>

namespace triptych {

namespace {

/// Statuses that speak of whoever asked, and that were the gateway's here.
bool isAboutAsker(int status)
{
    return status == 401 || status == 403 || status == 407;
}

int statusOfKind(const Error &error)
{
    const int told = error.httpStatus.value_or(0);
    switch (error.kind) {
    case ErrorKind::InvalidInput:
    case ErrorKind::Unsupported:
    case ErrorKind::Rejected:
        if (isAboutAsker(told))
            return 502;
        return told >= 400 && told < 500 ? told : 400;
    case ErrorKind::RateLimited: return 429;
    case ErrorKind::Timeout: return 504;
    case ErrorKind::ServerFault: return told >= 500 ? told : 502;
    case ErrorKind::Process:
    case ErrorKind::Storage:
    case ErrorKind::Crypto:
    case ErrorKind::Cancelled: return 503;
    case ErrorKind::Unauthorized:
    case ErrorKind::Network:
    case ErrorKind::MalformedStream: return 502;
    }
    Q_UNREACHABLE();
}

const QHash<QString, int> &ownStatuses()
{
    static const QHash<QString, int> statuses {
        {QStringLiteral("token"), 401},
        {QStringLiteral("token.expired"), 401},
        {QStringLiteral("token.revoked"), 401},
        {QStringLiteral("token.scope"), 403},
        {QStringLiteral("token.models"), 403},
        {QStringLiteral("budget"), 402},
        {QStringLiteral("token.spent"), 402},
        {QStringLiteral("budget.price"), 402},
        {QStringLiteral("streams"), 429},
        {QStringLiteral("vault_locked"), 503},
        {QStringLiteral("no_key"), 503},
        {QStringLiteral("key_origin"), 503},
        {QStringLiteral("key_partial"), 503},
        {QStringLiteral("no_secret"), 503},
        {QStringLiteral("breaker"), 503},
        {QStringLiteral("breaker.key"), 503},
        {QStringLiteral("model_not_found"), 404},
        {QStringLiteral("provider.unknown"), 404},
        {QStringLiteral("address_incomplete"), 503},
    };
    return statuses;
}

/// For what comes from here and has no words of a provider's.
QString ownWords(const QString &cause, const QString &provider)
{
    static const QHash<QString, QString> words {
        {QStringLiteral("vault_locked"),
         QStringLiteral("The vault of this gateway is locked, and it holds the key for %1. Unlock it in Triptych, or "
                        "start the gateway with --password-file.")},
        {QStringLiteral("no_key"),
         QStringLiteral("This gateway has no key for %1. Add one in Triptych, or with: triptych keys add %1")},
        {QStringLiteral("key_origin"), QStringLiteral("The key for %1 is sealed for another address. Add it anew.")},
        {QStringLiteral("key_partial"), QStringLiteral("The key for %1 is sealed for another address. Add it anew.")},
        {QStringLiteral("no_secret"), QStringLiteral("This gateway lacks a secret header that %1 wants.")},
        {QStringLiteral("breaker"), QStringLiteral("%1 failed several times; it is asked again in a while.")},
        {QStringLiteral("breaker.key"),
         QStringLiteral("%1 refused the gateway's key. Put a working one in its place.")},
    };
    const auto found = words.find(cause);
    return found == words.end() ? QString() : found->arg(provider);
}

} // namespace

int statusOf(const Error &error)
{
    const auto own = ownStatuses().find(error.cause);
    return own == ownStatuses().end() ? statusOfKind(error) : *own;
}

Error forClient(Error error, const QString &provider)
{
    if (const QString words = ownWords(error.cause, provider); !words.isEmpty())
        error.message = words;
    else if (error.kind == ErrorKind::Unauthorized && isAboutAsker(error.httpStatus.value_or(0)))
        error.message = QStringLiteral("%1 refused the gateway's key: %2").arg(provider, error.message);
    else if (error.message.isEmpty())
        error.message = QStringLiteral("%1 did not answer as it should (%2).").arg(provider, error.cause);
    return error;
}

HttpHeaders failureHeaders(int status, const Error &error)
{
    HttpHeaders headers;
    if (status == 401)
        headers.emplace_back("www-authenticate", "Bearer realm=\"triptych\"");
    if (error.retryAfter) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(*error.retryAfter).count();
        headers.emplace_back("retry-after", QByteArray::number(qint64(seconds)));
    }
    return headers;
}

} // namespace triptych
