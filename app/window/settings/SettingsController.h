// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/window/settings/Language.h"
#include "core/settings/Settings.h"
#include "ui/shell/ProviderList.h"
#include "ui/shell/Theme.h"

#include <QObject>
#include <QPointer>
#include <optional>

namespace triptych {

class DesktopAppearance;
class MainWindow;
class Session;
class SettingsDialog;
enum class SettingsTab : quint8;

/// Carries what a person chose – theme, language, type, motion – to the theme and the window, and opens the dialog for
/// it. Lives on the GUI thread.
class SettingsController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsController)

public:
    /// Applies theme and language at once; the window comes later.
    SettingsController(Session &session, Theme &theme, QObject *parent = nullptr);

    void attach(MainWindow &window);
    void watchDesktop(); ///< After the first frame: it asks the session bus.
    void openDialog(); ///< At the page that was last seen.
    void openDialog(SettingsTab tab);

Q_SIGNALS:
    void problem(const QString &sentence);
    void proxySignInRequested(const QUrl &proxy);
    void providerRequested(const QString &id); ///< Empty: a new one.

private:
    QList<ProviderName> providers() const;
    void apply();
    void store(const Settings &settings);
    void countOlderRuns(int days);

    Session &m_session;
    Theme &m_theme;
    Language m_language;
    DesktopAppearance *m_desktop;
    MainWindow *m_window = nullptr;
    QPointer<SettingsDialog> m_dialog;
    std::optional<QString> m_usedLanguage;
    std::optional<Theme::Fonts> m_usedFonts;
    std::optional<Theme::Kind> m_usedKind;
};

} // namespace triptych
