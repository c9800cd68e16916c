// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/Commands.h"

#include "app/cli/GatewayOptions.h"
#include "app/cli/GatewayTokenWords.h"
#include "app/cli/Interrupt.h"
#include "app/cli/ProviderWord.h"
#include "app/cli/VaultOpening.h"
#include "app/gateway/GatewayHost.h"
#include "app/gateway/GatewayKeys.h"
#include "app/session/Session.h"
#include "core/files/AtomicFile.h"
#include "core/gateway/tokens/PublicKeys.h"
#include "core/gateway/tokens/TokenSigner.h"
#include "core/net/SystemClock.h"

#include <QFileInfo>

namespace triptych {

namespace {

constexpr qsizetype mostPemBytes = 64 << 10;

class GatewayCommand final : public QObject, public CliCommand
{
public:
    QString summary() const override
    {
        return QStringLiteral("gateway | gateway keypair new|import PRIVATE.pem|trust PUBLIC.pem|list | gateway token "
                              "new|list|revoke ID – answers other programs on this machine, in their own protocols.");
    }

    void declare(QCommandLineParser &words) const override
    {
        words.addPositionalArgument(QStringLiteral("WHAT"),
                                    QStringLiteral("Nothing to start it, or keypair or token with what to do."));
        declareGatewayOptions(words);
        words.addOption({QStringLiteral("json"), QStringLiteral("Print one JSON array (list).")});
        declareTokenWords(words);
        words.addOption(passwordFileOption());
    }

    void start(const QCommandLineParser &words, CommandContext &context, Finished finished) override
    {
        m_words = &words;
        m_context = &context;
        m_session = std::make_unique<Session>(context.paths, context.settings, KeyRing::WhenLocked::Fail);
        complainAboutFiles(m_session->catalog(), context.terminal);
        m_finished = std::move(finished);
        const QStringList parts = words.positionalArguments();
        const QString what = parts.mid(0, 2).join(u' ');
        const QString name = parts.value(2);
        if (const auto checked = checkOptionsOf(what, words); !checked)
            failed(checked.error());
        else if (parts.isEmpty())
            serve();
        else if (what == QLatin1String("keypair new") && parts.size() == 2)
            opened([this] { makeKeyPair(); });
        else if (what == QLatin1String("keypair import") && parts.size() == 3)
            opened([this, name] { importKeyPair(name); });
        else if (what == QLatin1String("keypair trust") && parts.size() == 3)
            trustKey(name);
        else if (what == QLatin1String("keypair list") && parts.size() == 2)
            listKeys();
        else if (what == QLatin1String("token new") && parts.size() == 2)
            newToken();
        else if (what == QLatin1String("token list") && parts.size() == 2)
            listTokens();
        else if (what == QLatin1String("token revoke") && parts.size() == 3)
            revokeToken(name);
        else
            wrong(QStringLiteral("gateway: write nothing, or keypair new, keypair import FILE, keypair trust FILE, "
                                 "keypair list, token new, token list, or token revoke ID"));
    }

private:
    void end(int status)
    {
        m_interrupt.reset();
        m_host.reset();
        m_book.reset();
        m_session.reset();
        m_finished(status);
    }

    void wrong(const QString &what)
    {
        m_context->terminal.complain(what);
        end(WrongWords);
    }

    void failed(const Error &error)
    {
        if (error.cause == QLatin1String("input.option"))
            return wrong(error.message);
        m_context->terminal.complain(error);
        const bool isInput = error.kind == ErrorKind::InvalidInput;
        end(error.cause == QLatin1String("vault_locked") ? VaultLocked : isInput ? WrongWords : SomethingFailed);
    }

    void opened(std::function<void()> next)
    {
        openVault(m_session->vault(), *m_words, m_context->terminal, [this, next = std::move(next)](int status) {
            if (status == AllWell)
                next();
            else
                end(status);
        });
    }

    // Serving

    void serve()
    {
        auto options = readGatewayOptions(*m_words, SystemClock().wallTime());
        if (!options)
            return failed(options.error());
        auto shared = std::make_shared<GatewayHost::Options>(std::move(options).value());
        if (m_session->vault().state() == VaultState::Locked && m_words->isSet(QStringLiteral("password-file")))
            opened([this, shared] { listen(std::move(*shared)); });
        else
            listen(std::move(*shared));
    }

    void listen(GatewayHost::Options options)
    {
        m_host = std::make_unique<GatewayHost>(*m_session);
        m_address = addressOf(options);
        connect(m_host.get(), &GatewayHost::problem, this, [this](const Error &error) {
            if (!error.cause.isEmpty())
                m_context->terminal.complain(error);
        });
        if (m_host->configFault())
            return failed(*m_host->configFault());
        m_host->start(std::move(options), [this](const Result<quint16> &port) {
            if (!port)
                return failed(port.error());
            greet(port.value());
        });
        m_interrupt = std::make_unique<Interrupt>([this] { end(AllWell); });
    }

