// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/idempotency/AnswerTable.h"

#include <QTest>

namespace triptych {

inline IdempotencyKey keyNamed(const QByteArray &name)
{
    return idempotencyKey(QStringLiteral("token"), QStringLiteral("chat"), name).value();
}

inline StoredAnswer answerOf(const QByteArray &body, int status = 200)
{
    return {status, {{"content-type", "application/json"}}, body};
}

/// The lease that a claim gave; without a fence when it gave none.
inline Lease leaseOf(const Result<Claim> &claim)
{
    const auto *lease = claim ? std::get_if<Lease>(&claim.value()) : nullptr;
    return lease ? *lease : Lease();
}

template<typename T>
bool is(const Result<Claim> &claim)
{
    return claim && std::holds_alternative<T>(claim.value());
}

inline bool isTrue(const Result<bool> &answer)
{
    return answer && answer.value();
}

inline bool isFalse(const Result<bool> &answer)
{
    return answer && !answer.value();
}

} // namespace triptych
