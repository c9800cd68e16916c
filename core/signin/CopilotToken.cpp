// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/CopilotToken.h"

#include "core/base/StrictJson.h"
#include "core/dialects/CopilotHeaders.h"
#include "core/dialects/Failure.h"
#include "core/dialects/RetryAfter.h"
#include "core/signin/SecretJson.h"

#include <algorithm>

namespace triptych {

namespace {

using std::chrono::seconds;

constexpr seconds longestLife = std::chrono::hours(24);

/// What GitHub has for the person stands deeper than what it has for programs.
Error refusalOf(const HttpResponseHead &head, QByteArrayView body)
{
    Error error = describeHttpFailure(head, body);
    JsonParser parser;
    const QString words = shortText(parser.parse(body)["error_details"]["message"].text());
    if (!words.isEmpty())
        error.message = words;
    const bool isRefusal = head.status == 401 || head.status == 403 || head.status == 404;
    if (isRefusal && !error.retryAfter) {
        error.kind = ErrorKind::Unauthorized;
        error.cause = QStringLiteral("copilot.refused");
        error.hint = QStringLiteral("add_key");
    }
    return error;
}

Error oddAnswer()
{
    return {.kind = ErrorKind::MalformedStream,
            .cause = QStringLiteral("schema"),
            .message = QStringLiteral("token, expires_at, refresh_in")};
}

seconds bounded(qint64 count)
{
    return seconds(std::clamp(count, qint64(0), qint64(longestLife.count())));
}

/// From the answer's own date on.
seconds lifeUntil(qint64 expiresAt, const HttpResponseHead &head, const QDateTime &now)
{
    const QDateTime date = httpDate(head.header("date"));
    return bounded(expiresAt - (date.isValid() ? date : now).toSecsSinceEpoch());
}

} // namespace

TransportRequest exchangeRequest(const CopilotHosts &hosts, const Secret &githubToken)
{
    TransportRequest request;
    request.http = {.method = QByteArrayLiteral("GET"),
                    .url = hosts.exchange,
                    .headers = {{"Accept", "application/json"},
                                {"Editor-Version", editorVersion()},
                                {"X-GitHub-Api-Version", "2025-04-01"}}};
    request.secretHeaders.push_back({"Authorization", "token ", githubToken.clone()});
    return request;
}

Result<CopilotToken> readCopilotToken(const HttpResponseHead &head, Secret body, const CopilotHosts &hosts,
                                      const QDateTime &now)
{
    CopilotToken made {.token = takeSecret(body, "token"), .api = hosts.api};
    if (!head.isSuccess())
        return refusalOf(head, body.view());
    JsonParser parser;
    const JsonValue answer = parser.parse(body.view());
    const auto expiresAt = answer["expires_at"].integer();
    const auto refreshIn = answer["refresh_in"].integer();
    if (made.token.isEmpty() || !expiresAt || !refreshIn)
        return oddAnswer();
    if (const QString api = answer["endpoints"]["api"].text(); !api.isEmpty())
        made.api = QUrl(api, QUrl::StrictMode);
    if (!hosts.allowsApi(made.api))
        return Error {.kind = ErrorKind::Rejected,
                      .cause = QStringLiteral("copilot.origin"),
                      .message = shortText(made.api.host())};
    made.refreshAfter = refreshAfter(bounded(*refreshIn), lifeUntil(*expiresAt, head, now));
    return made;
}

seconds refreshAfter(seconds refreshIn, seconds life)
{
    return std::max(seconds(0), std::min(refreshIn - std::chrono::minutes(1), life - std::chrono::minutes(5)));
}

} // namespace triptych
