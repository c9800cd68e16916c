// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret/Secret.h"

namespace triptych {

/// Puts a secret on the clipboard, from where the person pastes it; programs that keep what was copied are asked not
/// to keep this. The one way of a secret out of its memory that a person asks for.
void copyToClipboard(const Secret &secret);

} // namespace triptych
