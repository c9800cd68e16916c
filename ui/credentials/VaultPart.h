// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/credentials/SecretField.h"

namespace triptych {

class NewPasswordForm;
class ThemedLabel;
class Vault;

/// The part of a dialog that opens the vault on the way: without one it asks for a new password, for a locked one it
/// asks for its own.
class VaultPart final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VaultPart)

public:
    VaultPart(const Theme &theme, Vault &vault, QWidget *parent = nullptr);

    void setNeeded(bool isNeeded); ///< Shows itself when there is something to keep and the vault is not open.
    bool isReady() const; ///< What was typed can be tried, or the vault is open.
    bool makesVault() const; ///< It asks for a new password.
    const SecretField &newPassword() const;
    SecretField &password() const { return *m_password; }

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showState();
    void retranslate();

    Vault &m_vault;
    ThemedLabel *m_intro;
    NewPasswordForm *m_newPassword;
    ThemedLabel *m_caption;
    SecretField *m_password;
    bool m_isNeeded = false;
};

} // namespace triptych
