// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QByteArray>

namespace triptych {

/// A client's key within its space, one of which every token has on every route; hashed, so that nothing a client wrote
/// is kept.
struct IdempotencyKey
{
    QByteArray hash = {}; ///< 32 bytes.

    bool operator==(const IdempotencyKey &) const = default;
};

/// `header` is the value of Idempotency-Key: 1 to 255 visible ASCII characters, else cause "idempotency.key".
Result<IdempotencyKey> idempotencyKey(const QString &tokenId, const QString &route, const QByteArray &header);

/// What tells one body from another; 32 bytes.
QByteArray bodyHash(QByteArrayView body);

} // namespace triptych
