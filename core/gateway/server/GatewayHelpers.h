// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/idempotency/Idempotency.h"
#include "core/gateway/metrics/GatewayFigures.h"
#include "core/gateway/server/GatewayCall.h"

namespace triptych {

class Pending;

/// What the gateway's server asks others for; each is called on the I/O thread.
struct GatewayHelpers
{
    using Counted = std::function<void(std::optional<qint64> tokens)>;

    std::function<std::unique_ptr<Pending>(LanePlan, Counted)> countTokens = {}; ///< Null: nobody counts.
    std::function<QByteArray()> metrics = [] { return QByteArray(); };
    std::function<void(const CallFigures &)> callEnded = [](const CallFigures &) {};
    std::function<void(const RequestFigures &)> requestEnded
        = [](const RequestFigures &) {}; ///< Any that no model was asked for.
    std::function<void(const char *result)> keyUsed = [](const char *) {}; ///< What became of an idempotency key.
    Idempotency *idempotency = nullptr; ///< Null: keys are refused.
};

} // namespace triptych
