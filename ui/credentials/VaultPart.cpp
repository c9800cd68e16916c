// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/VaultPart.h"

#include "core/vault/Vault.h"
#include "ui/credentials/NewPasswordForm.h"
#include "ui/credentials/ThemedLabel.h"

#include <QEvent>
#include <QVBoxLayout>

namespace triptych {

VaultPart::VaultPart(const Theme &theme, Vault &vault, QWidget *parent)
    : QWidget(parent),
      m_vault(vault),
      m_intro(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_newPassword(new NewPasswordForm(theme, this)),
      m_caption(new ThemedLabel(theme, ThemedLabel::Kind::Caption, this)),
      m_password(new SecretField(theme, this))
{
    m_password->setObjectName(QStringLiteral("vaultPasswordField"));
    m_caption->setBuddy(m_password);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addSpacing(12);
    column->addWidget(m_intro);
    column->addSpacing(8);
    column->addWidget(m_newPassword);
    column->addWidget(m_caption);
    column->addWidget(m_password);
    column->addSpacing(8);
    connect(m_newPassword, &NewPasswordForm::changed, this, &VaultPart::changed);
    connect(m_password, &SecretField::changed, this, &VaultPart::changed);
    connect(&vault, &Vault::stateChanged, this, [this] {
        showState();
        Q_EMIT changed();
    });
    showState();
}

void VaultPart::setNeeded(bool isNeeded)
{
    m_isNeeded = isNeeded;
    showState();
}

bool VaultPart::isReady() const
{
    switch (m_vault.state()) {
    case VaultState::Absent: return m_newPassword->isAcceptable();
    case VaultState::Locked: return !m_password->isEmpty();
    case VaultState::Opening: return false;
    case VaultState::Unlocked: return true;
    }
    return false;
}

bool VaultPart::makesVault() const
{
    return m_newPassword->isVisibleTo(this);
}

const SecretField &VaultPart::newPassword() const
{
    return m_newPassword->password();
}

void VaultPart::showState()
{
    const VaultState state = m_vault.state();
    const bool isNew
        = state == VaultState::Absent || (state == VaultState::Opening && !m_newPassword->password().isEmpty());
    setVisible(m_isNeeded && state != VaultState::Unlocked);
    m_newPassword->setVisible(isNew);
    m_caption->setVisible(!isNew);
    m_password->setVisible(!isNew);
    retranslate();
}

void VaultPart::retranslate()
{
    m_intro->setText(
        makesVault()
            ? tr("Choose the password of the vault that holds your keys. It is kept nowhere, so nobody can restore it.")
            : tr("The vault is locked. Its password unlocks it first."));
    m_caption->setText(tr("Password of the vault"));
    m_password->setAccessibleName(tr("Password of the vault"));
}

void VaultPart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
