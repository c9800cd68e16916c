// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"
#include "core/dialects/SettingsFilter.h"

namespace triptych {

/// Providers that cache where they are told to take four marks. The last ones reach furthest, so the first ones go, and
/// the ledger says so. A system turn counts as one mark, however many it has.
class MarkCounter
{
public:
    MarkCounter(const ChatRequest &request, SettingsFilter &filter);

    /// Whether the next mark is sent; asked once for each, in their order.
    bool takes() { return m_skipped-- <= 0; }

private:
    qsizetype m_skipped = 0;
};

} // namespace triptych
