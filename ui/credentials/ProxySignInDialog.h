// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/credentials/CredentialDialog.h"

#include <QUrl>

class QLineEdit;

namespace triptych {

/// Asks for the user and the password of a proxy and keeps them in the vault, for that proxy only.
class ProxySignInDialog final : public CredentialDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProxySignInDialog)

public:
    ProxySignInDialog(const Theme &theme, Vault &vault, const QUrl &proxy, QWidget *parent = nullptr);

Q_SIGNALS:
    void signInKept(const QUrl &proxy);

protected:
    void submit() override;
    bool canSubmit() const override;
    void retranslate() override;

private:
    void keep();

    const QUrl m_proxy;
    QLineEdit *m_user;
    SecretField *m_password;
    VaultPart *m_vaultPart;
    ThemedLabel *m_userCaption;
    ThemedLabel *m_passwordCaption;
};

} // namespace triptych
