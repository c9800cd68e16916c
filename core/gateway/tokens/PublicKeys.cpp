// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/PublicKeys.h"

#include "core/files/AtomicFile.h"
#include "core/gateway/tokens/ClaimsJson.h"
#include "core/signin/Rsa.h"

#include <QDir>
#include <QFileInfo>

namespace triptych {

namespace {

constexpr qsizetype largestFile = 64 * 1024;

QString fileOf(const QString &folder, const QString &id)
{
    return QStringLiteral("%1/%2.pem").arg(folder, id);
}

Error keyError(const char *fault, const QString &id)
{
    return {.kind = ErrorKind::InvalidInput,
            .cause = QStringLiteral("keypair.") + QLatin1String(fault),
            .message = id.left(64)};
}

Result<QByteArray> readKey(const QFileInfo &file)
{
    if (!isKeyId(file.completeBaseName()))
        return keyError("id", {});
    return readBounded(file.filePath(), largestFile).andThen([](const QByteArray &pem) {
        return rsa::soundPublicPem(pem);
    });
}

Error named(Error error, const QString &fileName)
{
    error.message = error.message.isEmpty() ? fileName : QStringLiteral("%1: %2").arg(fileName, error.message);
    return error;
}

Result<> makeFolder(const QString &folder)
{
    const QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    if (QDir(folder).exists() || (QDir().mkpath(folder) && QFile::setPermissions(folder, ownerOnly)))
        return Done();
    return Error {.kind = ErrorKind::Storage, .cause = QStringLiteral("file.write"), .message = folder};
}

} // namespace

PublicKeys readPublicKeys(const QString &folder)
{
    PublicKeys keys;
    for (const QFileInfo &file :
         QDir(folder).entryInfoList({QStringLiteral("*.pem")}, QDir::Files | QDir::System, QDir::Name)) {
        auto pem = readKey(file);
        if (pem)
            keys.pems.insert(file.completeBaseName(), std::move(pem).value());
        else
            keys.faults.push_back(named(pem.error(), file.fileName()));
    }
    return keys;
}

QString freeKeyId(const QString &folder)
{
    int number = 1;
    while (QFileInfo::exists(fileOf(folder, QStringLiteral("k%1").arg(number))))
        ++number;
    return QStringLiteral("k%1").arg(number);
}

Result<> savePublicKey(const QString &folder, const QString &id, const QByteArray &pem)
{
    if (!isKeyId(id))
        return keyError("id", id);
    if (QFileInfo::exists(fileOf(folder, id)))
        return keyError("taken", id);
    const auto sound = rsa::soundPublicPem(pem);
    if (!sound)
        return sound.error();
    if (auto made = makeFolder(folder); !made)
        return made;
    return writeAtomically(fileOf(folder, id), sound.value());
}

} // namespace triptych
