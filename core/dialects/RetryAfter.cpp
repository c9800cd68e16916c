// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/RetryAfter.h"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>
#include <array>
#include <cmath>

namespace triptych {

namespace {

using std::chrono::milliseconds;
using Wait = std::optional<milliseconds>;

constexpr double longestMs = 30.0 * 24 * 3600 * 1000;

Wait waitOfMs(double ms)
{
    if (!std::isfinite(ms) || ms < 1)
        return {};
    return milliseconds(qint64(std::ceil(std::min(ms, longestMs))));
}

std::optional<double> numberOf(const QByteArray &text)
{
    bool isNumber = false;
    const double number = text.trimmed().toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

/// A moment as HTTP date or RFC 3339, as a wait from the reply's own Date.
Wait waitUntil(const QByteArray &text, const QDateTime &now)
{
    if (!now.isValid())
        return {};
    QDateTime then = httpDate(text);
    if (!then.isValid() && text.contains('T'))
        then = QDateTime::fromString(QString::fromLatin1(text.trimmed()), Qt::ISODateWithMs);
    return then.isValid() ? waitOfMs(double(now.msecsTo(then))) : Wait();
}

Wait waitOfRetryAfter(const QByteArray &value, const QDateTime &now)
{
    if (const auto seconds = numberOf(value))
        return waitOfMs(*seconds * 1000);
    if (const Wait wait = waitUntil(value, now))
        return wait;
    return durationOf(value);
}

/// The plain x-ratelimit-reset of some gateways is a moment in seconds or milliseconds since 1970.
Wait waitOfReset(const QByteArray &value, const QDateTime &now)
{
    const auto number = numberOf(value);
    if (number && *number > 1e9) {
        const double moment = *number > 1e11 ? *number : *number * 1000;
        return now.isValid() ? waitOfMs(moment - double(now.toMSecsSinceEpoch())) : Wait();
    }
    return waitOfRetryAfter(value, now);
}

bool isReset(const QByteArray &name)
{
    return name.contains("ratelimit") && name.contains("reset");
}

/// The longest reset among the limits that are used up; a limit that has something left is not what stopped us.
Wait waitOfResets(const HttpHeaders &headers, const QDateTime &now)
{
    Wait longest;
    for (const auto &[name, value] : headers) {
        QByteArray key = name.toLower();
        if (!isReset(key))
            continue;
        const QByteArray left = headerValue(headers, key.replace("reset", "remaining"));
        const auto remaining = numberOf(left);
        if (remaining && *remaining > 0)
            continue;
        const Wait wait = waitOfReset(value, now);
        if (wait && (!longest || *wait > *longest))
            longest = wait;
    }
    return longest;
}

} // namespace

QDateTime httpDate(const QByteArray &text)
{
    static const std::array formats {
        QStringLiteral("dd MMM yyyy hh:mm:ss 'GMT'"),
        QStringLiteral("dd-MMM-yy hh:mm:ss 'GMT'"),
        QStringLiteral("ddd MMM d hh:mm:ss yyyy"),
    };
    // The day of the week says nothing new, and two-digit years would make it wrong.
    const QString plain = QString::fromLatin1(text.mid(text.indexOf(',') + 1)).simplified();
    for (const QString &format : formats) {
        QDateTime date = QLocale::c().toDateTime(plain, format);
        if (!date.isValid())
            continue;
        date.setTimeSpec(Qt::UTC);
        return date.date().year() < 1970 ? date.addYears(100) : date;
    }
    return {};
}

Wait retryAfterIn(const HttpHeaders &headers)
{
    const QDateTime now = httpDate(headerValue(headers, "date"));
    for (const auto &[name, value] : headers)
        if (name.compare("retry-after-ms", Qt::CaseInsensitive) == 0)
            if (const auto ms = numberOf(value))
                if (const Wait wait = waitOfMs(*ms))
                    return wait;
    for (const auto &[name, value] : headers)
        if (name.compare("retry-after", Qt::CaseInsensitive) == 0)
            if (const Wait wait = waitOfRetryAfter(value, now))
                return wait;
    return waitOfResets(headers, now);
}

Wait retryAfterInText(QStringView message)
{
    static const QRegularExpression pattern(
        QStringLiteral(
            "\\b(?:(?:try again|retry|wait)(?:(?: [a-z'-]+){0,3}? (?:in|after|for)| again)?|resets? (?:in|after)):? "
            "(?:about |another )?((?:[0-9.]+ ?(?:ms|milliseconds?|"
            "s|secs?|seconds?|m|mins?|minutes?|h|hours?)\\b ?|[0-9.]+(?:ms|s|m|h))+)"),
        QRegularExpression::CaseInsensitiveOption);
    const auto found = pattern.match(message.left(4000).toString());
    return found.hasMatch() ? durationOf(found.captured(1).toLatin1()) : Wait();
}

Wait durationOf(QByteArrayView text)
{
    static const QRegularExpression whole(QStringLiteral(
        "^(?:\\s*+[0-9]++(?:\\.[0-9]++)?\\s*+(?:ms|milliseconds?|us|µs|ns|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d)?)+\\s*$"));
    static const QRegularExpression part(QStringLiteral("([0-9]+(?:\\.[0-9]+)?)\\s*([a-zµ]*)"));
    const QString plain = QString::fromUtf8(text.first(qMin<qsizetype>(text.size(), 64))).trimmed().toLower();
    if (!whole.match(plain).hasMatch())
        return {};
    double ms = 0;
    for (auto all = part.globalMatch(plain); all.hasNext();) {
        const auto match = all.next();
        const QString unit = match.captured(2);
        const double amount = match.captured(1).toDouble();
        if (unit == QLatin1String("ms") || unit.startsWith(QLatin1String("milli")))
            ms += amount;
        else if (unit == QLatin1String("us") || unit == QStringLiteral("µs"))
            ms += amount / 1e3;
        else if (unit == QLatin1String("ns"))
            ms += amount / 1e6;
        else if (unit.startsWith(QLatin1Char('m')))
            ms += amount * 60'000;
        else if (unit.startsWith(QLatin1Char('h')))
            ms += amount * 3'600'000;
        else if (unit == QLatin1String("d"))
            ms += amount * 86'400'000;
        else
            ms += amount * 1000;
    }
    return waitOfMs(ms);
}

} // namespace triptych
