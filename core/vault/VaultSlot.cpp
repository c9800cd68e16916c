// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/VaultSlot.h"

#include "core/secret/Sodium.h"
#include "core/vault/PasswordText.h"
#include "core/vault/VaultErrors.h"

namespace triptych {

namespace {

constexpr char slotDomain[] = "triptych vault 1 slot";
constexpr char commitDomain[] = "triptych vault 1 commitment";

/// The first half of what was derived wraps, the second half commits.
struct DerivedKey
{
    Secret both;

    QByteArrayView wrapping() const { return both.view().first(sodium::aeadKeyBytes); }
    QByteArray commitmentTo(QByteArrayView vaultId, QByteArrayView salt) const
    {
        return sodium::hash({commitDomain, vaultId, salt}, both.view().sliced(sodium::aeadKeyBytes));
    }
};

Result<DerivedKey> deriveFrom(const Secret &password, const KeyDerivation &derivation, const VaultSlot &slot)
{
    const Secret text = normalizedPassword(password);
    return derivation.derive(text.view(), slot.salt, slot.cost).andThen([](Secret both) -> Result<DerivedKey> {
        return DerivedKey {std::move(both)};
    });
}

} // namespace

Result<VaultSlot> VaultSlot::wrap(const Secret &key, const Secret &password, const KeyDerivation &derivation,
                                  const KdfCost &cost, QByteArrayView vaultId)
{
    VaultSlot slot;
    slot.cost = cost;
    slot.salt = sodium::randomBytes(sodium::argonSaltBytes);
    slot.nonce = sodium::randomBytes(sodium::aeadNonceBytes);
    const auto derived = deriveFrom(password, derivation, slot);
    if (!derived)
        return derived.error();
    slot.commitment = derived.value().commitmentTo(vaultId, slot.salt);
    slot.wrappedKey = sodium::aeadSeal(key.view(), slot.associated(vaultId), slot.nonce, derived.value().wrapping());
    return slot;
}

Result<Secret> VaultSlot::unwrap(const Secret &password, const KeyDerivation &derivation, QByteArrayView vaultId) const
{
    const auto derived = deriveFrom(password, derivation, *this);
    if (!derived)
        return derived.error();
    if (!sodium::isEqual(derived.value().commitmentTo(vaultId, salt), commitment))
        return vaultError(ErrorKind::Crypto, "vault.password");
    auto key = sodium::aeadOpen(wrappedKey, associated(vaultId), nonce, derived.value().wrapping());
    if (!key)
        return vaultDamaged("slot");
    return key;
}

VaultSlot VaultSlot::read(ByteReader &bytes)
{
    VaultSlot slot;
    slot.type = Type(bytes.number<quint8>());
    slot.kdf = Kdf(bytes.number<quint8>());
    slot.cost.passes = bytes.number<quint32>();
    slot.cost.memoryBytes = bytes.number<quint64>();
    slot.salt = bytes.take(16).toByteArray();
    slot.nonce = bytes.take(24).toByteArray();
    slot.wrappedKey = bytes.take(48).toByteArray();
    slot.commitment = bytes.take(32).toByteArray();
    return slot;
}

QByteArray VaultSlot::bytes() const
{
    return littleEndian(quint8(type)) + littleEndian(quint8(kdf)) + littleEndian(cost.passes)
        + littleEndian(cost.memoryBytes) + salt + nonce + wrappedKey + commitment;
}

bool VaultSlot::isValid() const
{
    switch (type) {
    case Type::Password: return kdf == Kdf::Argon2id && cost.isReadable();
    case Type::RecoveryCode:
    case Type::Keychain: return kdf == Kdf::Raw && cost.passes == 0 && cost.memoryBytes == 0;
    }
    return false;
}

QByteArray VaultSlot::associated(QByteArrayView vaultId) const
{
    return QByteArray(slotDomain) + vaultId.toByteArray() + littleEndian(quint8(type)) + littleEndian(quint8(kdf))
        + littleEndian(cost.passes) + littleEndian(cost.memoryBytes) + salt + nonce + commitment;
}

} // namespace triptych
