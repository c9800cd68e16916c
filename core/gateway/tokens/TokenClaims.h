// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QDateTime>
#include <QStringList>
#include <optional>

namespace triptych {

/// The routes that a token can be limited to.
enum class TokenScope : quint8 { Chat, Responses, Messages, Ollama, Models, Claude, Metrics };

QString scopeName(TokenScope scope); ///< As people and tokens write it: "chat", "metrics" …
QStringList scopeNames(); ///< All of them, in the order of the enum.

inline constexpr std::chrono::seconds tokenSkew {30}; ///< By which the clocks of two machines may differ.
inline constexpr qint64 longestTokenDays = 3653;
inline constexpr qint64 usualTokenDays = 90;

/// What a token says about its bearer. What it leaves out is not limited: no scope is every route, /metrics too; no
/// models are all of them; no budget is no cap. Times are UTC in whole seconds.
struct TokenClaims
{
    QString id = {}; ///< jti: 8 to 64 letters, digits, '-' and '_'.
    QString label = {}; ///< sub: who has it.
    QStringList scope = {}; ///< Names of TokenScope.
    QStringList models = {}; ///< With '*' for any characters.
    std::optional<double> budgetUsd = {}; ///< Over the whole life of the token; above 0.
    QDateTime issuedAt = {};
    QDateTime notBefore = {};
    QDateTime expiresAt = {};

    bool mayUse(TokenScope route) const;
    bool mayAsk(QStringView model) const;
    bool hasExpired(const QDateTime &now) const { return now >= expiresAt.addSecs(tokenSkew.count()); }

    bool operator==(const TokenClaims &) const = default;
};

/// Claims for a new token: an id of 128 random bits, valid from `now` on for usualTokenDays.
TokenClaims newClaims(const QString &label, const QDateTime &now);

/// Whether a token may say this. InvalidInput "token.id", "token.label", "token.scope", "token.models", "token.budget"
/// or "token.lifetime", with what was found.
Result<> checkClaims(const TokenClaims &claims);

} // namespace triptych
