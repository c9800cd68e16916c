// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/FieldsDialog.h"

#include "ui/credentials/FieldsForm.h"

#include <QVBoxLayout>

namespace triptych {

FieldsDialog::FieldsDialog(const Theme &theme, Vault &vault, ProviderChoice provider, QWidget *parent)
    : CredentialDialog(theme, vault, QStringLiteral("fieldsDialog"), parent),
      m_provider(std::move(provider)),
      m_form(new FieldsForm(theme, this)),
      m_destination(new ThemedLabel(theme, ThemedLabel::Kind::Warning, this))
{
    m_destination->setObjectName(QStringLiteral("destinationLabel"));
    body().addWidget(m_form);
    body().addWidget(m_destination);
    m_form->show(m_provider);
    connect(m_form, &FieldsForm::changed, this, &FieldsDialog::showDestination);
    retranslate();
    showDestination();
}

void FieldsDialog::focusField(const QString &id)
{
    m_form->focusField(id);
}

bool FieldsDialog::canSubmit() const
{
    return m_form->isSound() && isSafeForKeys(m_provider.address(m_form->values()));
}

void FieldsDialog::submit()
{
    Q_EMIT fieldsChosen(m_provider.id, m_form->values());
    accept();
}

/// A key stays sealed to the address that it was added for.
void FieldsDialog::showDestination()
{
    const QString before = originOf(m_provider.address({}));
    const QString after = originOf(m_provider.address(m_form->values()));
    const bool moves = before != after && !after.isEmpty();
    m_destination->setVisible(moves);
    m_destination->setText(tr("Sent to %1 from then on. The key was stored for another address; add it again there.")
                               .arg(shownOrigin(after)));
    refresh();
}

void FieldsDialog::retranslate()
{
    setWords(tr("What goes with the key of %1").arg(m_provider.label),
             tr("It is sent with each request. What is empty is not sent."), tr("Save"));
    showDestination();
}

} // namespace triptych
