// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/VaultStore.h"

#include "core/base/SystemText.h"
#include "core/files/AtomicFile.h"
#include "core/secret/Sodium.h"
#include "core/vault/FileLock.h"
#include "core/vault/VaultErrors.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <unistd.h>

namespace triptych {

namespace {

constexpr std::chrono::milliseconds patience {2000};
constexpr int backupCount = 5;

/// The file layer's words for what went wrong, under the vault's own causes.
Error asVaultError(Error error)
{
    if (error.cause == QLatin1String("file.absent"))
        error.cause = QStringLiteral("vault.absent");
    else if (error.cause == QLatin1String("file.large"))
        return vaultDamaged("size");
    else if (error.cause == QLatin1String("file.read"))
        error.cause = QStringLiteral("vault.read");
    else if (error.cause == QLatin1String("file.write") || error.cause == QLatin1String("disk_full"))
        error.cause = QStringLiteral("vault.write");
    return error;
}

} // namespace

bool VaultStore::exists() const
{
    return QFileInfo::exists(m_file);
}

Result<StoredVault> VaultStore::open(const Secret &password, const KeyDerivation &derivation,
                                     const VaultFile::Stopped &isStopped) const
{
    const auto bytes = read();
    if (!bytes)
        return bytes.error();
    return VaultFile::open(bytes.value(), password, derivation, isStopped)
        .andThen([&](VaultFile file) -> Result<StoredVault> { return seen(std::move(file), bytes.value()); });
}

Result<StoredVault> VaultStore::reload(const VaultFile &known) const
{
    const auto bytes = read();
    if (!bytes)
        return bytes.error();
    return known.reopen(bytes.value()).andThen([&](VaultFile file) -> Result<StoredVault> {
        return seen(std::move(file), bytes.value());
    });
}

Result<StoredVault> VaultStore::save(VaultFile file, const QByteArray &digest) const
{
    if (file.isReadOnly())
        return vaultError(ErrorKind::Unsupported, "vault.newer");
    const auto lock = FileLock::acquire(lockFile(), patience);
    if (!lock)
        return lock.error();
    const auto onDisk = read();
    if (!onDisk && onDisk.error().cause != QLatin1String("vault.absent"))
        return onDisk.error();
    if (digest != (onDisk ? sodium::hash({onDisk.value()}) : QByteArray()))
        return vaultError(ErrorKind::Storage, digest.isEmpty() ? "vault.exists" : "vault.changed", m_file);

    file.setGeneration(std::max(file.header().generation, highestGeneration(file.header())) + 1);
    const QByteArray bytes = file.bytes();
    const auto opensAgain = [&file](const QByteArray &written) -> Result<> {
        const auto reopened = file.reopen(written);
        return reopened ? Result<>(Done {}) : reopened.error();
    };
    const auto written
        = writeAtomically(m_file, bytes, {.verify = opensAgain, .keepBackups = backupCount, .isAlone = true});
    if (!written)
        return asVaultError(written.error());
    rememberGeneration(file.header());
    return StoredVault {std::move(file), sodium::hash({bytes})};
}

QString VaultStore::newestBackup() const
{
    const auto present = read();
    for (const QString &backup : backupsOf(m_file)) {
        const auto bytes = readBounded(backup, VaultFile::mostBytes);
        const bool isOther = bytes && !(present && present.value() == bytes.value());
        if (isOther && readVaultParts(bytes.value()))
            return backup;
    }
    return {};
}

QString VaultStore::backupThatOpens(const Secret &password, const KeyDerivation &derivation,
                                    const VaultFile::Stopped &isStopped) const
{
    QString closed;
    for (const QString &backup : backupsOf(m_file)) {
        const auto bytes = readBounded(backup, VaultFile::mostBytes);
        if (!bytes)
            continue;
        const auto opened = VaultFile::open(bytes.value(), password, derivation, isStopped);
        if (opened && opened.value().verifyKeys())
            return backup;
        if (closed.isEmpty() && !opened && opened.error().cause == QLatin1String("vault.password"))
            closed = backup;
    }
    return closed;
}

Result<> VaultStore::restoreBackup(const QString &backup, const QDateTime &now) const
{
    const auto lock = FileLock::acquire(lockFile(), patience);
    if (!lock)
        return lock.error();
    const auto bytes = readBounded(backup, VaultFile::mostBytes);
    if (!bytes)
        return asVaultError(bytes.error());
    const auto parts = readVaultParts(bytes.value());
    if (!parts)
        return parts.error();
    const QString aside = m_file + QLatin1String(".damaged-") + now.toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    if (auto kept = exists() ? keepAside(aside) : Result<>(Done {}); !kept)
        return kept;
    const auto written = writeAtomically(m_file, bytes.value(), {.isAlone = true});
    return written ? written : asVaultError(written.error());
}

/// A second name, so that the place is never empty; where the file system knows no links, a copy.
Result<> VaultStore::keepAside(const QString &aside) const
{
    const QByteArray from = QFile::encodeName(m_file);
    const QByteArray to = QFile::encodeName(aside);
    if (::linkat(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), 0) == 0)
        return Done {};
    if (errno != EPERM && errno != EOPNOTSUPP && errno != EMLINK)
        return vaultError(ErrorKind::Storage, "vault.write", aside + QLatin1String(": ") + systemErrorText(errno));
    const auto copied = readBounded(m_file, std::numeric_limits<int>::max()).andThen([&aside](const QByteArray &bytes) {
        return writeAtomically(aside, bytes);
    });
    return copied ? copied : asVaultError(copied.error());
}

Result<QByteArray> VaultStore::read() const
{
    auto bytes = readBounded(m_file, VaultFile::mostBytes);
    return bytes ? std::move(bytes) : asVaultError(bytes.error());
}

StoredVault VaultStore::seen(VaultFile file, const QByteArray &bytes) const
{
    const bool isRolledBack = file.header().generation < highestGeneration(file.header());
    if (!isRolledBack)
        rememberGeneration(file.header());
    return {std::move(file), sodium::hash({bytes}), isRolledBack};
}

quint64 VaultStore::highestGeneration(const VaultHeader &header) const
{
    const auto note = readBounded(m_file + QLatin1String(".seen"), 128);
    const QList<QByteArray> words = note ? note.value().simplified().split(' ') : QList<QByteArray>();
    return words.size() == 2 && words[0] == header.vaultId.toHex() ? words[1].toULongLong() : 0;
}

void VaultStore::rememberGeneration(const VaultHeader &header) const
{
    if (highestGeneration(header) >= header.generation)
        return;
    const QByteArray note = header.vaultId.toHex() + ' ' + QByteArray::number(header.generation) + '\n';
    // Without the note the vault is as good as before; only a rollback would go unreported.
    const auto written = writeAtomically(m_file + QLatin1String(".seen"), note);
    if (!written)
        qWarning("cannot note the vault's generation: %ls", qUtf16Printable(written.error().message));
}

QString VaultStore::lockFile() const
{
    return QFileInfo(m_file).path() + QLatin1String("/vault.lock");
}

} // namespace triptych
