// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/TokenTable.h"

#include <QSqlError>

namespace triptych {

namespace {

const QString insert = QStringLiteral("INSERT INTO tokens (id, label, scope, models, budget_usd, issued_at, expires_at,"
                                      " last_used_at, spent_usd, calls) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                      " ON CONFLICT (id) DO ");

QVariant orNull(const std::optional<double> &number)
{
    return number ? QVariant(*number) : QVariant(QMetaType::fromType<double>());
}

/// Of nothing an empty text, where join() gives a null one, which is NULL in SQL.
QString joined(const QStringList &texts, QChar separator)
{
    return QStringLiteral("") + texts.join(separator);
}

QVariantList valuesOf(const TokenClaims &claims)
{
    return {claims.id,
            claims.label,
            joined(claims.scope, u' '),
            joined(claims.models, u'\n'), // a plain name holds none
            orNull(claims.budgetUsd),
            claims.issuedAt.toSecsSinceEpoch(),
            claims.expiresAt.toSecsSinceEpoch()};
}

std::optional<QDateTime> timeIn(const QVariant &seconds)
{
    if (seconds.isNull())
        return std::nullopt;
    return QDateTime::fromSecsSinceEpoch(seconds.toLongLong(), Qt::UTC);
}

TokenRecord recordIn(const QSqlQuery &row)
{
    TokenRecord record {.claims = {.id = row.value(0).toString(),
                                   .label = row.value(1).toString(),
                                   .scope = row.value(2).toString().split(QLatin1Char(' '), Qt::SkipEmptyParts),
                                   .models = row.value(3).toString().split(QLatin1Char('\n'), Qt::SkipEmptyParts),
                                   .issuedAt = timeIn(row.value(5)).value_or(QDateTime()),
                                   .expiresAt = timeIn(row.value(6)).value_or(QDateTime())},
                        .revokedAt = timeIn(row.value(7)),
                        .lastUsedAt = timeIn(row.value(8)),
                        .spentUsd = row.value(9).toDouble(),
                        .calls = row.value(10).toLongLong()};
    record.claims.notBefore = record.claims.issuedAt;
    if (!row.value(4).isNull())
        record.claims.budgetUsd = row.value(4).toDouble();
    return record;
}

Error aboutToken(const char *fault, const QString &id)
{
    return {.kind = ErrorKind::InvalidInput,
            .cause = QStringLiteral("token.") + QLatin1String(fault),
            .message = id.left(64)};
}

} // namespace

Result<> TokenTable::add(const TokenClaims &claims) const
{
    const auto added = execute(m_database.sql(), insert + QStringLiteral("NOTHING"),
                               valuesOf(claims) + QVariantList {QVariant(QMetaType::fromType<qint64>()), 0.0, 0});
    if (!added)
        return added.error();
    return added.value().numRowsAffected() == 1 ? Result<>(Done()) : aboutToken("taken", claims.id);
}

Result<> TokenTable::revoke(const QString &id, const QDateTime &at) const
{
    const auto revoked = execute(m_database.sql(),
                                 QStringLiteral("UPDATE tokens SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?"),
                                 {at.toSecsSinceEpoch(), id});
    if (!revoked)
        return revoked.error();
    return revoked.value().numRowsAffected() == 1 ? Result<>(Done()) : aboutToken("unknown", id);
}

Result<> TokenTable::addUses(const QHash<QString, TokenUse> &uses) const
{
    Transaction transaction(m_database.sql());
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const TokenUse &use : uses) {
        const auto added
            = execute(m_database.sql(),
                      insert
                          + QStringLiteral("UPDATE SET spent_usd = spent_usd + excluded.spent_usd,"
                                           " calls = calls + excluded.calls,"
                                           " last_used_at = max(coalesce(last_used_at, 0), excluded.last_used_at)"),
                      valuesOf(use.claims) + QVariantList {use.at.toSecsSinceEpoch(), use.usd, use.calls});
        if (!added)
            return added.error();
    }
    return transaction.commit();
}

Result<std::vector<TokenRecord>> TokenTable::all() const
{
    auto rows = execute(m_database.sql(),
                        QStringLiteral("SELECT id, label, scope, models, budget_usd, issued_at, expires_at,"
                                       " revoked_at, last_used_at, spent_usd, calls FROM tokens"
                                       " ORDER BY issued_at DESC, id"));
    if (!rows)
        return rows.error();
    std::vector<TokenRecord> records;
    while (rows.value().next())
        records.push_back(recordIn(rows.value()));
    if (const QSqlError fault = rows.value().lastError(); fault.isValid())
        return Error {
            .kind = ErrorKind::Storage, .cause = QStringLiteral("gateway.failed"), .message = fault.databaseText()};
    return records;
}

} // namespace triptych
