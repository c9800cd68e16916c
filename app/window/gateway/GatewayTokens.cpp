// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/gateway/GatewayTokens.h"

#include "app/cli/Terminal.h"
#include "app/session/Session.h"
#include "app/window/credentials/CredentialsController.h"
#include "app/window/gateway/GatewayRows.h"
#include "core/gateway/tokens/TokenSigner.h"
#include "core/net/SystemClock.h"
#include "core/text/ErrorText.h"
#include "ui/gateway/NewTokenDialog.h"
#include "ui/gateway/TokensPage.h"

#include <QFileDialog>

namespace triptych {

namespace {

/// The machine's time, as the gateway goes by it.
QDateTime now()
{
    return SystemClock().wallTime();
}

TokenClaims claimsFor(const TokenWish &wish)
{
    TokenClaims claims = newClaims(wish.label, now());
    claims.scope = wish.scope;
    if (wish.models != QStringList(QStringLiteral("*")))
        claims.models = wish.models;
    claims.budgetUsd = wish.budgetUsd;
    claims.expiresAt = claims.issuedAt.addDays(wish.days);
    return claims;
}

} // namespace

GatewayTokens::GatewayTokens(Session &session, const Theme &theme, TokensPage &page, CredentialsController &credentials,
                             QWidget &window, QObject *parent)
    : QObject(parent),
      m_session(session),
      m_theme(theme),
      m_page(page),
      m_credentials(credentials),
      m_window(window),
      m_keys(session),
      m_book(session.paths().gatewayDatabase(), std::make_shared<SystemClock>())
{
    connect(&page, &TokensPage::newRequested, this, [this] { m_credentials.openVaultThen([this] { openDialog(); }); });
    connect(&page, &TokensPage::newKeysRequested, this, [this] {
        m_credentials.openVaultThen([this] { m_keys.create(this, [this](const auto &id) { keysMade(id); }); });
    });
    connect(&page, &TokensPage::importKeysRequested, this,
            [this] { m_credentials.openVaultThen([this] { chooseKeyFile(); }); });
    connect(&page, &TokensPage::revokeRequested, this, &GatewayTokens::askToRevoke);
    connect(&page, &RowPage::currentChanged, this, [this] { show(m_tokens); });
    connect(&m_book, &TokenBook::changed, this, &GatewayTokens::refresh);
}

GatewayTokens::~GatewayTokens() = default;

void GatewayTokens::setConnecting(std::function<QString()> address, std::function<void(Secret)> connectClient)
{
    m_address = std::move(address);
    m_connectClient = std::move(connectClient);
}

void GatewayTokens::refresh()
{
    m_book.list([this](const Result<std::vector<TokenRecord>> &tokens) {
        if (!tokens)
            return m_page.tell(describe(tokens.error()).text());
        const bool isOther = tokens.value().size() != m_tokens.size();
        m_tokens = tokens.value();
        show(m_tokens);
        if (isOther)
            Q_EMIT changed();
    });
}

void GatewayTokens::show(const std::vector<TokenRecord> &tokens)
{
    std::vector<GatewayRow> rows;
    for (const TokenRecord &token : tokens)
        rows.push_back(GatewayRows::of(token, now()));
    m_page.setRows(std::move(rows));
    const auto chosen = std::find_if(tokens.begin(), tokens.end(), [this](const TokenRecord &token) {
        return token.claims.id == m_page.currentId();
    });
    m_page.setRevocable(chosen != tokens.end() && !chosen->revokedAt);
}

QString GatewayTokens::labelOf(const QString &token) const
{
    for (const TokenRecord &known : m_tokens)
        if (known.claims.id == token)
            return known.claims.label;
    return token;
}

void GatewayTokens::openDialog()
{
    m_dialog = new NewTokenDialog(
        m_theme, m_session.vault(),
        {.scopes = scopeNames(), .usualDays = int(usualTokenDays), .mostDays = int(longestTokenDays)}, &m_window);
    connect(m_dialog, &NewTokenDialog::tokenWanted, this, &GatewayTokens::make);
    m_dialog->open();
}

void GatewayTokens::make(const TokenWish &wish)
{
    const TokenClaims claims = claimsFor(wish);
    if (const auto checked = checkClaims(claims); !checked)
        return failed(checked.error());
    m_keys.find(m_dialog, [this, claims, wish](Result<GatewayKeys::SigningKey> key) {
        if (key)
            sign(claims, std::move(key).value());
        else if (key.error().cause == QLatin1String("no_keypair"))
            makeKeysThen([this, wish] { make(wish); });
        else
            failed(key.error());
    });
}

void GatewayTokens::makeKeysThen(const std::function<void()> &next)
{
    m_keys.create(m_dialog, [this, next](const Result<QString> &id) {
        if (!id)
            return failed(id.error());
        Q_EMIT keyPairMade();
        next();
    });
}

/// In the book before anybody can have it.
void GatewayTokens::sign(const TokenClaims &claims, GatewayKeys::SigningKey key)
{
    auto token = TokenSigner(key.id, std::move(key.privatePem)).sign(claims);
    if (!token)
        return failed(token.error());
    const auto shared = std::make_shared<Secret>(std::move(token).value());
    m_book.issue(claims, [this, shared](const Result<> &issued) {
        if (!issued)
            return failed(issued.error());
        refresh();
        if (m_dialog)
            m_dialog->showMade(std::move(*shared), m_address(), m_connectClient);
    });
}

void GatewayTokens::failed(const Error &error)
{
    if (m_dialog)
        m_dialog->showFailure(error);
}

void GatewayTokens::askToRevoke(const QString &id)
{
    m_page.ask(tr("Revoke the token of %1? Calls with it are refused from then on.").arg(labelOf(id)), tr("Revoke"),
               [this, id] {
                   m_book.revoke(id, [this](const Result<> &revoked) {
                       if (!revoked)
                           m_page.tell(describe(revoked.error()).text());
                       refresh();
                   });
               });
}

void GatewayTokens::chooseKeyFile()
{
    auto *dialog = new QFileDialog(&m_window, tr("Import a key pair"), QString(),
                                   tr("Private keys (*.pem *.key);;All files (*)"));
    dialog->setObjectName(QStringLiteral("keyPairFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &GatewayTokens::importKeys);
    dialog->open();
}

void GatewayTokens::importKeys(const QString &file)
{
    const auto pem = Terminal::passwordFromFile(file);
    if (!pem)
        return keysMade(pem.error());
    m_keys.import(pem.value(), this, [this](const Result<QString> &id) { keysMade(id); });
}

void GatewayTokens::keysMade(const Result<QString> &id)
{
    if (id)
        Q_EMIT keyPairMade();
    m_page.tell(id ? tr("The key pair %1 signs new tokens from now on; those of the others stay good.").arg(id.value())
                   : describe(id.error()).text());
}

} // namespace triptych
