// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/GatewayTokenWords.h"

#include "core/base/JsonWriter.h"

#include <QRegularExpression>

namespace triptych {

namespace {

QStringList listOf(const QCommandLineParser &words, const QString &option)
{
    QStringList items;
    for (const QString &value : words.values(option))
        for (const QString &item : value.split(QRegularExpression(QStringLiteral("[,\\s]+")), Qt::SkipEmptyParts))
            items << item;
    return items;
}

Error wrongOption(const QString &option, const QString &wanted)
{
    return {.kind = ErrorKind::InvalidInput,
            .cause = QStringLiteral("input.option"),
            .message = QStringLiteral("--%1: %2").arg(option, wanted)};
}

/// "12h", "30d", "4w", or a day.
std::optional<QDateTime> endOf(const QString &text, const QDateTime &now)
{
    static const QRegularExpression span(QStringLiteral("^([1-9][0-9]{0,5})([mhdw])$"));
    if (const auto match = span.match(text); match.hasMatch()) {
        const qint64 number = match.captured(1).toLongLong();
        const QChar unit = match.captured(2).front();
        const qint64 seconds = unit == u'm' ? 60 : unit == u'h' ? 3'600 : unit == u'd' ? 86'400 : 604'800;
        return now.addSecs(number * seconds);
    }
    const QDate day = QDate::fromString(text, Qt::ISODate);
    return day.isValid() ? std::optional(QDateTime(day.addDays(1), QTime(0, 0), Qt::UTC)) : std::nullopt;
}

QString timeText(const std::optional<QDateTime> &time)
{
    return time ? time->toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm")) : QStringLiteral("never");
}

QString allOr(const QStringList &items, const QString &all)
{
    return items.isEmpty() ? all : items.join(u',');
}

void writeList(JsonWriter &json, QStringView key, const QStringList &items)
{
    json.key(key).beginArray();
    for (const QString &item : items)
        json.value(item);
    json.endArray();
}

void writeTime(JsonWriter &json, QStringView key, const std::optional<QDateTime> &time)
{
    json.key(key);
    time ? json.value(time->toUTC().toString(Qt::ISODate)) : json.null();
}

} // namespace

void declareTokenWords(QCommandLineParser &words)
{
    words.addOption({QStringLiteral("scope"),
                     QStringLiteral("token new: what it reaches, of %1. Left out: everything, /metrics too.")
                         .arg(scopeNames().join(QStringLiteral(", "))),
                     QStringLiteral("NAMES")});
    words.addOption({QStringLiteral("models"),
                     QStringLiteral("token new: the models it may ask, with * for any characters. Left out: all."),
                     QStringLiteral("NAMES")});
    words.addOption({QStringLiteral("budget"),
                     QStringLiteral("token new: what it may spend in all, in US dollars. Left out: no cap."),
                     QStringLiteral("USD")});
    words.addOption({QStringLiteral("expires"),
                     QStringLiteral("token new: 12h, 30d, 8w or the last day as YYYY-MM-DD. Left out: 90d."),
                     QStringLiteral("WHEN")});
    words.addOption({QStringLiteral("label"), QStringLiteral("token new: who gets it."), QStringLiteral("NAME")});
}

Result<TokenClaims> readTokenWords(const QCommandLineParser &words, const QDateTime &now)
{
    const QString label = words.value(QStringLiteral("label"));
    TokenClaims claims = newClaims(label.isEmpty() ? QStringLiteral("client") : label, now);
    claims.scope = listOf(words, QStringLiteral("scope"));
    claims.models = listOf(words, QStringLiteral("models"));
    if (claims.models == QStringList(QStringLiteral("*")))
        claims.models.clear();
    if (words.isSet(QStringLiteral("budget"))) {
        bool isNumber = false;
        claims.budgetUsd = words.value(QStringLiteral("budget")).toDouble(&isNumber);
        if (!isNumber)
            return wrongOption(QStringLiteral("budget"),
                               QStringLiteral("a number of US dollars is wanted, such as 2.50"));
    }
    if (words.isSet(QStringLiteral("expires"))) {
        const auto end = endOf(words.value(QStringLiteral("expires")), now);
        if (!end)
            return wrongOption(QStringLiteral("expires"),
                               QStringLiteral("12h, 30d, 8w or a day such as 2027-01-31 is wanted"));
        claims.expiresAt = *end;
    }
    const auto checked = checkClaims(claims);
    return checked ? Result<TokenClaims>(claims) : checked.error();
}

QByteArray keysAsJson(const QStringList &ids)
{
    JsonWriter json;
    json.beginArray();
    for (const QString &id : ids)
        json.beginObject().member(u"id", id).endObject();
    json.endArray();
    return json.take().bytes;
}

QByteArray tokensAsJson(const std::vector<TokenRecord> &tokens)
{
    JsonWriter json;
    json.beginArray();
    for (const TokenRecord &token : tokens) {
        json.beginObject().member(u"id", token.claims.id).member(u"label", token.claims.label);
        writeList(json, u"scope", token.claims.scope);
        writeList(json, u"models", token.claims.models);
        json.key(u"budgetUsd");
        token.claims.budgetUsd ? json.value(*token.claims.budgetUsd) : json.null();
        json.member(u"spentUsd", token.spentUsd).member(u"calls", token.calls);
        writeTime(json, u"issuedAt", token.claims.issuedAt);
        writeTime(json, u"expiresAt", token.claims.expiresAt);
        writeTime(json, u"lastUsedAt", token.lastUsedAt);
        writeTime(json, u"revokedAt", token.revokedAt);
        json.endObject();
    }
    json.endArray();
    return json.take().bytes;
}

QString tokenLine(const TokenRecord &token, const QDateTime &now)
{
    const QString state = token.revokedAt ? QStringLiteral("revoked")
        : token.claims.hasExpired(now)    ? QStringLiteral("expired")
                                          : QStringLiteral("until ") + timeText(token.claims.expiresAt);
    const QString money = token.claims.budgetUsd
        ? QStringLiteral("$%1 of $%2").arg(token.spentUsd, 0, 'f', 4).arg(*token.claims.budgetUsd, 0, 'f', 2)
        : QStringLiteral("$%1").arg(token.spentUsd, 0, 'f', 4);
    return QStringList {token.claims.id,
                        token.claims.label,
                        state,
                        QStringLiteral("scope ") + allOr(token.claims.scope, QStringLiteral("all")),
                        QStringLiteral("models ") + allOr(token.claims.models, QStringLiteral("all")),
                        QStringLiteral("spent ") + money,
                        QStringLiteral("%1 calls").arg(token.calls),
                        QStringLiteral("last used ") + timeText(token.lastUsedAt)}
        .join(u'\t');
}

} // namespace triptych
