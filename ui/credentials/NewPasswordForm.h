// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/credentials/SecretField.h"

namespace triptych {

class StrengthMeter;
class ThemedLabel;

/// Asks for a new password twice and says how good it is.
class NewPasswordForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewPasswordForm)

public:
    static constexpr int leastCharacters = 8;

    enum class For : quint8 { Vault, Change }; ///< Whether another password is asked for beside it.
    explicit NewPasswordForm(const Theme &theme, QWidget *parent = nullptr, For purpose = For::Vault);

    bool isAcceptable() const; ///< Long enough, and typed the same twice.
    const SecretField &password() const { return *m_password; }
    void clear();

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void judge();
    void retranslate();

    const For m_purpose;
    SecretField *m_password;
    SecretField *m_repeat;
    StrengthMeter *m_meter;
    ThemedLabel *m_passwordCaption;
    ThemedLabel *m_repeatCaption;
    ThemedLabel *m_problem;
};

} // namespace triptych
