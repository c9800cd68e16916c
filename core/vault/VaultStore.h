// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/vault/VaultFile.h"

#include <optional>

namespace triptych {

/// A vault and the state of the disk that it stands for.
struct StoredVault
{
    VaultFile file;
    QByteArray digest; ///< Of the bytes on disk; empty while there are none.
    bool isRolledBack = false;
};

/// The vault's files: the vault, its lock, its backups and the note of the newest generation seen. Blocks; the worker's
/// own.
class VaultStore
{
public:
    explicit VaultStore(QString file) : m_file(std::move(file)) {}

    bool exists() const;
    Result<StoredVault> open(const Secret &password, const KeyDerivation &derivation,
                             const VaultFile::Stopped &isStopped = {}) const;
    /// Saves as the next generation and says how the disk looks now. "vault.changed" when somebody else saved since.
    Result<StoredVault> save(VaultFile file, const QByteArray &digest) const;
    /// What another process saved, opened with the key that is known already.
    Result<StoredVault> reload(const VaultFile &known) const;

    /// The newest that looks like a vault and is not the present file once more.
    QString newestBackup() const;
    /// The newest that opens with every key in it or, when all that are whole have other passwords, the newest of
    /// those.
    QString backupThatOpens(const Secret &password, const KeyDerivation &derivation,
                            const VaultFile::Stopped &isStopped) const;
    Result<> restoreBackup(const QString &backup, const QDateTime &now) const;

private:
    Result<QByteArray> read() const;
    Result<> keepAside(const QString &aside) const;
    StoredVault seen(VaultFile file, const QByteArray &bytes) const;
    quint64 highestGeneration(const VaultHeader &header) const;
    void rememberGeneration(const VaultHeader &header) const;
    QString lockFile() const;

    QString m_file;
};

} // namespace triptych
