// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/VaultWorker.h"

#include "core/secret/Sodium.h"
#include "core/vault/VaultErrors.h"

#include <algorithm>

namespace triptych {

namespace {

constexpr std::size_t stackTouched = 64 * 1024;
constexpr std::size_t mostPasswordBytes = 1024;

VaultInfo infoOf(const StoredVault &vault)
{
    const VaultHeader &header = vault.file.header();
    return {.generation = header.generation,
            .created = QDateTime::fromMSecsSinceEpoch(qint64(header.created), Qt::UTC),
            .cost = vault.file.cost(),
            .keyCount = int(vault.file.entries().size()),
            .isReadOnly = vault.file.isReadOnly(),
            .isRolledBack = vault.isRolledBack,
            .isTooCheap = vault.file.cost().isTooCheap()};
}

bool isUsable(const Secret &password)
{
    return !password.isEmpty() && password.size() <= mostPasswordBytes;
}

Error unusablePassword()
{
    return vaultError(ErrorKind::InvalidInput, "vault.password_length");
}

} // namespace

Result<> VaultWorker::create(const Secret &password)
{
    if (!isUsable(password))
        return unusablePassword();
    if (m_store.exists())
        return vaultError(ErrorKind::InvalidInput, "vault.exists");
    auto file = VaultFile::create(password, *m_derivation, m_usual, m_clock->wallTime());
    sodium::zeroStack(stackTouched);
    if (!file)
        return file.error();
    auto saved = m_store.save(std::move(file).value(), {});
    if (!saved)
        return saved.error();
    m_open = judged(std::move(saved).value());
    m_wasTooCheap = false;
    return Done {};
}

void VaultWorker::close()
{
    m_open.reset();
    m_backup.reset();
}

Result<StoredVault> VaultWorker::open(const Secret &password, const VaultFile::Stopped &isStopped)
{
    m_backup.reset();
    auto opened = m_store.open(password, *m_derivation, isStopped);
    if (!opened && opened.error().cause == QLatin1String("vault.damaged"))
        m_backup = m_store.backupThatOpens(password, *m_derivation, isStopped);
    sodium::zeroStack(stackTouched);
    return std::move(opened).andThen([this](StoredVault vault) { return Result(judged(std::move(vault))); });
}

StoredVault VaultWorker::judged(StoredVault vault)
{
    const VaultHeader &header = vault.file.header();
    const VaultSighting now {QString::fromLatin1(header.vaultId.toHex()), header.generation};
    if (now.vaultId == m_sighting.vaultId && now.generation < m_sighting.generation)
        vault.isRolledBack = true;
    else if (!vault.isRolledBack)
        m_sighting = now;
    return vault;
}

Result<> VaultWorker::unlock(const Secret &password, const VaultFile::Stopped &isStopped)
{
    auto opened = open(password, isStopped);
    if (!opened)
        return opened.error();
    m_open = std::move(opened).value();
    m_wasTooCheap = m_open->file.cost().isTooCheap();
    makeDearer(password);
    return Done {};
}

/// A vault that was made when guessing was dearer than today, or by somebody who wanted it cheap, is brought up to what
/// is usual. Not one that was rolled back: saved again, it would pass for the newest at the next unlock.
void VaultWorker::makeDearer(const Secret &password)
{
    const KdfCost cost = m_open->file.cost();
    if (m_open->file.isReadOnly() || m_open->isRolledBack || cost == costOfRewrite(cost, m_usual))
        return;
    const auto done = edit(
        *m_open, [&](VaultFile &file) { return file.changePassword(password, password, *m_derivation, m_usual); });
    if (!done)
        qWarning("the vault's key derivation stays as it was: %ls", qUtf16Printable(done.error().cause));
}

Result<VaultInfo> VaultWorker::check(const Secret &password)
{
    const auto opened = open(password);
    if (!opened)
        return opened.error();
    const auto verified = opened.value().file.verifyKeys();
    if (!verified)
        return verified.error();
    return infoOf(opened.value());
}

Result<> VaultWorker::changePassword(const Secret &current, const Secret &replacement)
{
    if (!isUsable(replacement))
        return unusablePassword();
    const auto opened = open(current);
    if (!opened)
        return opened.error();
    const bool wasOpen = m_open.has_value();
    const auto done = edit(opened.value(), [&](VaultFile &file) {
        return file.changePassword(current, replacement, *m_derivation, m_usual);
    });
    sodium::zeroStack(stackTouched);
    if (!wasOpen)
        close();
    return done;
}

Result<> VaultWorker::addKey(const KeyDraft &draft, const Secret &key)
{
    if (!m_open)
        return vaultError(ErrorKind::Crypto, "vault_locked");
    return edit(*m_open, [&](VaultFile &file) { return file.addKey(draft, key, m_clock->wallTime()); });
}

Result<> VaultWorker::removeKey(const QString &id)
{
    if (!m_open)
        return vaultError(ErrorKind::Crypto, "vault_locked");
    return edit(*m_open, [&](VaultFile &file) { return file.removeKey(id); });
}

Result<Secret> VaultWorker::openKey(const QString &id, const QString &origin) const
{
    if (!m_open)
        return vaultError(ErrorKind::Crypto, "vault_locked");
    return m_open->file.openKey(id, origin);
}

Result<> VaultWorker::restoreBackup(const QString &backup)
{
    close();
    return m_store.restoreBackup(backup, m_clock->wallTime());
}

VaultSnapshot VaultWorker::snapshot() const
{
    VaultSnapshot snapshot {
        .sighting = m_sighting, .backup = m_backup, .isOpen = m_open.has_value(), .exists = m_store.exists()};
    if (!m_open)
        return snapshot;
    for (const VaultEntry &entry : m_open->file.entries())
        snapshot.keys.push_back(entry.info);
    snapshot.info = infoOf(*m_open);
    snapshot.info.isTooCheap |= m_wasTooCheap;
    return snapshot;
}

template<typename Edit>
Result<> VaultWorker::edit(const StoredVault &state, const Edit &change)
{
    VaultFile changed = state.file.clone();
    const Result<> done = change(changed);
    return done ? save(std::move(changed), state) : done;
}

Result<> VaultWorker::save(VaultFile changed, const StoredVault &state)
{
    const VaultFile known = state.file.clone();
    const VaultHeader &header = changed.header();
    if (m_sighting.vaultId == QString::fromLatin1(header.vaultId.toHex()))
        changed.setGeneration(std::max(header.generation, m_sighting.generation));
    auto saved = m_store.save(std::move(changed), state.digest);
    if (saved) {
        m_open = judged(std::move(saved).value());
        return Done {};
    }
    // What the other process saved is shown before the caller is told, so that a second try builds on it.
    if (saved.error().cause == QLatin1String("vault.changed")) {
        auto other = m_store.reload(known);
        if (other)
            m_open = judged(std::move(other).value());
        else
            close();
    }
    return saved.error();
}

} // namespace triptych
