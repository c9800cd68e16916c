// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/VaultFile.h"

#include "core/secret/Sodium.h"
#include "core/vault/SealedKey.h"
#include "core/vault/VaultBody.h"
#include "core/vault/VaultErrors.h"

#include <QUuid>
#include <algorithm>
#include <limits>

namespace triptych {

namespace {

constexpr QByteArrayView headerContext("trv1head", 8);
constexpr QByteArrayView bodyContext("trv1body", 8);

QByteArray macOf(QByteArrayView front, const Secret &vaultKey)
{
    const Secret key = sodium::deriveKey(vaultKey.view(), 1, headerContext);
    return sodium::hash({front}, key.view());
}

Secret bodyKeyOf(const Secret &vaultKey)
{
    return sodium::deriveKey(vaultKey.view(), 1, bodyContext);
}

/// A password that opens this slot, or why none does.
struct Opened
{
    std::size_t slot = 0;
    Secret key = {};
};

Result<Opened> openSlots(const VaultHeader &header, const Secret &password, const KeyDerivation &derivation,
                         const VaultFile::Stopped &isStopped = {})
{
    Error refusal = vaultError(ErrorKind::Crypto, "vault.password");
    for (std::size_t i = 0; i < header.slots.size(); ++i) {
        if (header.slots[i].type != VaultSlot::Type::Password)
            continue;
        if (isStopped && isStopped())
            return vaultError(ErrorKind::Cancelled, "user");
        auto key = header.slots[i].unwrap(password, derivation, header.vaultId);
        if (key)
            return Opened {i, std::move(key).value()};
        if (key.error().cause != refusal.cause)
            return key.error();
    }
    return refusal;
}

QStringList sortedOrigins(QStringList origins)
{
    origins.removeDuplicates();
    origins.removeAll(QString());
    std::sort(origins.begin(), origins.end());
    return origins;
}

auto entryOf(auto &entries, const QString &id)
{
    return std::find_if(entries.begin(), entries.end(), [&id](const VaultEntry &entry) { return entry.info.id == id; });
}

Error unknownKey(const QString &id)
{
    return vaultError(ErrorKind::InvalidInput, "key_unknown", id);
}

} // namespace

Result<VaultFile> VaultFile::create(const Secret &password, const KeyDerivation &derivation, const KdfCost &cost,
                                    const QDateTime &now)
{
    VaultFile file;
    file.m_key = sodium::randomSecret(sodium::kdfKeyBytes);
    file.m_header.vaultId = sodium::randomBytes(16);
    file.m_header.created = quint64(now.toMSecsSinceEpoch());
    auto slot = VaultSlot::wrap(file.m_key, password, derivation, costOfRewrite(cost, cost), file.m_header.vaultId);
    if (!slot)
        return slot.error();
    file.m_header.slots.push_back(std::move(slot).value());
    return file;
}

Result<VaultFile> VaultFile::open(QByteArrayView bytes, const Secret &password, const KeyDerivation &derivation,
                                  const Stopped &isStopped)
{
    if (bytes.size() > mostBytes)
        return vaultDamaged("size");
    const auto parts = readVaultParts(bytes);
    if (!parts)
        return parts.error();
    return openSlots(parts.value().header, password, derivation, isStopped).andThen([&parts](Opened opened) {
        return openParts(parts.value(), std::move(opened.key));
    });
}

Result<VaultFile> VaultFile::reopen(QByteArrayView bytes) const
{
    return readVaultParts(bytes).andThen([this](const VaultParts &parts) { return openParts(parts, m_key.clone()); });
}

Result<VaultFile> VaultFile::openParts(const VaultParts &parts, Secret key)
{
    if (!sodium::isEqual(parts.mac, macOf(parts.front, key)))
        return vaultDamaged("mac");
    const auto body = openVaultBody(parts.body, bodyKeyOf(key).view(), parts.mac);
    if (!body)
        return body.error();
    auto content = readVaultContent(body.value(), parts.header.isNewer());
    if (!content)
        return content.error();
    VaultFile file;
    file.m_header = parts.header;
    file.m_content = std::move(content).value();
    file.m_key = std::move(key);
    return file;
}

VaultFile VaultFile::clone() const
{
    VaultFile copy;
    copy.m_header = m_header;
    copy.m_content = m_content;
    copy.m_key = m_key.clone();
    return copy;
}

KdfCost VaultFile::cost() const
{
    KdfCost cheapest = {std::numeric_limits<quint32>::max(), std::numeric_limits<quint64>::max()};
    for (const VaultSlot &slot : m_header.slots) {
        if (slot.type == VaultSlot::Type::Password && !slot.cost.isAtLeast(cheapest))
            cheapest = slot.cost;
    }
    return cheapest;
}

QByteArray VaultFile::bytes() const
{
    const QByteArray front = m_header.bytes();
    const QByteArray mac = macOf(front, m_key);
    return front + mac + sealVaultBody(writeVaultContent(m_content), bodyKeyOf(m_key).view(), mac);
}

Result<> VaultFile::changePassword(const Secret &current, const Secret &replacement, const KeyDerivation &derivation,
                                   const KdfCost &usual)
{
    const auto opened = openSlots(m_header, current, derivation);
    if (!opened)
        return opened.error();
    VaultSlot &slot = m_header.slots[opened.value().slot];
    auto renewed = VaultSlot::wrap(m_key, replacement, derivation, costOfRewrite(slot.cost, usual), m_header.vaultId);
    if (!renewed)
        return renewed.error();
    slot = std::move(renewed).value();
    return Done {};
}

Result<> VaultFile::addKey(const KeyDraft &draft, const Secret &key, const QDateTime &now)
{
    VaultEntry entry;
    entry.info = {.id = QUuid::createUuid().toString(QUuid::WithoutBraces),
                  .provider = draft.provider,
                  .label = draft.label,
                  .tail = draft.showsTail ? QString::fromUtf8(visibleTail(key)) : QString(),
                  .origins = sortedOrigins(draft.origins),
                  .created = QDateTime::fromMSecsSinceEpoch(now.toMSecsSinceEpoch(), Qt::UTC)};
    if (entry.info.origins.isEmpty())
        return vaultError(ErrorKind::InvalidInput, "key_origin");
    if (key.isEmpty() || key.size() > mostKeyBytes)
        return vaultError(ErrorKind::InvalidInput, "key_size");
    if (m_content.entries.size() >= mostKeys)
        return vaultError(ErrorKind::InvalidInput, "key_count");
    entry.index = m_content.nextIndex++;
    entry.sealed = sealKey(key, entry, m_key, m_header.vaultId);
    m_content.entries.push_back(std::move(entry));
    return Done {};
}

Result<> VaultFile::removeKey(const QString &id)
{
    const auto entry = entryOf(m_content.entries, id);
    if (entry == m_content.entries.end())
        return unknownKey(id);
    m_content.entries.erase(entry);
    return Done {};
}

Result<Secret> VaultFile::openKey(const QString &id, const QString &origin) const
{
    const auto entry = entryOf(m_content.entries, id);
    if (entry == m_content.entries.end())
        return unknownKey(id);
    if (!entry->info.origins.contains(origin))
        return vaultError(ErrorKind::InvalidInput, "key_origin", origin);
    return openSealedKey(*entry, m_key, m_header.vaultId);
}

Result<> VaultFile::verifyKeys() const
{
    for (const VaultEntry &entry : m_content.entries) {
        const auto key = openSealedKey(entry, m_key, m_header.vaultId);
        if (!key)
            return key.error();
    }
    return Done {};
}

} // namespace triptych
