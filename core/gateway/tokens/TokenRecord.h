// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/tokens/TokenClaims.h"

namespace triptych {

/// What is known of a token beside what it says itself.
struct TokenRecord
{
    TokenClaims claims = {}; ///< notBefore is not kept: it is issuedAt.
    std::optional<QDateTime> revokedAt = {};
    std::optional<QDateTime> lastUsedAt = {};
    double spentUsd = 0; ///< By all gateways of this home.
    qint64 calls = 0;
};

} // namespace triptych
