// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/TokenClaims.h"

#include "core/base/Glob.h"
#include "core/base/PlainText.h"
#include "core/secret/Sodium.h"

#include <QRegularExpression>
#include <algorithm>
#include <cmath>

namespace triptych {

namespace {

constexpr qsizetype longestName = 200;
constexpr std::size_t idBytes = 16;

Error refused(const char *field, const QString &found)
{
    return {
        .kind = ErrorKind::InvalidInput, .cause = QStringLiteral("token.") + QLatin1String(field), .message = found};
}

/// None begins as an option of a command does: people give it to `token revoke`.
QString newTokenId()
{
    QByteArray id;
    do
        id = sodium::randomBytes(idBytes).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    while (id.startsWith('-'));
    return QString::fromLatin1(id);
}

bool isTokenId(const QString &id)
{
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(QStringLiteral("[A-Za-z0-9_-]{8,64}")));
    return pattern.match(id).hasMatch();
}

Result<> checkScope(const QStringList &scope)
{
    const QStringList known = scopeNames();
    for (const QString &name : scope)
        if (!known.contains(name))
            return refused("scope", QStringLiteral("\"%1\" is none of %2").arg(name, known.join(QStringLiteral(", "))));
    return Done();
}

Result<> checkModels(const QStringList &models)
{
    const auto odd = std::find_if(models.begin(), models.end(),
                                  [](const QString &model) { return !isPlainName(model, longestName); });
    return odd == models.end() ? Result<>(Done()) : refused("models", QStringLiteral("\"%1\"").arg(*odd));
}

Result<> checkTimes(const TokenClaims &claims)
{
    if (!claims.issuedAt.isValid() || !claims.notBefore.isValid() || !claims.expiresAt.isValid())
        return refused("lifetime", QStringLiteral("a time is missing"));
    const qint64 seconds = claims.notBefore.secsTo(claims.expiresAt);
    if (seconds <= 0 || claims.issuedAt >= claims.expiresAt)
        return refused("lifetime", QStringLiteral("it ends before it begins"));
    if (seconds > longestTokenDays * 24 * 60 * 60)
        return refused("lifetime", QStringLiteral("more than ten years"));
    return Done();
}

} // namespace

QString scopeName(TokenScope scope)
{
    switch (scope) {
    case TokenScope::Chat: return QStringLiteral("chat");
    case TokenScope::Responses: return QStringLiteral("responses");
    case TokenScope::Messages: return QStringLiteral("messages");
    case TokenScope::Ollama: return QStringLiteral("ollama");
    case TokenScope::Models: return QStringLiteral("models");
    case TokenScope::Claude: return QStringLiteral("claude");
    case TokenScope::Metrics: return QStringLiteral("metrics");
    }
    Q_UNREACHABLE();
}

QStringList scopeNames()
{
    QStringList names;
    for (int scope = 0; scope <= int(TokenScope::Metrics); ++scope)
        names += scopeName(TokenScope(scope));
    return names;
}

bool TokenClaims::mayUse(TokenScope route) const
{
    return scope.isEmpty() || scope.contains(scopeName(route));
}

bool TokenClaims::mayAsk(QStringView model) const
{
    return models.isEmpty() || std::any_of(models.begin(), models.end(), [model](const QString &pattern) {
               return matchesGlob(pattern, model);
           });
}

TokenClaims newClaims(const QString &label, const QDateTime &now)
{
    const QDateTime begin = QDateTime::fromSecsSinceEpoch(now.toSecsSinceEpoch(), Qt::UTC);
    return {.id = newTokenId(),
            .label = label,
            .issuedAt = begin,
            .notBefore = begin,
            .expiresAt = begin.addDays(usualTokenDays)};
}

Result<> checkClaims(const TokenClaims &claims)
{
    if (!isTokenId(claims.id))
        return refused("id", QStringLiteral("\"%1\"").arg(claims.id));
    if (!isPlainName(claims.label, longestName))
        return refused("label", QStringLiteral("\"%1\"").arg(claims.label));
    if (claims.budgetUsd && !(std::isfinite(*claims.budgetUsd) && *claims.budgetUsd > 0))
        return refused("budget", QString::number(*claims.budgetUsd));
    return checkScope(claims.scope).andThen([&](Done) { return checkModels(claims.models); }).andThen([&](Done) {
        return checkTimes(claims);
    });
}

} // namespace triptych
