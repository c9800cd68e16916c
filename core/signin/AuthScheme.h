// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/HttpTransport.h"
#include "core/providers/ProviderPreset.h"

#include <vector>

namespace triptych {

/// The only place where a key meets a request. Takes the key and gives it back inside a header that nobody can print.
/// Errors: "no_key" for an empty key that the rule demands, "key.format" for one that holds a line break, a blank or
/// anything else that may not stand in a header; neither shows a byte of it.
Result<std::vector<SecretHeader>> authHeaders(const AuthRule &rule, Secret key);

} // namespace triptych
