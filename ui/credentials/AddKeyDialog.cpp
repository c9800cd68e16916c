// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/AddKeyDialog.h"

#include "ui/credentials/AddressForm.h"
#include "ui/credentials/FieldsForm.h"
#include "ui/credentials/NewPasswordForm.h"
#include "ui/lanes/LaneButtons.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace triptych {

namespace {

QVBoxLayout *columnOf(QWidget &part)
{
    auto *column = new QVBoxLayout(&part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    return column;
}

} // namespace

AddKeyDialog::AddKeyDialog(const Theme &theme, Vault &vault, std::vector<ProviderChoice> providers, QWidget *parent)
    : CredentialDialog(theme, vault, QStringLiteral("addKeyDialog"), parent),
      m_providers(std::move(providers)),
      m_provider(new QComboBox(this)),
      m_fieldsPart(new FieldsForm(theme, this)),
      m_addressPart(new AddressForm(theme, this)),
      m_key(new SecretField(theme, this)),
      m_label(new QLineEdit(this)),
      m_destination(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_link(new LaneLinkButton(theme, QString(), this)),
      m_vaultPart(new QWidget(this)),
      m_vaultIntro(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, m_vaultPart)),
      m_newPassword(new NewPasswordForm(theme, m_vaultPart)),
      m_password(new SecretField(theme, m_vaultPart))
{
    for (const ProviderChoice &provider : m_providers)
        m_provider->addItem(provider.label, provider.id);
    m_provider->addItem(QString(), QString());
    m_destination->setObjectName(QStringLiteral("destinationLabel"));
    m_link->setObjectName(QStringLiteral("keyLinkButton"));
    m_link->setMaximumWidth(contentWidth);

    m_providerCaption = addField(body(), *m_provider, QStringLiteral("providerBox"));
    body().addWidget(m_fieldsPart);
    body().addWidget(m_addressPart);
    m_keyCaption = addField(body(), *m_key, QStringLiteral("keyField"));
    m_labelCaption = addField(body(), *m_label, QStringLiteral("keyLabelField"));
    body().addWidget(m_destination);
    body().addSpacing(4);
    body().addWidget(m_link, 0, Qt::AlignLeft);
    body().addWidget(m_vaultPart);
    auto *vaultColumn = columnOf(*m_vaultPart);
    vaultColumn->addSpacing(12);
    vaultColumn->addWidget(m_vaultIntro);
    vaultColumn->addSpacing(8);
    vaultColumn->addWidget(m_newPassword);
    m_passwordCaption = addField(*vaultColumn, *m_password, QStringLiteral("vaultPasswordField"));

    connect(m_provider, &QComboBox::currentIndexChanged, this, &AddKeyDialog::showChoice);
    connect(m_fieldsPart, &FieldsForm::changed, this, &AddKeyDialog::showDestination);
    connect(m_addressPart, &AddressForm::changed, this, &AddKeyDialog::showDestination);
    connect(m_key, &SecretField::changed, this, &AddKeyDialog::showVaultPart);
    connect(m_newPassword, &NewPasswordForm::changed, this, &AddKeyDialog::refresh);
    connect(m_password, &SecretField::changed, this, &AddKeyDialog::refresh);
    connect(m_link, &QAbstractButton::clicked, this,
            [this] { Q_EMIT linkRequested(QUrl(choice() ? choice()->keyUrl : QString())); });
    connect(&vault, &Vault::stateChanged, this, &AddKeyDialog::showVaultPart);
    retranslate();
    showChoice();
    m_key->setFocus();
}

void AddKeyDialog::chooseProvider(const QString &id)
{
    const int row = m_provider->findData(id);
    if (row < 0)
        return;
    m_provider->setCurrentIndex(row);
    isOther() ? m_addressPart->setFocus() : m_key->setFocus();
}

bool AddKeyDialog::isOther() const
{
    return !choice();
}

const ProviderChoice *AddKeyDialog::choice() const
{
    const int row = m_provider->currentIndex();
    return row >= 0 && row < int(m_providers.size()) ? &m_providers[std::size_t(row)] : nullptr;
}

QUrl AddKeyDialog::address() const
{
    if (isOther())
        return m_addressPart->address();
    return choice()->address(m_fieldsPart->values());
}

NewProvider AddKeyDialog::newProvider() const
{
    QStringList taken;
    for (const ProviderChoice &provider : m_providers)
        taken += provider.id;
    return {.id = newProviderId(m_addressPart->label(), taken),
            .label = m_addressPart->label(),
            .baseUrl = m_addressPart->baseUrl(),
            .dialect = m_addressPart->dialect(),
            .hasKey = !isKeyless()};
}

bool AddKeyDialog::isVaultReady() const
{
    switch (vault().state()) {
    case VaultState::Absent: return m_newPassword->isAcceptable();
    case VaultState::Locked: return !m_password->isEmpty();
    case VaultState::Opening: return false;
    case VaultState::Unlocked: return true;
    }
    return false;
}

bool AddKeyDialog::canSubmit() const
{
    if (!isSafeForKeys(address()) || !m_fieldsPart->isSound())
        return false;
    return isKeyless() || (!m_key->value().trimmed().isEmpty() && isVaultReady());
}

void AddKeyDialog::submit()
{
    if (isKeyless())
        return finishAdding();
    switch (vault().state()) {
    case VaultState::Absent: return createThen(m_newPassword->password(), [this] { storeKey(); });
    case VaultState::Locked: return unlockThen(*m_password, [this] { storeKey(); });
    case VaultState::Opening: return;
    case VaultState::Unlocked: return storeKey();
    }
}

void AddKeyDialog::storeKey()
{
    clearProblem();
    setBusy(true);
    const KeyDraft draft {.provider = isOther() ? newProvider().id : choice()->id,
                          .label = m_label->text().trimmed(),
                          .origins = {originOf(address())}};
    vault().addKey(draft, m_key->value().trimmed(), whenDone([this] { finishAdding(); }));
}

void AddKeyDialog::finishAdding()
{
    if (isOther()) {
        const NewProvider provider = newProvider();
        Q_EMIT providerRequested(provider);
        if (provider.hasKey)
            Q_EMIT keyAdded(provider.id);
    } else {
        if (!m_fieldsPart->isEmpty())
            Q_EMIT fieldsChosen(choice()->id, m_fieldsPart->values());
        Q_EMIT keyAdded(choice()->id);
    }
    accept();
}

void AddKeyDialog::showChoice()
{
    m_addressPart->setVisible(isOther());
    const QString keyUrl = choice() ? choice()->keyUrl : QString();
    m_link->setVisible(!keyUrl.isEmpty());
    m_link->setText(keyUrl);
    m_link->setAccessibleName(keyUrl);
    choice() ? m_fieldsPart->show(*choice()) : m_fieldsPart->clear();
    showDestination();
    showVaultPart();
}

void AddKeyDialog::showVaultPart()
{
    const VaultState state = vault().state();
    const bool isNeeded = !isKeyless() && state != VaultState::Unlocked;
    m_vaultPart->setVisible(isNeeded);
    m_newPassword->setVisible(state == VaultState::Absent
                              || (state == VaultState::Opening && !m_newPassword->password().isEmpty()));
    m_passwordCaption->setVisible(!m_newPassword->isVisibleTo(m_vaultPart));
    m_password->setVisible(!m_newPassword->isVisibleTo(m_vaultPart));
    m_vaultIntro->setText(
        m_newPassword->isVisibleTo(m_vaultPart)
            ? tr("Choose the password of the vault that holds your keys. It is kept nowhere, so nobody can restore it.")
            : tr("The vault is locked. Its password unlocks it first."));
    retranslate();
}

void AddKeyDialog::showDestination()
{
    const QUrl url = address();
    const QString origin = shownOrigin(originOf(url));
    const bool isUnsafe = !origin.isEmpty() && !isSafeForKeys(url);
    m_destination->setKind(isUnsafe ? ThemedLabel::Kind::Warning : ThemedLabel::Kind::Secondary);
    if (isUnsafe)
        m_destination->setText(tr("%1 is not encrypted. Plain http is for this machine only.").arg(origin));
    else if (origin.isEmpty())
        m_destination->setText(tr("Stored encrypted and sent to this address only."));
    else
        m_destination->setText(tr("Stored encrypted and sent to %1 only.").arg(origin));
    refresh();
}

void AddKeyDialog::retranslate()
{
    const bool isOpen = vault().state() == VaultState::Unlocked;
    const QString primaryText = isKeyless()       ? tr("Add server")
        : isOpen                                  ? tr("Add key")
        : m_newPassword->isVisibleTo(m_vaultPart) ? tr("Create vault and add key")
                                                  : tr("Unlock and add key");
    setWords(tr("Add a key"), {}, primaryText);
    m_provider->setItemText(m_provider->count() - 1, tr("Another address"));
    m_provider->setAccessibleName(tr("Provider"));
    m_providerCaption->setText(tr("Provider"));
    m_keyCaption->setText(isOther() ? tr("Key (where the server wants one)") : tr("Key"));
    m_key->setAccessibleName(tr("Key"));
    m_labelCaption->setText(tr("Label (optional)"));
    m_label->setAccessibleName(tr("Label of the key"));
    m_label->setPlaceholderText(tr("Work, private, a project"));
    m_passwordCaption->setText(tr("Password of the vault"));
    m_password->setAccessibleName(tr("Password of the vault"));
    m_link->setToolTip(tr("Where this provider hands out keys"));
}

} // namespace triptych
