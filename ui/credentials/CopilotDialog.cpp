// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/CopilotDialog.h"

#include "ui/credentials/FieldsForm.h"
#include "ui/credentials/SignInCodePart.h"
#include "ui/credentials/VaultPart.h"

#include <QVBoxLayout>

namespace triptych {

CopilotDialog::CopilotDialog(const Theme &theme, Vault &vault, ProviderChoice provider, StartSignIn start,
                             QWidget *parent)
    : CredentialDialog(theme, vault, QStringLiteral("copilotDialog"), parent),
      m_provider(std::move(provider)),
      m_start(std::move(start)),
      m_fields(new FieldsForm(theme, this)),
      m_clientNote(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_destination(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_vaultPart(new VaultPart(theme, vault, this)),
      m_starting(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_code(new SignInCodePart(theme, this))
{
    m_clientNote->setObjectName(QStringLiteral("clientIdNote"));
    m_destination->setObjectName(QStringLiteral("destinationLabel"));
    m_starting->setObjectName(QStringLiteral("startingLabel"));
    body().addWidget(m_fields);
    body().addWidget(m_clientNote);
    body().addSpacing(8);
    body().addWidget(m_destination);
    body().addWidget(m_vaultPart);
    body().addWidget(m_starting);
    body().addWidget(m_code);
    m_fields->show(m_provider);
    if (!m_provider.fields.empty())
        m_fields->focusField(m_provider.fields.front().id);
    connect(m_fields, &FieldsForm::changed, this, &CopilotDialog::retranslate);
    connect(m_vaultPart, &VaultPart::changed, this, &CopilotDialog::retranslate);
    connect(m_code, &SignInCodePart::pageRequested, this, &CopilotDialog::pageRequested);
    setStage(Stage::Fields);
}

void CopilotDialog::reject()
{
    m_signIn.reset();
    CredentialDialog::reject();
}

bool CopilotDialog::lacksClientId() const
{
    const QString id = QStringLiteral("client_id");
    return m_provider.hasField(id) && m_fields->values().value(id).isEmpty();
}

bool CopilotDialog::canSubmit() const
{
    const bool isWhole = !m_provider.keyOrigin(m_fields->values()).isEmpty() && m_fields->isSound() && !lacksClientId();
    return m_stage == Stage::Fields && isWhole && m_vaultPart->isReady();
}

void CopilotDialog::submit()
{
    openVaultThen(*m_vaultPart, [this] { m_key.isEmpty() ? begin() : storeKey(); });
}

void CopilotDialog::begin()
{
    clearProblem();
    setStage(Stage::Starting);
    m_signIn = m_start(m_fields->values(),
                       {.codeCame =
                            [this](const SignInCode &code) {
                                setStage(Stage::Waiting);
                                m_code->present(code);
                            },
                        .ended = [this](Result<Secret> key) { ended(std::move(key)); }});
    if (!m_signIn) // the provider is gone
        setStage(Stage::Fields);
}

void CopilotDialog::ended(Result<Secret> key)
{
    m_signIn.reset();
    m_code->stop();
    if (key)
        m_key = std::move(key.value());
    setStage(Stage::Fields);
    if (key)
        storeKey();
    else
        showError(key.error());
}

/// Where the vault was locked meanwhile, the key is kept until that is open again.
void CopilotDialog::storeKey()
{
    clearProblem();
    setBusy(true);
    vault().addKey({.provider = m_provider.id, .origins = {m_provider.keyOrigin(m_fields->values())}}, m_key.clone(),
                   whenDone([this] {
                       m_key = {};
                       Q_EMIT keyAdded(m_provider.id);
                       accept();
                   }));
}

void CopilotDialog::setStage(Stage stage)
{
    m_stage = stage;
    const bool isAsking = stage == Stage::Fields;
    m_fields->setVisible(isAsking && !m_fields->isEmpty());
    m_clientNote->setVisible(isAsking && m_provider.hasField(QStringLiteral("client_id")));
    m_destination->setVisible(isAsking);
    m_vaultPart->setNeeded(isAsking);
    m_starting->setVisible(stage == Stage::Starting);
    m_code->setVisible(stage == Stage::Waiting);
    retranslate();
}

void CopilotDialog::retranslate()
{
    const bool isOpen = vault().state() == VaultState::Unlocked;
    const QString next = !m_key.isEmpty() ? tr("Store the sign-in")
        : isOpen                          ? tr("Get a code")
        : m_vaultPart->makesVault()       ? tr("Create vault and get a code")
                                          : tr("Unlock and get a code");
    setWords(
        tr("Sign in to %1").arg(m_provider.label),
        tr("GitHub documents no way for other programs to use Copilot. What works today may change or be refused at "
           "any time; using it is your own choice."),
        m_stage == Stage::Fields ? next : QString());
    m_clientNote->setText(tr("The client ID is that of an OAuth app registered at GitHub by you or your organization, "
                             "with the device flow on. Triptych never uses the identity of another program."));
    const QString origin = shownOrigin(m_provider.keyOrigin(m_fields->values()));
    m_destination->setText(origin.isEmpty() ? tr("The sign-in is stored encrypted.")
                                            : tr("The sign-in is stored encrypted and sent to %1 only.").arg(origin));
    m_starting->setText(tr("Asking GitHub for a code…"));
}

} // namespace triptych
