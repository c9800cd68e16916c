// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/UnknownSettings.h"

#include "core/chat/LedgerReason.h"
#include "core/dialects/Adapter.h"

namespace triptych {

/// Each dialect knows for itself, so it is asked for everything at once and says what it left out.
QStringList settingsUnknownTo(const Endpoint &endpoint)
{
    const Adapter *adapter = adapterFor(endpoint.dialect);
    if (!adapter)
        return {};
    const ChatRequest all {.turns = {ChatTurn::text(Role::User, QStringLiteral("?"))},
                           .settings = {.maxTokens = 1,
                                        .temperature = 1,
                                        .topP = 1,
                                        .topK = 1,
                                        .seed = 1,
                                        .stop = QStringList {QStringLiteral("?")},
                                        .reasoningEffort = QStringLiteral("low"),
                                        .reasoningBudget = 1}};
    const auto encoded = adapter->encode(all, endpoint);
    QStringList unknown;
    if (encoded) {
        for (const LedgerEntry &entry : encoded.value().ledger)
            if (entry.sent.isEmpty() && entry.reason == ledger_reason::notInProtocol)
                unknown << entry.parameter;
    }
    return unknown;
}

} // namespace triptych
