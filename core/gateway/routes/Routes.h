// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/routes/GatewayConfig.h"

#include <functional>

namespace triptych {

/// Where one call may go.
struct RoutePlan
{
    QString route = {}; ///< The name that it was found under; empty for a lane that was asked for by its own.
    std::vector<LaneAddress> lanes = {}; ///< To be tried in this order; never empty.
    LaneSettings defaults = {};
    LaneSettings fixed = {};

    LaneSettings settingsFor(const LaneAddress &lane, const LaneSettings &asked) const;
};

/// What names lead to. A value; pure.
class Routes
{
public:
    struct Senses
    {
        std::function<bool(const QString &provider)> isKnown = {};
        std::function<bool(const QString &provider)> isHealthy = {};
    };

    Routes() = default;
    explicit Routes(std::vector<Route> routes) : m_routes(std::move(routes)) {}

    /// `chance` is from 0 to below 1. Cause "model_not_found" for a name that leads nowhere.
    Result<RoutePlan> plan(const QString &name, const Senses &senses, double chance) const;
    const std::vector<Route> &all() const { return m_routes; }
    bool has(QStringView name) const; ///< A route of exactly this name.

private:
    std::vector<Route> m_routes;
};

} // namespace triptych
