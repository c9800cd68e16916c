// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/RunPrompt.h"

#include "app/cli/RequestFiles.h"
#include "core/files/AtomicFile.h"
#include "core/prompt/AttachmentFiles.h"
#include "core/prompt/AttachmentText.h"
#include "core/prompt/CodeTask.h"
#include "core/prompt/PromptFiles.h"
#include "core/prompt/PromptSettings.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QStringDecoder>
#include <algorithm>

namespace triptych {

namespace {

constexpr qint64 maxInput = 32 << 20;

Result<VariableValues> variables(const QCommandLineParser &words)
{
    VariableValues values;
    for (const QString &word : words.values(QStringLiteral("var"))) {
        const qsizetype equals = word.indexOf(u'=');
        if (equals < 1)
            return wrongWords(QStringLiteral("--var %1: write NAME=VALUE").arg(word));
        values.insert(word.first(equals), word.sliced(equals + 1));
    }
    return values;
}

QString nameOf(const QString &source)
{
    return source == QLatin1String("-") ? QStringLiteral("standard input") : source;
}

/// Every byte counts: a prompt that arrives otherwise than it was given is another prompt.
Result<QString> literalText(const QByteArray &bytes, const QString &source)
{
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        return wrongWords(
            QStringLiteral("%1 is no UTF-8 text: convert it first, such as with iconv -t UTF-8").arg(nameOf(source)));
    return text;
}

Result<RunPrompt> promptFromInput(const VariableValues &values, Terminal &terminal)
{
    const auto input = terminal.readInput(maxInput);
    if (!input)
        return input.error();
    const auto literal = literalText(input.value(), QStringLiteral("-"));
    if (!literal)
        return literal.error();
    QString text = literal.value();
    if (text.trimmed().isEmpty())
        return wrongWords(QStringLiteral("standard input is empty: there is no prompt to send"));
    if (!values.isEmpty()) {
        const auto filled = substituteVariables(text, values);
        if (!filled)
            return filled.error();
        text = filled.value();
    }
    return RunPrompt {.turns = {ChatTurn::text(Role::User, text)}, .text = text};
}

Result<RunPrompt> promptFromFile(const QString &file, const VariableValues &values, const QString &attachmentStore)
{
    const auto document = loadPrompt(file);
    if (!document)
        return document.error();
    auto turns = document.value().turns(values);
    if (!turns)
        return turns.error();
    const QString folder = QFileInfo(file).path();
    if (const auto loaded = loadAttachments(turns.value(), {folder, attachmentStore}); !loaded)
        return loaded.error();
    const auto settings = promptSettings(document.value());
    if (!settings)
        return settings.error();
    return RunPrompt {.turns = turns.value(),
                      .text = document.value().body(),
                      .name = QFileInfo(file).fileName(),
                      .lanes = document.value().lanes(),
                      .settings = settings.value()};
}

/// With a task the input is no prompt but what the task is about: a file of code, or words from standard input.
Result<RunPrompt> promptOfTask(const QString &word, const QString &source, VariableValues values, Terminal &terminal)
{
    const auto task = codeTaskFromWord(word);
    if (!task)
        return wrongWords(
            QStringLiteral("--task %1: there are %2").arg(word, codeTaskWords().join(QLatin1String(" and "))));
    const auto input = source == QLatin1String("-") ? terminal.readInput(maxInput) : readBounded(source, maxInput);
    if (!input)
        return input.error();
    const auto selection = literalText(input.value(), source);
    if (!selection)
        return selection.error();
    if (selection.value().trimmed().isEmpty())
        return wrongWords(QStringLiteral("%1 is empty: there is nothing to %2").arg(nameOf(source), word));
    VariableValues all = codeTaskValues(languageOfFile(source), selection.value());
    all.insert(values);
    auto turns = codeTaskPrompt(*task).turns(all);
    if (!turns)
        return turns.error();
    return RunPrompt {.turns = std::move(turns).value(), .text = selection.value(), .name = word};
}

QString markOf(const MediaPart &media)
{
    return attachmentText(media.name, attachmentFile(media.data, media.mimeType));
}

/// Files on the command line are shown with the last thing that the user says.
Result<> attach(RunPrompt &prompt, const QStringList &files)
{
    if (files.isEmpty())
        return Done();
    const auto last = std::find_if(prompt.turns.rbegin(), prompt.turns.rend(),
                                   [](const ChatTurn &turn) { return turn.role == Role::User; });
    if (last == prompt.turns.rend())
        return wrongWords(QStringLiteral("--attach: the prompt has no user turn to attach to"));
    for (const QString &file : files) {
        auto media = readAttachment(file);
        if (!media)
            return media.error();
        if (last == prompt.turns.rbegin()) // the history's text ends with it
            prompt.text += QStringLiteral("\n\n") + markOf(media.value());
        last->parts.emplace_back(std::move(media).value());
    }
    return Done();
}

template<typename Part>
Result<Part> partFromFile(const QCommandLineParser &words, const QString &option,
                          Result<Part> (*read)(const QByteArray &, const QString &))
{
    const QString file = words.value(option);
    if (file.isEmpty())
        return Part {};
    const auto bytes = readBounded(file, maxInput);
    return bytes ? read(bytes.value(), file) : Result<Part>(bytes.error());
}

Result<> addParts(RunPrompt &prompt, const QCommandLineParser &words)
{
    auto tools = partFromFile(words, QStringLiteral("tools"), toolsFrom);
    if (!tools)
        return tools.error();
    auto schema = partFromFile(words, QStringLiteral("schema"), responseSchemaFrom);
    if (!schema)
        return schema.error();
    prompt.tools = std::move(tools).value();
    prompt.schema = std::move(schema).value();
    return attach(prompt, words.values(QStringLiteral("attach")));
}

Result<RunPrompt> promptFrom(const QCommandLineParser &words, const QString &source, const VariableValues &values,
                             Terminal &terminal, const QString &attachmentStore)
{
    if (words.isSet(QStringLiteral("task")))
        return promptOfTask(words.value(QStringLiteral("task")), source, values, terminal);
    return source == QLatin1String("-") ? promptFromInput(values, terminal)
                                        : promptFromFile(source, values, attachmentStore);
}

} // namespace

void declarePromptWords(QCommandLineParser &words)
{
    const auto option = [&words](const char *name, const char *text, const char *value) {
        words.addOption(QCommandLineOption(QLatin1String(name), QLatin1String(text), QLatin1String(value)));
    };
    words.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("A .prompty file, or - for standard input."));
    option("var", "The value of a variable of the prompt.", "NAME=VALUE");
    option("task", "generate: code from a description. explain: what code does. FILE or - holds it.", "TASK");
    option("attach", "An image or PDF document to show with the prompt. Repeat it for more.", "FILE");
    option("tools", "A JSON file with the tools that the model may call.", "FILE");
    option("schema", "A JSON Schema that the answer has to keep to.", "FILE");
    option("system", "Text of the system turn.", "TEXT");
}

Result<RunPrompt> readRunPrompt(const QCommandLineParser &words, const QString &source, Terminal &terminal,
                                const QString &attachmentStore)
{
    const auto values = variables(words);
    if (!values)
        return values.error();
    auto prompt = promptFrom(words, source, values.value(), terminal, attachmentStore);
    if (!prompt)
        return prompt.error();
    if (const auto added = addParts(prompt.value(), words); !added)
        return added.error();
    const QString system = words.value(QStringLiteral("system"));
    if (!system.trimmed().isEmpty()) // providers refuse an empty turn
        prompt.value().turns.insert(prompt.value().turns.begin(), ChatTurn::text(Role::System, system));
    return prompt;
}

Error wrongWords(const QString &message)
{
    return {.kind = ErrorKind::InvalidInput, .cause = QStringLiteral("words"), .message = message};
}

} // namespace triptych
