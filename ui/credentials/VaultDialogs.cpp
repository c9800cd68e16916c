// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/VaultDialogs.h"

#include "ui/credentials/NewPasswordForm.h"

#include <QVBoxLayout>

namespace triptych {

CreateVaultDialog::CreateVaultDialog(const Theme &theme, Vault &vault, QWidget *parent)
    : CredentialDialog(theme, vault, QStringLiteral("createVaultDialog"), parent),
      m_form(new NewPasswordForm(theme, this))
{
    body().addWidget(m_form);
    connect(m_form, &NewPasswordForm::changed, this, &CreateVaultDialog::refresh);
    retranslate();
    m_form->setFocus();
}

void CreateVaultDialog::submit()
{
    createThen(m_form->password(), [this] { accept(); });
}

bool CreateVaultDialog::canSubmit() const
{
    return m_form->isAcceptable();
}

void CreateVaultDialog::retranslate()
{
    setWords(tr("New vault"), tr("One password protects all keys. It is kept nowhere, so nobody can restore it."),
             tr("Create vault"));
}

UnlockDialog::UnlockDialog(const Theme &theme, Vault &vault, QWidget *parent)
    : CredentialDialog(theme, vault, QStringLiteral("unlockDialog"), parent),
      m_password(new SecretField(theme, this)),
      m_caption(addField(body(), *m_password, QStringLiteral("passwordField")))
{
    connect(m_password, &SecretField::changed, this, &UnlockDialog::refresh);
    connect(&vault, &Vault::stateChanged, this, [this] {
        if (this->vault().state() == VaultState::Unlocked)
            accept();
    });
    retranslate();
    m_password->setFocus();
}

void UnlockDialog::submit()
{
    unlockThen(*m_password, [] {}); // the vault's new state closes the dialog
}

bool UnlockDialog::canSubmit() const
{
    return !m_password->isEmpty();
}

void UnlockDialog::retranslate()
{
    setWords(tr("Unlock the vault"), tr("Lanes that wait for a key go on by themselves."), tr("Unlock"));
    m_caption->setText(tr("Password"));
    m_password->setAccessibleName(tr("Password of the vault"));
}

ChangePasswordDialog::ChangePasswordDialog(const Theme &theme, Vault &vault, QWidget *parent)
    : CredentialDialog(theme, vault, QStringLiteral("changePasswordDialog"), parent),
      m_current(new SecretField(theme, this)),
      m_caption(addField(body(), *m_current, QStringLiteral("currentPasswordField"))),
      m_form(new NewPasswordForm(theme, this, NewPasswordForm::For::Change))
{
    body().addWidget(m_form);
    connect(m_current, &SecretField::changed, this, &ChangePasswordDialog::refresh);
    connect(m_form, &NewPasswordForm::changed, this, &ChangePasswordDialog::refresh);
    retranslate();
    m_current->setFocus();
}

void ChangePasswordDialog::submit()
{
    clearProblem();
    setBusy(true);
    const auto done = whenDone([this] { accept(); });
    vault().changePassword(
        m_current->value(), m_form->password().value(), [this, dialog = QPointer(this), done](const Result<> &result) {
            const bool isWrong = dialog && !result && result.error().cause == QLatin1String("vault.password");
            if (isWrong)
                m_current->clear();
            done(result);
            if (isWrong)
                m_current->setFocus();
        });
}

bool ChangePasswordDialog::canSubmit() const
{
    return !m_current->isEmpty() && m_form->isAcceptable();
}

void ChangePasswordDialog::retranslate()
{
    setWords(
        tr("Change the password"),
        tr("Backups and copies from before still open with the old password. If somebody knows it, replace the keys at their providers too."),
        tr("Change password"));
    m_caption->setText(tr("Present password"));
    m_current->setAccessibleName(tr("Present password"));
}

} // namespace triptych
