// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/VaultBody.h"

#include "core/secret/Sodium.h"
#include "core/vault/ByteIo.h"
#include "core/vault/VaultErrors.h"

#include <algorithm>

namespace triptych {

namespace {

constexpr qsizetype chunkBytes = 64 * 1024;
constexpr qsizetype sealedChunkBytes = chunkBytes + qsizetype(sodium::streamTagBytes);
constexpr qsizetype stepBytes = 4096;

qsizetype paddedSize(qsizetype contentBytes)
{
    return (qsizetype(sizeof(quint32)) + contentBytes + stepBytes - 1) / stepBytes * stepBytes;
}

QByteArray placeOf(quint64 chunk, QByteArrayView headerMac)
{
    return headerMac.toByteArray() + littleEndian(chunk);
}

Result<QByteArray> unpadded(const QByteArray &plain)
{
    ByteReader reader(plain);
    const auto size = reader.number<quint32>();
    const QByteArrayView content = reader.take(size);
    const QByteArrayView padding = reader.rest();
    const bool isSound = !reader.isShort() && plain.size() == paddedSize(size)
        && std::all_of(padding.begin(), padding.end(), [](char byte) { return byte == 0; });
    if (!isSound)
        return vaultDamaged("body");
    return content.toByteArray();
}

} // namespace

QByteArray sealVaultBody(QByteArrayView content, QByteArrayView key, QByteArrayView headerMac)
{
    QByteArray plain = littleEndian(quint32(content.size())) + content.toByteArray();
    plain.resize(paddedSize(content.size()), '\0');

    sodium::StreamSealer sealer(key);
    QByteArray body = sealer.header();
    QByteArrayView rest = plain;
    for (quint64 chunk = 0; !rest.isEmpty(); ++chunk) {
        const QByteArrayView piece = rest.first(std::min(chunkBytes, rest.size()));
        rest = rest.sliced(piece.size());
        body += sealer.push(piece, placeOf(chunk, headerMac), rest.isEmpty());
    }
    return body;
}

Result<QByteArray> openVaultBody(QByteArrayView body, QByteArrayView key, QByteArrayView headerMac)
{
    ByteReader reader(body);
    const QByteArrayView streamHeader = reader.take(sodium::streamHeaderBytes);
    if (reader.isShort())
        return vaultDamaged("body");
    sodium::StreamOpener opener(key, streamHeader);
    QByteArray plain;
    for (quint64 chunk = 0;; ++chunk) {
        const QByteArrayView piece = reader.take(std::min(sealedChunkBytes, reader.rest().size()));
        const auto opened = opener.pull(piece, placeOf(chunk, headerMac));
        if (!opened)
            return vaultDamaged("body"); // also when the end came without the last chunk
        plain += opened.value().plain.view();
        if (!opened.value().isLast)
            continue;
        if (!reader.rest().isEmpty())
            return vaultDamaged("body");
        return unpadded(plain);
    }
}

} // namespace triptych
