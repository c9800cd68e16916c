// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/HttpTransport.h"
#include "core/providers/CopilotHosts.h"

namespace triptych {

/// What lets requests in at Copilot for some minutes.
struct CopilotToken
{
    Secret token = {};
    QUrl api = {}; ///< Where this account is served.
    std::chrono::seconds refreshAfter {0}; ///< From its arrival on; until then it may be used.
};

/// Exchanges the stored token for one. Pure, as is what reads the answer.
TransportRequest exchangeRequest(const CopilotHosts &hosts, const Secret &githubToken);

/// `now` counts where the answer has no date of its own, so that a wrong clock does no harm. Errors: those of any
/// refused request, but "copilot.refused" where GitHub says no, and "copilot.origin" (message: the host) where it sends
/// requests to a server that is none of Copilot's. None shows a byte of either token.
Result<CopilotToken> readCopilotToken(const HttpResponseHead &head, Secret body, const CopilotHosts &hosts,
                                      const QDateTime &now);

/// A minute before GitHub wants it, and five before the token's own end.
std::chrono::seconds refreshAfter(std::chrono::seconds refreshIn, std::chrono::seconds life);

} // namespace triptych
