// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/idempotency/IdempotencyKey.h"
#include "core/gateway/idempotency/StoredAnswer.h"

#include <QDateTime>
#include <chrono>
#include <variant>

namespace triptych {

struct IdempotencyTimes
{
    std::chrono::milliseconds lease {30'000}; ///< Renewed each third of it.
    std::chrono::milliseconds margin {2'000}; ///< So long before its end a lease counts as lost.
    std::chrono::milliseconds kept {std::chrono::hours(24)}; ///< How long an answer is given again.
};

/// The right to answer a key, until it runs out.
struct Lease
{
    IdempotencyKey key = {};
    QByteArray holder = {}; ///< Random, so that nobody renews or frees what another holds.
    qint64 fence = 0; ///< Higher for each holder of the same table.
    QByteArray epoch = {}; ///< Of the data that the fence belongs to.
};

struct RunningElsewhere
{};
struct OtherBody
{};
using Claim = std::variant<Lease, StoredAnswer, RunningElsewhere, OtherBody>;

/// Where keys and answers are kept, shared by gateways. Lives on one thread, which its calls block. A holder that was
/// paused may wake long after its lease ran out and somebody else took over: whatever the clocks say, the table takes
/// an answer from the holder with the highest fence only. `now` is the wall time.
class AnswerTable
{
public:
    virtual ~AnswerTable() = default;

    virtual Result<Claim> claim(const IdempotencyKey &key, const QByteArray &bodyHash, const QDateTime &now) = 0;
    virtual Result<bool> renew(const Lease &lease, const QDateTime &now) = 0; ///< False: it is another's, or over.
    /// False: the lease is stale, and nothing was changed.
    virtual Result<bool> complete(const Lease &lease, const StoredAnswer &answer, const QDateTime &now) = 0;
    virtual Result<> release(const Lease &lease) = 0; ///< Nothing to do when it is stale.
    virtual Result<> sweep(const QDateTime &now) = 0; ///< Removes what is older than it is to be kept.
};

/// The name of a new holder.
QByteArray newHolder();

} // namespace triptych
