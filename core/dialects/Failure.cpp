// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Failure.h"

#include "core/dialects/AccountField.h"
#include "core/dialects/RefusedParameter.h"
#include "core/dialects/RetryAfter.h"
#include "core/stream/BodyKind.h"

#include <algorithm>
#include <array>

namespace triptych {

namespace {

/// What a caller has to know of an error, whoever's words it came in.
enum class Fault : quint8 { Unknown, Auth, Quota, RateLimited, ContextLength, Rejected, Server };

struct NamedFault
{
    QLatin1String word;
    Fault fault;
};

constexpr std::array namedFaults {
    NamedFault {QLatin1String("authentication_error"), Fault::Auth},
    NamedFault {QLatin1String("invalid_api_key"), Fault::Auth},
    NamedFault {QLatin1String("invalid_authentication_error"), Fault::Auth},
    NamedFault {QLatin1String("api_key_invalid"), Fault::Auth},
    NamedFault {QLatin1String("permission_error"), Fault::Auth},
    NamedFault {QLatin1String("permission_denied"), Fault::Auth},
    NamedFault {QLatin1String("unauthenticated"), Fault::Auth},
    NamedFault {QLatin1String("insufficient_quota"), Fault::Quota},
    NamedFault {QLatin1String("exceeded_current_quota_error"), Fault::Quota},
    NamedFault {QLatin1String("credit_balance_exhausted"), Fault::Quota},
    NamedFault {QLatin1String("insufficient_balance"), Fault::Quota},
    NamedFault {QLatin1String("billing_error"), Fault::Quota},
    NamedFault {QLatin1String("billing_hard_limit_reached"), Fault::Quota},
    NamedFault {QLatin1String("billing_not_active"), Fault::Quota},
    NamedFault {QLatin1String("spend_limit_reached"), Fault::Quota},
    NamedFault {QLatin1String("enforced_spend_limit_reached"), Fault::Quota},
    NamedFault {QLatin1String("contract_spend_limit_reached"), Fault::Quota},
    NamedFault {QLatin1String("arrearage"), Fault::Quota},
    NamedFault {QLatin1String("1113"), Fault::Quota},
    NamedFault {QLatin1String("rate_limit_error"), Fault::RateLimited},
    NamedFault {QLatin1String("rate_limit_exceeded"), Fault::RateLimited},
    NamedFault {QLatin1String("rate_limit_reached_error"), Fault::RateLimited},
    NamedFault {QLatin1String("ramp_limit_exceeded"), Fault::RateLimited},
    NamedFault {QLatin1String("slow_down"), Fault::RateLimited},
    NamedFault {QLatin1String("too_many_requests"), Fault::RateLimited},
    NamedFault {QLatin1String("resource_exhausted"), Fault::RateLimited},
    NamedFault {QLatin1String("1302"), Fault::RateLimited},
    NamedFault {QLatin1String("1303"), Fault::RateLimited},
    NamedFault {QLatin1String("context_length_exceeded"), Fault::ContextLength},
    NamedFault {QLatin1String("context_window_exceeded"), Fault::ContextLength},
    NamedFault {QLatin1String("exceed_context_size_error"), Fault::ContextLength},
    NamedFault {QLatin1String("invalid_request_error"), Fault::Rejected},
    NamedFault {QLatin1String("not_found_error"), Fault::Rejected},
    NamedFault {QLatin1String("model_not_found"), Fault::Rejected},
    NamedFault {QLatin1String("request_too_large"), Fault::Rejected},
    NamedFault {QLatin1String("bad_request_error"), Fault::Rejected},
    NamedFault {QLatin1String("content_filter"), Fault::Rejected},
    NamedFault {QLatin1String("invalid_prompt"), Fault::Rejected},
    NamedFault {QLatin1String("bio_policy"), Fault::Rejected},
    NamedFault {QLatin1String("misalignment_policy_violation"), Fault::Rejected},
    NamedFault {QLatin1String("invalid_argument"), Fault::Rejected},
    NamedFault {QLatin1String("failed_precondition"), Fault::Rejected},
    NamedFault {QLatin1String("not_found"), Fault::Rejected},
    NamedFault {QLatin1String("overloaded_error"), Fault::Server},
    NamedFault {QLatin1String("api_error"), Fault::Server},
    NamedFault {QLatin1String("server_error"), Fault::Server},
    NamedFault {QLatin1String("timeout_error"), Fault::Server},
    NamedFault {QLatin1String("internal_server_error"), Fault::Server},
    NamedFault {QLatin1String("service_unavailable"), Fault::Server},
    NamedFault {QLatin1String("unavailable_error"), Fault::Server},
    NamedFault {QLatin1String("engine_overloaded_error"), Fault::Server},
    NamedFault {QLatin1String("server_is_overloaded"), Fault::Server},
    NamedFault {QLatin1String("unavailable"), Fault::Server},
    NamedFault {QLatin1String("internal"), Fault::Server},
    NamedFault {QLatin1String("deadline_exceeded"), Fault::Server},
    NamedFault {QLatin1String("access_denied"), Fault::Auth},
    NamedFault {QLatin1String("unrecognized_client"), Fault::Auth},
    NamedFault {QLatin1String("expired_token"), Fault::Auth},
    NamedFault {QLatin1String("invalid_signature"), Fault::Auth},
    NamedFault {QLatin1String("incomplete_signature"), Fault::Auth},
    NamedFault {QLatin1String("missing_authentication_token"), Fault::Auth},
    NamedFault {QLatin1String("service_quota_exceeded"), Fault::Quota},
    NamedFault {QLatin1String("validation"), Fault::Rejected},
    NamedFault {QLatin1String("resource_not_found"), Fault::Rejected},
    NamedFault {QLatin1String("internal_server"), Fault::Server},
    NamedFault {QLatin1String("model_error"), Fault::Server},
    NamedFault {QLatin1String("model_stream_error"), Fault::Server},
    NamedFault {QLatin1String("model_timeout"), Fault::Server},
    NamedFault {QLatin1String("model_not_ready"), Fault::Server},
};

constexpr std::array contextPhrases {
    QLatin1String("maximum context length"),
    QLatin1String("context length"),
    QLatin1String("context window"),
    QLatin1String("context size"),
    QLatin1String("prompt is too long"),
    QLatin1String("input is too long"),
    QLatin1String("maximum number of tokens allowed"),
    QLatin1String("range of input length"),
    QLatin1String("reduce the length of the messages"),
};

constexpr std::array keyPhrases {
    QLatin1String("incorrect api key"),
    QLatin1String("invalid api key"),
    QLatin1String("api key not valid"),
};

template<typename Phrases>
bool saysAny(const QString &message, const Phrases &phrases)
{
    return std::any_of(phrases.begin(), phrases.end(),
                       [&](QLatin1String phrase) { return message.contains(phrase, Qt::CaseInsensitive); });
}

Fault faultOfWord(const QString &word)
{
    QString plain = ErrorBody {.code = word}.word();
    if (plain.endsWith(QLatin1String("_exception"))) // as Amazon names them
        plain.chop(qsizetype(qstrlen("_exception")));
    for (const NamedFault &named : namedFaults)
        if (named.word == plain)
            return named.fault;
    if (plain.startsWith(QLatin1String("image_")))
        return Fault::Rejected;
    return plain.startsWith(QLatin1String("throttling")) ? Fault::RateLimited : Fault::Unknown;
}

/// The code decides before the type, and words of a sentence only where no code speaks.
Fault faultOfBody(const ErrorBody &body)
{
    Fault fault = faultOfWord(body.code);
    if (fault == Fault::Unknown || fault == Fault::Rejected)
        if (const Fault byType = faultOfWord(body.type); byType != Fault::Unknown)
            fault = byType;
    const bool isVague = fault == Fault::Unknown || fault == Fault::Rejected;
    if ((isVague || fault == Fault::Server) && saysAny(body.message, contextPhrases))
        return Fault::ContextLength;
    return isVague && saysAny(body.message, keyPhrases) ? Fault::Auth : fault;
}

Fault faultOfStatus(int status)
{
    switch (status) {
    case 401:
    case 403: return Fault::Auth;
    case 402: return Fault::Quota;
    case 429: return Fault::RateLimited;
    case 408:
    case 424:
    case 425:
    case 498: return Fault::Server;
    default: return status >= 500 ? Fault::Server : Fault::Rejected;
    }
}

/// The status says what happened; the body may only make it more exact.
Fault faultOf(int status, const ErrorBody &body)
{
    const Fault byStatus = faultOfStatus(status);
    const Fault byBody = faultOfBody(body);
    const bool isExact = byBody == Fault::Quota || (byBody == Fault::ContextLength && byStatus != Fault::RateLimited)
        || (byBody == Fault::Auth && byStatus == Fault::Rejected);
    return isExact && byStatus != Fault::Server           ? byBody
        : byBody == Fault::ContextLength && status == 500 ? byBody
                                                          : byStatus;
}

ErrorKind kindOf(Fault fault)
{
    switch (fault) {
    case Fault::Auth: return ErrorKind::Unauthorized;
    case Fault::RateLimited: return ErrorKind::RateLimited;
    case Fault::Quota:
    case Fault::ContextLength:
    case Fault::Rejected: return ErrorKind::Rejected;
    case Fault::Server:
    case Fault::Unknown: return ErrorKind::ServerFault;
    }
    Q_UNREACHABLE();
}

QString causeOf(Fault fault)
{
    switch (fault) {
    case Fault::Auth: return QStringLiteral("auth");
    case Fault::RateLimited: return QStringLiteral("rate_limited");
    case Fault::Quota: return QStringLiteral("quota");
    case Fault::ContextLength: return QStringLiteral("context_length");
    case Fault::Rejected: return QStringLiteral("rejected");
    case Fault::Server:
    case Fault::Unknown: return QStringLiteral("server");
    }
    Q_UNREACHABLE();
}

QString hintOf(Fault fault)
{
    switch (fault) {
    case Fault::Auth: return QStringLiteral("check_key");
    case Fault::RateLimited: return QStringLiteral("wait");
    case Fault::Quota: return QStringLiteral("check_billing");
    case Fault::ContextLength: return QStringLiteral("shorten_prompt");
    case Fault::Rejected: return {};
    case Fault::Server:
    case Fault::Unknown: return QStringLiteral("retry");
    }
    Q_UNREACHABLE();
}

/// Amazon names the error in a header, which a colon and an address may follow.
QString typeIn(const HttpResponseHead &head)
{
    return QString::fromLatin1(head.header("x-amzn-errortype").split(':').front().trimmed().left(64));
}

/// Providers that have an opinion of another try say so in this header.
std::optional<bool> retryAdvice(const HttpResponseHead &head)
{
    const QByteArray word = head.header("x-should-retry").trimmed().toLower();
    return word == "true" ? std::optional(true) : word == "false" ? std::optional(false) : std::nullopt;
}

bool isRefusalOfRequest(int status)
{
    return status == 400 || status == 401 || status == 403 || status == 404;
}

/// Another key would not help where a field beside it is wrong.
void blameAccountField(Error &error, const ErrorBody &body)
{
    const QString field = accountFieldIn(body);
    if (field.isEmpty())
        return;
    error.kind = ErrorKind::Unauthorized;
    error.cause = QStringLiteral("account_field");
    error.hint = QStringLiteral("edit_field:") + field;
    error.parameter = field;
}

Error errorOf(Fault fault, const ErrorBody &body)
{
    return {.kind = kindOf(fault),
            .cause = causeOf(fault),
            .message = body.message,
            .requestId = body.requestId,
            .hint = hintOf(fault),
            .rawBody = body.raw,
            .retryAfter = fault == Fault::RateLimited || fault == Fault::Server ? body.retryAfter : std::nullopt};
}

} // namespace

Error describeHttpFailure(const HttpResponseHead &head, QByteArrayView body)
{
    ErrorBody said = readErrorBody(body);
    if (said.type.isEmpty())
        said.type = typeIn(head);
    const Fault fault = faultOf(head.status, said);
    Error error = errorOf(fault, said);
    error.httpStatus = head.status;
    if (const QString id = requestIdOf(head); !id.isEmpty())
        error.requestId = id;
    if (fault == Fault::RateLimited || fault == Fault::Server)
        if (const auto wait = retryAfterIn(head.headers))
            error.retryAfter = wait;
    error.retryAdvised = retryAdvice(head);
    if (fault == Fault::Rejected && (head.status == 400 || head.status == 422)) {
        error.parameter = refusedParameterIn(said.parameter, said.message);
        if (!error.parameter.isEmpty())
            error.hint = QStringLiteral("drop_parameter");
    }
    if (head.status == 404)
        error.hint = QStringLiteral("check_model");
    if (head.status >= 300 && head.status < 400) {
        error.kind = ErrorKind::Rejected;
        error.cause = QStringLiteral("redirect");
    } else if (isHtml(body) && head.status != 401 && head.status != 429) {
        error.kind = head.status >= 500 ? ErrorKind::ServerFault : ErrorKind::Rejected;
        error.cause = QStringLiteral("html_page");
        error.hint = QStringLiteral("check_base_url");
    } else if (isRefusalOfRequest(head.status) && fault != Fault::Quota) {
        blameAccountField(error, said);
    }
    return error;
}

Error describeInBandError(const ErrorBody &body)
{
    Fault fault = faultOfBody(body);
    if (fault == Fault::Unknown && body.status)
        fault = faultOfStatus(*body.status);
    Error error = errorOf(fault, body);
    error.cause = QStringLiteral("provider.") + body.word();
    // The status was 200, so only a word that is known can say that another try may help.
    if (fault == Fault::RateLimited || fault == Fault::Server)
        error.retryAdvised = true;
    return error;
}

Error describeFailedFinish(std::string_view reason, const QString &words)
{
    const QString word = ErrorBody {.code = toQString(reason)}.word();
    return {.kind = ErrorKind::ServerFault,
            .cause = QStringLiteral("provider.") + word,
            .message = words.isEmpty() ? QStringLiteral("The provider stopped with the reason \"%1\".").arg(word)
                                       : shortText(words),
            .hint = QStringLiteral("retry")};
}

Error describeUnexpected(const JsonValue &root, QByteArrayView body)
{
    if (auto error = errorInsteadOf(root))
        return describeInBandError(*error);
    return {.kind = ErrorKind::MalformedStream, .cause = QStringLiteral("schema"), .rawBody = shownBody(body)};
}

Error describeRedirect(const QUrl &requestUrl, const HttpResponseHead &head)
{
    const QUrl target = requestUrl.resolved(QUrl::fromEncoded(head.header("location"), QUrl::TolerantMode));
    const bool isSame = target.isValid() && !originOf(requestUrl).isEmpty() && originOf(target) == originOf(requestUrl)
        && target.userInfo() == requestUrl.userInfo();
    const auto shown = QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment;
    return {.kind = ErrorKind::Rejected,
            .cause = isSame ? QStringLiteral("redirect") : QStringLiteral("redirect_cross_origin"),
            .message = withoutKeys(QString::fromLatin1(target.toEncoded(shown)).left(300)), // nothing in it acts
            .requestId = requestIdOf(head),
            .hint = QStringLiteral("check_base_url"),
            .httpStatus = head.status};
}

} // namespace triptych
