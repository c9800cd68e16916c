// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/vault/VaultBody.h"
#include "core/vault/VaultFile.h"
#include "tests/support/CheapDerivation.h"

namespace triptych {

/// Writes vaults that Triptych itself would not: any version, any content. What is keyed fits all the same.
class VaultMaker
{
public:
    explicit VaultMaker(const KeyDerivation &derivation, QByteArrayView password = "password")
    {
        header.vaultId = QByteArray(16, 'v');
        addSlot(derivation, password);
    }
    void addSlot(const KeyDerivation &derivation, QByteArrayView password)
    {
        auto slot = VaultSlot::wrap(m_key, secretOf(password), derivation, {}, header.vaultId);
        header.slots.push_back(std::move(slot).value());
    }
    QByteArray bytes() const
    {
        const QByteArray front = header.bytes();
        const QByteArray mac = sodium::hash({front}, subkey("trv1head").view());
        return front + mac + sealVaultBody(content, subkey("trv1body").view(), mac);
    }

    VaultHeader header;
    QByteArray content = R"({"next":1,"keys":[]})";

private:
    Secret subkey(const char *context) const { return sodium::deriveKey(m_key.view(), 1, QByteArrayView(context, 8)); }

    Secret m_key = sodium::randomSecret(sodium::kdfKeyBytes);
};

} // namespace triptych
