// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/RunWords.h"

#include "core/prompt/PromptFiles.h"
#include "core/prompt/PromptSettings.h"

#include <QFileInfo>
#include <QStringDecoder>
#include <cmath>

namespace triptych {

namespace {

constexpr qint64 maxInput = 32 << 20;
constexpr int maxRepeat = 10'000;
constexpr int maxParallel = 1024;

Error wrong(const QString &message)
{
    return {.kind = ErrorKind::InvalidInput, .cause = QStringLiteral("words"), .message = message};
}

/// What there is to send, from whichever place it came.
struct Prompt
{
    std::vector<ChatTurn> turns = {};
    QString text = {};
    QString name = {};
    QStringList lanes = {};
    LaneSettings settings = {};
};

Result<VariableValues> variables(const QCommandLineParser &words)
{
    VariableValues values;
    for (const QString &word : words.values(QStringLiteral("var"))) {
        const qsizetype equals = word.indexOf(u'=');
        if (equals < 1)
            return wrong(QStringLiteral("--var %1: write NAME=VALUE").arg(word));
        values.insert(word.first(equals), word.sliced(equals + 1));
    }
    return values;
}

/// Every byte counts: a prompt that arrives otherwise than it was given is another prompt.
Result<QString> literalText(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        return wrong(QStringLiteral("standard input is no UTF-8 text: convert it first, such as with iconv -t UTF-8"));
    return text;
}

Result<Prompt> promptFromInput(const VariableValues &values, Terminal &terminal)
{
    const auto input = terminal.readInput(maxInput);
    if (!input)
        return input.error();
    const auto literal = literalText(input.value());
    if (!literal)
        return literal.error();
    QString text = literal.value();
    if (text.trimmed().isEmpty())
        return wrong(QStringLiteral("standard input is empty: there is no prompt to send"));
    if (!values.isEmpty()) {
        const auto filled = substituteVariables(text, values);
        if (!filled)
            return filled.error();
        text = filled.value();
    }
    return Prompt {.turns = {ChatTurn::text(Role::User, text)}, .text = text};
}

Result<Prompt> promptFromFile(const QString &file, const VariableValues &values)
{
    const auto document = loadPrompt(file);
    if (!document)
        return document.error();
    const auto turns = document.value().turns(values);
    if (!turns)
        return turns.error();
    const auto settings = promptSettings(document.value());
    if (!settings)
        return settings.error();
    return Prompt {.turns = turns.value(),
                   .text = document.value().body(),
                   .name = QFileInfo(file).fileName(),
                   .lanes = document.value().lanes(),
                   .settings = settings.value()};
}

Result<LaneSettings> defaultSettings(const QCommandLineParser &words)
{
    LaneSettings settings;
    for (const QString &word : words.values(QStringLiteral("set"))) {
        const qsizetype equals = word.indexOf(u'=');
        if (equals < 1)
            return wrong(QStringLiteral("--set %1: write KEY=VALUE").arg(word));
        const auto applied
            = applySetting(settings, QStringView(word).first(equals), QStringView(word).sliced(equals + 1));
        if (!applied)
            return applied.error();
    }
    return settings;
}

/// The number an option was given, or nothing where it was not; false after a complaint kept in `fault`.
struct NumberReader
{
    const QCommandLineParser &words;
    std::optional<Error> fault = {};

