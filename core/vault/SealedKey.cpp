// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/SealedKey.h"

#include "core/secret/Sodium.h"
#include "core/vault/ByteIo.h"
#include "core/vault/VaultErrors.h"

#include <QUuid>

namespace triptych {

namespace {

constexpr QByteArrayView entryContext("trv1entr", 8);

QByteArray associated(const VaultEntry &entry, QByteArrayView vaultId)
{
    QByteArray bytes = vaultId.toByteArray() + QUuid::fromString(entry.info.id).toRfc4122()
        + littleEndian(entry.version) + littleEndian(quint32(entry.info.origins.size()));
    for (const QString &origin : entry.info.origins) {
        const QByteArray text = origin.toUtf8();
        bytes += littleEndian(quint32(text.size())) + text;
    }
    return bytes;
}

} // namespace

QByteArray sealKey(const Secret &key, const VaultEntry &entry, const Secret &vaultKey, QByteArrayView vaultId)
{
    const QByteArray nonce = sodium::randomBytes(sodium::aeadNonceBytes);
    const Secret subkey = sodium::deriveKey(vaultKey.view(), entry.index, entryContext);
    return nonce + sodium::aeadSeal(key.view(), associated(entry, vaultId), nonce, subkey.view());
}

Result<Secret> openSealedKey(const VaultEntry &entry, const Secret &vaultKey, QByteArrayView vaultId)
{
    ByteReader reader(entry.sealed);
    const QByteArrayView nonce = reader.take(sodium::aeadNonceBytes);
    if (reader.isShort())
        return vaultDamaged("key");
    const Secret subkey = sodium::deriveKey(vaultKey.view(), entry.index, entryContext);
    auto key = sodium::aeadOpen(reader.rest(), associated(entry, vaultId), nonce, subkey.view());
    if (!key)
        return vaultDamaged("key");
    return key;
}

} // namespace triptych
