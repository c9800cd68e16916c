// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/vault/VaultContent.h"
#include "core/vault/VaultHeader.h"

#include <functional>

namespace triptych {

/// An open vault as a value: bytes in, bytes out, no file, no clock. docs/vault-format.md describes the bytes.
/// Holds the vault's key, but no key of a provider in the clear. Move-only; any thread, one at a time.
class VaultFile
{
public:
    static constexpr qsizetype mostBytes = 16 << 20;
    static constexpr std::size_t mostKeys = 1000;
    static constexpr std::size_t mostKeyBytes = 64 * 1024;

    static Result<VaultFile> create(const Secret &password, const KeyDerivation &derivation, const KdfCost &cost,
                                    const QDateTime &now);
    /// Asked between two derivations; when it says true, the rest is given up: Cancelled.
    using Stopped = std::function<bool()>;
    static Result<VaultFile> open(QByteArrayView bytes, const Secret &password, const KeyDerivation &derivation,
                                  const Stopped &isStopped = {});
    /// Opens what this vault's own key opens: a file just written, or one that another process saved.
    Result<VaultFile> reopen(QByteArrayView bytes) const;
    VaultFile clone() const;

    const VaultHeader &header() const { return m_header; }
    const std::vector<VaultEntry> &entries() const { return m_content.entries; }
    bool isReadOnly() const { return m_header.isNewer(); }
    KdfCost cost() const; ///< Of its cheapest password.
    void setGeneration(quint64 generation) { m_header.generation = generation; }
    QByteArray bytes() const;

    /// Gives the password a new salt and at least the usual cost; the old one opens older copies for ever.
    Result<> changePassword(const Secret &current, const Secret &replacement, const KeyDerivation &derivation,
                            const KdfCost &usual);
    Result<> addKey(const KeyDraft &draft, const Secret &key, const QDateTime &now);
    Result<> removeKey(const QString &id);
    /// InvalidInput "key_origin" when the key was not added for this origin, "key_unknown" when there is none.
    Result<Secret> openKey(const QString &id, const QString &origin) const;
    Result<> verifyKeys() const; ///< Opens each once and forgets it.

private:
    VaultFile() = default;
    static Result<VaultFile> openParts(const VaultParts &parts, Secret key);

    VaultHeader m_header;
    VaultContent m_content;
    Secret m_key;
};

} // namespace triptych
