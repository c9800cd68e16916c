// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/ProviderPreset.h"
#include "core/signin/RequestSigner.h"

namespace triptych {

/// What a key makes of the requests to one endpoint.
struct Authorisation
{
    std::vector<SecretHeader> headers = {}; ///< Those that are the same on every request.
    std::optional<RequestSigner> signer = {}; ///< Where each request has headers of its own beside them.
};

/// The only place where a key meets a request. Takes the key and gives it back inside a header that nobody can print,
/// or a signer that keeps it. Errors: "no_key" for an empty key that the rule demands, "key.format" for one that holds
/// a line break, a blank or anything else that may not stand in a header; neither shows a byte of it.
Result<Authorisation> authorise(const AuthRule &rule, Secret key);

} // namespace triptych
