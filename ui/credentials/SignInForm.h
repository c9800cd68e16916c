// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/ProviderPreset.h"
#include "ui/credentials/SecretField.h"

class QComboBox;
class QLineEdit;

namespace triptych {

class ThemedLabel;

/// How a key meets the requests to a server, and the key.
class SignInForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignInForm)

public:
    explicit SignInForm(const Theme &theme, QWidget *parent = nullptr);

    /// mayHaveKey: one may be stored already, so that an empty field keeps it.
    void present(const AuthRule &rule, bool mayHaveKey);
    AuthRule rule() const;
    Secret key() const { return m_key->value().trimmed(); } ///< Empty: none was typed.

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    AuthKind kind() const;
    void showParts();
    void retranslate();

    bool m_mayHaveKey = false;
    AuthRule m_rule; ///< What the form does not show of it stays.
    QComboBox *m_scheme;
    QLineEdit *m_header;
    QLineEdit *m_region;
    SecretField *m_key;
    ThemedLabel *m_schemeCaption;
    ThemedLabel *m_headerCaption;
    ThemedLabel *m_regionCaption;
    ThemedLabel *m_keyCaption;
};

} // namespace triptych
