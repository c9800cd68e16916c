// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret/Secret.h"

namespace triptych {

/// The password as it is derived from: Unicode NFKC in UTF-8, so that every keyboard and every input method that writes
/// the same characters opens the vault. All work is on wiped memory. Bytes that are no UTF-8 are taken as they are.
Secret normalizedPassword(const Secret &password);

} // namespace triptych
