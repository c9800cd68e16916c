// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ErrorBody.h"

#include "core/base/PlainText.h"
#include "core/base/Utf8.h"
#include "core/dialects/RetryAfter.h"
#include "core/stream/BodyKind.h"

#include <QRegularExpression>

namespace triptych {

namespace {

constexpr qsizetype maxMessage = 2000;
constexpr qsizetype maxRaw = 8 << 10;
constexpr qsizetype maxWord = 64;

QString shown(const QString &text, qsizetype limit)
{
    QString plain = withoutKeys(text.trimmed());
    for (QChar &character : plain)
        if (isSteering(character) && character != QLatin1Char('\n'))
            character = QLatin1Char(' ');
    return plain.left(limit);
}

/// A string, or a number written out: providers use both for codes.
QString wordOf(const JsonValue &value)
{
    if (const auto number = value.integer())
        return QString::number(*number);
    return shown(value.text(), maxWord);
}

QString firstWord(std::initializer_list<JsonValue> values)
{
    for (const JsonValue &value : values)
        if (QString word = wordOf(value); !word.isEmpty())
            return word;
    return {};
}

QString firstText(std::initializer_list<JsonValue> values)
{
    for (const JsonValue &value : values)
        if (QString text = shortText(value.text()); !text.isEmpty())
            return text;
    return {};
}

/// A number, or one that is written as text.
std::optional<int> statusOf(const JsonValue &value)
{
    const qint64 number = value.integer().value_or(value.text().toInt());
    return number >= 400 && number < 600 ? std::optional(int(number)) : std::nullopt;
}

std::optional<int> firstStatus(std::initializer_list<JsonValue> values)
{
    for (const JsonValue &value : values)
        if (const auto status = statusOf(value))
            return status;
    return {};
}

/// FastAPI's list of what was wrong with which field.
QString validationText(const JsonValue &details)
{
    QStringList lines;
    for (const JsonValue &detail : details.items()) {
        QStringList place;
        for (const JsonValue &step : detail["loc"].items())
            place += wordOf(step);
        const QString what = firstText({detail["msg"], detail["message"]});
        if (!what.isEmpty())
            lines += place.isEmpty() ? what : place.join(QLatin1Char('.')) + QStringLiteral(": ") + what;
        if (lines.size() == 5)
            break;
    }
    return lines.join(QLatin1Char('\n'));
}

std::optional<std::chrono::milliseconds> retryInfo(const JsonValue &error)
{
    for (const JsonValue &detail : error["details"].items())
        if (const auto delay = detail["retryDelay"].string())
            if (const auto wait = durationOf(QByteArrayView(delay->data(), qsizetype(delay->size()))))
                return wait;
    return {};
}

/// Google puts what is most exact into a list: the reason in its ErrorInfo, the fields in its BadRequest.
JsonValue detailIn(const JsonValue &error, std::string_view type, std::string_view key)
{
    for (const JsonValue &detail : error["details"].items())
        if (detail["@type"].view().ends_with(type))
            return detail[key];
    return {};
}

void readObject(const JsonValue &error, ErrorBody &body)
{
    body.code = firstWord({detailIn(error, "ErrorInfo", "reason"), error["details"]["error_code"], error["code"],
                           error["metadata"]["error_type"]});
    const JsonValue status = error["status"].isString() ? error["status"] : JsonValue();
    body.type = firstWord({error["type"], status, error["metadata"]["error_type"]});
    if (body.type.isEmpty()) // Amazon's, with a name space before it
        body.type = wordOf(error["__type"]).section(QLatin1Char('#'), -1);
    body.status = firstStatus({error["code"], error["status"]});
    body.message
        = firstText({error["message"], error["Message"], error["msg"], error["error"]["message"], error["error"],
                     error["detail"], error["originalMessage"], error["metadata"]["raw"], error["error_description"]});
    if (body.message.isEmpty())
        body.message = validationText(error["detail"]);
    body.parameter = firstWord(
        {error["param"], error["parameter"], detailIn(error, "BadRequest", "fieldViolations").first()["field"]});
    body.retryAfter = retryInfo(error);
    if (const auto seconds = error["metadata"]["retry_after_seconds"].number(); seconds && !body.retryAfter)
        body.retryAfter = durationOf(QByteArray::number(*seconds) + 's');
}

/// `false`, "" and {} are what some servers write for "no error".
bool saysSomething(const JsonValue &error)
{
    if (error.isObject() || error.isArray())
        return error.size() > 0;
    return error.isString() ? !error.view().empty() : error.boolean().value_or(error.integer().value_or(0) != 0);
}

ErrorBody bodyOf(const JsonValue &error, const JsonValue &root)
{
    ErrorBody body;
    if (error.isObject())
        readObject(error, body);
    else if (error.isArray() && error.first().isObject())
        readObject(error.first(), body);
    else
        body.message = firstText({error, root["message"], error.first()});
    if (const QString url = shortText(root["signin_url"].text()); !url.isEmpty())
        body.message = (body.message + QLatin1Char(' ') + url).left(maxMessage);
    if (body.code.isEmpty())
        body.code = firstWord({root["code"]});
    if (body.type.isEmpty())
        body.type = firstWord({root["type"]});
    if (body.type == QLatin1String("error")) // says that it is one, not which
        body.type.clear();
    if (!body.status)
        body.status = firstStatus({root["code"], root["status"], root["statusCode"]});
    body.requestId = shown(firstWord({root["request_id"], root["requestId"], error["request_id"]}), 200);
    if (!body.retryAfter)
        body.retryAfter = retryAfterInText(body.message);
    body.raw = shownBody(root.raw().bytes);
    return body;
}

} // namespace

QString ErrorBody::word() const
{
    static const QRegularExpression humps(QStringLiteral("([a-z0-9])([A-Z])"));
    static const QRegularExpression foreign(QStringLiteral("[^a-z0-9_.-]+"));
    QString word = type.isEmpty() ? code : type;
    if (word.isEmpty() && status)
        word = QString::number(*status);
    word = word.replace(humps, QStringLiteral("\\1_\\2")).toLower().replace(foreign, QStringLiteral("_")).left(maxWord);
    return word.isEmpty() ? QStringLiteral("error") : word;
}

std::optional<ErrorBody> errorIn(const JsonValue &answer)
{
    if (answer.isArray())
        return answer.first().isObject() ? errorIn(answer.first()) : std::nullopt;
    if (saysSomething(answer["error"]))
        return bodyOf(answer["error"], answer);
    if (answer["type"].view() == "error" || answer["object"].view() == "error")
        return bodyOf(answer, answer);
    const JsonValue inChoice = answer["choices"].first()["error"];
    return saysSomething(inChoice) ? std::optional(bodyOf(inChoice, answer)) : std::nullopt;
}

std::optional<ErrorBody> errorInsteadOf(const JsonValue &answer)
{
    if (auto error = errorIn(answer))
        return error;
    const JsonValue root = answer.isArray() ? answer.first() : answer;
    for (const char *key : {"detail", "message", "Message", "msg", "originalMessage"})
        if (root[key].isString() || root[key].isArray())
            return bodyOf(root, root);
    if (saysSomething(root["errors"]))
        return bodyOf(root["errors"], root);
    return {};
}

ErrorBody readErrorBody(QByteArrayView body)
{
    ErrorBody error;
    JsonParser parser;
    const QByteArrayView trimmed = body.trimmed();
    const JsonValue root = trimmed.size() <= (1 << 20) ? parser.parse(trimmed) : JsonValue();
    if (auto described = errorInsteadOf(root))
        error = std::move(*described);
    else if (root.isString())
        error.message = shortText(root.text());
    else if (root.isAbsent())
        error.message = isHtml(trimmed)
            ? withoutKeys(htmlTitle(trimmed))
            : shown(QString::fromUtf8(repairedUtf8(trimmed.first(qMin<qsizetype>(trimmed.size(), maxRaw))).bytes), 500);
    if (!error.retryAfter)
        error.retryAfter = retryAfterInText(error.message);
    error.raw = shownBody(body);
    return error;
}

QString shownBody(QByteArrayView body)
{
    const bool isCut = body.size() > maxRaw;
    QByteArray shown = repairedUtf8(isCut ? body.first(maxRaw) : body).bytes;
    QString text = withoutKeys(QString::fromUtf8(shown));
    while (text.toUtf8().size() > maxRaw)
        text.chop((text.toUtf8().size() - maxRaw + 2) / 3);
    return text;
}

QString shortText(const QString &text)
{
    return shown(text, maxMessage);
}

QString withoutKeys(QString text)
{
    static const QRegularExpression key(QStringLiteral(
        "((?:\\b(?:sk|gsk|xai|pk|rk|csk|pplx|nvapi|fw|hf|r8)[-_]|\\bAIza|\\bABSK|[Bb]earer\\s+|x-amz-security-token:\\s*)[A-Za-z0-9_.-]{0,3})[A-Za-z0-9_.+/=-]{12,}"));
    return text.replace(key, QStringLiteral("\\1…"));
}

} // namespace triptych
