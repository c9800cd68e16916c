// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/signin/DeviceFlow.h"
#include "core/signin/SecretFetch.h"
#include "core/signin/SignInCode.h"

namespace triptych {

/// Who signs in, and the way there.
struct SignInWay
{
    CopilotHosts hosts = {};
    QString clientId = {};
    ProxyUse proxy = ProxyUse::Default;
    Secret proxySignIn = {};
    QString caFile = {};
};

/// One sign-in at GitHub, from the request for a code to the token. A question that the network swallowed is asked
/// again, more slowly, until the code expires. Lives on the I/O thread; destroying it cancels.
class CopilotSignIn final
{
    Q_DISABLE_COPY_MOVE(CopilotSignIn)

public:
    using CodeCame = std::function<void(const SignInCode &)>;
    using Ended = std::function<void(Result<Secret>)>; ///< Once; it may destroy this.

    static constexpr std::chrono::seconds margin {1}; ///< Added to each wait, or the server finds us too early.
    static constexpr std::chrono::seconds slowerBy {5};

    CopilotSignIn(HttpTransport &transport, Clock &clock, SignInWay way, CodeCame codeCame, Ended ended);
    ~CopilotSignIn();

private:
    using Read = void (CopilotSignIn::*)(SecretFetch::Reply);
    void fetch(TransportRequest request, Read read);
    void readCode(SecretFetch::Reply reply);
    void readAnswer(SecretFetch::Reply reply);
    void ask();
    void askLater();
    void askSlower(std::optional<std::chrono::seconds> interval = {});
    void finish(Result<Secret> result);

    HttpTransport &m_transport;
    Clock &m_clock;
    SignInWay m_way;
    CodeCame m_codeCame;
    Ended m_ended;
    std::optional<DeviceCode> m_code;
    std::unique_ptr<Timer> m_next, m_expiry;
    std::unique_ptr<SecretFetch> m_fetch;
};

} // namespace triptych
