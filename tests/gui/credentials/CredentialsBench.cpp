// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/credentials/CredentialsBench.h"

namespace triptych {

void CredentialsBench::openHome()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_file = m_home->filePath(QStringLiteral("vault.trv"));
    m_cheap = std::make_shared<CheapDerivation>();
    m_clock = std::make_shared<ManualClock>();
    m_theme = std::make_unique<Theme>();
    m_vault = std::make_unique<Vault>(m_file, Vault::Cost(), Vault::Seams {m_cheap, m_clock});
}

void CredentialsBench::closeHome()
{
    delete m_dialog;
    m_vault.reset();
}

bool CredentialsBench::makeVault()
{
    m_vault->create(secretOf("correct horse"), [](const Result<> &) {});
    return QTest::qWaitFor([this] { return m_vault->state() == VaultState::Unlocked; });
}

bool CredentialsBench::holdsKey(const QString &provider, const QString &origin, QByteArrayView key)
{
    for (const KeyInfo &info : m_vault->keys()) {
        if (info.provider != provider)
            continue;
        std::optional<bool> isRight;
        m_vault->openKey(info.id, origin,
                         [&](const Result<Secret> &opened) { isRight = opened && opened.value().view() == key; });
        return QTest::qWaitFor([&] { return isRight.has_value(); }) && *isRight;
    }
    return false;
}

} // namespace triptych
