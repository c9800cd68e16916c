// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/ConnectionReport.h"
#include "core/providers/ProviderPreset.h"
#include "core/run/EndpointSource.h"

#include <memory>

namespace triptych {

/// Walks to a provider on the way that a lane takes: name, TCP, proxy, TLS, HTTP (its list of models, with the key if
/// there is one), on a connection of its own. Lives on the I/O thread; destroying it stops the walk at once.
class ConnectionProbe
{
public:
    using Told = std::function<void(const ConnectionReport &)>;
    static constexpr std::chrono::seconds answerLimit {30}; ///< For HTTP; the transport limits what comes before.

    /// `keyFault`: why `endpoint` has no key, if it should have one. `told` comes with every step and a last time when
    /// it is over, never before start() returned; it may destroy the probe.
    static std::unique_ptr<Pending> start(HttpTransport &transport, Clock &clock, const ProviderPreset &preset,
                                          AuthorisedEndpoint endpoint, const std::optional<Error> &keyFault, Told told);
};

} // namespace triptych
