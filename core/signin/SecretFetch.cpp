// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/SecretFetch.h"

#include "core/dialects/Failure.h"

#include <cstring>

namespace triptych {

namespace {

TransportRequest withSecretAnswer(TransportRequest request)
{
    request.hasSecretAnswer = true;
    return request;
}

} // namespace

SecretFetch::SecretFetch(HttpTransport &transport, Clock &clock, TransportRequest request, Done done)
    : m_url(request.http.url),
      m_done(std::move(done)),
      m_body(largestBody),
      m_limit(clock.newTimer(
          [this] { finish(Error {.kind = ErrorKind::Timeout, .cause = QStringLiteral("first_content")}); })),
      m_exchange(transport.send(withSecretAnswer(std::move(request)), *this))
{
    m_limit->start(limit);
}

SecretFetch::~SecretFetch() = default;

void SecretFetch::headArrived(const HttpResponseHead &head, MonotonicTime)
{
    m_head = head;
}

void SecretFetch::bodyArrived(QByteArrayView bytes, MonotonicTime)
{
    if (m_used + std::size_t(bytes.size()) > largestBody) {
        finish(Error {.kind = ErrorKind::MalformedStream, .cause = QStringLiteral("too_large")});
        return;
    }
    std::memcpy(m_body.data() + m_used, bytes.data(), std::size_t(bytes.size()));
    m_used += std::size_t(bytes.size());
}

void SecretFetch::ended(const std::optional<Error> &error, MonotonicTime)
{
    if (m_head.status >= 300 && m_head.status < 400)
        finish(describeRedirect(m_url, m_head));
    else if (error)
        finish(*error);
    else
        finish(Reply {m_head, Secret::copyOf(m_body.view().first(qsizetype(m_used)))});
}

void SecretFetch::finish(Result<Reply> reply)
{
    m_limit->stop();
    m_exchange.reset();
    if (const Done done = std::exchange(m_done, {})) // which may destroy this
        done(std::move(reply));
}

} // namespace triptych
