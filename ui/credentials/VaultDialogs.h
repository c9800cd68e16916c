// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/credentials/CredentialDialog.h"

namespace triptych {

class NewPasswordForm;

/// Makes the vault. Accepted once it is on the disk and open.
class CreateVaultDialog final : public CredentialDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CreateVaultDialog)

public:
    CreateVaultDialog(const Theme &theme, Vault &vault, QWidget *parent = nullptr);

protected:
    void submit() override;
    bool canSubmit() const override;
    void retranslate() override;

private:
    NewPasswordForm *m_form;
};

/// Asks for the password. Accepted once the vault is open, also when something else opened it.
class UnlockDialog final : public CredentialDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnlockDialog)

public:
    UnlockDialog(const Theme &theme, Vault &vault, QWidget *parent = nullptr);

protected:
    void submit() override;
    bool canSubmit() const override;
    void retranslate() override;

private:
    SecretField *m_password;
    ThemedLabel *m_caption;
};

/// Replaces the password; works on a locked vault, which stays locked.
class ChangePasswordDialog final : public CredentialDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChangePasswordDialog)

public:
    ChangePasswordDialog(const Theme &theme, Vault &vault, QWidget *parent = nullptr);

protected:
    void submit() override;
    bool canSubmit() const override;
    void retranslate() override;

private:
    SecretField *m_current;
    ThemedLabel *m_caption;
    NewPasswordForm *m_form;
};

} // namespace triptych
