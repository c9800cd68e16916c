// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/settings/DraftFaults.h"
#include "ui/credentials/ConnectionTest.h"
#include "ui/credentials/CredentialDialog.h"

class QTabBar;

namespace triptych {

class AddressForm;
class ConnectionForm;
class ConnectionPanel;
class HeadersForm;
class ModelsForm;
class PageStack;
class QuirksForm;
class RequestForm;
class SignInForm;

/// Describes a provider of a person's own: everything that its file can say. Its secrets are stored first, then the
/// draft is handed out.
class ProviderDialog final : public CredentialDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProviderDialog)

public:
    /// A draft without an id is a new provider, and gets one that nobody in `taken` has.
    ProviderDialog(const Theme &theme, Vault &vault, ProviderDraft draft, QStringList taken, QWidget *parent = nullptr);

    void setConnectionTest(StartConnectionTest start);
    void showConnection(); ///< The page about certificates and proxies.

Q_SIGNALS:
    void draftAccepted(const triptych::ProviderDraft &draft);

protected:
    void submit() override;
    bool canSubmit() const override;
    void retranslate() override;
    bool event(QEvent *event) override;

private:
    void fitPages();
    struct KeptSecret
    {
        KeyDraft place;
        Secret secret;
    };

    bool isNew() const { return m_start.id.isEmpty(); }
    ProviderDraft draft() const;
    TestSubject testSubject() const;
    QWidget *newPage(std::initializer_list<QWidget *> parts);
    bool hasStored(const QString &secret) const;
    std::vector<KeptSecret> typedSecrets() const;
    void storeNext(const std::shared_ptr<std::vector<KeptSecret>> &left);
    void finish();
    void judge();
    QString faultText(const std::vector<DraftFault> &faults) const;
    QString noteText(const ProviderDraft &draft) const;

    const ProviderDraft m_start;
    const QStringList m_taken;
    QTabBar *m_tabs;
    PageStack *m_stack;
    AddressForm *m_address;
    SignInForm *m_signIn;
    ThemedLabel *m_destination;
    HeadersForm *m_headers;
    RequestForm *m_request;
    ModelsForm *m_models;
    QuirksForm *m_quirks;
    ConnectionForm *m_connection;
    ConnectionPanel *m_test;
    ThemedLabel *m_fault;
    VaultPart *m_vaultPart;
    bool m_isSound = false;
};

} // namespace triptych
