// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/vault/KeyInfo.h"
#include "ui/credentials/ProviderChoice.h"

#include <QWidget>

class QPushButton;
class QToolButton;

namespace triptych {

class Theme;
class ThemedLabel;

/// One key in the list: what may be seen of it, and a way to remove it that asks once, in its place.
class KeyRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyRow)

public:
    KeyRow(const Theme &theme, const KeyInfo &key, const ProviderChoice &provider, QWidget *parent = nullptr);

Q_SIGNALS:
    void heightChanged(); ///< It asks, or has asked.
    void removalConfirmed(const QString &id);
    void fieldsRequested(); ///< Only where the provider has any.

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QToolButton *newButton(const char *name);
    void ask(bool isAsking);
    void retranslate();
    void applyTheme();

    const Theme &m_theme;
    KeyInfo m_key;
    ProviderChoice m_provider;
    ThemedLabel *m_name;
    ThemedLabel *m_facts;
    QToolButton *m_edit;
    QToolButton *m_remove;
    QWidget *m_question;
    ThemedLabel *m_questionText;
    QPushButton *m_confirm;
    QPushButton *m_keep;
};

} // namespace triptych
