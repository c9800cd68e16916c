// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/providers/ProviderPreset.h"
#include "core/secret/Secret.h"
#include "core/signin/KeyChoice.h"

#include <QObject>
#include <functional>
#include <memory>

namespace triptych {

class Vault;

/// A key for one lane; an empty secret where the provider wants none.
struct LaneKey
{
    QByteArray id = {}; ///< For breakers; never the key itself.
    Secret secret = {};
};

/// Finds the key of a provider: the vault's, else the environment's where that is allowed. Lives on the vault's thread.
class KeyRing final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyRing)

public:
    enum class WhenLocked : quint8 { Fail, Wait };
    using Found = std::function<void(Result<LaneKey>)>;

    KeyRing(Vault &vault, WhenLocked whenLocked, QObject *parent = nullptr);
    ~KeyRing() override;

    void setAllowedEnvironmentKeys(const QStringList &allowed);
    /// `found` comes once, now or later; with WhenLocked::Wait it waits until the vault is opened. `waiting` is told
    /// then; null: it does not wait, and nobody is asked for the password. "key_partial": there is a key of the
    /// provider's, sealed for others of its origins only.
    void find(const ProviderPreset &preset, const QString &origin, std::function<void()> waiting, Found found);
    /// The newest secret that the vault keeps under the name `owner` for `origin`, waiting as above; empty when there
    /// is none.
    void findSecret(const QString &owner, const QString &origin, const std::function<void()> &waiting, Found found);
    bool hasKey(const ProviderPreset &preset) const;
    /// Whether a lane gets its key, or needs none, as things stand and without the vault.
    bool canDoWithoutVault(const ProviderPreset &preset, const QString &origin) const;

Q_SIGNALS:
    void vaultWanted(); ///< A lane waits for the vault.

private:
    KeySituation situation(const ProviderPreset &preset, const QString &origin) const;
    bool hasKeyElsewhere(const ProviderPreset &preset, const QString &origin) const;
    void take(KeySource source, const ProviderPreset &preset, const QString &origin, Found found);
    void openKey(const QString &id, const QString &origin, Found found);
    void waitForVault(const std::function<void()> &waiting, std::function<void()> goOn);
    void serveWaiters();

    Vault &m_vault;
    WhenLocked m_whenLocked;
    QStringList m_allowed;
    std::vector<std::function<void()>> m_waiters; ///< What goes on once the vault is open.
};

} // namespace triptych
