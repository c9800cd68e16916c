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
    VaultSighting sighting = {};
    std::optional<QString> backup = {}; ///< What was found when a password met damage.
    bool isOpen = false;
    bool exists = false;
};

/// The part of the vault that blocks: files and key derivation. All of it runs on the vault's worker thread.
class VaultWorker
{
public:
    VaultWorker(const QString &file, const KdfCost &usual, std::shared_ptr<const KeyDerivation> derivation,
                std::shared_ptr<Clock> clock)
        : m_store(file),
          m_usual(usual),
          m_derivation(std::move(derivation)),
          m_clock(std::move(clock))
    {}

    Result<> create(const Secret &password);
    Result<> unlock(const Secret &password, const VaultFile::Stopped &isStopped);
    void close();
    Result<VaultInfo> check(const Secret &password);
    Result<> changePassword(const Secret &current, const Secret &replacement);
    Result<> addKey(const KeyDraft &draft, const Secret &key);
    Result<> removeKey(const QString &id);
    Result<Secret> openKey(const QString &id, const QString &origin) const;
    Result<> restoreBackup(const QString &backup);

    void remember(const VaultSighting &sighting) { m_sighting = sighting; }
    VaultSnapshot snapshot() const;

private:
    /// Opens the file as it is on the disk; when it is damaged, the newest backup that opens is looked for.
    Result<StoredVault> open(const Secret &password, const VaultFile::Stopped &isStopped = {});
    StoredVault judged(StoredVault vault); ///< By what was seen before.
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
    VaultSighting m_sighting;
    std::optional<QString> m_backup;
};

} // namespace triptych
