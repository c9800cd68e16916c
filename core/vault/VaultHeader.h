// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/vault/VaultSlot.h"

#include <vector>

namespace triptych {

/// What stands in front of the sealed body, readable by all and changeable by nobody who lacks the vault's key.
struct VaultHeader
{
    static constexpr quint16 major = 1;
    static constexpr quint16 newestMinor = 0;
    static constexpr qsizetype mostBytes = 4096;
    static constexpr std::size_t mostSlots = 8;

    quint16 minor = newestMinor;
    QByteArray vaultId = {}; ///< 16 random bytes, for life.
    quint64 generation = 0; ///< One more with each save.
    quint64 created = 0; ///< Milliseconds since 1970, UTC.
    std::vector<VaultSlot> slots = {};

    bool isNewer() const { return minor > newestMinor; } ///< Then the vault is read and never written.
    QByteArray bytes() const; ///< From the magic to the check sum.
};

/// A vault file cut into its parts; the views point into the file's bytes.
struct VaultParts
{
    VaultHeader header = {};
    QByteArrayView front = {}; ///< All that the mac covers.
    QByteArrayView mac = {};
    QByteArrayView body = {};
};

/// Cuts and checks everything that can be checked without a password, allocating nothing that the file asks for.
/// "vault.damaged", "vault.newer", or "vault.expensive" when the key derivation asked for is out of bounds.
Result<VaultParts> readVaultParts(QByteArrayView file);

} // namespace triptych
