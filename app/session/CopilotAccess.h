// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/ProviderPreset.h"
#include "core/run/EndpointSource.h"
#include "core/signin/CopilotTokens.h"

namespace triptych {

/// Why nothing can be asked of GitHub Copilot: "copilot_off" (message: the provider's id) while no client id is
/// configured.
std::optional<Error> copilotFault(const ProviderPreset &preset);

/// Makes of a lane's endpoint one that lets it in at GitHub Copilot, with a token in place of the stored key, at the
/// address where the account is served. Lives on the I/O thread; outlives all that it lets in.
class CopilotAccess final
{
    Q_DISABLE_COPY_MOVE(CopilotAccess)

public:
    using Done = EndpointSource::Done;

    CopilotAccess(HttpTransport &transport, Clock &clock) : m_tokens(transport, clock) {}

    /// `endpoint` knows the way and the id of the key. `done` comes once, now or later.
    void letIn(AuthorisedEndpoint endpoint, Secret githubToken, Done done);
    void clear() { m_tokens.clear(); } ///< The vault was locked.

private:
    Result<AuthorisedEndpoint> authorised(AuthorisedEndpoint endpoint, CopilotGrant grant);

    CopilotTokens m_tokens;
};

} // namespace triptych
