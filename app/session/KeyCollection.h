// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/session/KeyRing.h"
#include "core/net/HttpTransport.h"

namespace triptych {

/// Everything secret that one lane needs.
struct LaneSecrets
{
    LaneKey key = {};
    std::vector<SecretHeader> headers = {}; ///< Of the provider's description.
    Secret proxySignIn = {}; ///< "user:password"; empty where there is none.

    LaneSecrets share() const; ///< As Secret::share().
};

struct LaneNeeds
{
    ProviderPreset preset = {};
    QString origin = {}; ///< Where the lane is sent.
    QString proxyOrigin = {}; ///< From proxyOriginOf(); empty: no proxy wants a sign-in.
};

/// Asks the key ring for one after the other. On the key ring's thread; `found` comes once, now or later; now, or
/// after an open vault was asked, where `waiting` is null. Beside the errors of the key ring: "no_secret" for a header
/// whose secret the vault does not have for this origin.
void collectKeys(KeyRing &keys, LaneNeeds needs, std::function<void()> waiting,
                 std::function<void(Result<LaneSecrets>)> found);

} // namespace triptych
