// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/SqliteAnswers.h"

namespace triptych {

struct SqliteAnswers::Row
{
    QByteArray bodyHash = {};
    qint64 leaseUntil = 0;
    qint64 expiresAt = 0;
    std::optional<StoredAnswer> answer = {};
};

SqliteAnswers::SqliteAnswers(std::unique_ptr<GatewayDatabase> database, const IdempotencyTimes &times)
    : m_database(std::move(database)),
      m_times(times)
{}

Result<std::optional<SqliteAnswers::Row>> SqliteAnswers::find(const IdempotencyKey &key) const
{
    auto found = execute(m_database->sql(),
                         QStringLiteral("SELECT body_hash, lease_until, expires_at, status, headers, body"
                                        " FROM answers WHERE key = ?"),
                         {key.hash});
    if (!found)
        return found.error();
    QSqlQuery &query = found.value();
    if (!query.next())
        return std::optional<Row>();
    Row row {query.value(0).toByteArray(), query.value(1).toLongLong(), query.value(2).toLongLong()};
    if (!query.isNull(3))
        row.answer = StoredAnswer {.status = query.value(3).toInt(),
                                   .headers = headersOf(query.value(4).toByteArray()),
                                   .body = query.value(5).toByteArray()};
    return std::optional(row);
}

bool SqliteAnswers::isHeld(const Row &row, qint64 now) const
{
    // Whoever looks may have waited for its turn since it read the clock, so a lease may seem to last a little longer
    // than any could; only much longer means that the clock was set.
    return row.leaseUntil > now && row.leaseUntil <= now + 2 * m_times.lease.count();
}

Result<Claim> SqliteAnswers::claim(const IdempotencyKey &key, const QByteArray &bodyHash, const QDateTime &now)
{
    const qint64 time = now.toMSecsSinceEpoch();
    Transaction transaction(m_database->sql());
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    const auto found = find(key);
    if (!found)
        return found.error();
    const auto &row = found.value();
    if (row && (row->answer ? row->expiresAt > time : isHeld(*row, time))) {
        if (row->bodyHash != bodyHash)
            return Claim(OtherBody());
        return row->answer ? Claim(*row->answer) : Claim(RunningElsewhere());
    }
    auto taken = take(key, bodyHash, time);
    if (!taken)
        return taken;
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return taken;
}

Result<Claim> SqliteAnswers::take(const IdempotencyKey &key, const QByteArray &bodyHash, qint64 now) const
{
    const auto fence = firstValue(m_database->sql(),
                                  QStringLiteral("UPDATE fences SET last = last + 1 WHERE id = 1 RETURNING last"));
    if (!fence)
        return fence.error();
    const Lease lease {.key = key, .holder = newHolder(), .fence = fence.value().toLongLong()};
    const auto written = execute(m_database->sql(),
                                 QStringLiteral("INSERT OR REPLACE INTO answers"
                                                " (key, body_hash, holder, lease_until, fence, expires_at)"
                                                " VALUES (?, ?, ?, ?, ?, ?)"),
                                 {key.hash, bodyHash, lease.holder, now + m_times.lease.count(), lease.fence,
                                  now + qint64(m_times.kept.count())});
    if (!written)
        return written.error();
    return Claim(lease);
}

/// The statement ends in the condition that nobody else has come since.
Result<bool> SqliteAnswers::changeOwn(const Lease &lease, const QString &statement, QVariantList values) const
{
    values << lease.key.hash << lease.holder << lease.fence;
    const auto changed
        = execute(m_database->sql(),
                  statement + QStringLiteral(" WHERE key = ? AND holder = ? AND fence = ? AND status IS NULL"), values);
    if (!changed)
        return changed.error();
    return changed.value().numRowsAffected() == 1;
}

Result<bool> SqliteAnswers::renew(const Lease &lease, const QDateTime &now)
{
    return changeOwn(lease, QStringLiteral("UPDATE answers SET lease_until = ?"),
                     {now.toMSecsSinceEpoch() + qint64(m_times.lease.count())});
}

Result<bool> SqliteAnswers::complete(const Lease &lease, const StoredAnswer &answer, const QDateTime &now)
{
    return changeOwn(lease, QStringLiteral("UPDATE answers SET status = ?, headers = ?, body = ?, expires_at = ?"),
                     {answer.status, headerLines(answer.headers), answer.body,
                      now.toMSecsSinceEpoch() + qint64(m_times.kept.count())});
}

Result<> SqliteAnswers::release(const Lease &lease)
{
    const auto freed = changeOwn(lease, QStringLiteral("DELETE FROM answers"), {});
    return freed ? Result<>(Done()) : freed.error();
}

Result<> SqliteAnswers::sweep(const QDateTime &now)
{
    const auto swept = execute(m_database->sql(), QStringLiteral("DELETE FROM answers WHERE expires_at <= ?"),
                               {now.toMSecsSinceEpoch()});
    return swept ? Result<>(Done()) : swept.error();
}

} // namespace triptych
