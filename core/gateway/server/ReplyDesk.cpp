// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/server/ReplyDesk.h"

#include "core/gateway/server/ClientFailure.h"
#include "core/gateway/server/GatewayPath.h"

namespace triptych {

namespace {

const HttpHeaders jsonHeaders {{"content-type", "application/json"}, {"cache-control", "no-store"}};

} // namespace

std::pair<HttpHeaders, QByteArray> failureReply(const Front &front, int status, const Error &error)
{
    HttpHeaders headers = jsonHeaders;
    for (HttpHeader &header : failureHeaders(status, error))
        headers.push_back(std::move(header));
    return {headers, front.failure(error, status)};
}

void ReplyDesk::json(const Client &client, const GatewayPath &path, const QByteArray &body) const
{
    reply(client, path, 200, jsonHeaders, body);
}

void ReplyDesk::fail(const Client &client, const GatewayPath &path, const Error &error) const
{
    const int status = statusOf(error);
    const auto [headers, body] = failureReply(path.front(), status, error);
    reply(client, path, status, headers, body);
}

void ReplyDesk::reply(const Client &client, const GatewayPath &path, int status, const HttpHeaders &headers,
                      const QByteArray &body) const
{
    client->reply(status, headers, body);
    count(&path, client->head().method, status, m_clock.monotonic() - client->arrived());
}

void ReplyDesk::count(const GatewayPath *path, const QByteArray &method, int status,
                      std::chrono::nanoseconds duration) const
{
    m_helpers.requestEnded({.route = path ? QString::fromLatin1(path->path) : QString(),
                            .method = QString::fromLatin1(method),
                            .status = status,
                            .duration = duration});
}

} // namespace triptych
