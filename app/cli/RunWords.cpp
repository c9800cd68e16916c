// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/RunWords.h"

#include "app/cli/RunPrompt.h"

#include <cmath>

namespace triptych {

namespace {

constexpr int maxRepeat = 10'000;
constexpr int maxParallel = 1024;

Result<LaneSettings> defaultSettings(const QCommandLineParser &words)
{
    LaneSettings settings;
    for (const QString &word : words.values(QStringLiteral("set"))) {
        const qsizetype equals = word.indexOf(u'=');
        if (equals < 1)
            return wrongWords(QStringLiteral("--set %1: write KEY=VALUE").arg(word));
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
        fault = wrongWords(
            QStringLiteral("--%1 %2: give a %3 from %4 to %5")
                .arg(option, words.value(option), isWhole ? QStringLiteral("whole number") : QStringLiteral("number"))
                .arg(least)
                .arg(most));
        return {};
    }
};

Result<> addLanes(RunPlan &plan, const QStringList &lanes, const RunPrompt &prompt, const LaneSettings &defaults,
                  int repeat)
{
    for (int index = 0; index < lanes.size(); ++index) {
        auto address = LaneAddress::parse(lanes[index]);
        if (!address)
            return address.error();
        address.value().settings = address.value().settings.withDefaults(defaults);
        for (int i = 0; i < repeat; ++i)
            plan.lanes.push_back(
                {.address = address.value(),
                 .index = index,
                 .repeat = i,
                 .request = {.turns = prompt.turns, .tools = prompt.tools, .responseSchema = prompt.schema}});
    }
    return Done {};
}

/// What can be wrong with the words alone; said before standard input is waited for.
Result<QString> promptSource(const QCommandLineParser &words)
{
    const QStringList files = words.positionalArguments();
    if (files.isEmpty())
        return wrongWords(QStringLiteral("name a prompt file, or - for standard input"));
    if (files.size() > 1)
        return wrongWords(QStringLiteral("one prompt at a time: %1 is one too many").arg(files[1]));
    for (const QString &lane : words.values(QStringLiteral("to"))) {
        if (const auto address = LaneAddress::parse(lane); !address)
            return address.error();
    }
    if (files[0] == QLatin1String("-") && !words.isSet(QStringLiteral("to")))
        return wrongWords(QStringLiteral("name a lane with --to, such as --to local/demo"));
    return files[0];
}

} // namespace

void declareRunWords(QCommandLineParser &words)
{
    const auto option = [&words](const char *name, const char *text, const char *value) {
        words.addOption(QCommandLineOption(QLatin1String(name), QString::fromUtf8(text), QLatin1String(value)));
    };
    declarePromptWords(words);
    option("to", "A lane: provider/model#key=value,… Repeat it for more lanes.", "LANE");
    option("set", "A setting for all lanes that do not have their own.", "KEY=VALUE");
    option("repeat", "Run each lane N times.", "N");
    option("parallel", "Run at most N lanes at once.", "N");
    option("timeout", "End what is not done after S seconds.", "S");
    option("max-usd", "Stop what is left once the answers have cost X US dollars.", "X");
    words.addOption({QStringLiteral("no-history"), QStringLiteral("Keep nothing of this run.")});
    words.addOption({QStringLiteral("json"), QStringLiteral("Print one JSON object a line, as each lane ends.")});
}

Result<RunWords> readRunWords(const QCommandLineParser &words, Terminal &terminal, const QString &attachmentStore)
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
    const auto settings = defaultSettings(words);
    if (!settings)
        return settings.error();
    const auto source = promptSource(words);
    if (!source)
        return source.error();

    const auto prompt = readRunPrompt(words, source.value(), terminal, attachmentStore);
    if (!prompt)
        return prompt.error();
    const QStringList lanes
        = words.isSet(QStringLiteral("to")) ? words.values(QStringLiteral("to")) : prompt.value().lanes;
    if (lanes.isEmpty())
        return wrongWords(QStringLiteral("%1 names no lanes: add --to, such as --to local/demo").arg(source.value()));
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
