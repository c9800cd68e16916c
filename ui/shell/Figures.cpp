// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/Figures.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>
#include <limits>

namespace triptych {

namespace {

constexpr char16_t noBreakSpace = u'\u00A0';

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(triptych::Figures)
};

/// Figures read the same in every language; only the words around them are translated.
QLocale figureLocale()
{
    return QLocale(QLocale::English, QLocale::UnitedStates);
}

QString withUnit(const QString &figure, const QString &unit)
{
    return figure + QChar(noBreakSpace) + unit;
}

/// Rounded to three significant digits, so that a unit is chosen by what is shown: 999.7 ms is 1.00 s.
double rounded(double number)
{
    if (number == 0 || !std::isfinite(number))
        return number;
    const double scale = std::pow(10.0, 2 - std::floor(std::log10(std::abs(number))));
    return std::round(number * scale) / scale;
}

QString twoUnits(qint64 large, const QString &largeUnit, qint64 little, const QString &littleUnit)
{
    return withUnit(QString::number(large), largeUnit) + QChar(noBreakSpace)
        + withUnit(QString::number(little), littleUnit);
}

} // namespace

QString unknownFigure()
{
    return QStringLiteral("–");
}

QString formatDay(const QDate &day)
{
    //: How a day is written, in the letters of QLocale::toString.
    return QLocale().toString(day, Words::tr("d MMM yyyy"));
}

QString threeDigits(double number)
{
    const double shown = rounded(number);
    const int magnitude = shown == 0 ? 0 : int(std::floor(std::log10(std::abs(shown))));
    return figureLocale().toString(shown, 'f', qBound(0, 2 - magnitude, 12));
}

QString formatMs(std::optional<double> milliseconds)
{
    if (!milliseconds || !std::isfinite(*milliseconds))
        return unknownFigure();
    if (rounded(*milliseconds) < 1000)
        return withUnit(threeDigits(*milliseconds), Words::tr("ms"));
    const double seconds = *milliseconds / 1000;
    if (rounded(seconds) < 60)
        return withUnit(threeDigits(seconds), Words::tr("s"));
    const auto whole = qint64(std::llround(seconds));
    if (whole < 3600)
        return twoUnits(whole / 60, Words::tr("min"), whole % 60, Words::tr("s"));
    return twoUnits(whole / 3600, Words::tr("h"), whole % 3600 / 60, Words::tr("min"));
}

QString formatWait(double milliseconds)
{
    const auto seconds = qMax<qint64>(1, qint64(std::ceil(milliseconds / 1000)));
    return seconds < 120 ? Words::tr("%1\u00A0s", "a wait").arg(seconds)
                         : Words::tr("%1\u00A0min", "a wait").arg((seconds + 59) / 60);
}

QString formatTick(double milliseconds, double largest)
{
    const bool isSeconds = largest >= 1000;
    const double figure = isSeconds ? milliseconds / 1000 : milliseconds;
    return withUnit(figureLocale().toString(figure, 'g', 6), isSeconds ? Words::tr("s") : Words::tr("ms"));
}

QString formatSpeed(std::optional<double> tokensPerSecond)
{
    if (!tokensPerSecond || !std::isfinite(*tokensPerSecond))
        return unknownFigure();
    return withUnit(threeDigits(*tokensPerSecond), Words::tr("tok/s", "tokens per second"));
}

QString formatCount(std::optional<qint64> count)
{
    return count ? figureLocale().toString(*count) : unknownFigure();
}

QString formatTokens(std::optional<qint64> tokens)
{
    if (!tokens)
        return unknownFigure();
    //: %1 is the figure with separators; the number only chooses the plural form.
    QString text = Words::tr("%1 tokens", nullptr, int(qMin<qint64>(*tokens, std::numeric_limits<int>::max())));
    return text.arg(formatCount(tokens)).replace(QLatin1Char(' '), QChar(noBreakSpace));
}

QString formatContext(std::optional<qint64> tokens)
{
    if (!tokens)
        return unknownFigure();
    const auto scaled = [](double number, const QString &unit) {
        const double shown = rounded(number);
        // "1 M" and "256 k" are exact; only what is not gets its digits.
        return withUnit(shown == std::floor(shown) ? figureLocale().toString(qint64(shown)) : threeDigits(shown), unit);
    };
    if (*tokens < 1000)
        return formatCount(tokens);
    if (rounded(double(*tokens)) < 1e6)
        return scaled(double(*tokens) / 1e3, QStringLiteral("k"));
    return scaled(double(*tokens) / 1e6, QStringLiteral("M"));
}

QString formatUsd(std::optional<double> usd)
{
    if (!usd || !std::isfinite(*usd))
        return unknownFigure();
    if (*usd == 0)
        return Words::tr("no charge");
    return QLatin1Char('$') + threeDigits(*usd);
}

} // namespace triptych
