// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/Endpoint.h"

#include <QStringList>

namespace triptych {

/// In a few words what was not sent as asked: "temperature not sent, max tokens 8192 sent".
QString ledgerLabel(const std::vector<LedgerEntry> &ledger);
/// With what was asked and why, without the name of the parameter: "asked 0.7, not sent: the model refuses …".
QString ledgerOutcome(const LedgerEntry &entry);
/// One line for each entry.
QStringList ledgerLines(const std::vector<LedgerEntry> &ledger);

} // namespace triptych
