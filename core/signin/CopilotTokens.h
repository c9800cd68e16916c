// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/signin/CopilotToken.h"
#include "core/signin/SecretFetch.h"

#include <map>
#include <vector>

namespace triptych {

/// A sign-in that is kept in the vault, and the way to GitHub.
struct CopilotAccount
{
    QByteArray keyId = {};
    CopilotHosts hosts = {};
    ProxyUse proxy = ProxyUse::Default;
    Secret proxySignIn = {};
    QString caFile = {};
};

struct CopilotGrant
{
    Secret token = {};
    QUrl api = {};
    int number = 0; ///< Of the exchange that it came from.
};

/// The short-lived tokens of Copilot, kept in memory only: one exchange at a time for an account, however many lanes
/// wait for it, and another when it is due. Lives on the I/O thread; calls and answers are there.
class CopilotTokens final
{
    Q_DISABLE_COPY_MOVE(CopilotTokens)

public:
    using Found = std::function<void(Result<CopilotGrant>)>;

    CopilotTokens(HttpTransport &transport, Clock &clock);
    ~CopilotTokens();

    /// `found` comes once, now or later.
    void find(const CopilotAccount &account, Secret githubToken, Found found);
    /// Copilot refused what exchange number `number` gave; a newer token stays.
    void forget(const QByteArray &keyId, int number);
    void clear(); ///< Drops them all, also those that are still on their way.

private:
    struct Held
    {
        CopilotToken token;
        int number = 0;
        MonotonicTime since {};
        QDateTime wallSince;
    };
    struct Account
    {
        std::optional<Held> held;
        std::unique_ptr<SecretFetch> fetch;
        Secret githubToken; ///< While it is being exchanged.
        std::vector<Found> waiting;
        bool isKept = true; ///< What the exchange gives.
    };

    bool isDue(const Held &held) const;
    void exchange(const CopilotAccount &account);
    void answered(const QByteArray &keyId, const CopilotHosts &hosts, Result<SecretFetch::Reply> reply);
    Result<CopilotToken> tokenIn(Result<SecretFetch::Reply> reply, const CopilotHosts &hosts,
                                 const Secret &githubToken) const;

    HttpTransport &m_transport;
    Clock &m_clock;
    std::map<QByteArray, Account> m_accounts; ///< By key id.
    int m_exchanges = 0;
};

} // namespace triptych
