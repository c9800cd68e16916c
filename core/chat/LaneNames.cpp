// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/LaneRecord.h"

namespace triptych {

QString phaseName(LanePhase phase)
{
    switch (phase) {
    case LanePhase::Queued: return QStringLiteral("queued");
    case LanePhase::Connecting: return QStringLiteral("connecting");
    case LanePhase::Waiting: return QStringLiteral("waiting");
    case LanePhase::Reasoning: return QStringLiteral("reasoning");
    case LanePhase::Writing: return QStringLiteral("writing");
    case LanePhase::Ended: return QStringLiteral("ended");
    }
    Q_UNREACHABLE();
}

QString outcomeName(LaneOutcome outcome)
{
    switch (outcome) {
    case LaneOutcome::Complete: return QStringLiteral("complete");
    case LaneOutcome::Incomplete: return QStringLiteral("incomplete");
    case LaneOutcome::Failed: return QStringLiteral("failed");
    case LaneOutcome::Cancelled: return QStringLiteral("cancelled");
    }
    Q_UNREACHABLE();
}

std::optional<LaneOutcome> outcomeFromName(QStringView name)
{
    for (const auto outcome :
         {LaneOutcome::Complete, LaneOutcome::Incomplete, LaneOutcome::Failed, LaneOutcome::Cancelled}) {
        if (name == outcomeName(outcome))
            return outcome;
    }
    return {};
}

} // namespace triptych
