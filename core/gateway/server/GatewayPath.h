// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/tokens/TokenClaims.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1String>

namespace triptych {

class Front;

/// What the gateway does at one of its addresses.
enum class GatewayTask : quint8 {
    Health,
    Metrics,
    Call, ///< A model is asked, in the dialect of the address.
    CountTokens,
    Models,
    OllamaTags,
    OllamaShow,
    OllamaVersion,
};

/// One address of the gateway.
struct GatewayPath
{
    QByteArrayView path = {};
    QByteArrayView method = {};
    GatewayTask task = GatewayTask::Health;
    std::optional<TokenScope> scope = {}; ///< What a token has to reach for it; nothing: it needs none.
    QLatin1String dialect = {}; ///< In which its client speaks, errors included.

    const Front &front() const; ///< Of that dialect.
};

/// Null where there is nothing.
const GatewayPath *gatewayPath(QByteArrayView path);

/// A target taken apart: "/t/TOKEN/v1/models?x=1" has the token TOKEN and the path "/v1/models".
struct GatewayTarget
{
    explicit GatewayTarget(QByteArrayView target);

    QByteArrayView token = {}; ///< Views of what it was made from.
    QByteArrayView path = {};
};

} // namespace triptych
