// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret/Secret.h"
#include "core/vault/VaultContent.h"

namespace triptych {

/// Seals a key under a subkey of its own, bound to this vault, this entry and exactly these origins: whoever changes
/// the list of origins, wherever it is kept, can no longer open the key.
QByteArray sealKey(const Secret &key, const VaultEntry &entry, const Secret &vaultKey, QByteArrayView vaultId);
Result<Secret> openSealedKey(const VaultEntry &entry, const Secret &vaultKey, QByteArrayView vaultId);

} // namespace triptych
