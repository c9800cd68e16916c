// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/credentials/CredentialDialog.h"
#include "ui/credentials/ProviderChoice.h"

class QScrollArea;

namespace triptych {

/// The keys in the vault: look, add, remove, lock. A locked vault is unlocked in the same place.
class KeysDialog final : public CredentialDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeysDialog)

public:
    KeysDialog(const Theme &theme, Vault &vault, std::vector<ProviderChoice> providers, QWidget *parent = nullptr);

Q_SIGNALS:
    void addKeyRequested();
    void changePasswordRequested();
    void fieldsRequested(const QString &provider);

protected:
    void submit() override;
    bool canSubmit() const override;
    void retranslate() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showState();
    void showKeys();
    void fitList();
    QString noticeText() const;
    void remove(const QString &id);
    QPushButton *newButton(const QString &name);

    ProviderChoice providerOf(const KeyInfo &key) const;

    const std::vector<ProviderChoice> m_providers;
    QScrollArea *m_list;
    ThemedLabel *m_empty;
    ThemedLabel *m_notice;
    SecretField *m_password;
    ThemedLabel *m_passwordCaption;
    QWidget *m_actions;
    QPushButton *m_add;
    QPushButton *m_change;
    QPushButton *m_lock;
};

} // namespace triptych
