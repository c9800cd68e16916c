// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/idempotency/RedisAddress.h"

#include <chrono>
#include <memory>
#include <vector>

namespace triptych {

/// One connection to a Redis, made when it is needed and again when it broke. Blocks its thread, 2 s at most for each
/// step. Errors: "idempotency.redis" (message: the place and what happened), "idempotency.redis_auth".
class RedisConnection
{
    Q_DISABLE_COPY_MOVE(RedisConnection)

public:
    using Parts = std::vector<QByteArray>;

    explicit RedisConnection(RedisAddress address);
    ~RedisConnection();

    /// Runs a script that answers with a list of texts and numbers; nil becomes a null array. A script may run twice,
    /// when the connection broke before its answer came.
    Result<Parts> run(const QByteArray &script, const Parts &keys, const Parts &arguments);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace triptych
