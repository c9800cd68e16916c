// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/KeyRing.h"

#include "core/vault/Vault.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace triptych {

namespace {

/// The newest key of a provider that may be sent to `origin`; one that was added under a twin's name comes second.
std::optional<KeyInfo> newestKey(const std::vector<KeyInfo> &keys, const ProviderPreset &preset, const QString &origin)
{
    std::optional<KeyInfo> newest;
    const auto isBetter = [&](const KeyInfo &key) {
        const bool isOwn = key.provider == preset.id;
        if (!newest || isOwn != (newest->provider == preset.id))
            return !newest || isOwn;
        return key.created > newest->created;
    };
    for (const KeyInfo &key : keys) {
        const bool fits = key.provider == preset.id || preset.sharedKeys.contains(key.provider);
        if (fits && key.origins.contains(origin) && isBetter(key))
            newest = key;
    }
    return newest;
}

/// Where the provider's own keys may go.
QStringList originsOf(const std::vector<KeyInfo> &keys, const ProviderPreset &preset)
{
    QStringList origins;
    for (const KeyInfo &key : keys)
        if (key.provider == preset.id)
            origins << key.origins;
    origins.removeDuplicates();
    return origins;
}

/// Said where a key is there that the provider may have elsewhere: to add it anew is to let it go to this origin, too.
Error sealedElsewhere(const QString &origin)
{
    return {.kind = ErrorKind::Unauthorized,
            .cause = QStringLiteral("key_partial"),
            .message = origin,
            .hint = QStringLiteral("add_key")};
}

} // namespace

KeyRing::KeyRing(Vault &vault, WhenLocked whenLocked, QObject *parent)
    : QObject(parent),
      m_vault(vault),
      m_whenLocked(whenLocked)
{
    connect(&vault, &Vault::stateChanged, this, &KeyRing::serveWaiters);
    connect(&vault, &Vault::keysChanged, this, &KeyRing::serveWaiters);
}

KeyRing::~KeyRing() = default;

void KeyRing::setAllowedEnvironmentKeys(const QStringList &allowed)
{
    m_allowed = allowed;
}

KeySituation KeyRing::situation(const ProviderPreset &preset, const QString &origin) const
{
    const QString variable = keyVariable(preset.keyEnv);
    KeySituation found {.auth = preset.auth,
                        .origin = origin,
                        .isBuiltIn = preset.isBuiltIn,
                        .keyEnv = variable,
                        .isEnvSet = hasEnvironmentKey(variable),
                        .allowedEnvKeys = m_allowed};
    switch (m_vault.state()) {
    case VaultState::Absent: break;
    case VaultState::Locked:
    case VaultState::Opening: found.vault = VaultSight::Locked; break;
    case VaultState::Unlocked:
        found.foreignOrigins = originsOf(m_vault.keys(), preset);
        found.vault = newestKey(m_vault.keys(), preset, origin) ? VaultSight::HasKey
            : found.foreignOrigins.isEmpty()                    ? VaultSight::LacksKey
                                                                : VaultSight::HasForeignKey;
    }
    return found;
}

bool KeyRing::hasKey(const ProviderPreset &preset) const
{
    const auto source = chooseKeySource(situation(preset, preset.origin()));
    return source && (source.value() != KeySource::None || preset.auth.kind == AuthKind::None);
}

/// At another of the places where a key of this provider goes.
bool KeyRing::hasKeyElsewhere(const ProviderPreset &preset, const QString &origin) const
{
    const QStringList all = preset.keyOrigins();
    return m_vault.state() == VaultState::Unlocked && all.contains(origin)
        && std::any_of(all.begin(), all.end(),
                       [&](const QString &place) { return newestKey(m_vault.keys(), preset, place).has_value(); });
}

bool KeyRing::canDoWithoutVault(const ProviderPreset &preset, const QString &origin) const
{
    const auto source = chooseKeySource(situation(preset, origin));
    return source && source.value() != KeySource::Vault && preset.secretHeaders.empty();
}

void KeyRing::findSecret(const QString &owner, const QString &origin, const std::function<void()> &waiting, Found found)
{
    const bool isShut = m_vault.state() == VaultState::Locked || m_vault.state() == VaultState::Opening;
    if (isShut && m_whenLocked == WhenLocked::Wait && waiting) {
        waitForVault(waiting, [this, owner, origin, found = std::move(found)] {
            findSecret(
                owner, origin, [] {}, found);
        });
    } else if (isShut) {
        found(Error {.kind = ErrorKind::Unauthorized,
                     .cause = QStringLiteral("vault_locked"),
                     .hint = QStringLiteral("unlock")});
    } else if (const auto key = newestKey(m_vault.keys(), {.id = owner}, origin)) {
        openKey(key->id, origin, std::move(found));
    } else {
        found(LaneKey {});
    }
}

void KeyRing::waitForVault(const std::function<void()> &waiting, std::function<void()> goOn)
{
    waiting();
    m_waiters.push_back(std::move(goOn));
    Q_EMIT vaultWanted();
}

void KeyRing::find(const ProviderPreset &preset, const QString &origin, std::function<void()> waiting, Found found)
{
    const auto source = chooseKeySource(situation(preset, origin));
    const bool isShut = !source && source.error().cause == QLatin1String("vault_locked");
    if (isShut && m_whenLocked == WhenLocked::Wait && waiting) {
        waitForVault(waiting, [this, preset, origin, found = std::move(found)] {
            find(
                preset, origin, [] {}, found);
        });
    } else if (!source) {
        found(hasKeyElsewhere(preset, origin) ? sealedElsewhere(origin) : source.error());
    } else {
        take(source.value(), preset, origin, std::move(found));
    }
}

void KeyRing::take(KeySource source, const ProviderPreset &preset, const QString &origin, Found found)
{
    switch (source) {
    case KeySource::None: found(LaneKey {}); return;
    case KeySource::Environment: {
        const QString variable = keyVariable(preset.keyEnv);
        found(LaneKey {"env:" + variable.toUtf8(), environmentKey(variable)});
        return;
    }
    case KeySource::Vault: openKey(newestKey(m_vault.keys(), preset, origin)->id, origin, std::move(found)); return;
    }
}

void KeyRing::openKey(const QString &id, const QString &origin, Found found)
{
    m_vault.openKey(id, origin, [id = id.toUtf8(), found = std::move(found)](Result<Secret> secret) {
        if (secret)
            found(LaneKey {id, std::move(secret).value()});
        else
            found(secret.error());
    });
}

void KeyRing::serveWaiters()
{
    if (m_vault.state() == VaultState::Locked || m_vault.state() == VaultState::Opening)
        return;
    for (const auto &goOn : std::exchange(m_waiters, {}))
        goOn();
}

} // namespace triptych
