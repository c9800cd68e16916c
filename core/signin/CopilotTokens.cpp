// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/CopilotTokens.h"

#include "core/secret/Redaction.h"

#include <algorithm>

namespace triptych {

namespace {

CopilotGrant grantOf(const CopilotToken &token, int number)
{
    return {.token = token.token.clone(), .api = token.api, .number = number};
}

/// GitHub may send back what it was sent.
Error withoutToken(Error error, const Secret &githubToken)
{
    for (QString *text : {&error.message, &error.requestId, &error.rawBody})
        *text = withoutTraces(*text, {githubToken.view()}, traceInError);
    return error;
}

} // namespace

CopilotTokens::CopilotTokens(HttpTransport &transport, Clock &clock) : m_transport(transport), m_clock(clock)
{}

CopilotTokens::~CopilotTokens() = default;

void CopilotTokens::find(const CopilotAccount &account, Secret githubToken, Found found)
{
    Account &known = m_accounts[account.keyId];
    if (known.held && !isDue(*known.held)) {
        found(grantOf(known.held->token, known.held->number));
        return;
    }
    known.held.reset();
    known.waiting.push_back(std::move(found));
    if (known.fetch)
        return;
    known.githubToken = std::move(githubToken);
    exchange(account);
}

void CopilotTokens::forget(const QByteArray &keyId, int number)
{
    const auto known = m_accounts.find(keyId);
    if (known != m_accounts.end() && known->second.held && known->second.held->number == number)
        known->second.held.reset();
}

void CopilotTokens::clear()
{
    for (auto &[id, account] : m_accounts) {
        account.held.reset();
        account.isKept = false;
    }
}

/// By both clocks: one stands still while the machine sleeps, the other may be set.
bool CopilotTokens::isDue(const Held &held) const
{
    const auto awake = std::chrono::duration_cast<std::chrono::seconds>(m_clock.monotonic() - held.since);
    const auto asleep = std::chrono::seconds(held.wallSince.secsTo(m_clock.wallTime()));
    return std::max(awake, asleep) >= held.token.refreshAfter;
}

void CopilotTokens::exchange(const CopilotAccount &account)
{
    Account &known = m_accounts[account.keyId];
    TransportRequest request = exchangeRequest(account.hosts, known.githubToken);
    request.proxy = account.proxy;
    request.proxySignIn = account.proxySignIn.clone();
    request.caFile = account.caFile;
    known.isKept = true;
    known.fetch = std::make_unique<SecretFetch>(
        m_transport, m_clock, std::move(request),
        [this, id = account.keyId, hosts = account.hosts](Result<SecretFetch::Reply> reply) {
            answered(id, hosts, std::move(reply));
        });
}

void CopilotTokens::answered(const QByteArray &keyId, const CopilotHosts &hosts, Result<SecretFetch::Reply> reply)
{
    Account &known = m_accounts[keyId];
    const auto over = std::move(known.fetch); // this call comes out of it
    const Secret githubToken = std::move(known.githubToken);
    const std::vector<Found> waiting = std::exchange(known.waiting, {});
    const Result<CopilotToken> token = tokenIn(std::move(reply), hosts, githubToken);
    const int number = ++m_exchanges;
    std::vector<Result<CopilotGrant>> answers;
    for (std::size_t i = 0; i < waiting.size(); ++i)
        answers.push_back(token ? Result(grantOf(token.value(), number)) : token.error());
    if (token && known.isKept)
        known.held = Held {{token.value().token.clone(), token.value().api, token.value().refreshAfter},
                           number,
                           m_clock.monotonic(),
                           m_clock.wallTime()};
    for (std::size_t i = 0; i < waiting.size(); ++i) // last: they may ask for more
        waiting[i](std::move(answers[i]));
}

Result<CopilotToken> CopilotTokens::tokenIn(Result<SecretFetch::Reply> reply, const CopilotHosts &hosts,
                                            const Secret &githubToken) const
{
    if (!reply)
        return withoutToken(reply.error(), githubToken);
    SecretFetch::Reply whole = std::move(reply).value();
    auto token = readCopilotToken(whole.head, std::move(whole.body), hosts, m_clock.wallTime());
    return token ? std::move(token) : withoutToken(token.error(), githubToken);
}

} // namespace triptych
