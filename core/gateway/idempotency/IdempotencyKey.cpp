// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/IdempotencyKey.h"

#include "core/secret/Sodium.h"

#include <QtEndian>
#include <algorithm>

namespace triptych {

namespace {

constexpr qsizetype longestKey = 255;

bool isVisible(char c)
{
    return c > 0x20 && c < 0x7f;
}

/// With its length in front no part can borrow a byte from the next.
QByteArray measured(const QByteArray &part)
{
    QByteArray length(sizeof(quint64), Qt::Uninitialized);
    qToBigEndian(quint64(part.size()), length.data());
    return length + part;
}

} // namespace

Result<IdempotencyKey> idempotencyKey(const QString &tokenId, const QString &route, const QByteArray &header)
{
    if (header.isEmpty() || header.size() > longestKey || !std::all_of(header.begin(), header.end(), isVisible))
        return Error {.kind = ErrorKind::InvalidInput,
                      .cause = QStringLiteral("idempotency.key"),
                      .message = QStringLiteral("Idempotency-Key")};
    return IdempotencyKey {
        sodium::hash({measured(tokenId.toUtf8()), measured(route.toUtf8()), header}, "triptych.idempotency.key")};
}

QByteArray bodyHash(QByteArrayView body)
{
    return sodium::sha256({body});
}

} // namespace triptych
