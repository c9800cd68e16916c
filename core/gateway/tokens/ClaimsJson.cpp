// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/ClaimsJson.h"

#include "core/base/JsonWriter.h"
#include "core/base/StrictJson.h"

#include <QRegularExpression>
#include <algorithm>
#include <vector>

namespace triptych {

namespace {

constexpr std::string_view issuer = "triptych";
constexpr std::string_view audience = "triptych-gateway";
constexpr qint64 latestSecond = 253'402'300'799; // of the year 9999

bool hasTwins(const JsonValue &object)
{
    std::vector<std::string_view> keys;
    for (const auto &[key, value] : object.members())
        keys.push_back(key);
    std::sort(keys.begin(), keys.end());
    return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

/// An object that reads the same in every parser; absent otherwise.
JsonValue unambiguousObject(JsonParser &parser, QByteArrayView json)
{
    const JsonValue object = parser.parse(json);
    const bool isClean = object.isObject() && parser.repairs() == 0 && parser.leftOut() == 0;
    return isClean && !hasTwins(object) ? object : JsonValue();
}

/// Reads claims one after the other; the first that is wrong is the fault.
class ClaimReader
{
public:
    explicit ClaimReader(const JsonValue &object) : m_object(object) {}

    QString text(std::string_view key)
    {
        const JsonValue value = m_object[key];
        if (!value.isString())
            fail(key, "is missing or no text");
        return value.text();
    }

    QDateTime time(std::string_view key)
    {
        const JsonValue value = m_object[key];
        const qint64 seconds = value.type() == JsonValue::Type::Integer ? value.integer().value_or(-1) : -1;
        if (seconds < 0 || seconds > latestSecond)
            fail(key, "is missing or no time in whole seconds");
        return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    }

    void exactly(std::string_view key, std::string_view wanted)
    {
        if (m_object[key].string() != wanted)
            fail(key, "is not that of this gateway");
    }

    /// Empty when it is left out. Empty but there would read as "everything" too, so that is a fault.
    QStringList words(std::string_view key)
    {
        const JsonValue value = m_object[key];
        if (value.isAbsent())
            return {};
        if (!value.isString() || value.view().empty())
            fail(key, "is no list of words");
        return value.text().split(QLatin1Char(' '));
    }

    QStringList list(std::string_view key)
    {
        const JsonValue value = m_object[key];
        QStringList texts;
        for (const JsonValue item : value.items()) {
            if (!item.isString())
                fail(key, "holds something else than texts");
            texts += item.text();
        }
        if (!value.isAbsent() && texts.isEmpty())
            fail(key, "is no list of texts");
        return texts;
    }

    std::optional<double> number(std::string_view key)
    {
        const JsonValue value = m_object[key];
        if (!value.isAbsent() && !value.number())
            fail(key, "is no number");
        return value.number();
    }

    const std::optional<Error> &fault() const { return m_fault; }

private:
    void fail(std::string_view key, const char *what)
    {
        if (!m_fault)
            m_fault = badToken(QStringLiteral("the claim %1 %2").arg(toQString(key), QLatin1String(what)));
    }

    JsonValue m_object;
    std::optional<Error> m_fault;
};

qint64 seconds(const QDateTime &time)
{
    return time.toSecsSinceEpoch();
}

void writeLimits(JsonWriter &json, const TokenClaims &claims)
{
    if (!claims.scope.isEmpty())
        json.member(u"scope", claims.scope.join(QLatin1Char(' ')));
    if (!claims.models.isEmpty()) {
        json.key(u"models").beginArray();
        for (const QString &model : claims.models)
            json.value(model);
        json.endArray();
    }
    if (claims.budgetUsd)
        json.member(u"budget_usd", *claims.budgetUsd);
}

} // namespace

Error badToken(const QString &why)
{
    return {.kind = ErrorKind::Unauthorized,
            .cause = QStringLiteral("token"),
            .message = QStringLiteral("The token is not valid: %1").arg(why)};
}

RawJson writeClaims(const TokenClaims &claims)
{
    JsonWriter json;
    json.beginObject()
        .member(u"iss", toQString(issuer))
        .member(u"aud", toQString(audience))
        .member(u"sub", claims.label)
        .member(u"jti", claims.id)
        .member(u"iat", seconds(claims.issuedAt))
        .member(u"nbf", seconds(claims.notBefore))
        .member(u"exp", seconds(claims.expiresAt));
    writeLimits(json, claims);
    json.endObject();
    return json.take();
}

Result<TokenClaims> readClaims(QByteArrayView json)
{
    JsonParser parser;
    const JsonValue object = unambiguousObject(parser, json);
    if (object.isAbsent())
        return badToken(QStringLiteral("its claims are no sound JSON object"));
    ClaimReader reader(object);
    reader.exactly("iss", issuer);
    reader.exactly("aud", audience);
    TokenClaims claims {.id = reader.text("jti"),
                        .label = reader.text("sub"),
                        .scope = reader.words("scope"),
                        .models = reader.list("models"),
                        .budgetUsd = reader.number("budget_usd"),
                        .issuedAt = reader.time("iat"),
                        .notBefore = reader.time("nbf"),
                        .expiresAt = reader.time("exp")};
    if (reader.fault())
        return *reader.fault();
    if (const auto sound = checkClaims(claims); !sound)
        return badToken(QStringLiteral("its %1 cannot be used").arg(sound.error().cause.section(u'.', 1)));
    return claims;
}

Result<QString> readKeyId(QByteArrayView json)
{
    JsonParser parser;
    const JsonValue header = unambiguousObject(parser, json);
    if (header.isAbsent())
        return badToken(QStringLiteral("its header is no sound JSON object"));
    if (header["alg"].string() != "RS256")
        return badToken(QStringLiteral("it is not signed with RS256"));
    if (header["typ"].string() != "JWT")
        return badToken(QStringLiteral("its type is not JWT"));
    const QString keyId = header["kid"].text();
    if (!isKeyId(keyId))
        return badToken(QStringLiteral("its header names no key of this gateway"));
    if (header.size() != 3)
        return badToken(QStringLiteral("its header says more than alg, typ and kid"));
    return keyId;
}

bool isKeyId(const QString &id)
{
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(QStringLiteral("[a-z0-9-]{1,32}")));
    return pattern.match(id).hasMatch();
}

} // namespace triptych
