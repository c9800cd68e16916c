// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/credentials/CredentialsController.h"

#include "app/session/Session.h"
#include "core/settings/ProviderFiles.h"
#include "core/text/ErrorText.h"
#include "ui/credentials/AddKeyDialog.h"
#include "ui/credentials/FieldsDialog.h"
#include "ui/credentials/KeysDialog.h"
#include "ui/credentials/VaultDialogs.h"

#include <QUrl>

namespace triptych {

namespace {

std::vector<ProviderChoice> choices(const ProviderCatalog &catalog)
{
    std::vector<ProviderChoice> choices;
    for (const ProviderPreset &preset : catalog.all()) {
        if (preset.auth.kind != AuthKind::None)
            choices.push_back(ProviderChoice::of(preset));
    }
    return choices;
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
    auto *dialog = new AddKeyDialog(m_theme, m_session.vault(), choices(m_session.catalog()), &m_window);
    dialog->chooseProvider(provider);
    connect(dialog, &AddKeyDialog::providerRequested, this, &CredentialsController::addProvider);
    connect(dialog, &AddKeyDialog::fieldsChosen, this, &CredentialsController::keepFields);
    connect(dialog, &AddKeyDialog::linkRequested, this, &CredentialsController::linkRequested);
    present(dialog);
}

void CredentialsController::editFields(const QString &provider, const QString &field)
{
    const ProviderPreset *preset = m_session.catalog().find(provider);
    if (!preset || preset->fields.empty())
        return;
    auto *dialog = new FieldsDialog(m_theme, m_session.vault(), ProviderChoice::of(*preset), &m_window);
    connect(dialog, &FieldsDialog::fieldsChosen, this, &CredentialsController::keepFields);
    present(dialog);
    dialog->focusField(field);
}

void CredentialsController::unlock()
{
    if (m_session.vault().state() != VaultState::Locked || qobject_cast<UnlockDialog *>(m_dialog.data()))
        return;
    present(new UnlockDialog(m_theme, m_session.vault(), &m_window));
}

void CredentialsController::showKeys()
{
    auto *dialog = new KeysDialog(m_theme, m_session.vault(), choices(m_session.catalog()), &m_window);
    connect(dialog, &KeysDialog::addKeyRequested, this, [this] { addKey(QStringLiteral("anthropic")); });
    connect(dialog, &KeysDialog::fieldsRequested, this, [this](const QString &id) { editFields(id); });
    connect(dialog, &KeysDialog::changePasswordRequested, this,
            [this] { present(new ChangePasswordDialog(m_theme, m_session.vault(), &m_window)); });
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

void CredentialsController::addProvider(const NewProvider &provider)
{
    const auto saved = saveCustomProvider(m_session.paths().providersFolder(),
                                          {.id = provider.id,
                                           .label = provider.label,
                                           .dialect = provider.dialect,
                                           .baseUrl = provider.baseUrl,
                                           .needsKey = provider.hasKey});
    if (!saved) {
        const ErrorSentence sentence = describe(saved.error(), provider.label);
        Q_EMIT problem(sentence.what + QLatin1Char(' ') + sentence.advice);
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
