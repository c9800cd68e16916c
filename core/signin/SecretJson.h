// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret/Secret.h"

namespace triptych {

/// Takes the text of a member out of a JSON object before anything else reads it: `json` holds stars in its place
/// afterwards, so that neither a parser's buffers nor an error can keep it. Empty where the member is missing, is no
/// text, or holds more than ASCII; then there is nothing to take.
Secret takeSecret(Secret &json, QByteArrayView key);

} // namespace triptych
