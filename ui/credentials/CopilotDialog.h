// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/signin/SignInCode.h"
#include "ui/credentials/CredentialDialog.h"
#include "ui/credentials/ProviderChoice.h"

namespace triptych {

class FieldsForm;
class SignInCodePart;
class VaultPart;

/// What a sign-in tells, on the GUI thread: its code, and once its end with the key to store.
struct SignInNews
{
    std::function<void(const SignInCode &)> codeCame = {};
    std::function<void(Result<Secret>)> ended = {};
};

/// Signs in with these values of the provider's fields. What comes back ends it when it goes.
using StartSignIn = std::function<std::shared_ptr<void>(const QMap<QString, QString> &fields, SignInNews news)>;

/// Signs in to GitHub Copilot by a code and stores what that gives as the provider's key. Like AddKeyDialog, it makes
/// or opens the vault on the way.
class CopilotDialog final : public CredentialDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CopilotDialog)

public:
    CopilotDialog(const Theme &theme, Vault &vault, ProviderChoice provider, StartSignIn start,
                  QWidget *parent = nullptr);

    void reject() override; ///< Gives the sign-in up.

Q_SIGNALS:
    void keyAdded(const QString &provider);
    void pageRequested(const QUrl &page); ///< Its address was shown in full.

protected:
    void submit() override;
    bool canSubmit() const override;
    void retranslate() override;

private:
    enum class Stage : quint8 { Fields, Starting, Waiting };
    void setStage(Stage stage);
    void begin();
    void ended(Result<Secret> key);
    void storeKey();
    bool lacksClientId() const;

    const ProviderChoice m_provider;
    const StartSignIn m_start;
    Stage m_stage = Stage::Fields;
    std::shared_ptr<void> m_signIn;
    Secret m_key; ///< Until it is stored.
    FieldsForm *m_fields;
    ThemedLabel *m_clientNote;
    ThemedLabel *m_destination;
    VaultPart *m_vaultPart;
    ThemedLabel *m_starting;
    SignInCodePart *m_code;
};

} // namespace triptych
