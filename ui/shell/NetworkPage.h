// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/ProviderList.h"
#include "ui/shell/SettingsPage.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace triptych {

/// A provider as the settings name it.
/// The proxy, and which providers go through it.
class NetworkPage final : public SettingsPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NetworkPage)

public:
    NetworkPage(const Theme &theme, const QList<ProviderName> &providers, QWidget *parent = nullptr);

    void setProviders(const QList<ProviderName> &providers) { m_providers->setProviders(providers); }
    QString title() const override;
    void present(const Settings &settings) override;
    void write(Settings &settings) override;
    void retranslate() override;

    /// A proxy's address as people type it: "host:port" is http; empty result: not an address.
    static QUrl proxyAddress(const QString &typed);

Q_SIGNALS:
    void signInRequested(const QUrl &proxy); ///< User and password for it are to be entered.
    void providerRequested(const QString &id); ///< Its settings; empty: a new one.

private:
    QWidget *makeSignIn();
    void refresh();

    QComboBox *m_mode;
    QLineEdit *m_address;
    QLabel *m_addressNote;
    QPushButton *m_signIn;
    QPushButton *m_signOut;
    QPushButton *m_addProvider;
    bool m_signsIn = false;
    ProviderList *m_providers;
    std::vector<QLabel *> m_labels;
};

} // namespace triptych
