// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"
#include "core/run/EndpointSource.h"

namespace triptych {

/// What a lane sends in one try.
struct LaneRequest
{
    TransportRequest transport = {};
    std::vector<LedgerEntry> ledger = {};
};

/// Writes the request in the dialect of its endpoint, signed as of `now` where it signs, and moves the credentials
/// over. Fails with "unsupported", with "key_origin", or with what the dialect cannot write.
Result<LaneRequest> makeRequest(const ChatRequest &chat, AuthorisedEndpoint &endpoint, const QDateTime &now);

} // namespace triptych
