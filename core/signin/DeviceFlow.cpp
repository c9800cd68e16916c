// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/DeviceFlow.h"

#include "core/base/StrictJson.h"
#include "core/dialects/Failure.h"
#include "core/signin/SecretJson.h"

#include <QRegularExpression>
#include <array>

namespace triptych {

namespace {

using std::chrono::seconds;

struct NamedRefusal
{
    QLatin1String word;
    ErrorKind kind;
    QLatin1String cause;
};

constexpr std::array refusals {
    NamedRefusal {QLatin1String("access_denied"), ErrorKind::Unauthorized, QLatin1String("copilot.denied")},
    NamedRefusal {QLatin1String("expired_token"), ErrorKind::Timeout, QLatin1String("copilot.expired")},
    NamedRefusal {QLatin1String("device_flow_disabled"), ErrorKind::Unsupported, QLatin1String("copilot.device_flow")},
    NamedRefusal {QLatin1String("incorrect_device_code"), ErrorKind::Rejected, QLatin1String("copilot.device_code")},
    NamedRefusal {QLatin1String("unsupported_grant_type"), ErrorKind::Unsupported, QLatin1String("copilot.grant")},
};

TransportRequest formRequest(const QUrl &url, Secret form)
{
    TransportRequest request;
    request.http = {.method = QByteArrayLiteral("POST"),
                    .url = url,
                    .headers = {{"Accept", "application/json"}, {"Content-Type", "application/x-www-form-urlencoded"}}};
    request.secretBody = std::move(form);
    return request;
}

/// As RFC 3986 has it, without a copy outside of guarded memory.
Secret percentEncoded(QByteArrayView text)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    Secret encoded(std::size_t(3 * text.size()));
    std::size_t used = 0;
    for (const char byte : text) {
        const bool isPlain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
            || (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.' || byte == '~';
        if (isPlain) {
            encoded.data()[used++] = byte;
            continue;
        }
        for (const char part : {'%', digits[quint8(byte) >> 4], digits[quint8(byte) & 15]})
            encoded.data()[used++] = part;
    }
    return Secret::copyOf(encoded.view().first(qsizetype(used)));
}

Error failure(ErrorKind kind, const char *cause, const QString &message = {})
{
    return {.kind = kind, .cause = QLatin1String(cause), .message = message};
}

/// GitHub answers with status 200 and an error inside; `otherwise` is the cause of words that nobody foresaw.
Error refusalOf(const JsonValue &answer, const char *otherwise)
{
    const QString word = answer["error"].text();
    const QString words = shortText(answer["error_description"].text());
    for (const NamedRefusal &named : refusals)
        if (named.word == word)
            return {.kind = named.kind, .cause = named.cause, .message = words};
    return failure(ErrorKind::Rejected, otherwise, words.isEmpty() ? shortText(word) : words);
}

Error oddAnswer(const char *what)
{
    return failure(ErrorKind::MalformedStream, "schema", QLatin1String(what));
}

seconds within(const JsonValue &value, seconds usual, seconds most)
{
    return seconds(qBound(qint64(1), value.integer().value_or(usual.count()), qint64(most.count())));
}

bool isUserCode(const QString &code)
{
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(QStringLiteral("[A-Za-z0-9-]{4,32}")));
    return pattern.match(code).hasMatch();
}

} // namespace

TransportRequest deviceCodeRequest(const CopilotHosts &hosts, const QString &clientId)
{
    const QByteArray id = clientId.toUtf8().toPercentEncoding();
    return formRequest(hosts.deviceCode, Secret::joined({"client_id=", id, "&scope=read%3Auser"}));
}

TransportRequest accessTokenRequest(const CopilotHosts &hosts, const QString &clientId, const Secret &deviceCode)
{
    const QByteArray id = clientId.toUtf8().toPercentEncoding();
    return formRequest(hosts.accessToken,
                       Secret::joined({"client_id=", id, "&device_code=", percentEncoded(deviceCode.view()).view(),
                                       "&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code"}));
}

Result<DeviceCode> readDeviceCode(const HttpResponseHead &head, Secret body, const CopilotHosts &hosts)
{
    DeviceCode code {.deviceCode = takeSecret(body, "device_code")};
    if (!head.isSuccess()) {
        Error error = describeHttpFailure(head, body.view());
        if (head.status < 500 && error.kind != ErrorKind::RateLimited) // nothing but the client id was sent
            error.cause = QStringLiteral("copilot.client");
        return error;
    }
    JsonParser parser;
    const JsonValue answer = parser.parse(body.view());
    if (!answer["error"].isAbsent())
        return refusalOf(answer, "copilot.client");
    code.userCode = answer["user_code"].text();
    code.page = QUrl(answer["verification_uri"].text(), QUrl::StrictMode);
    code.life = within(answer["expires_in"], code.life, std::chrono::hours(1));
    code.interval = within(answer["interval"], code.interval, std::chrono::minutes(1));
    if (code.deviceCode.isEmpty() || !isUserCode(code.userCode))
        return oddAnswer("device_code, user_code");
    if (originOf(code.page) != originOf(hosts.deviceCode) || !code.page.userInfo().isEmpty())
        return failure(ErrorKind::Rejected, "copilot.page", shortText(code.page.host()));
    return code;
}

Result<DeviceAnswer> readDeviceAnswer(const HttpResponseHead &head, Secret body)
{
    Secret token = takeSecret(body, "access_token");
    if (!head.isSuccess() && head.status != 400) // the RFC's status for what GitHub says with 200
        return describeHttpFailure(head, body.view());
    JsonParser parser;
    const JsonValue answer = parser.parse(body.view());
    if (!token.isEmpty() && answer.isObject())
        return DeviceAnswer(std::move(token));
    const std::string_view word = answer["error"].view();
    if (word == "authorization_pending")
        return DeviceAnswer(StillPending());
    if (word == "slow_down") {
        const bool isNamed = answer["interval"].integer().value_or(0) > 0;
        return DeviceAnswer(SlowDown {
            isNamed ? std::optional(within(answer["interval"], seconds(5), std::chrono::minutes(1))) : std::nullopt});
    }
    if (!answer["error"].isAbsent())
        return refusalOf(answer, "copilot.sign_in");
    return oddAnswer("access_token");
}

} // namespace triptych
