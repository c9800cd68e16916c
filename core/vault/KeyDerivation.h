// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/secret/Secret.h"
#include "core/vault/KdfCost.h"

namespace triptych {

/// Makes 64 bytes of key from a password. Called on the vault's worker; may take a second and a good part of the
/// memory.
class KeyDerivation
{
public:
    static constexpr std::size_t keyBytes = 64;

    virtual ~KeyDerivation() = default;
    virtual Result<Secret> derive(QByteArrayView password, QByteArrayView salt, const KdfCost &cost) const = 0;
};

/// The real one. Refuses with "vault.memory" what would take more than half of the memory that is free.
class Argon2Derivation final : public KeyDerivation
{
public:
    Result<Secret> derive(QByteArrayView password, QByteArrayView salt, const KdfCost &cost) const override;
};

} // namespace triptych
