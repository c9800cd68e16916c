// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/LaneSettings.h"

#include <QLocale>
#include <cmath>
#include <limits>

namespace triptych {

namespace {

Error badValue(QStringView key, QStringView value, const QString &want)
{
    return {.kind = ErrorKind::InvalidInput,
            .cause = QStringLiteral("setting.value"),
            .message = QStringLiteral("%1=%2: %3").arg(key, value, want)};
}

Result<> setInteger(std::optional<qint64> &target, QStringView key, QStringView text, qint64 least)
{
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    if (!ok || number < least)
        return badValue(key, text, QStringLiteral("give a whole number from %1").arg(least));
    target = number;
    return Done {};
}

Result<> setReal(std::optional<double> &target, QStringView key, QStringView text, double most)
{
    bool ok = false;
    const double number = text.toDouble(&ok);
    if (!ok || !std::isfinite(number) || number < 0 || number > most)
        return badValue(key, text, QStringLiteral("give a number from 0 to %1").arg(most));
    target = number;
    return Done {};
}

Result<> setEffort(std::optional<QString> &target, QStringView key, QStringView text)
{
    static const QStringList known {QStringLiteral("none"),   QStringLiteral("minimal"), QStringLiteral("low"),
                                    QStringLiteral("medium"), QStringLiteral("high"),    QStringLiteral("xhigh"),
                                    QStringLiteral("max")};
    if (!known.contains(text))
        return badValue(key, text, QStringLiteral("give one of ") + known.join(QStringLiteral(", ")));
    target = text.toString();
    return Done {};
}

QString realText(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

/// A stop word may hold what separates settings; these are written with a backslash.
QString escaped(const QString &text)
{
    QString out;
    for (const QChar c : text) {
        if (c == u'\\' || c == u',' || c == u'|')
            out += u'\\';
        out += c == u'\n' ? QStringLiteral("\\n") : QString(c);
    }
    return out;
}

/// Splits at `separator`, but not at one behind a backslash; the backslashes stay.
QStringList splitUnescaped(QStringView text, QChar separator)
{
    QStringList parts;
    QString part;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'\\' && i + 1 < text.size()) {
            part += text[i];
            part += text[++i];
        } else if (text[i] == separator) {
            parts << std::exchange(part, {});
        } else {
            part += text[i];
        }
    }
    return parts << part;
}

QString unescaped(QStringView text)
{
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'\\' && i + 1 < text.size())
            out += text[++i] == u'n' ? QChar(u'\n') : text[i];
        else
            out += text[i];
    }
    return out;
}

Result<> setStop(std::optional<QStringList> &target, QStringView key, QStringView text)
{
    QStringList words;
    for (const QString &word : splitUnescaped(text, u'|'))
        words << unescaped(word);
    if (words.contains(QString()))
        return badValue(key, text, QStringLiteral("give words with | between them, none of them empty"));
    target = words;
    return Done {};
}

} // namespace

LaneSettings LaneSettings::withDefaults(const LaneSettings &defaults) const
{
    const auto either = [](const auto &mine, const auto &other) { return mine ? mine : other; };
    return {.maxTokens = either(maxTokens, defaults.maxTokens),
            .temperature = either(temperature, defaults.temperature),
            .topP = either(topP, defaults.topP),
            .topK = either(topK, defaults.topK),
            .seed = either(seed, defaults.seed),
            .stop = either(stop, defaults.stop),
            .reasoningEffort = either(reasoningEffort, defaults.reasoningEffort),
            .reasoningBudget = either(reasoningBudget, defaults.reasoningBudget)};
}

std::vector<SettingWord> settingWords(const LaneSettings &settings)
{
    std::vector<SettingWord> words;
    const auto add = [&words](const char *key, const QString &value) { words.emplace_back(QLatin1String(key), value); };
    if (settings.temperature)
        add("temperature", realText(*settings.temperature));
    if (settings.topP)
        add("top_p", realText(*settings.topP));
    if (settings.topK)
        add("top_k", QString::number(*settings.topK));
    if (settings.maxTokens)
        add("max_tokens", QString::number(*settings.maxTokens));
    if (settings.seed)
        add("seed", QString::number(*settings.seed));
    if (settings.reasoningEffort)
        add("reasoning_effort", *settings.reasoningEffort);
    if (settings.reasoningBudget)
        add("reasoning_budget", QString::number(*settings.reasoningBudget));
    if (settings.stop) {
        QStringList stops;
        for (const QString &stop : *settings.stop)
            stops << escaped(stop);
        add("stop", stops.join(u'|'));
    }
    return words;
}

Result<> applySetting(LaneSettings &settings, QStringView key, QStringView value)
{
    if (key == u"max_tokens")
        return setInteger(settings.maxTokens, key, value, 1);
    if (key == u"temperature")
        return setReal(settings.temperature, key, value, 2);
    if (key == u"top_p")
        return setReal(settings.topP, key, value, 1);
    if (key == u"top_k")
        return setInteger(settings.topK, key, value, 0);
    if (key == u"seed")
        return setInteger(settings.seed, key, value, std::numeric_limits<qint64>::min());
    if (key == u"reasoning_effort")
        return setEffort(settings.reasoningEffort, key, value);
    if (key == u"reasoning_budget")
        return setInteger(settings.reasoningBudget, key, value, 0);
    if (key == u"stop")
        return setStop(settings.stop, key, value);
    return Error {
        .kind = ErrorKind::InvalidInput,
        .cause = QStringLiteral("setting.unknown"),
        .message
        = QStringLiteral("unknown setting \"%1\": the keys are %2").arg(key, settingKeys().join(QStringLiteral(", ")))};
}

QStringList settingKeys()
{
    return {QStringLiteral("max_tokens"),
            QStringLiteral("temperature"),
            QStringLiteral("top_p"),
            QStringLiteral("top_k"),
            QStringLiteral("seed"),
            QStringLiteral("stop"),
            QStringLiteral("reasoning_effort"),
            QStringLiteral("reasoning_budget")};
}

Result<LaneAddress> LaneAddress::parse(QStringView text)
{
    const qsizetype hash = text.indexOf(u'#');
    const QStringView place = hash < 0 ? text : text.first(hash);
    const qsizetype slash = place.indexOf(u'/');
    if (slash < 1 || slash + 1 == place.size()) {
        return Error {
            .kind = ErrorKind::InvalidInput, .cause = QStringLiteral("lane.address"), .message = text.toString()};
    }
    LaneAddress address {.provider = place.first(slash).toString(), .model = place.sliced(slash + 1).toString()};
    if (hash < 0 || hash + 1 == text.size())
        return address;
    for (const QString &word : splitUnescaped(text.sliced(hash + 1), u',')) {
        const qsizetype equals = word.indexOf(u'=');
        if (equals < 1)
            return badValue(word, {}, QStringLiteral("write key=value"));
        const auto applied
            = applySetting(address.settings, QStringView(word).first(equals), QStringView(word).sliced(equals + 1));
        if (!applied)
            return applied.error();
    }
    return address;
}

QString LaneAddress::toString() const
{
    QStringList words;
    for (const auto &[key, value] : settingWords(settings))
        words << key + u'=' + value;
    return words.isEmpty() ? name() : name() + u'#' + words.join(u',');
}

} // namespace triptych
