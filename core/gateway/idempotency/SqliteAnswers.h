// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/idempotency/AnswerTable.h"
#include "core/gateway/store/GatewayDatabase.h"

namespace triptych {

/// Keys and answers in data/gateway.sqlite, for the gateways of one home. Its leases run by the wall clock, which the
/// processes of a machine share but somebody may set: set forth, it ends a lease early; set back, it leaves one that
/// lasts far longer than any could, which counts as ended. Either way the fence decides whose answer is taken.
class SqliteAnswers final : public AnswerTable
{
public:
    SqliteAnswers(std::unique_ptr<GatewayDatabase> database, const IdempotencyTimes &times);

    Result<Claim> claim(const IdempotencyKey &key, const QByteArray &bodyHash, const QDateTime &now) override;
    Result<bool> renew(const Lease &lease, const QDateTime &now) override;
    Result<bool> complete(const Lease &lease, const StoredAnswer &answer, const QDateTime &now) override;
    Result<> release(const Lease &lease) override;
    Result<> sweep(const QDateTime &now) override;

private:
    struct Row;
    Result<std::optional<Row>> find(const IdempotencyKey &key) const;
    bool isHeld(const Row &row, qint64 now) const;
    Result<Claim> take(const IdempotencyKey &key, const QByteArray &bodyHash, qint64 now) const;
    Result<bool> changeOwn(const Lease &lease, const QString &statement, QVariantList values) const;

    std::unique_ptr<GatewayDatabase> m_database;
    IdempotencyTimes m_times;
};

} // namespace triptych
