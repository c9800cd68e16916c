// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/server/GatewayHelpers.h"

namespace triptych {

/// Answers requests for which no model is asked, in the client's own protocol where they fail, and counts them.
class ReplyDesk
{
public:
    using Client = std::shared_ptr<ServedExchange>;

    ReplyDesk(Clock &clock, const GatewayHelpers &helpers) : m_clock(clock), m_helpers(helpers) {}

    void json(const Client &client, const GatewayPath &path, const QByteArray &body) const;
    void reply(const Client &client, const GatewayPath &path, int status, const HttpHeaders &headers,
               const QByteArray &body) const;
    void fail(const Client &client, const GatewayPath &path, const Error &error) const;
    /// One that somebody else answers; `path` is null where it asked for nothing that is here.
    void count(const GatewayPath *path, const QByteArray &method, int status, std::chrono::nanoseconds duration) const;

private:
    Clock &m_clock;
    const GatewayHelpers &m_helpers;
};

/// The headers and the body of a failure with that status.
std::pair<HttpHeaders, QByteArray> failureReply(const Front &front, int status, const Error &error);

} // namespace triptych
