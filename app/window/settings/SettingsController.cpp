// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/settings/SettingsController.h"

#include "app/session/Session.h"
#include "core/text/ErrorText.h"
#include "ui/shell/DesktopAppearance.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/SettingsDialog.h"
#include "ui/shell/Theme.h"

namespace triptych {

SettingsController::SettingsController(Session &session, Theme &theme, QObject *parent)
    : QObject(parent),
      m_session(session),
      m_theme(theme),
      m_desktop(new DesktopAppearance(this))
{
    connect(&session, &Session::settingsChanged, this, &SettingsController::apply);
    connect(m_desktop, &DesktopAppearance::changed, this, &SettingsController::apply);
    apply();
}

void SettingsController::attach(MainWindow &window)
{
    m_window = &window;
    connect(&window, &MainWindow::themeChosen, this, [this](ThemeChoice choice) {
        Settings settings = m_session.settings();
        settings.theme = choice;
        store(settings);
    });
    connect(&window, &MainWindow::languageChosen, this, [this](const QString &language) {
        Settings settings = m_session.settings();
        settings.language = language;
        store(settings);
    });
    connect(&window, &MainWindow::fontPixelsChosen, this, [this](int pixels) {
        Settings settings = m_session.settings();
        settings.fontPixels = pixels;
        store(settings);
    });
    apply();
}

void SettingsController::watchDesktop()
{
    m_desktop->watch();
}

void SettingsController::openDialog()
{
    if (!m_dialog) {
        m_dialog = new SettingsDialog(m_theme, m_session.settings(), providers(), m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &SettingsDialog::settingsChanged, this, &SettingsController::store);
        connect(m_dialog, &SettingsDialog::proxySignInRequested, this, &SettingsController::proxySignInRequested);
        connect(m_dialog, &SettingsDialog::providerRequested, this, &SettingsController::providerRequested);
        connect(&m_session, &Session::catalogChanged, m_dialog, [this] { m_dialog->setProviders(providers()); });
        connect(m_dialog, &SettingsDialog::olderRunsRequested, this, &SettingsController::countOlderRuns);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

QList<ProviderName> SettingsController::providers() const
{
    QList<ProviderName> providers;
    for (const ProviderPreset &preset : m_session.catalog().all()) {
        if (!preset.isLocalMachine() || !preset.isBuiltIn)
            providers << ProviderName {preset.id, preset.label};
    }
    return providers;
}

void SettingsController::openDialog(SettingsTab tab)
{
    openDialog();
    m_dialog->showPage(tab);
}

void SettingsController::countOlderRuns(int days)
{
    constexpr int all = -1;
    const HistoryQuery older {.to = QDateTime::currentDateTimeUtc().addDays(-days), .limit = all};
    m_session.history().list(older, this, [this, days](const Result<std::vector<RunSummary>> &runs) {
        if (m_dialog)
            m_dialog->showOlderRuns(days, runs ? std::optional(int(runs.value().size())) : std::nullopt);
    });
}

void SettingsController::store(const Settings &settings)
{
    const auto saved = m_session.changeSettings(settings);
    if (!saved) {
        Q_EMIT problem(describe(saved.error()).text());
    }
}

void SettingsController::apply()
{
    const Settings &settings = m_session.settings();
    if (settings.language != m_usedLanguage) {
        m_usedLanguage = settings.language;
        m_language.use(settings.language);
    }
    const Theme::Fonts fonts {settings.interfaceFont, settings.fixedFont, settings.fontPixels, m_language.isChinese()};
    if (fonts != m_usedFonts) {
        m_usedFonts = fonts;
        m_theme.setFonts(fonts);
    }
    const Theme::Kind kind = m_desktop->kindFor(settings.theme);
    if (kind != m_usedKind) {
        m_usedKind = kind;
        m_theme.setKind(kind);
    }
    m_theme.setReducesMotion(settings.reduceMotion);
    if (m_window) {
        m_window->setLocale(m_language.locale()); // widgets made before have the one of their birth
        m_window->setThemeChoice(settings.theme);
        m_window->setLanguage(settings.language);
    }
    if (m_dialog) {
        m_dialog->setLocale(m_language.locale());
        m_dialog->setSettings(settings);
    }
}

} // namespace triptych
