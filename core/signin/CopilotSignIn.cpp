// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/CopilotSignIn.h"

#include "core/secret/Redaction.h"

#include <algorithm>

namespace triptych {

namespace {

bool mayPass(const Error &error)
{
    return error.kind == ErrorKind::Network || error.kind == ErrorKind::Timeout || error.kind == ErrorKind::ServerFault
        || error.kind == ErrorKind::RateLimited;
}

} // namespace

CopilotSignIn::CopilotSignIn(HttpTransport &transport, Clock &clock, SignInWay way, CodeCame codeCame, Ended ended)
    : m_transport(transport),
      m_clock(clock),
      m_way(std::move(way)),
      m_codeCame(std::move(codeCame)),
      m_ended(std::move(ended)),
      m_next(clock.newTimer([this] { ask(); })),
      m_expiry(clock.newTimer(
          [this] { finish(Error {.kind = ErrorKind::Timeout, .cause = QStringLiteral("copilot.expired")}); }))
{
    fetch(deviceCodeRequest(m_way.hosts, m_way.clientId), &CopilotSignIn::readCode);
}

CopilotSignIn::~CopilotSignIn() = default;

void CopilotSignIn::fetch(TransportRequest request, Read read)
{
    request.proxy = m_way.proxy;
    request.proxySignIn = m_way.proxySignIn.clone();
    request.caFile = m_way.caFile;
    m_fetch = std::make_unique<SecretFetch>(m_transport, m_clock, std::move(request),
                                            [this, read](Result<SecretFetch::Reply> reply) {
                                                const auto over = std::move(m_fetch); // this call comes out of it
                                                if (reply)
                                                    (this->*read)(std::move(reply).value());
                                                else if (m_code && mayPass(reply.error()))
                                                    askSlower();
                                                else
                                                    finish(reply.error());
                                            });
}

void CopilotSignIn::readCode(SecretFetch::Reply reply)
{
    auto code = readDeviceCode(reply.head, std::move(reply.body), m_way.hosts);
    if (!code) {
        finish(code.error());
        return;
    }
    m_code = std::move(code).value();
    m_expiry->start(m_code->life);
    askLater();
    m_codeCame({m_code->userCode, m_code->page, m_code->life});
}

void CopilotSignIn::ask()
{
    fetch(accessTokenRequest(m_way.hosts, m_way.clientId, m_code->deviceCode), &CopilotSignIn::readAnswer);
}

void CopilotSignIn::askLater()
{
    m_next->start(m_code->interval + margin);
}

void CopilotSignIn::askSlower(std::optional<std::chrono::seconds> interval)
{
    m_code->interval = std::max(m_code->interval, interval.value_or(m_code->interval + slowerBy));
    askLater();
}

void CopilotSignIn::readAnswer(SecretFetch::Reply reply)
{
    auto answer = readDeviceAnswer(reply.head, std::move(reply.body));
    if (!answer && mayPass(answer.error()) && answer.error().cause != QLatin1String("copilot.expired"))
        askSlower(answer.error().retryAfter
                      ? std::optional(std::chrono::ceil<std::chrono::seconds>(*answer.error().retryAfter))
                      : std::nullopt);
    else if (!answer)
        finish(answer.error());
    else if (const auto *slow = std::get_if<SlowDown>(&answer.value()))
        askSlower(slow->interval);
    else if (auto *token = std::get_if<Secret>(&answer.value()))
        finish(std::move(*token));
    else
        askLater();
}

/// The code that stands for this sign-in may come back in an error.
void CopilotSignIn::finish(Result<Secret> result)
{
    m_next->stop();
    m_expiry->stop();
    m_fetch.reset();
    const Ended ended = std::exchange(m_ended, {});
    if (!ended)
        return;
    if (result || !m_code) {
        ended(std::move(result));
        return;
    }
    Error error = result.error();
    for (QString *text : {&error.message, &error.requestId, &error.rawBody})
        *text = withoutTraces(*text, {m_code->deviceCode.view()}, traceInError);
    ended(error);
}

} // namespace triptych
