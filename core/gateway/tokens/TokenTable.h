// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/store/GatewayDatabase.h"
#include "core/gateway/tokens/TokenRecord.h"

#include <QHash>
#include <vector>

namespace triptych {

/// What calls with one token came to.
struct TokenUse
{
    TokenClaims claims = {};
    double usd = 0;
    qint64 calls = 0;
    QDateTime at = {}; ///< Of the last one.
};

/// The table `tokens`, on the thread of its database.
class TokenTable
{
public:
    explicit TokenTable(const GatewayDatabase &database) : m_database(database) {}

    Result<> add(const TokenClaims &claims) const; ///< InvalidInput "token.taken" for an id that is there.
    /// A token that is revoked already stays so. InvalidInput "token.unknown".
    Result<> revoke(const QString &id, const QDateTime &at) const;
    /// Adds to what others have added, in one transaction; a token without a row gets one.
    Result<> addUses(const QHash<QString, TokenUse> &uses) const;
    Result<std::vector<TokenRecord>> all() const; ///< Newest first.

private:
    const GatewayDatabase &m_database;
};

} // namespace triptych
