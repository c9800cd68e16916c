// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/credentials/CredentialDialog.h"
#include "ui/credentials/ProviderChoice.h"

namespace triptych {

class FieldsForm;

/// Changes what a provider wants beside its key: an organisation, a project, a region. Needs no vault.
class FieldsDialog final : public CredentialDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldsDialog)

public:
    FieldsDialog(const Theme &theme, Vault &vault, ProviderChoice provider, QWidget *parent = nullptr);

    void focusField(const QString &id);

Q_SIGNALS:
    void fieldsChosen(const QString &provider, const QMap<QString, QString> &values);

protected:
    void submit() override;
    bool canSubmit() const override;
    void retranslate() override;

private:
    void showDestination();

    const ProviderChoice m_provider;
    FieldsForm *m_form;
    ThemedLabel *m_destination;
};

} // namespace triptych