    std::optional<double> read(const QString &option, double least, double most, bool isWhole)
    {
        if (!words.isSet(option))
            return {};
        bool ok = false;
        const double number = words.value(option).toDouble(&ok);
        if (ok && std::isfinite(number) && number >= least && number <= most
            && (!isWhole || number == std::floor(number)))
            return number;
        fault = wrong(
            QStringLiteral("--%1 %2: give a %3 from %4 to %5")
                .arg(option, words.value(option), isWhole ? QStringLiteral("whole number") : QStringLiteral("number"))
                .arg(least)
                .arg(most));
        return {};
    }
};

Result<> addLanes(RunPlan &plan, const QStringList &lanes, const Prompt &prompt, const LaneSettings &defaults,
                  int repeat)
{
    for (int index = 0; index < lanes.size(); ++index) {
        auto address = LaneAddress::parse(lanes[index]);
        if (!address)
            return address.error();
        address.value().settings = address.value().settings.withDefaults(defaults);
        for (int i = 0; i < repeat; ++i)
            plan.lanes.push_back(
                {.address = address.value(), .index = index, .repeat = i, .request = {.turns = prompt.turns}});
    }
    return Done {};
}

/// What can be wrong with the words alone; said before standard input is waited for.
Result<QString> promptSource(const QCommandLineParser &words)
{
    const QStringList files = words.positionalArguments();
    if (files.isEmpty())
        return wrong(QStringLiteral("name a prompt file, or - for standard input"));
    if (files.size() > 1)
        return wrong(QStringLiteral("one prompt at a time: %1 is one too many").arg(files[1]));
    for (const QString &lane : words.values(QStringLiteral("to"))) {
        if (const auto address = LaneAddress::parse(lane); !address)
            return address.error();
    }
    if (files[0] == QLatin1String("-") && !words.isSet(QStringLiteral("to")))
        return wrong(QStringLiteral("name a lane with --to, such as --to local/demo"));
    return files[0];
}

} // namespace

void declareRunWords(QCommandLineParser &words)
{
    const auto option = [&words](const char *name, const char *text, const char *value) {
        words.addOption(QCommandLineOption(QLatin1String(name), QLatin1String(text), QLatin1String(value)));
    };
    words.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("A .prompty file, or - for standard input."));
    option("to", "A lane: provider/model#key=value,… Repeat it for more lanes.", "LANE");
    option("var", "The value of a variable of the prompt.", "NAME=VALUE");
    option("set", "A setting for all lanes that do not have their own.", "KEY=VALUE");
    option("system", "Text of the system turn.", "TEXT");
    option("repeat", "Run each lane N times.", "N");
    option("parallel", "Run at most N lanes at once.", "N");
    option("timeout", "End what is not done after S seconds.", "S");
    option("max-usd", "Stop what is left once the answers have cost X US dollars.", "X");
    words.addOption({QStringLiteral("no-history"), QStringLiteral("Keep nothing of this run.")});
    words.addOption({QStringLiteral("json"), QStringLiteral("Print one JSON object a line, as each lane ends.")});
}

Result<RunWords> readRunWords(const QCommandLineParser &words, Terminal &terminal)
{
    RunWords run;
    NumberReader numbers {words};
    const int repeat = int(numbers.read(QStringLiteral("repeat"), 1, maxRepeat, true).value_or(1));
    run.plan.parallel = int(numbers.read(QStringLiteral("parallel"), 1, maxParallel, true).value_or(0));
    if (const auto seconds = numbers.read(QStringLiteral("timeout"), 0.001, 1e6, false))
        run.plan.totalLimit = std::chrono::milliseconds(qRound64(*seconds * 1000));
    run.maxUsd = numbers.read(QStringLiteral("max-usd"), 0, 1e6, false);
    if (numbers.fault)
        return *numbers.fault;
    const auto values = variables(words);
    if (!values)
        return values.error();
    const auto settings = defaultSettings(words);
    if (!settings)
        return settings.error();
    const auto source = promptSource(words);
    if (!source)
        return source.error();

    auto prompt = source.value() == QLatin1String("-") ? promptFromInput(values.value(), terminal)
                                                       : promptFromFile(source.value(), values.value());
    if (!prompt)
        return prompt.error();
    if (const QString system = words.value(QStringLiteral("system"));
        !system.trimmed().isEmpty()) // providers refuse an empty turn
        prompt.value().turns.insert(prompt.value().turns.begin(), ChatTurn::text(Role::System, system));
    const QStringList lanes
        = words.isSet(QStringLiteral("to")) ? words.values(QStringLiteral("to")) : prompt.value().lanes;
    if (lanes.isEmpty())
        return wrong(QStringLiteral("%1 names no lanes: add --to, such as --to local/demo").arg(source.value()));
    const LaneSettings defaults = settings.value().withDefaults(prompt.value().settings);
    if (const auto added = addLanes(run.plan, lanes, prompt.value(), defaults, repeat); !added)
        return added.error();

    run.asJson = words.isSet(QStringLiteral("json"));
    run.plan.record = !words.isSet(QStringLiteral("no-history"));
    run.plan.document = prompt.value().name;
    run.plan.promptText = prompt.value().text;
    return run;
}

} // namespace triptych
