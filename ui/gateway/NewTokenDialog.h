// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/credentials/CredentialDialog.h"

class QCheckBox;
class QGridLayout;
class QLineEdit;
class QSpinBox;

namespace triptych {

class TokenView;

/// What a person wants of a new token.
struct TokenWish
{
    QString label = {};
    QStringList scope = {}; ///< Empty: every route.
    QStringList models = {}; ///< Empty: every model.
    std::optional<double> budgetUsd = {}; ///< Absent: no cap.
    int days = 0;
};

/// Asks for whom a token is and what it may do, then shows it this once.
class NewTokenDialog final : public CredentialDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewTokenDialog)

public:
    struct Limits
    {
        QStringList scopes = {};
        int usualDays = 1;
        int mostDays = 1;
    };
    NewTokenDialog(const Theme &theme, Vault &vault, Limits limits, QWidget *parent = nullptr);

    /// `address` is the gateway's; `connectClient` is handed the token when the person wants to connect a program.
    void showMade(Secret token, const QString &address, std::function<void(Secret)> connectClient);
    void showFailure(const Error &error);

Q_SIGNALS:
    void tokenWanted(const triptych::TokenWish &wish);

protected:
    void submit() override;
    bool canSubmit() const override;
    void retranslate() override;

private:
    void buildScopes();
    QStringList chosenScope() const;
    std::optional<double> budget() const;
    bool isBudgetSound() const;

    const Limits m_limits;
    QWidget *m_form;
    QLineEdit *m_label;
    QLineEdit *m_models;
    QLineEdit *m_budget;
    QSpinBox *m_days;
    std::vector<QCheckBox *> m_scopes;
    ThemedLabel *m_labelCaption;
    ThemedLabel *m_scopeCaption;
    QGridLayout *m_scopeGrid;
    ThemedLabel *m_modelsCaption;
    ThemedLabel *m_budgetCaption;
    ThemedLabel *m_daysCaption;
    TokenView *m_made;
};

} // namespace triptych
