// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/LaneRecords.h"

#include "core/cost/CostSum.h"

namespace triptych {

LaneRecord startRecord(LaneId id, RunId run, const LanePlan &plan, const QDateTime &startedAt)
{
    return {.id = id,
            .run = run,
            .index = plan.index,
            .repeat = plan.repeat,
            .provider = plan.address.provider,
            .model = plan.address.model,
            .settings = plan.address.settings,
            .startedAt = startedAt};
}

void endRecord(LaneRecord &record, LaneOutcome outcome, const std::optional<Error> &error)
{
    record.outcome = outcome;
    record.error = error;
    if (!error)
        return;
    record.cause = error->cause;
    if (!error->requestId.isEmpty())
        record.requestId = error->requestId;
    if (error->httpStatus)
        record.httpStatus = error->httpStatus;
}

LaneCost costOfLane(const LaneRecord &record, const std::optional<ModelPrice> &price)
{
    const LaneCost cost = costOf(price, record.usage);
    if (!cost.usd && record.provider == QLatin1String("local"))
        return {.usd = 0, .source = CostSource::Computed};
    return cost;
}

} // namespace triptych
