// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/Commands.h"

#include "app/cli/VaultOpening.h"
#include "app/session/ProxySignIn.h"
#include "app/session/Session.h"
#include "core/chat/ProxyAddress.h"

namespace triptych {

namespace {

QString shown(const Settings &settings)
{
    switch (settings.proxy) {
    case ProxyChoice::System: return QStringLiteral("system");
    case ProxyChoice::None: return QStringLiteral("none");
    case ProxyChoice::Manual: break;
    }
    return settings.manualProxy.toString()
        + (settings.proxySignsIn ? QStringLiteral("  (signs in; the vault has the password)") : QString());
}

class ProxyCommand final : public QObject, public CliCommand
{
public:
    QString summary() const override
    {
        return QStringLiteral(
            "proxy [system | none | URL [--user NAME]] – shows or sets the proxy before all providers; "
            "with --user the password is read from standard input and kept in the vault.");
    }

    void declare(QCommandLineParser &words) const override
    {
        words.addPositionalArgument(QStringLiteral("WHAT"),
                                    QStringLiteral("system, none, http://HOST:PORT or socks5://HOST:PORT."),
                                    QStringLiteral("[WHAT]"));
        words.addOption({QStringLiteral("user"), QStringLiteral("Sign in at the proxy."), QStringLiteral("NAME")});
        words.addOption(passwordFileOption());
    }

    void start(const QCommandLineParser &words, CommandContext &context, Finished finished) override
    {
        m_terminal = &context.terminal;
        m_session = std::make_unique<Session>(context.paths, context.settings, KeyRing::WhenLocked::Fail);
        m_end = [this, finished](int status) {
            m_session.reset();
            finished(status);
        };
        const QStringList parts = words.positionalArguments();
        const QString what = parts.value(0);
        const QUrl url(what, QUrl::StrictMode);
        const QString user = words.value(QStringLiteral("user"));
        if (parts.isEmpty() && user.isEmpty()) {
            m_terminal->line(shown(m_session->settings()));
            m_end(AllWell);
        } else if (parts.size() == 1 && user.isEmpty() && isMode(what)) {
            set(what == QLatin1String("none") ? ProxyChoice::None : ProxyChoice::System, {}, false);
        } else if (parts.size() != 1 || !isStorableProxyAddress(url) || url.port() <= 0) {
            wrong(QStringLiteral("proxy: write system, none, http://HOST:PORT or socks5://HOST:PORT, "
                                 "with the user behind --user and the password on standard input"));
        } else if (user.isEmpty()) {
            set(ProxyChoice::Manual, url, false);
        } else {
            signIn(words, url, user);
        }
    }

private:
    static bool isMode(const QString &what) { return what == QLatin1String("system") || what == QLatin1String("none"); }

    void wrong(const QString &what)
    {
        m_terminal->complain(what);
        m_end(WrongWords);
    }

    void set(ProxyChoice choice, const QUrl &url, bool signsIn)
    {
        Settings settings = m_session->settings();
        settings.proxy = choice;
        settings.manualProxy = url.isEmpty() ? settings.manualProxy : url;
        settings.proxySignsIn = signsIn;
        const auto saved = m_session->changeSettings(settings);
        if (!saved)
            m_terminal->complain(saved.error());
        m_end(saved ? AllWell : SomethingFailed);
    }

    void signIn(const QCommandLineParser &words, const QUrl &url, const QString &user)
    {
        auto password = m_terminal->readSecretInput(QStringLiteral("Password of %1 at %2").arg(user, url.toString()));
        if (!password)
            return wrong(oneLine(password.error()));
        auto pair = proxySignIn(user, password.value());
        if (!pair)
            return wrong(oneLine(pair.error()));
        auto shared = std::make_shared<Secret>(std::move(pair).value());
        openVault(m_session->vault(), words, *m_terminal, [this, url, user, shared](int status) {
            if (status != AllWell)
                return m_end(status);
            keepProxySignIn(m_session->vault(), url, user, std::move(*shared), [this, url](const Result<> &kept) {
                if (kept)
                    set(ProxyChoice::Manual, url, true);
                else
                    m_end(complainAboutVault(m_session->vault(), kept.error(), *m_terminal));
            });
        });
    }

    Terminal *m_terminal = nullptr;
    std::unique_ptr<Session> m_session;
    Finished m_end;
};

} // namespace

std::unique_ptr<CliCommand> newProxyCommand()
{
    return std::make_unique<ProxyCommand>();
}

} // namespace triptych
