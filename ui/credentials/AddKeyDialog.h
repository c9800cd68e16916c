// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/credentials/ConnectionTest.h"
#include "ui/credentials/CredentialDialog.h"
#include "ui/credentials/ProviderChoice.h"

class QComboBox;
class QLineEdit;

namespace triptych {

class AddressForm;
class ConnectionPanel;
class FieldsForm;
class LaneLinkButton;
class VaultPart;

/// Adds a key for a provider, or a server by its address. Without a vault the same dialog makes one, a locked one is
/// unlocked in it: the first key takes one dialog.
class AddKeyDialog final : public CredentialDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AddKeyDialog)

public:
    AddKeyDialog(const Theme &theme, Vault &vault, std::vector<ProviderChoice> providers, QWidget *parent = nullptr);

    /// Empty: another address. One that is not in the list leaves the choice to the person.
    void chooseProvider(const QString &id);
    void setConnectionTest(StartConnectionTest start);
    void setTakenIds(const QStringList &ids) { m_takenIds = ids; } ///< Which a new provider must not get.

Q_SIGNALS:
    void keyAdded(const QString &provider);
    void fieldsChosen(const QString &provider, const QMap<QString, QString> &values); ///< Only where it has any.
    void providerRequested(const triptych::NewProvider &provider); ///< After its key is in the vault.
    void linkRequested(const QUrl &url);
    void signInRequested(const QString &provider); ///< Its key is not typed.
    void allSettingsRequested(const triptych::NewProvider &provider); ///< Of another address, as typed so far.

protected:
    void submit() override;
    bool canSubmit() const override;
    void retranslate() override;

private:
    bool isOther() const;
    const ProviderChoice *choice() const;
    bool signsIn() const { return choice() && choice()->signsInByCode; }
    QUrl address() const;
    QStringList origins() const; ///< What the key is bound to.
    NewProvider newProvider() const;
    bool isKeyless() const { return isOther() && m_key->isEmpty(); }
    TestSubject testSubject() const;

    void showChoice();
    void showVaultPart();
    void refreshTest();
    void showDestination();
    void storeKey();
    void finishAdding();

    std::vector<ProviderChoice> m_providers;
    QStringList m_takenIds;
    QComboBox *m_provider;
    FieldsForm *m_fieldsPart;
    AddressForm *m_addressPart;
    SecretField *m_key;
    QLineEdit *m_label;
    ThemedLabel *m_destination;
    LaneLinkButton *m_link;
    LaneLinkButton *m_allSettings;
    ConnectionPanel *m_test;
    VaultPart *m_vaultPart;
    ThemedLabel *m_providerCaption;
    ThemedLabel *m_keyCaption;
    ThemedLabel *m_labelCaption;
};

} // namespace triptych
