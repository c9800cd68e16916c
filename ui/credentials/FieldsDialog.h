// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/credentials/ConnectionTest.h"
#include "ui/credentials/CredentialDialog.h"
#include "ui/credentials/ProviderChoice.h"

namespace triptych {

class ConnectionForm;
class ConnectionPanel;
class FieldsForm;

/// Changes what a provider wants beside its key – an organisation, a project, a region – and how it is reached. Needs
/// no vault.
class FieldsDialog final : public CredentialDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldsDialog)

public:
    FieldsDialog(const Theme &theme, Vault &vault, ProviderChoice provider, QWidget *parent = nullptr);

    void setConnectionTest(StartConnectionTest start);
    void focusField(const QString &id);

Q_SIGNALS:
    void fieldsChosen(const QString &provider, const QMap<QString, QString> &values); ///< Only where it has any.
    void connectionChosen(const QString &provider, const QString &caFile, const QString &proxy);

protected:
    void submit() override;
    bool canSubmit() const override;
    void retranslate() override;

private:
    TestSubject testSubject() const;
    void showDestination();

    const ProviderChoice m_provider;
    FieldsForm *m_form;
    ThemedLabel *m_destination;
    ConnectionForm *m_connection;
    ConnectionPanel *m_test;
};

} // namespace triptych
