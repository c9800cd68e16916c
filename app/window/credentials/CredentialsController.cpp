// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/credentials/CredentialsController.h"

#include "app/session/ConnectionTester.h"
#include "app/session/GitHubSignIns.h"
#include "app/session/LaneEndpoints.h"
#include "app/session/Session.h"
#include "core/settings/ProviderFiles.h"
#include "core/text/ErrorText.h"
#include "ui/credentials/AddKeyDialog.h"
#include "ui/credentials/CopilotDialog.h"
#include "ui/credentials/FieldsDialog.h"
#include "ui/credentials/KeysDialog.h"
#include "ui/credentials/ProviderDialog.h"
#include "ui/credentials/ProxySignInDialog.h"
#include "ui/credentials/VaultDialogs.h"

#include <QDir>
#include <QUrl>

namespace triptych {

namespace {

/// A provider that is just described, as the catalogue would have it.
std::optional<ProviderPreset> presetOf(const ProviderDraft &draft)
{
    auto read = readPreset(writeDraft(draft), draft.id);
    return read ? std::optional(std::move(read).value()) : std::nullopt;
}

ProbeSubject probeOf(ProviderPreset preset, TestSubject subject, const Settings &settings)
{
    ProbeSubject probe {.preset = std::move(preset), .key = std::move(subject.key)};
    probe.proxyOrigin = signInOrigin(settings, probe.preset);
    for (auto &[name, secret] : subject.headers)
        probe.headers.push_back({name, QByteArray(), std::move(secret)});
    return probe;
}

/// Of a provider whose file says it, nothing is left in the settings, which would go before it.
void setConnection(Settings &settings, const QString &provider, const QString &caFile, const QString &proxy)
{
    const auto set = [&provider](QMap<QString, QString> &map, const QString &value) {
        if (value.isEmpty())
            map.remove(provider);
        else
            map.insert(provider, value);
    };
    set(settings.providerCaFile, caFile);
    set(settings.providerProxy, proxy);
}

} // namespace

CredentialsController::CredentialsController(Session &session, const Theme &theme, QWidget &window, QObject *parent)
    : QObject(parent),
      m_session(session),
      m_theme(theme),
      m_window(window)
{
    connect(&session.keys(), &KeyRing::vaultWanted, this, &CredentialsController::unlock);
}

void CredentialsController::present(QDialog *dialog)
{
    if (m_dialog)
        m_dialog->close();
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void CredentialsController::addKey(const QString &provider)
{
    const ProviderPreset *preset = m_session.catalog().find(provider);
    if (preset && preset->auth.kind == AuthKind::Copilot)
        return signInToCopilot(provider);
    auto *dialog = new AddKeyDialog(m_theme, m_session.vault(), choices(), &m_window);
    dialog->setTakenIds(takenIds());
    dialog->chooseProvider(provider);
    connect(dialog, &AddKeyDialog::providerRequested, this, &CredentialsController::addServer);
    connect(dialog, &AddKeyDialog::fieldsChosen, this, &CredentialsController::keepFields);
    connect(dialog, &AddKeyDialog::allSettingsRequested, this, [this](const NewProvider &server) {
        ProviderDraft draft = newDraft(server.dialect);
        draft.label = server.label;
        draft.baseUrl = server.baseUrl;
        openForm(draft);
    });
    dialog->setConnectionTest(connectionTest());
    connect(dialog, &AddKeyDialog::signInRequested, this, &CredentialsController::signInToCopilot);
    connect(dialog, &AddKeyDialog::linkRequested, this, &CredentialsController::linkRequested);
    present(dialog);
}

void CredentialsController::editFields(const QString &provider, const QString &field)
{
    const ProviderPreset *preset = m_session.catalog().find(provider);
    if (!preset)
        return;
    auto *dialog = new FieldsDialog(m_theme, m_session.vault(), choiceOf(*preset), &m_window);
    connect(dialog, &FieldsDialog::connectionChosen, this, &CredentialsController::keepConnection);
    dialog->setConnectionTest(connectionTest());
    connect(dialog, &FieldsDialog::fieldsChosen, this, &CredentialsController::keepFields);
    present(dialog);
    dialog->focusField(field);
}

void CredentialsController::signInToCopilot(const QString &provider)
{
    const ProviderPreset *preset = m_session.catalog().find(provider);
    if (!preset)
        return;
    const auto start
        = [this, provider](const QMap<QString, QString> &fields, SignInNews news) -> std::shared_ptr<void> {
        keepFields(provider, fields);
        const ProviderPreset *known = m_session.catalog().find(provider);
        if (!known)
            return nullptr;
        const ProviderPreset way = withConnection(*known, m_session.settings());
        return m_session.signIns().start(way, signInOrigin(m_session.settings(), way), m_dialog, news.codeCame,
                                         news.ended);
    };
    auto *dialog = new CopilotDialog(m_theme, m_session.vault(), choiceOf(*preset), start, &m_window);
    connect(dialog, &CopilotDialog::pageRequested, this, &CredentialsController::pageRequested);
    present(dialog);
}

void CredentialsController::signInAtProxy(const QUrl &proxy)
{
    auto *dialog = new ProxySignInDialog(m_theme, m_session.vault(), proxy, &m_window);
    connect(dialog, &ProxySignInDialog::signInKept, this, [this](const QUrl &kept) {
        Settings settings = m_session.settings();
        settings.proxy = ProxyChoice::Manual;
        settings.manualProxy = kept;
        settings.proxySignsIn = true;
        if (const auto saved = m_session.changeSettings(settings); !saved)
            Q_EMIT problem(describe(saved.error()).what);
    });
    present(dialog);
}

void CredentialsController::editProvider(const QString &provider)
{
    if (provider.isEmpty())
        return openForm(newDraft(QStringLiteral("openai-chat")));
    const ProviderPreset *preset = m_session.catalog().find(provider);
    const auto draft = loadDraft(m_session.paths().providersFolder(), provider);
    if (!preset || preset->isBuiltIn || !draft || preset->auth.kind == AuthKind::Copilot)
        return editFields(provider);
    ProviderDraft shown = draft.value();
    shown.caFile = m_session.settings().providerCaFile.value(provider, shown.caFile);
    shown.proxy = m_session.settings().providerProxy.value(provider, shown.proxy);
    openForm(shown);
}

void CredentialsController::openForm(const ProviderDraft &draft)
{
    QStringList taken;
    for (const ProviderPreset &preset : m_session.catalog().all())
        taken << preset.id;
    auto *dialog = new ProviderDialog(m_theme, m_session.vault(), draft, taken, &m_window);
    connect(dialog, &ProviderDialog::draftAccepted, this, &CredentialsController::keepDraft);
    dialog->setConnectionTest(connectionTest());
    present(dialog);
}

void CredentialsController::keepDraft(const ProviderDraft &draft)
{
    if (const auto saved = saveDraft(m_session.paths().providersFolder(), draft); !saved) {
        Q_EMIT problem(describe(saved.error(), draft.label).text());
        return;
    }
    Settings settings = m_session.settings();
    setConnection(settings, draft.id, {}, {});
    if (const auto saved = m_session.changeSettings(settings); !saved)
        Q_EMIT problem(describe(saved.error()).what);
    m_session.reloadCatalog();
}

void CredentialsController::keepConnection(const QString &provider, const QString &caFile, const QString &proxy)
{
    Settings settings = m_session.settings();
    setConnection(settings, provider, caFile, proxy);
    if (const auto saved = m_session.changeSettings(settings); !saved)
        Q_EMIT problem(describe(saved.error()).what);
}

StartConnectionTest CredentialsController::connectionTest()
{
    return [this](TestSubject subject,
                  const std::function<void(const ConnectionReport &)> &told) -> std::shared_ptr<void> {
        std::optional<ProviderPreset> preset = subject.draft ? presetOf(*subject.draft) : std::nullopt;
        if (const ProviderPreset *known = m_session.catalog().find(subject.provider); known && !preset) {
            for (const ProviderField &field : known->fields)
                if (subject.fields.value(field.id).isEmpty() && isInAddress(field, known->baseUrl))
                    subject.fields.remove(field.id); // the hint in the line holds
            preset = known->withFields(subject.fields);
            preset->caFile = subject.caFile;
            preset->proxy = subject.proxy;
        }
        if (!preset)
            return nullptr;
        return m_session.tester().start(probeOf(std::move(*preset), std::move(subject), m_session.settings()), this,
                                        told);
    };
}

/// Of all entries, and of the files that hold none which can be read.
QStringList CredentialsController::takenIds() const
{
    QStringList ids;
    for (const ProviderPreset &preset : m_session.catalog().all())
        ids += preset.id;
    for (const QString &name : QDir(m_session.paths().providersFolder()).entryList({QStringLiteral("*.json")}))
        ids += QFileInfo(name).completeBaseName();
    return ids;
}

std::vector<ProviderChoice> CredentialsController::choices() const
{
    std::vector<ProviderChoice> choices;
    for (const ProviderPreset &preset : m_session.catalog().all()) {
        if (preset.auth.kind != AuthKind::None || !preset.secretHeaders.empty())
            choices.push_back(choiceOf(preset));
    }
    return choices;
}

ProviderChoice CredentialsController::choiceOf(const ProviderPreset &preset) const
{
    return ProviderChoice::of(withConnection(preset, m_session.settings()));
}

void CredentialsController::unlock()
{
    if (m_session.vault().state() != VaultState::Locked || qobject_cast<UnlockDialog *>(m_dialog.data()))
        return;
    present(new UnlockDialog(m_theme, m_session.vault(), &m_window));
}

void CredentialsController::showKeys()
{
    auto *dialog = new KeysDialog(m_theme, m_session.vault(), choices(), &m_window);
    connect(dialog, &KeysDialog::addKeyRequested, this, [this] { addKey(QStringLiteral("anthropic")); });
    connect(dialog, &KeysDialog::fieldsRequested, this, [this](const QString &id) { editProvider(id); });
    connect(dialog, &KeysDialog::changePasswordRequested, this,
            [this] { present(new ChangePasswordDialog(m_theme, m_session.vault(), &m_window)); });
    present(dialog);
}

void CredentialsController::openVaultThen(const std::function<void()> &next)
{
    const VaultState state = m_session.vault().state();
    if (state == VaultState::Unlocked)
        return next();
    QDialog *dialog = nullptr;
    if (state == VaultState::Absent)
        dialog = new CreateVaultDialog(m_theme, m_session.vault(), &m_window);
    else
        dialog = new UnlockDialog(m_theme, m_session.vault(), &m_window);
    connect(dialog, &QDialog::accepted, this, next);
    present(dialog);
}

void CredentialsController::lockOrUnlock()
{
    switch (m_session.vault().state()) {
    case VaultState::Unlocked: m_session.vault().lock(); break;
    case VaultState::Locked: unlock(); break;
    case VaultState::Absent: addKey(QStringLiteral("anthropic")); break;
    case VaultState::Opening: break;
    }
}

void CredentialsController::openVault()
{
    if (m_session.vault().state() == VaultState::Unlocked)
        showKeys();
    else
        lockOrUnlock();
}

void CredentialsController::addServer(const NewProvider &provider)
{
    const auto saved = saveCustomProvider(m_session.paths().providersFolder(),
                                          {.id = provider.id,
                                           .label = provider.label,
                                           .dialect = provider.dialect,
                                           .baseUrl = provider.baseUrl,
                                           .needsKey = provider.hasKey});
    if (!saved) {
        Q_EMIT problem(describe(saved.error(), provider.label).text());
        return;
    }
    m_session.reloadCatalog();
}

void CredentialsController::keepFields(const QString &provider, const QMap<QString, QString> &values)
{
    const ProviderPreset *preset = m_session.catalog().find(provider);
    if (!preset)
        return;
    Settings settings = m_session.settings();
    setFields(settings, *preset, values);
    if (const auto saved = m_session.changeSettings(settings); !saved)
        Q_EMIT problem(describe(saved.error()).what);
}

} // namespace triptych
