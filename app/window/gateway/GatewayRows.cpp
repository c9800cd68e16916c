// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/gateway/GatewayRows.h"

#include "core/base/StrictJson.h"
#include "ui/gateway/ScopeText.h"
#include "ui/shell/Figures.h"

#include <QLocale>

namespace triptych {

namespace {

const QString between = QStringLiteral(" · ");

QString settingsText(const LaneSettings &settings)
{
    QStringList words;
    for (const auto &[key, value] : settingWords(settings))
        words << key + u'=' + value;
    return words.join(QStringLiteral(", "));
}

GatewayRow::Tone toneOf(int status)
{
    return status < 400 ? GatewayRow::Tone::Plain
        : status < 500  ? GatewayRow::Tone::Warning
                        : GatewayRow::Tone::Failure;
}

} // namespace

QString GatewayRows::timeText(const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    //: How a time of day is written, in the letters of QLocale::toString.
    const QString clock = QLocale().toString(local, tr("HH:mm:ss"));
    return local.date() == QDate::currentDate() ? clock : formatDay(local.date()) + u' ' + clock;
}

QString GatewayRows::limitsText(const TokenClaims &claims)
{
    QStringList scopes;
    for (const QString &name : claims.scope)
        scopes << scopeText(name);
    return QStringList {scopes.isEmpty() ? tr("Every route") : scopes.join(QStringLiteral(", ")),
                        claims.models.isEmpty() ? tr("every model") : claims.models.join(QStringLiteral(", "))}
        .join(between);
}

GatewayRow GatewayRows::of(const TokenRecord &token, const QDateTime &now)
{
    const TokenClaims &claims = token.claims;
    GatewayRow row {.id = claims.id, .title = claims.label};
    const QString spent = token.spentUsd > 0 ? formatUsd(token.spentUsd) : QStringLiteral("$0");
    row.mark = claims.budgetUsd
        ? tr("%1 of %2", "money that is spent, of all there is").arg(spent, formatUsd(*claims.budgetUsd))
        : spent;
    const QString end = formatDay(claims.expiresAt.toLocalTime().date());
    const bool isOver = token.revokedAt || claims.hasExpired(now);
    if (isOver)
        row.tone = GatewayRow::Tone::Quiet;
    else if (claims.budgetUsd && token.spentUsd >= *claims.budgetUsd)
        row.tone = GatewayRow::Tone::Warning;
    const QString life = token.revokedAt ? tr("Revoked %1").arg(formatDay(token.revokedAt->toLocalTime().date()))
        : claims.hasExpired(now)         ? tr("Expired %1").arg(end)
                                         : tr("Until %1").arg(end);
    const QString use = token.lastUsedAt ? tr("last used %1").arg(timeText(*token.lastUsedAt)) : tr("never used");
    row.lines
        = {limitsText(claims), QStringList {life, use, tr("%n call(s)", nullptr, int(token.calls))}.join(between)};
    return row;
}

QString GatewayRows::figuresText(const LoggedCall &call)
{
    JsonParser parser;
    const JsonValue figures = parser.parse(call.figures);
    const auto usd = figures["spentUsd"].number();
    const QString tokens = tr("%1 in, %2 out", "counts of tokens")
                               .arg(formatCount(figures["input"].integer()), formatCount(figures["output"].integer()));
    return QStringList {tokens, usd.value_or(0) > 0 ? formatUsd(usd) : tr("no charge"),
                        tr("first text %1").arg(formatMs(figures["firstTextMs"].number())),
                        tr("overhead %1").arg(formatMs(figures["overheadMs"].number()))}
        .join(between);
}

GatewayRow GatewayRows::of(const LoggedCall &call, const QString &label)
{
    const QString asked = call.asked.isEmpty() ? call.route : call.asked;
    GatewayRow row {.title
                    = call.lane.isEmpty() || call.lane == asked ? asked : asked + QStringLiteral(" → ") + call.lane,
                    .mark = QString::number(call.status),
                    .tone = toneOf(call.status)};
    row.lines = {QStringList {timeText(call.endedAt), label, call.route}.join(between), figuresText(call)};
    if (call.status < 400 && !call.cause.isEmpty()) { // it had begun as a success
        row.tone = GatewayRow::Tone::Failure;
        row.mark = call.cause;
    } else if (!call.cause.isEmpty()) {
        row.mark += u' ' + call.cause;
    }
    return row;
}

GatewayRow GatewayRows::of(const Route &route)
{
    const bool isWeighted = route.choice == RouteChoice::Weighted;
    GatewayRow row {.title = route.name};
    QStringList lanes;
    for (const RouteTarget &target : route.targets)
        lanes << (isWeighted ? QStringLiteral("%1 × %2").arg(target.weight).arg(target.lane.toString())
                             : target.lane.toString());
    if (route.targets.size() > 1)
        row.mark = isWeighted ? tr("by weight") : tr("first that is healthy");
    row.lines = {lanes.join(isWeighted ? QStringLiteral(", ") : QStringLiteral(" → "))};
    if (!route.defaults.isEmpty())
        row.lines << tr("unless the program says: %1").arg(settingsText(route.defaults));
    if (!route.fixed.isEmpty())
        row.lines << tr("always: %1").arg(settingsText(route.fixed));
    return row;
}

} // namespace triptych
