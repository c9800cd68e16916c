// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/idempotency/AnswerTable.h"
#include "core/gateway/idempotency/RedisConnection.h"

namespace triptych {

/// Keys and answers in a Redis, for gateways of several machines. The lock of a key is SET NX PX with a random value,
/// renewed and freed only by whoever set it; it saves work. What holds is the fence: each holder gets a number, and an
/// answer is taken from the newest holder only, and only while the Redis still has the data that the number is of.
/// All keys begin with triptych:{idempotency}: and so lie in one slot.
class RedisAnswers final : public AnswerTable
{
public:
    /// Off only for the test that shows what it is for.
    enum class Fencing : quint8 { On, Off };

    RedisAnswers(RedisAddress address, const IdempotencyTimes &times, Fencing fencing = Fencing::On);

    Result<Claim> claim(const IdempotencyKey &key, const QByteArray &bodyHash, const QDateTime &now) override;
    Result<bool> renew(const Lease &lease, const QDateTime &now) override;
    Result<bool> complete(const Lease &lease, const StoredAnswer &answer, const QDateTime &now) override;
    Result<> release(const Lease &lease) override;
    Result<> sweep(const QDateTime &now) override; ///< Redis does it by itself.

private:
    Result<bool> change(const QByteArray &script, const Lease &lease, const RedisConnection::Parts &more);

    RedisConnection m_connection;
    const IdempotencyTimes m_times;
    const Fencing m_fencing;
};

} // namespace triptych
