// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/ProxySignInDialog.h"

#include "core/vault/ProxySignIn.h"
#include "ui/credentials/VaultPart.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace triptych {

ProxySignInDialog::ProxySignInDialog(const Theme &theme, Vault &vault, const QUrl &proxy, QWidget *parent)
    : CredentialDialog(theme, vault, QStringLiteral("proxySignInDialog"), parent),
      m_proxy(proxy),
      m_user(new QLineEdit(this)),
      m_password(new SecretField(theme, this)),
      m_vaultPart(new VaultPart(theme, vault, this))
{
    m_userCaption = addField(body(), *m_user, QStringLiteral("proxyUserField"));
    m_passwordCaption = addField(body(), *m_password, QStringLiteral("proxyPasswordField"));
    body().addWidget(m_vaultPart);
    if (const auto kept = keptProxySignIn(vault, proxy))
        m_user->setText(kept->label);
    m_vaultPart->setNeeded(true);
    connect(m_user, &QLineEdit::textChanged, this, &ProxySignInDialog::refresh);
    connect(m_password, &SecretField::changed, this, &ProxySignInDialog::refresh);
    connect(m_vaultPart, &VaultPart::changed, this, &ProxySignInDialog::retranslate);
    retranslate();
    m_user->setFocus();
}

bool ProxySignInDialog::canSubmit() const
{
    return !m_user->text().trimmed().isEmpty() && !m_password->isEmpty() && m_vaultPart->isReady();
}

void ProxySignInDialog::submit()
{
    openVaultThen(*m_vaultPart, [this] { keep(); });
}

void ProxySignInDialog::keep()
{
    clearProblem();
    auto pair = proxySignIn(m_user->text().trimmed(), m_password->value());
    if (!pair)
        return showError(pair.error());
    setBusy(true);
    keepProxySignIn(vault(), m_proxy, m_user->text().trimmed(), std::move(pair).value(), whenDone([this] {
                        Q_EMIT signInKept(m_proxy);
                        accept();
                    }));
}

void ProxySignInDialog::retranslate()
{
    const bool isOpen = vault().state() == VaultState::Unlocked;
    setWords(tr("Sign in at the proxy"),
             tr("Kept encrypted in the vault and shown to %1 only.").arg(m_proxy.toDisplayString()),
             isOpen                          ? tr("Keep sign-in")
                 : m_vaultPart->makesVault() ? tr("Create vault and keep")
                                             : tr("Unlock and keep"));
    m_userCaption->setText(tr("User"));
    m_user->setAccessibleName(tr("User"));
    m_passwordCaption->setText(tr("Password of the proxy"));
    m_password->setAccessibleName(tr("Password of the proxy"));
}

} // namespace triptych
