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

/// Takes the credentials and the ways of `endpoint` over to `http`, signed as of `now` where it signs. Fails with
/// "key_origin" where it would be sent elsewhere than to the origin of the endpoint, for which the key was found.
Result<TransportRequest> withCredentials(HttpRequest http, AuthorisedEndpoint &endpoint, const QDateTime &now);

/// Writes the request in the dialect of its endpoint, with its credentials. Fails with "unsupported", as
/// withCredentials() does, or with what the dialect cannot write.
Result<LaneRequest> makeRequest(const ChatRequest &chat, AuthorisedEndpoint &endpoint, const QDateTime &now);

} // namespace triptych
