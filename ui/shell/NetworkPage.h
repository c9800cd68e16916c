// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/SettingsPage.h"

class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace triptych {

/// A provider as the settings name it.
struct ProviderName
{
    QString id = {};
    QString label = {};
};

/// The proxy, and which providers go through it.
class NetworkPage final : public SettingsPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NetworkPage)

public:
    NetworkPage(const Theme &theme, const QList<ProviderName> &providers, QWidget *parent = nullptr);

    QString title() const override;
    void present(const Settings &settings) override;
    void write(Settings &settings) override;
    void retranslate() override;

    /// A proxy's address as people type it: "host:port" is http; empty result: not an address.
    static QUrl proxyAddress(const QString &typed);

private:
    QWidget *makeProviders(const QList<ProviderName> &providers);
    void refresh();

    QComboBox *m_mode;
    QLineEdit *m_address;
    QLabel *m_addressNote;
    QMap<QString, QComboBox *> m_providers;
    QWidget *m_providerList;
    std::vector<QLabel *> m_labels;
};

} // namespace triptych
