// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/vault/Vault.h"
#include "ui/credentials/SecretField.h"
#include "ui/credentials/ThemedLabel.h"

#include <QDialog>
#include <QPointer>
#include <QTimer>

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace triptych {

class VaultPart;

/// What all dialogs about keys share: a title, a sentence, fields, a place for what went wrong, and a button that waits
/// while the vault works. Opened with open(), never exec(). The vault and the theme must outlive it.
class CredentialDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CredentialDialog)

public:
    static constexpr int contentWidth = 392;

    bool isBusy() const { return m_isBusy; }
    void reject() override; ///< Gives up an unlock that still runs; a save is waited for.

protected:
    CredentialDialog(const Theme &theme, Vault &vault, const QString &name, QWidget *parent);

    virtual void submit() = 0; ///< The default button, or Enter.
    virtual bool canSubmit() const = 0;
    virtual void retranslate() = 0;

    const Theme &theme() const { return m_theme; }
    Vault &vault() const { return m_vault; }
    QVBoxLayout &body() const { return *m_body; }
    void setWords(const QString &title, const QString &intro, const QString &primary);
    /// A caption above a field that takes the room there is.
    ThemedLabel *addField(QVBoxLayout &column, QWidget &field, const QString &name);
    QPushButton &primary() const { return *m_primary; }
    QPushButton &closer() const { return *m_close; }

    void refresh(); ///< After anything that canSubmit() or the delay depends on.
    void setBusy(bool isBusy);
    void showProblem(const QString &what, const QString &advice = {});
    void showNotice(const QString &text);
    void showError(const Error &error);
    void clearProblem();

    void createThen(const SecretField &password, std::function<void()> next);
    /// Makes or opens the vault as the part of the dialog was filled in, or goes on at once where it is open.
    void openVaultThen(const VaultPart &part, std::function<void()> next);
    void unlockThen(SecretField &password, std::function<void()> next);
    /// A callback for the vault that does nothing once this dialog is gone, and shows what went wrong.
    Vault::Finished whenDone(std::function<void()> next);

    int mostHeight() const; ///< What the screen has room for, without the window's frame.

    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void waitOutDelay();
    void offerBackup();
    void restoreBackup();

    const Theme &m_theme;
    Vault &m_vault;
    ThemedLabel *m_title;
    ThemedLabel *m_intro;
    QVBoxLayout *m_body;
    ThemedLabel *m_problem;
    ThemedLabel *m_advice;
    QPushButton *m_restore;
    QProgressBar *m_progress;
    QPushButton *m_close;
    QPushButton *m_primary;
    QTimer m_delayTimer;
    QTimer m_motion; ///< Of the bar, while the vault is at work.
    QString m_backup;
    QString m_primaryText;
    bool m_isBusy = false;
    bool m_isUnlocking = false; ///< Busy with what can be given up.
};

} // namespace triptych
