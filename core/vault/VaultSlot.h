// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/vault/ByteIo.h"
#include "core/vault/KeyDerivation.h"

namespace triptych {

/// One way to the vault's key: the key, wrapped in one that is derived from what a person knows.
struct VaultSlot
{
    enum class Type : quint8 { Password = 1, RecoveryCode = 2, Keychain = 3 };
    enum class Kdf : quint8 { Raw = 0, Argon2id = 1 };

    static constexpr qsizetype byteCount = 1 + 1 + 4 + 8 + 16 + 24 + 48 + 32;

    Type type = Type::Password;
    Kdf kdf = Kdf::Argon2id;
    KdfCost cost = {};
    QByteArray salt = {};
    QByteArray nonce = {};
    QByteArray wrappedKey = {};
    QByteArray commitment = {}; ///< Tells a wrong password from damage, and keeps two passwords from opening one slot.

    /// Wraps `key` for this vault only. The slot can be kept while others change: what it authenticates is itself.
    static Result<VaultSlot> wrap(const Secret &key, const Secret &password, const KeyDerivation &derivation,
                                  const KdfCost &cost, QByteArrayView vaultId);
    /// "vault.password" when the password is not this slot's.
    Result<Secret> unwrap(const Secret &password, const KeyDerivation &derivation, QByteArrayView vaultId) const;

    static VaultSlot read(ByteReader &bytes);
    QByteArray bytes() const;
    bool isValid() const; ///< Known type, with the derivation that goes with it.

private:
    QByteArray associated(QByteArrayView vaultId) const;
};

} // namespace triptych
