// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/CacheMarks.h"

#include "core/chat/LedgerReason.h"
#include "core/dialects/RequestParts.h"

namespace triptych {

namespace {

constexpr qsizetype mostMarks = 4;

} // namespace

MarkCounter::MarkCounter(const ChatRequest &request, SettingsFilter &filter)
{
    qsizetype marks = 0;
    for (const ChatTurn &turn : request.turns) {
        const auto inTurn = qsizetype(partsOf<CacheMark>(turn).size());
        marks += turn.role == Role::System ? qMin<qsizetype>(1, inTurn) : inTurn;
    }
    m_skipped = qMax<qsizetype>(0, marks - mostMarks);
    if (m_skipped > 0)
        filter.note(QLatin1String("cache"), QString::number(marks), QString::number(mostMarks),
                    ledger_reason::fourMarks);
}

} // namespace triptych
