// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/AddKeyDialog.h"

#include "ui/credentials/AddressForm.h"
#include "ui/credentials/ConnectionPanel.h"
#include "ui/credentials/FieldsForm.h"
#include "ui/credentials/VaultPart.h"
#include "ui/lanes/LaneButtons.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace triptych {

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
      m_allSettings(new LaneLinkButton(theme, QString(), this)),
      m_test(new ConnectionPanel(
          theme, [this] { return testSubject(); }, this)),
      m_vaultPart(new VaultPart(theme, vault, this))
{
    for (const ProviderChoice &provider : m_providers)
        m_provider->addItem(provider.label, provider.id);
    m_provider->addItem(QString(), QString());
    m_destination->setObjectName(QStringLiteral("destinationLabel"));
    m_allSettings->setObjectName(QStringLiteral("allSettingsButton"));
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
    body().addWidget(m_allSettings, 0, Qt::AlignLeft);
    body().addWidget(m_test);
    body().addWidget(m_vaultPart);

    connect(m_provider, &QComboBox::currentIndexChanged, this, &AddKeyDialog::showChoice);
    connect(m_fieldsPart, &FieldsForm::changed, this, &AddKeyDialog::showDestination);
    connect(m_addressPart, &AddressForm::changed, this, &AddKeyDialog::showDestination);
    connect(m_key, &SecretField::changed, this, [this] {
        refreshTest();
        showVaultPart();
    });
    connect(m_vaultPart, &VaultPart::changed, this, &AddKeyDialog::showVaultPart);
    connect(m_allSettings, &QAbstractButton::clicked, this, [this] { Q_EMIT allSettingsRequested(newProvider()); });
    connect(m_link, &QAbstractButton::clicked, this,
            [this] { Q_EMIT linkRequested(QUrl(choice() ? choice()->keyUrl : QString())); });
    retranslate();
    showChoice();
    m_key->setFocus();
}

void AddKeyDialog::chooseProvider(const QString &id)
{
    const int row = m_provider->findData(id);
    m_provider->setCurrentIndex(row);
    if (row < 0)
        return m_provider->setFocus();
    isOther() ? m_addressPart->setFocus() : m_key->setFocus();
}

bool AddKeyDialog::isOther() const
{
    return m_provider->currentIndex() == int(m_providers.size());
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
    return choice() ? choice()->address(m_fieldsPart->values()) : QUrl();
}

QStringList AddKeyDialog::origins() const
{
    if (isOther())
        return {originOf(address())};
    return choice() ? choice()->keyOrigins(m_fieldsPart->values()) : QStringList();
}

NewProvider AddKeyDialog::newProvider() const
{
    QStringList taken = m_takenIds;
    for (const ProviderChoice &provider : m_providers)
        taken += provider.id;
    return {.id = newProviderId(m_addressPart->label(), taken),
            .label = m_addressPart->label(),
            .baseUrl = m_addressPart->baseUrl(),
            .dialect = m_addressPart->dialect(),
            .hasKey = !isKeyless()};
}

bool AddKeyDialog::canSubmit() const
{
    if (signsIn())
        return true;
    if (!isSafeForKeys(address()) || !m_fieldsPart->isSound())
        return false;
    return isKeyless() || (!m_key->value().trimmed().isEmpty() && m_vaultPart->isReady());
}

void AddKeyDialog::submit()
{
    if (signsIn()) {
        Q_EMIT signInRequested(choice()->id);
        return;
    }
    if (isKeyless())
        return finishAdding();
    openVaultThen(*m_vaultPart, [this] { storeKey(); });
}

void AddKeyDialog::storeKey()
{
    clearProblem();
    setBusy(true);
    const KeyDraft draft {.provider = isOther() ? newProvider().id : choice()->id,
                          .label = m_label->text().trimmed(),
                          .origins = origins()};
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
    m_allSettings->setVisible(isOther());
    const QString keyUrl = choice() ? choice()->keyUrl : QString();
    m_link->setVisible(!keyUrl.isEmpty());
    m_link->setText(keyUrl);
    m_link->setAccessibleName(keyUrl);
    choice() && !signsIn() ? m_fieldsPart->show(*choice()) : m_fieldsPart->clear();
    for (QWidget *part : std::initializer_list<QWidget *> {m_keyCaption, m_key, m_labelCaption, m_label, m_destination})
        part->setVisible(!signsIn());
    showDestination();
    showVaultPart();
}

void AddKeyDialog::showVaultPart()
{
    m_vaultPart->setNeeded(!isKeyless() && !signsIn());
    retranslate();
}

void AddKeyDialog::setConnectionTest(StartConnectionTest start)
{
    m_test->setStarter(std::move(start));
    refreshTest();
}

TestSubject AddKeyDialog::testSubject() const
{
    TestSubject subject {.key = m_key->value().trimmed()};
    if (isOther()) {
        subject.draft = newDraft(m_addressPart->dialect());
        subject.draft->id = newProvider().id;
        subject.draft->baseUrl = m_addressPart->baseUrl();
        subject.draft->auth.isOptional = true;
    } else {
        subject.provider = choice()->id;
        subject.fields = m_fieldsPart->values();
    }
    return subject;
}

void AddKeyDialog::refreshTest()
{
    m_test->forget();
    m_test->setReady(isSafeForKeys(address()) && m_fieldsPart->isSound());
}

void AddKeyDialog::showDestination()
{
    const QUrl url = address();
    const QString origin = originOf(url).isEmpty() ? QString() : shownOrigins(origins());
    const bool isUnsafe = !origin.isEmpty() && !isSafeForKeys(url);
    m_destination->setKind(isUnsafe ? ThemedLabel::Kind::Warning : ThemedLabel::Kind::Secondary);
    if (isUnsafe)
        m_destination->setText(tr("%1 is not encrypted. Plain http is for this machine only.").arg(origin));
    else if (origin.isEmpty())
        m_destination->setText(tr("Stored encrypted and sent to this address only."));
    else
        m_destination->setText(tr("Stored encrypted and sent to %1 only.").arg(origin));
    refreshTest();
    refresh();
}

void AddKeyDialog::retranslate()
{
    const bool isOpen = vault().state() == VaultState::Unlocked;
    const QString primaryText = signsIn() ? tr("Sign in…")
        : isKeyless()                     ? tr("Add server")
        : isOpen                          ? tr("Add key")
        : m_vaultPart->makesVault()       ? tr("Create vault and add key")
                                          : tr("Unlock and add key");
    setWords(tr("Add a key"), {}, primaryText);
    m_provider->setItemText(m_provider->count() - 1, tr("Another address"));
    m_provider->setAccessibleName(tr("Provider"));
    m_provider->setPlaceholderText(tr("Choose a provider"));
    m_providerCaption->setText(tr("Provider"));
    m_keyCaption->setText(isOther() ? tr("Key (where the server wants one)") : tr("Key"));
    m_key->setAccessibleName(tr("Key"));
    m_labelCaption->setText(tr("Label (optional)"));
    m_label->setAccessibleName(tr("Label of the key"));
    m_label->setPlaceholderText(tr("Work, private, a project"));
    m_allSettings->setText(tr("All settings of the server…"));
    m_allSettings->setAccessibleName(m_allSettings->text());
    m_link->setToolTip(tr("Where this provider hands out keys"));
}

} // namespace triptych
