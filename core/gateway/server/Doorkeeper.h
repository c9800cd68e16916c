// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/gateway/tokens/TokenClaims.h"

#include <QByteArrayView>
#include <memory>

namespace triptych {

/// Knows who may come in. Lives on the I/O thread; is asked for every request, so it answers at once.
class Doorkeeper
{
public:
    using Admission = std::shared_ptr<const TokenClaims>;

    virtual ~Doorkeeper() = default;
    /// Causes "token" and its kin, all Unauthorized; Storage where it is not known which tokens were revoked.
    virtual Result<Admission> admit(QByteArrayView token) = 0;
    /// Sets so much of the token's money aside, in USD; "budget" where that is more than is left.
    virtual Result<> reserve(const TokenClaims &token, double usd) = 0;
    /// The call that it was set aside for has ended, and cost that.
    virtual void settle(const TokenClaims &token, double reservedUsd, double spentUsd) = 0;
};

} // namespace triptych
