// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/routes/Routes.h"

#include "core/gateway/routes/NamePattern.h"

#include <algorithm>
#include <numeric>

namespace triptych {

namespace {

using Targets = std::vector<const RouteTarget *>;

/// Brings the one that chance picks to the front; the others keep their order.
void drawFirst(Targets::iterator first, Targets::iterator last, double chance)
{
    const int sum
        = std::accumulate(first, last, 0, [](int all, const RouteTarget *target) { return all + target->weight; });
    double left = chance * sum;
    for (auto target = first; target != last; ++target) {
        left -= (*target)->weight;
        if (left < 0) {
            std::rotate(first, target, target + 1);
            return;
        }
    }
}

/// Those that are not well come last: when all others failed, they may be well again.
Targets inOrder(const Route &route, const Routes::Senses &senses, double chance)
{
    Targets targets;
    for (const RouteTarget &target : route.targets)
        targets.push_back(&target);
    const auto firstIll = std::stable_partition(targets.begin(), targets.end(), [&](const RouteTarget *target) {
        return senses.isHealthy(target->lane.provider);
    });
    if (route.choice == RouteChoice::Weighted)
        drawFirst(targets.begin(), firstIll, chance);
    return targets;
}

} // namespace

LaneSettings RoutePlan::settingsFor(const LaneAddress &lane, const LaneSettings &asked) const
{
    return fixed.withDefaults(asked.withDefaults(lane.settings.withDefaults(defaults)));
}

Result<RoutePlan> Routes::plan(const QString &name, const Senses &senses, double chance) const
{
    const qsizetype slash = name.indexOf(u'/');
    if (slash > 0 && slash + 1 < name.size() && senses.isKnown(name.first(slash)))
        return RoutePlan {.lanes = {{.provider = name.first(slash), .model = name.sliced(slash + 1)}}};
    for (const Route &route : m_routes) {
        const auto star = starIn(route.name, name);
        if (!star)
            continue;
        RoutePlan plan {.route = route.name, .defaults = route.defaults, .fixed = route.fixed};
        for (const RouteTarget *target : inOrder(route, senses, chance)) {
            plan.lanes.push_back(target->lane);
            plan.lanes.back().model.replace(u'*', *star);
        }
        return plan;
    }
    return Error {.kind = ErrorKind::InvalidInput,
                  .cause = QStringLiteral("model_not_found"),
                  .message = QStringLiteral("No route has the name \"%1\". Ask for a model as provider/model, such as "
                                            "local/demo, or add a route for it.")
                                 .arg(name.left(200)),
                  .httpStatus = 404,
                  .parameter = QStringLiteral("model")};
}

bool Routes::has(QStringView name) const
{
    return std::any_of(m_routes.begin(), m_routes.end(), [name](const Route &route) { return route.name == name; });
}

} // namespace triptych
