// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/secret/Secret.h"

namespace triptych {

/// Where a Redis is, from redis://[user:password@]host[:port][/database].
struct RedisAddress
{
    QByteArray host = {}; ///< A name or an address, without the brackets of an IPv6 one.
    quint16 port = 6379;
    int database = 0;
    Secret user = {};
    Secret password = {};

    /// Cause "idempotency.redis_address" names in `message` the part that is wrong, never what stands there;
    /// "idempotency.redis_tls" for rediss://, which is not spoken.
    static Result<RedisAddress> parse(QByteArrayView url);
    QString place() const; ///< host:port, for people; no secret.
};

} // namespace triptych
