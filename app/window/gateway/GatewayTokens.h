// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gateway/GatewayKeys.h"
#include "core/gateway/tokens/TokenBook.h"

#include <QHash>
#include <QPointer>

class QWidget;

namespace triptych {

class CredentialsController;
class NewTokenDialog;
class Theme;
class TokensPage;
struct TokenWish;

/// Makes, lists and revokes the tokens of this home, whether a gateway runs or not. Lives on the GUI thread.
class GatewayTokens final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayTokens)

public:
    GatewayTokens(Session &session, const Theme &theme, TokensPage &page, CredentialsController &credentials,
                  QWidget &window, QObject *parent = nullptr);
    ~GatewayTokens() override;

    /// Where the gateway is, and what shows how a program gets a token.
    void setConnecting(std::function<QString()> address, std::function<void(Secret)> connectClient);
    void refresh(); ///< Reads the list again.
    QString labelOf(const QString &token) const; ///< Its id, where it is not known.

Q_SIGNALS:
    void changed(); ///< Other tokens are listed than before.
    void keyPairMade(); ///< The gateway is to know it before a token can be shown.

private:
    void show(const std::vector<TokenRecord> &tokens);
    void openDialog();
    void make(const TokenWish &wish);
    void sign(const TokenClaims &claims, GatewayKeys::SigningKey key);
    void makeKeysThen(const std::function<void()> &next);
    void failed(const Error &error);
    void askToRevoke(const QString &id);
    void chooseKeyFile();
    void importKeys(const QString &file);
    void keysMade(const Result<QString> &id);

    Session &m_session;
    const Theme &m_theme;
    TokensPage &m_page;
    CredentialsController &m_credentials;
    QWidget &m_window;
    GatewayKeys m_keys;
    TokenBook m_book;
    QPointer<NewTokenDialog> m_dialog;
    std::vector<TokenRecord> m_tokens;
    std::function<QString()> m_address;
    std::function<void(Secret)> m_connectClient;
};

} // namespace triptych
