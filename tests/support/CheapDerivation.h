// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret/Sodium.h"
#include "core/vault/KeyDerivation.h"
#include "core/vault/VaultErrors.h"

#include <atomic>
#include <semaphore>

namespace triptych {

/// A derivation that costs nothing, so that tests and fuzzers can open a vault a million times; never outside them.
/// It counts its calls, fails on command, and can be held in the middle of one to see what goes on meanwhile.
class CheapDerivation final : public KeyDerivation
{
public:
    Result<Secret> derive(QByteArrayView password, QByteArrayView salt, const KdfCost &cost) const override
    {
        ++calls;
        if (isHeld)
            gate.acquire();
        if (isOutOfMemory)
            return vaultError(ErrorKind::Storage, "vault.memory");
        const QByteArray price = QByteArray::number(cost.passes) + '/' + QByteArray::number(cost.memoryBytes);
        return sodium::hashToSecret({password, price}, salt, keyBytes);
    }

    mutable std::atomic<int> calls = 0;
    std::atomic<bool> isHeld = false;
    std::atomic<bool> isOutOfMemory = false;
    mutable std::counting_semaphore<> gate {0}; ///< release() lets one held call go on.
};

inline Secret secretOf(QByteArrayView text)
{
    return Secret::copyOf(text);
}

} // namespace triptych
