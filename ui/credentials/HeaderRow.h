// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/settings/ProviderDraft.h"
#include "ui/credentials/SecretField.h"

class QCheckBox;
class QLineEdit;
class QToolButton;

namespace triptych {

/// One extra header: its name and its value, which is shown or goes into the vault.
class HeaderRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HeaderRow)

public:
    HeaderRow(const Theme &theme, const HeaderDraft &header, bool isStored, QWidget *parent = nullptr);

    HeaderDraft header() const;
    bool isEmpty() const; ///< Nothing was typed.
    bool lacksSecret() const; ///< A secret that neither was typed nor is stored.
    Secret secret() const { return m_secret->value(); }

Q_SIGNALS:
    void changed();
    void removalRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showKind();
    void retranslate();
    void applyTheme();

    const Theme &m_theme;
    const QString m_storedAs; ///< Name of the secret in the vault; empty: none is there.
    const QString m_storedFor; ///< Header that it belongs to.
    QLineEdit *m_name;
    QLineEdit *m_value;
    SecretField *m_secret;
    QCheckBox *m_isSecret;
    QToolButton *m_remove;
};

} // namespace triptych