    void greet(quint16 port)
    {
        Terminal &terminal = m_context->terminal;
        terminal.line(QStringLiteral("The gateway answers at %1").arg(m_address.arg(port)));
        if (readPublicKeys(m_session->paths().gatewayKeysFolder()).pems.isEmpty())
            terminal.line(QStringLiteral("It takes no token yet. Make a key pair: triptych gateway keypair new"));
        terminal.line(QStringLiteral("Make a token: triptych gateway token new"));
        if (m_session->vault().state() == VaultState::Locked)
            terminal.remark(
                QStringLiteral("The vault is locked, so that only models without a key answer. Start it with "
                               "--password-file to open it."));
    }

    // Key pairs

    void keyMade(const Result<QString> &id)
    {
        if (!id)
            return failed(id.error());
        m_context->terminal.line(id.value());
        end(AllWell);
    }

    /// Input that is a file is named; whatever else went wrong is no fault of it.
    void keyMadeOf(const QString &file, const Result<QString> &id)
    {
        const bool isOfFile = !id
            && (id.error().kind == ErrorKind::InvalidInput || id.error().cause.startsWith(QLatin1String("file.")));
        isOfFile ? wrong(QStringLiteral("%1: %2").arg(file, oneLine(id.error()))) : keyMade(id);
    }

    void makeKeyPair()
    {
        m_keys.emplace(*m_session);
        m_keys->create(this, [this](const Result<QString> &id) { keyMade(id); });
    }

    void importKeyPair(const QString &file)
    {
        const auto pem = Terminal::passwordFromFile(file);
        if (!pem)
            return failed(pem.error());
        m_keys.emplace(*m_session);
        m_keys->import(pem.value(), this, [this, file](const Result<QString> &id) { keyMadeOf(file, id); });
    }

    void trustKey(const QString &file)
    {
        const auto pem = readBounded(file, mostPemBytes);
        m_keys.emplace(*m_session);
        keyMadeOf(file, pem ? m_keys->trust(pem.value()) : Result<QString>(pem.error()));
    }

    void listKeys()
    {
        const PublicKeys keys = readPublicKeys(m_session->paths().gatewayKeysFolder());
        const QStringList ids = keys.pems.keys();
        for (const Error &fault : keys.faults)
            m_context->terminal.complain(fault);
        if (m_words->isSet(QStringLiteral("json")))
            m_context->terminal.write(keysAsJson(ids) + '\n');
        else
            for (const QString &id : ids)
                m_context->terminal.line(id);
        end(keys.faults.empty() ? AllWell : SomethingFailed);
    }

    // Tokens

    TokenBook &book()
    {
        if (!m_book)
            m_book = std::make_unique<TokenBook>(m_session->paths().gatewayDatabase(), std::make_shared<SystemClock>());
        return *m_book;
    }

    void newToken()
    {
        auto claims = readTokenWords(*m_words, SystemClock().wallTime());
        if (!claims)
            return failed(claims.error());
        opened([this, claims = claims.value()] {
            m_keys.emplace(*m_session);
            m_keys->find(this, [this, claims](Result<GatewayKeys::SigningKey> key) {
                if (key)
                    sign(claims, std::move(key).value());
                else
                    failed(key.error());
            });
        });
    }

    /// In the book before anybody can have it.
    void sign(const TokenClaims &claims, GatewayKeys::SigningKey key)
    {
        auto token = TokenSigner(key.id, std::move(key.privatePem)).sign(claims);
        if (!token)
            return failed(token.error());
        const auto shared = std::make_shared<Secret>(std::move(token).value());
        book().issue(claims, [this, shared](const Result<> &issued) {
            if (!issued)
                return failed(issued.error());
            m_context->terminal.write(shared->view());
            m_context->terminal.write("\n");
            end(AllWell);
        });
    }

    void listTokens()
    {
        book().list([this](const Result<std::vector<TokenRecord>> &tokens) {
            if (!tokens)
                return failed(tokens.error());
            if (m_words->isSet(QStringLiteral("json"))) {
                m_context->terminal.write(tokensAsJson(tokens.value()) + '\n');
            } else {
                for (const TokenRecord &token : tokens.value())
                    m_context->terminal.line(tokenLine(token, SystemClock().wallTime()));
            }
            end(AllWell);
        });
    }

    void revokeToken(const QString &id)
    {
        book().revoke(id, [this](const Result<> &revoked) { revoked ? end(AllWell) : failed(revoked.error()); });
    }

    const QCommandLineParser *m_words = nullptr;
    CommandContext *m_context = nullptr;
    QString m_address; ///< Where it answers, with %1 for the port.
    Finished m_finished;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<GatewayHost> m_host;
    std::unique_ptr<TokenBook> m_book;
    std::optional<GatewayKeys> m_keys;
    std::unique_ptr<Interrupt> m_interrupt;
};

} // namespace

std::unique_ptr<CliCommand> newGatewayCommand()
{
    return std::make_unique<GatewayCommand>();
}

} // namespace triptych
