// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/secret/Secret.h"

#include <QDateTime>
#include <QObject>
#include <QStringList>
#include <functional>
#include <memory>
#include <vector>

namespace triptych {

/// What may be seen of a key. The key itself leaves the vault only through openKey().
struct KeyInfo
{
    QString id = {}; ///< UUID.
    QString provider = {};
    QString label = {};
    QString tail = {}; ///< Its last four characters.
    QStringList origins = {}; ///< The only places it can be opened for, sorted.
    QDateTime created = {};

    bool operator==(const KeyInfo &) const = default;
};

struct KeyDraft
{
    QString provider = {};
    QString label = {};
    QStringList origins = {}; ///< From originOf(); at least one.
};

enum class VaultState : quint8 { Absent, Locked, Opening, Unlocked };

/// The encrypted store of keys. Lives on the thread that made it; key derivation and files are on a worker of its own, so
/// no call blocks. Callbacks come on the vault's thread, exactly once, after the call returned.
/// Errors: cause "vault.password", "vault.damaged", "vault.newer", "vault.expensive", "vault.memory", "vault.busy",
/// "vault.changed", "vault.write", "vault_locked".
class Vault final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Vault)

public:
    using Finished = std::function<void(Result<>)>;
    using KeyFinished = std::function<void(Result<Secret>)>;

    struct Cost
    {
        quint32 passes = 3;
        quint64 memoryBytes = 256ull << 20;
    };

    explicit Vault(const QString &file, const Cost &cost, QObject *parent = nullptr);
    ~Vault() override;

    VaultState state() const;
    std::vector<KeyInfo> keys() const; ///< Empty unless unlocked.
    QString file() const;
    /// The newest backup that opens as a file (nothing is decrypted); empty when there is none.
    QString newestBackup() const;

    void create(Secret password, Finished finished);
    void unlock(Secret password, Finished finished);
    void lock();
    void changePassword(Secret current, Secret replacement, Finished finished);
    void addKey(KeyDraft draft, Secret key, Finished finished);
    void removeKey(const QString &id, Finished finished);
    /// Opens one key for one origin; InvalidInput "key_origin" when it is not among the key's own.
    void openKey(const QString &id, const QString &origin, KeyFinished finished);

Q_SIGNALS:
    void stateChanged();
    void keysChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace triptych
