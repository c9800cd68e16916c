// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/LaneSettings.h"

#include <QByteArrayView>

namespace triptych {

/// One model that a route may lead to.
struct RouteTarget
{
    LaneAddress lane = {}; ///< Its model may hold one `*`, which stands for what the route's name had there.
    int weight = 1; ///< Against the others of its route; 0: only when all before it failed.

    bool operator==(const RouteTarget &) const = default;
};

/// How a route chooses whom it asks first. The rest follow, in their order, where that one fails before content.
enum class RouteChoice : quint8 {
    First, ///< The first that is healthy.
    Weighted, ///< Any, as often as its weight says.
};

/// What a model's name leads to.
struct Route
{
    QString name = {}; ///< As clients write it; may hold one `*`.
    RouteChoice choice = RouteChoice::First;
    std::vector<RouteTarget> targets = {}; ///< At least one.
    LaneSettings defaults = {}; ///< Where the client says nothing.
    LaneSettings fixed = {}; ///< Whatever the client says.

    bool operator==(const Route &) const = default;
};

/// What a person set for the gateway: config/gateway.json.
struct GatewayConfig
{
    static constexpr int version = 1;

    quint16 port = 8000; ///< 1024 to 65535.
    int connectionsPerToken = 512; ///< At once; 1 to 4,096.
    int streamsPerToken = 256; ///< The same.
    int streamsPerProvider = 256; ///< The same.
    std::vector<Route> routes = {}; ///< The first whose name matches is taken.

    bool operator==(const GatewayConfig &) const = default;

    /// What holds where there is no file: the names that Claude, GPT and Gemini models have anywhere lead to their own
    /// providers.
    static GatewayConfig standard();
};

/// Reads the file. A fault names the line and the key; cause "gateway.config".
Result<GatewayConfig> readGatewayConfig(QByteArrayView json, const QString &fileName);
QByteArray toJson(const GatewayConfig &config); ///< Indented, as a person would write it.

} // namespace triptych
