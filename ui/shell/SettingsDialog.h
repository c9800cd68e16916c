// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/NetworkPage.h"

#include <QDialog>
#include <optional>

class QPushButton;
class QStackedWidget;
class QTabBar;

namespace triptych {

class PrivacyPage;

/// The pages of the settings, in the order of their tabs.
enum class SettingsTab : quint8 { General, Network, Local, Privacy };

/// The settings of the program. Not modal: every valid change is told at once by settingsChanged(), and there is
/// nothing to confirm. What is not valid is marked where it stands and left out. Make it when it is first asked for; it
/// reads the list of fonts.
class SettingsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsDialog)

public:
    SettingsDialog(const Theme &theme, const Settings &settings, const QList<ProviderName> &providers,
                   QWidget *parent = nullptr);

    const Settings &settings() const { return m_settings; }
    /// Shows settings that changed elsewhere, such as the theme in the header; tells nothing.
    void setSettings(const Settings &settings);
    void setProviders(const QList<ProviderName> &providers);
    void showPage(SettingsTab tab);
    /// The answer to olderRunsRequested(); absent: the history could not be asked.
    void showOlderRuns(int days, std::optional<int> runs);

Q_SIGNALS:
    void settingsChanged(const triptych::Settings &settings);
    void proxySignInRequested(const QUrl &proxy);
    void providerRequested(const QString &id); ///< Its settings; empty: a new one.
    void olderRunsRequested(int days); ///< How many runs would go if only these days were kept.

protected:
    void changeEvent(QEvent *event) override;

private:
    void collect();
    void retranslate();

    Settings m_settings;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    NetworkPage *m_network;
    PrivacyPage *m_privacy;
    QList<SettingsPage *> m_pages;
    QPushButton *m_close;
};

} // namespace triptych
