// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"
#include "core/secret/Secret.h"
#include "core/vault/KdfCost.h"
#include "core/vault/KeyInfo.h"

#include <QObject>
#include <functional>
#include <memory>
#include <vector>

namespace triptych {

class KeyDerivation;

enum class VaultState : quint8 { Absent, Locked, Opening, Unlocked };

/// What a person may want to know about the file itself.
struct VaultInfo
{
    quint64 generation = 0; ///< How often it was saved.
    QDateTime created = {};
    KdfCost cost = {};
    int keyCount = 0;
    bool isReadOnly = false; ///< A newer Triptych wrote it.
    bool isRolledBack = false; ///< An older state than this home has seen already.
    bool isTooCheap = false; ///< Its password was cheap to guess; it is made dearer when the vault is unlocked.
};

/// A state of a vault that this home has seen.
struct VaultSighting
{
    QString vaultId = {}; ///< Hexadecimal; empty: none was seen.
    quint64 generation = 0;

    bool operator==(const VaultSighting &) const = default;
};

/// The encrypted store of keys. Lives on the thread that made it; key derivation and files are on a worker of its own,
/// so no call blocks. Callbacks come on the vault's thread, exactly once, after the call returned. Errors: cause
/// "vault.password" (retryAfter: the next try waits so long), "vault.damaged" (message: which section), "vault.newer",
/// "vault.expensive", "vault.memory", "vault.busy", "vault.changed" (the other state is loaded by then), "vault.read",
/// "vault.write", "vault.exists", "vault.absent", "vault_locked", "key_unknown", "key_origin".
class Vault final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Vault)

public:
    using Finished = std::function<void(Result<>)>;
    using KeyFinished = std::function<void(Result<Secret>)>;

    using InfoFinished = std::function<void(Result<VaultInfo>)>;
    using Cost = KdfCost;

    /// What tests put in the place of a costly derivation and of the machine's clock.
    struct Seams
    {
        std::shared_ptr<const KeyDerivation> derivation = {};
        std::shared_ptr<Clock> clock = {};
    };

    explicit Vault(const QString &file, const Cost &cost, QObject *parent = nullptr);
    Vault(const QString &file, const Cost &cost, Seams seams, QObject *parent = nullptr);
    ~Vault() override;

    VaultState state() const;
    std::vector<KeyInfo> keys() const; ///< Empty unless unlocked.
    QString file() const;
    VaultInfo info() const; ///< Of the last unlock or save.
    /// How long the next password waits before it is tried, after wrong ones.
    std::chrono::milliseconds delay() const;
    /// After a password met a damaged file: the newest backup that it opens, or else the newest one that is whole.
    /// Without a password the newest one that looks like a vault (nothing is decrypted). Empty when there is none.
    QString newestBackup() const;
    /// Besides the note in the vault's folder, which goes back with the folder when that is restored as a whole: what
    /// was seen last, as kept elsewhere. `keep` is called on the vault's thread with what to keep from then on. Set it
    /// before the first unlock.
    void rememberSightings(const VaultSighting &known, std::function<void(const VaultSighting &)> keep);

    void create(Secret password, Finished finished);
    void unlock(Secret password, Finished finished);
    void lock(); ///< Also gives up an unlock that still runs: Cancelled.
    /// Opens the file and every key in it, and forgets them; the state stays as it is.
    void check(Secret password, InfoFinished finished);
    /// Works on a locked vault too, which then stays locked. Older copies open with the old password for ever.
    void changePassword(Secret current, Secret replacement, Finished finished);
    void addKey(KeyDraft draft, Secret key, Finished finished);
    void removeKey(const QString &id, Finished finished);
    /// Opens one key for one origin; InvalidInput "key_origin" when it is not among the key's own.
    void openKey(const QString &id, const QString &origin, KeyFinished finished);
    /// Puts a backup in the place of a damaged vault, which is kept beside it under another name. Locked afterwards.
    void restoreBackup(const QString &backup, Finished finished);

Q_SIGNALS:
    void stateChanged();
    void keysChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace triptych
