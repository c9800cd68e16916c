// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/ProviderDialog.h"

#include "core/providers/HeaderRules.h"
#include "ui/credentials/AddressForm.h"
#include "ui/credentials/ConnectionForm.h"
#include "ui/credentials/ConnectionPanel.h"
#include "ui/credentials/DraftFaultText.h"
#include "ui/credentials/HeadersForm.h"
#include "ui/credentials/ModelsForm.h"
#include "ui/credentials/PageStack.h"
#include "ui/credentials/ProviderChoice.h"
#include "ui/credentials/QuirksForm.h"
#include "ui/credentials/RequestForm.h"
#include "ui/credentials/SignInForm.h"
#include "ui/credentials/VaultPart.h"

#include <QEvent>
#include <QTabBar>
#include <QVBoxLayout>

namespace triptych {

ProviderDialog::ProviderDialog(const Theme &theme, Vault &vault, ProviderDraft draft, QStringList taken,
                               QWidget *parent)
    : CredentialDialog(theme, vault, QStringLiteral("providerDialog"), parent),
      m_start(std::move(draft)),
      m_taken(std::move(taken)),
      m_tabs(new QTabBar(this)),
      m_stack(new PageStack(this)),
      m_address(new AddressForm(theme, this)),
      m_signIn(new SignInForm(theme, this)),
      m_destination(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_headers(new HeadersForm(theme, this)),
      m_request(new RequestForm(theme, this)),
      m_models(new ModelsForm(theme, this)),
      m_quirks(new QuirksForm(theme, this)),
      m_connection(new ConnectionForm(theme, this)),
      m_test(new ConnectionPanel(
          theme, [this] { return testSubject(); }, this)),
      m_fault(new ThemedLabel(theme, ThemedLabel::Kind::Warning, this)),
      m_vaultPart(new VaultPart(theme, vault, this))
{
    m_tabs->setObjectName(QStringLiteral("providerTabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_stack->setObjectName(QStringLiteral("providerPages"));
    m_destination->setObjectName(QStringLiteral("destinationLabel"));
    m_fault->setObjectName(QStringLiteral("faultLabel"));
    for (QWidget *page :
         {newPage({m_address, m_signIn, m_destination}), newPage({m_headers}), newPage({m_request}),
          static_cast<QWidget *>(m_models), static_cast<QWidget *>(m_quirks), newPage({m_connection, m_test})}) {
        m_tabs->addTab(QString());
        m_stack->addPage(page);
    }
    body().addWidget(m_tabs);
    auto *pages = new PageLayout;
    pages->addWidget(m_stack);
    body().addSpacing(8 - PageStack::ringRoom);
    body().addLayout(pages);
    body().addWidget(m_fault);
    body().addWidget(m_vaultPart);

    m_address->present(m_start.baseUrl, m_start.label, m_start.dialect);
    m_signIn->present(m_start.auth, !isNew());
    m_headers->present(m_start.headers, [this](const QString &secret) { return hasStored(secret); });
    m_request->present(m_start.body);
    m_models->present(m_start.models, m_start.bases);
    m_quirks->present(m_start.quirks);
    m_connection->present(m_start.caFile, m_start.proxy);

    connect(m_stack, &PageStack::pageChanged, this, &ProviderDialog::fitPages);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &PageStack::setCurrentIndex);
    connect(m_address, &AddressForm::changed, this, &ProviderDialog::judge);
    connect(m_address, &AddressForm::dialectChosen, this, [this] {
        if (isNew()) // what is known of servers that speak it
            m_quirks->present(newDraft(m_address->dialect()).quirks);
    });
    connect(m_signIn, &SignInForm::changed, this, &ProviderDialog::judge);
    connect(m_headers, &HeadersForm::changed, this, &ProviderDialog::judge);
    connect(m_request, &RequestForm::changed, this, &ProviderDialog::judge);
    connect(m_models, &ModelsForm::changed, this, &ProviderDialog::judge);
    connect(m_connection, &ConnectionForm::changed, this, &ProviderDialog::judge);
    connect(m_vaultPart, &VaultPart::changed, this, &ProviderDialog::judge);
    retranslate();
    judge();
    m_address->setFocus();
}

QWidget *ProviderDialog::newPage(std::initializer_list<QWidget *> parts)
{
    auto *page = new QWidget(m_stack);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (QWidget *part : parts)
        column->addWidget(part);
    column->addStretch();
    return page;
}

/// What is said below the pages, and a password, take their room from the pages, not from the screen.
bool ProviderDialog::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show)
        fitPages();
    return CredentialDialog::event(event);
}

void ProviderDialog::fitPages()
{
    m_stack->fitInto(mostHeight() - (layout()->totalSizeHint().height() - m_stack->minimumHeight()));
}

void ProviderDialog::setConnectionTest(StartConnectionTest start)
{
    m_test->setStarter(std::move(start));
    judge();
}

void ProviderDialog::showConnection()
{
    m_tabs->setCurrentIndex(m_stack->count() - 1);
}

bool ProviderDialog::hasStored(const QString &secret) const
{
    if (vault().state() != VaultState::Unlocked)
        return !isNew(); // nobody can look; what is missing is said when it is sent
    for (const KeyInfo &key : vault().keys())
        if (key.provider == secretOwner(m_start.id, secret) && key.origins.contains(m_start.origin()))
            return true;
    return false;
}

ProviderDraft ProviderDialog::draft() const
{
    ProviderDraft draft = m_start;
    if (isNew())
        draft.id = newProviderId(m_address->label(), m_taken);
    draft.label = m_address->label();
    draft.baseUrl = m_address->baseUrl();
    draft.dialect = m_address->dialect();
    draft.auth = m_signIn->rule();
    draft.headers = m_headers->headers();
    draft.body = m_request->body();
    draft.models = m_models->models();
    draft.bases = m_models->bases();
    draft.quirks = m_quirks->quirks();
    draft.caFile = m_connection->caFile();
    draft.proxy = m_connection->proxy();
    return draft;
}

TestSubject ProviderDialog::testSubject() const
{
    TestSubject subject {.draft = draft(), .key = m_signIn->key()};
    for (auto &[header, secret] : m_headers->secrets())
        subject.headers.emplace_back(header.name.toLatin1(), std::move(secret));
    return subject;
}

std::vector<ProviderDialog::KeptSecret> ProviderDialog::typedSecrets() const
{
    const ProviderDraft now = draft();
    std::vector<KeptSecret> typed;
    if (Secret key = m_signIn->key(); !key.isEmpty())
        typed.push_back({{.provider = now.id, .origins = {now.origin()}}, std::move(key)});
    for (auto &[header, secret] : m_headers->secrets()) {
        KeyDraft place {
            .provider = secretOwner(now.id, header.secret), .label = header.name, .origins = {now.origin()}};
        place.showsTail = false;
        typed.push_back({std::move(place), std::move(secret)});
    }
    return typed;
}

bool ProviderDialog::canSubmit() const
{
    return m_isSound && (typedSecrets().empty() || m_vaultPart->isReady());
}

void ProviderDialog::submit()
{
    auto left = std::make_shared<std::vector<KeptSecret>>(typedSecrets());
    if (left->empty())
        return finish();
    openVaultThen(*m_vaultPart, [this, left] { storeNext(left); });
}

void ProviderDialog::storeNext(const std::shared_ptr<std::vector<KeptSecret>> &left)
{
    if (left->empty())
        return finish();
    KeptSecret next = std::move(left->back());
    left->pop_back();
    setBusy(true);
    vault().addKey(next.place, std::move(next.secret), whenDone([this, left] { storeNext(left); }));
}

void ProviderDialog::finish()
{
    Q_EMIT draftAccepted(draft());
    accept();
}

void ProviderDialog::judge()
{
    const ProviderDraft now = draft();
    const std::vector<DraftFault> faults = faultsOf(now);
    const QString text = faultText(faults);
    m_isSound = faults.empty() && text.isEmpty() && m_connection->isSound();
    m_fault->setText(text);
    m_fault->setVisible(!text.isEmpty());
    m_destination->setText(noteText(now));
    m_vaultPart->setNeeded(!typedSecrets().empty());
    m_test->forget();
    m_test->setReady(m_isSound);
    retranslate();
}

QString ProviderDialog::faultText(const std::vector<DraftFault> &faults) const
{
    for (const DraftFault &fault : faults)
        if (const QString text = draftFaultText(fault); !text.isEmpty())
            return text;
    if (const QString header = m_headers->headerWithoutSecret(); !header.isEmpty())
        return tr("The secret value of the header “%1” is still to be entered.").arg(header);
    return {};
}

/// A key stays sealed to the address that it was stored for.
QString ProviderDialog::noteText(const ProviderDraft &now) const
{
    const QString origin = now.origin();
    if (origin.isEmpty())
        return tr("Keys are stored encrypted and sent to this address only.");
    if (!isNew() && origin != m_start.origin())
        return tr("Keys were stored for %1. Enter them again, for %2.")
            .arg(shownOrigin(m_start.origin()), shownOrigin(origin));
    return tr("Keys are stored encrypted and sent to %1 only.").arg(shownOrigin(origin));
}

void ProviderDialog::retranslate()
{
    const QString save = isNew() ? tr("Add provider") : tr("Save");
    const bool opensVault = m_vaultPart->isVisibleTo(this);
    setWords(isNew() ? tr("Add a provider") : tr("Edit %1").arg(m_start.label.isEmpty() ? m_start.id : m_start.label),
             {},
             opensVault && m_vaultPart->makesVault() ? tr("Create vault and save")
                 : opensVault                        ? tr("Unlock and save")
                                                     : save);
    m_tabs->setAccessibleName(tr("Pages of the provider"));
    const QStringList pages {tr("Server"), tr("Headers"), tr("Request"), tr("Models"), tr("Quirks"), tr("Connection")};
    for (int i = 0; i < m_tabs->count(); ++i)
        m_tabs->setTabText(i, pages[i]);
    m_destination->setText(noteText(draft()));
}

} // namespace triptych
