// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/credentials/CredentialDialog.h"
#include "ui/credentials/ProviderChoice.h"

class QComboBox;
class QLineEdit;

namespace triptych {

class AddressForm;
class FieldsForm;
class LaneLinkButton;
class NewPasswordForm;

/// Adds a key for a provider, or a server by its address. Without a vault the same dialog makes one, a locked one is
/// unlocked in it: the first key takes one dialog.
class AddKeyDialog final : public CredentialDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AddKeyDialog)

public:
    AddKeyDialog(const Theme &theme, Vault &vault, std::vector<ProviderChoice> providers, QWidget *parent = nullptr);

    void chooseProvider(const QString &id); ///< Empty: another address.

Q_SIGNALS:
    void keyAdded(const QString &provider);
    void fieldsChosen(const QString &provider, const QMap<QString, QString> &values); ///< Only where it has any.
    void providerRequested(const triptych::NewProvider &provider); ///< After its key is in the vault.
    void linkRequested(const QUrl &url);

protected:
    void submit() override;
    bool canSubmit() const override;
    void retranslate() override;

private:
    bool isOther() const;
    const ProviderChoice *choice() const;
    QUrl address() const;
    NewProvider newProvider() const;
    bool isKeyless() const { return isOther() && m_key->isEmpty(); }
    bool isVaultReady() const;

    void showChoice();
    void showVaultPart();
    void showDestination();
    void storeKey();
    void finishAdding();

    std::vector<ProviderChoice> m_providers;
    QComboBox *m_provider;
    FieldsForm *m_fieldsPart;
    AddressForm *m_addressPart;
    SecretField *m_key;
    QLineEdit *m_label;
    ThemedLabel *m_destination;
    LaneLinkButton *m_link;
    QWidget *m_vaultPart;
    ThemedLabel *m_vaultIntro;
    NewPasswordForm *m_newPassword;
    SecretField *m_password;
    ThemedLabel *m_providerCaption;
    ThemedLabel *m_keyCaption;
    ThemedLabel *m_labelCaption;
    ThemedLabel *m_passwordCaption;
};

} // namespace triptych
