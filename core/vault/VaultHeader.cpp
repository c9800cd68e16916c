// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/VaultHeader.h"

#include "core/secret/Sodium.h"
#include "core/vault/VaultErrors.h"

namespace triptych {

namespace {

// The line ends and the ^Z show at once when something treated the file as text.
constexpr char magicBytes[] = "TRPVLT\r\n\x1a\n";
constexpr QByteArrayView magic(magicBytes, 10);
constexpr quint8 secretstreamBody = 1;
constexpr qsizetype fixedBytes = 16 + 8 + 8 + 1 + 1;
constexpr qsizetype sumBytes = qsizetype(sodium::hashBytes);
constexpr qsizetype macBytes = qsizetype(sodium::hashBytes);

Result<VaultHeader> readFields(QByteArrayView bytes, quint16 minor)
{
    ByteReader reader(bytes);
    VaultHeader header;
    header.minor = minor;
    header.vaultId = reader.take(16).toByteArray();
    header.generation = reader.number<quint64>();
    header.created = reader.number<quint64>();
    const bool isKnownBody = reader.number<quint8>() == secretstreamBody;
    const auto count = reader.number<quint8>();
    if (!isKnownBody || count < 1 || count > VaultHeader::mostSlots
        || reader.rest().size() < count * VaultSlot::byteCount)
        return vaultDamaged("header");
    for (int i = 0; i < count; ++i)
        header.slots.push_back(VaultSlot::read(reader));
    if (!header.isNewer() && !reader.rest().isEmpty())
        return vaultDamaged("header");
    return header;
}

Result<VaultHeader> checked(VaultHeader header)
{
    std::vector<KdfCost> costs;
    for (const VaultSlot &slot : header.slots) {
        if (!slot.isValid())
            return vaultDamaged("header");
        costs.push_back(slot.cost); // nothing for slots without a derivation
    }
    if (KdfCost::isTooDearTogether(costs))
        return vaultError(ErrorKind::Crypto, "vault.expensive");
    return header;
}

} // namespace

QByteArray VaultHeader::bytes() const
{
    QByteArray fields = vaultId + littleEndian(generation) + littleEndian(created) + littleEndian(secretstreamBody)
        + littleEndian(quint8(slots.size()));
    for (const VaultSlot &slot : slots)
        fields += slot.bytes();
    const QByteArray front = magic.toByteArray() + littleEndian(major) + littleEndian(minor)
        + littleEndian(quint32(fields.size())) + fields;
    return front + sodium::hash({front});
}

Result<VaultParts> readVaultParts(QByteArrayView file)
{
    ByteReader reader(file);
    if (reader.take(magic.size()) != magic)
        return vaultDamaged("magic");
    const auto fileMajor = reader.number<quint16>();
    const auto minor = reader.number<quint16>();
    if (fileMajor > VaultHeader::major)
        return vaultError(ErrorKind::Unsupported, "vault.newer");
    const auto headerBytes = reader.number<quint32>();
    if (reader.isShort() || fileMajor != VaultHeader::major || headerBytes < quint32(fixedBytes)
        || headerBytes > quint32(VaultHeader::mostBytes))
        return vaultDamaged("header");

    VaultParts parts;
    const QByteArrayView fields = reader.take(headerBytes);
    const QByteArrayView front = file.first(file.size() - reader.rest().size());
    const QByteArrayView sum = reader.take(sumBytes);
    parts.front = file.first(file.size() - reader.rest().size());
    parts.mac = reader.take(macBytes);
    parts.body = reader.rest();
    // Not a defence, the mac is that: it tells damage from a wrong password before a second is spent on the password.
    if (reader.isShort() || !sodium::isEqual(sum, sodium::hash({front})))
        return vaultDamaged("header");
    return readFields(fields, minor).andThen(checked).andThen([&parts](VaultHeader header) -> Result<VaultParts> {
        parts.header = std::move(header);
        return parts;
    });
}

} // namespace triptych
