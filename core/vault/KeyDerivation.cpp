// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/KeyDerivation.h"

#include "core/secret/Sodium.h"

#include <QFile>
#include <limits>

namespace triptych {

namespace {

/// What the kernel thinks can be had without swapping; without an answer, everything.
quint64 availableMemory()
{
    QFile file(QStringLiteral("/proc/meminfo"));
    if (!file.open(QIODevice::ReadOnly))
        return std::numeric_limits<quint64>::max();
    for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine()) {
        if (line.startsWith("MemAvailable:"))
            return line.mid(13).replace("kB", "").trimmed().toULongLong() * 1024;
    }
    return std::numeric_limits<quint64>::max();
}

Error outOfMemory()
{
    return {.kind = ErrorKind::Storage, .cause = QStringLiteral("vault.memory")};
}

} // namespace

Result<Secret> Argon2Derivation::derive(QByteArrayView password, QByteArrayView salt, const KdfCost &cost) const
{
    if (cost.memoryBytes > availableMemory() / 2)
        return outOfMemory();
    auto key = sodium::argon2id(password, salt, cost.passes, cost.memoryBytes, keyBytes);
    if (!key)
        return outOfMemory(); // the bounds were checked when the header was read
    return key;
}

} // namespace triptych
