// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/FieldsDialog.h"

#include "ui/credentials/ConnectionForm.h"
#include "ui/credentials/ConnectionPanel.h"
#include "ui/credentials/FieldsForm.h"

#include <QVBoxLayout>

namespace triptych {

FieldsDialog::FieldsDialog(const Theme &theme, Vault &vault, ProviderChoice provider, QWidget *parent)
    : CredentialDialog(theme, vault, QStringLiteral("fieldsDialog"), parent),
      m_provider(std::move(provider)),
      m_form(new FieldsForm(theme, this)),
      m_destination(new ThemedLabel(theme, ThemedLabel::Kind::Warning, this)),
      m_connection(new ConnectionForm(theme, this)),
      m_test(new ConnectionPanel(
          theme, [this] { return testSubject(); }, this))
{
    m_destination->setObjectName(QStringLiteral("destinationLabel"));
    body().addWidget(m_form);
    body().addWidget(m_destination);
    body().addSpacing(8);
    body().addWidget(m_connection);
    body().addWidget(m_test);
    m_form->show(m_provider);
    m_connection->present(m_provider.caFile, m_provider.proxy);
    connect(m_connection, &ConnectionForm::changed, this, &FieldsDialog::showDestination);
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
    return m_form->isSound() && m_connection->isSound() && isSafeForKeys(m_provider.address(m_form->values()));
}

void FieldsDialog::submit()
{
    if (!m_form->isEmpty())
        Q_EMIT fieldsChosen(m_provider.id, m_form->values());
    Q_EMIT connectionChosen(m_provider.id, m_connection->caFile(), m_connection->proxy());
    accept();
}

/// A key stays sealed to the address that it was added for.
void FieldsDialog::showDestination()
{
    const QString before = m_provider.keyOrigin({});
    const QString after = m_provider.keyOrigin(m_form->values());
    const bool moves = before != after && !after.isEmpty();
    m_destination->setVisible(moves);
    m_destination->setText(tr("Sent to %1 from then on. The key was stored for another address; add it again there.")
                               .arg(shownOrigin(after)));
    m_test->forget();
    m_test->setReady(canSubmit());
    refresh();
}

void FieldsDialog::setConnectionTest(StartConnectionTest start)
{
    m_test->setStarter(std::move(start));
    showDestination();
}

TestSubject FieldsDialog::testSubject() const
{
    return {.provider = m_provider.id,
            .fields = m_form->values(),
            .caFile = m_connection->caFile(),
            .proxy = m_connection->proxy()};
}

void FieldsDialog::retranslate()
{
    setWords(m_provider.label,
             m_form->isEmpty() ? QString()
                               : tr("What goes with its key, and how it is reached. An id that is empty is not sent."),
             tr("Save"));
    showDestination();
}

} // namespace triptych
