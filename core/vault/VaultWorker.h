// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/vault/Vault.h"
#include "core/vault/VaultStore.h"

namespace triptych {

/// What the vault's own thread tells the outside after each job.
struct VaultSnapshot
{
    std::vector<KeyInfo> keys = {};
    VaultInfo info = {};
    bool isOpen = false;
    bool exists = false;
};

/// The part of the vault that blocks: files and key derivation. All of it runs on the vault's worker thread.
class VaultWorker
{
public:
    VaultWorker(const QString &file, const KdfCost &usual, std::shared_ptr<const KeyDerivation> derivation,
                std::shared_ptr<Clock> clock)
        : m_store(file), m_usual(usual), m_derivation(std::move(derivation)), m_clock(std::move(clock))
    {}

    Result<> create(const Secret &password);
    Result<> unlock(const Secret &password);
    void close() { m_open.reset(); }
    Result<VaultInfo> check(const Secret &password) const;
    Result<> changePassword(const Secret &current, const Secret &replacement);
    Result<> addKey(const KeyDraft &draft, const Secret &key);
    Result<> removeKey(const QString &id);
    Result<Secret> openKey(const QString &id, const QString &origin) const;
    Result<> restoreBackup(const QString &backup);

    VaultSnapshot snapshot() const;

private:
    /// Makes the change on a copy and keeps it when it is on the disk.
    template<typename Edit>
    Result<> edit(const StoredVault &state, const Edit &change);
    Result<> save(VaultFile changed, const StoredVault &state);
    void makeDearer(const Secret &password);

    VaultStore m_store;
    KdfCost m_usual;
    std::shared_ptr<const KeyDerivation> m_derivation;
    std::shared_ptr<Clock> m_clock;
    std::optional<StoredVault> m_open;
    bool m_wasTooCheap = false;
};

} // namespace triptych
