// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/VaultTest.h"

#include "core/files/AtomicFile.h"

namespace triptych {

void VaultTest::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_file = m_home->filePath(QStringLiteral("vault.trv"));
    m_cheap = std::make_shared<CheapDerivation>();
    m_clock = std::make_shared<ManualClock>();
}

std::unique_ptr<Vault> VaultTest::newVault(const Vault::Cost &cost) const
{
    return std::make_unique<Vault>(m_file, cost, Vault::Seams {m_cheap, m_clock});
}

std::unique_ptr<Vault> VaultTest::openVault() const
{
    auto vault = newVault();
    const bool isNew = vault->state() == VaultState::Absent;
    const QString cause = isNew ? created(*vault, "password") : unlocked(*vault, "password");
    return cause.isEmpty() ? std::move(vault) : nullptr;
}

QString VaultTest::created(Vault &vault, QByteArrayView password)
{
    Answer<Done> answer;
    vault.create(secretOf(password), answer.callback());
    return answer.cause();
}

QString VaultTest::unlocked(Vault &vault, QByteArrayView password)
{
    Answer<Done> answer;
    vault.unlock(secretOf(password), answer.callback());
    return answer.cause();
}

QString VaultTest::added(Vault &vault, QByteArrayView key)
{
    Answer<Done> answer;
    vault.addKey(draft, secretOf(key), answer.callback());
    return answer.cause();
}

QByteArray VaultTest::onDisk() const
{
    return readBounded(m_file, 1 << 20).value();
}

} // namespace triptych
