// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/VaultBody.h"
#include "core/vault/VaultFile.h"
#include "tests/support/CheapDerivation.h"

using namespace triptych;

namespace {

/// As somebody writes it who knows the format: the check sum, which anybody can make, is put right.
QByteArray withCheckSum(QByteArray bytes)
{
    constexpr qsizetype start = 18;
    if (bytes.size() < start)
        return bytes;
    const qsizetype front = start + qsizetype(qFromLittleEndian<quint32>(bytes.constData() + 14));
    return front + 32 <= bytes.size() ? bytes.replace(front, 32, sodium::hash({QByteArrayView(bytes).first(front)}))
                                      : bytes;
}

/// Sealed with a key that we know, so that what lies below the seal is reached as well.
void readSealed(const QByteArray &content)
{
    const QByteArray key(32, 'k');
    const QByteArray mac(32, 'm');
    const auto opened = openVaultBody(sealVaultBody(content, key, mac), key, mac);
    if (!opened || opened.value() != content)
        qFatal("a body that does not open again");
    const auto read = readVaultContent(content, false);
    if (read && writeVaultContent(read.value()) != content)
        qFatal("two forms of one content were read");
    [[maybe_unused]] const auto newer = readVaultContent(content, true);
}

void open(const QByteArray &bytes)
{
    const CheapDerivation cheap;
    const auto parts = readVaultParts(bytes);
    const auto vault = VaultFile::open(bytes, secretOf("password"), cheap);
    if (!parts && vault)
        qFatal("opened although its parts are unsound");
    if (!vault && !vault.error().cause.startsWith(QLatin1String("vault.")))
        qFatal("a refusal without a cause of the vault: %s", qUtf8Printable(vault.error().cause));
    if (cheap.calls > int(VaultHeader::mostSlots))
        qFatal("derived more often than there are slots");
    if (!vault)
        return;
    if (!vault.value().verifyKeys() || !vault.value().reopen(bytes))
        qFatal("opened, but not whole");
    if (!vault.value().isReadOnly() && !VaultFile::open(vault.value().bytes(), secretOf("password"), cheap))
        qFatal("what was read does not open when it is written");
}

} // namespace

/// Any bytes are a vault or a refusal, at the cost of eight derivations at most.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    open(bytes);
    open(withCheckSum(bytes));
    readSealed(bytes);
    return 0;
}
