// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/CodeTask.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <array>
#include <utility>

namespace triptych {

namespace {

constexpr std::array<std::pair<QLatin1String, CodeTask>, 2> words {{
    {QLatin1String("generate"), CodeTask::Generate},
    {QLatin1String("explain"), CodeTask::Explain},
}};

constexpr std::array<std::pair<QLatin1String, QLatin1String>, 38> languages {{
    {QLatin1String("c"), QLatin1String("C")},
    {QLatin1String("cc"), QLatin1String("C++")},
    {QLatin1String("cpp"), QLatin1String("C++")},
    {QLatin1String("cs"), QLatin1String("C#")},
    {QLatin1String("css"), QLatin1String("CSS")},
    {QLatin1String("cxx"), QLatin1String("C++")},
    {QLatin1String("dart"), QLatin1String("Dart")},
    {QLatin1String("ex"), QLatin1String("Elixir")},
    {QLatin1String("exs"), QLatin1String("Elixir")},
    {QLatin1String("fs"), QLatin1String("F#")},
    {QLatin1String("go"), QLatin1String("Go")},
    {QLatin1String("h"), QLatin1String("C++")},
    {QLatin1String("hpp"), QLatin1String("C++")},
    {QLatin1String("hs"), QLatin1String("Haskell")},
    {QLatin1String("html"), QLatin1String("HTML")},
    {QLatin1String("java"), QLatin1String("Java")},
    {QLatin1String("jl"), QLatin1String("Julia")},
    {QLatin1String("js"), QLatin1String("JavaScript")},
    {QLatin1String("jsx"), QLatin1String("JavaScript")},
    {QLatin1String("kt"), QLatin1String("Kotlin")},
    {QLatin1String("lua"), QLatin1String("Lua")},
    {QLatin1String("m"), QLatin1String("Objective-C")},
    {QLatin1String("mjs"), QLatin1String("JavaScript")},
    {QLatin1String("php"), QLatin1String("PHP")},
    {QLatin1String("pl"), QLatin1String("Perl")},
    {QLatin1String("py"), QLatin1String("Python")},
    {QLatin1String("qml"), QLatin1String("QML")},
    {QLatin1String("r"), QLatin1String("R")},
    {QLatin1String("rb"), QLatin1String("Ruby")},
    {QLatin1String("rs"), QLatin1String("Rust")},
    {QLatin1String("scala"), QLatin1String("Scala")},
    {QLatin1String("sh"), QLatin1String("Bash")},
    {QLatin1String("sql"), QLatin1String("SQL")},
    {QLatin1String("swift"), QLatin1String("Swift")},
    {QLatin1String("ts"), QLatin1String("TypeScript")},
    {QLatin1String("tsx"), QLatin1String("TypeScript")},
    {QLatin1String("vue"), QLatin1String("Vue")},
    {QLatin1String("zig"), QLatin1String("Zig")},
}};

} // namespace

std::optional<CodeTask> codeTaskFromWord(QStringView word)
{
    const auto found = std::find_if(words.begin(), words.end(), [&](const auto &entry) { return entry.first == word; });
    return found == words.end() ? std::nullopt : std::optional(found->second);
}

QStringList codeTaskWords()
{
    QStringList all;
    for (const auto &[word, task] : words)
        all += word;
    return all;
}

PromptDocument codeTaskPrompt(CodeTask task)
{
    const auto word = std::find_if(words.begin(), words.end(), [&](const auto &entry) { return entry.second == task; });
    QFile file(QStringLiteral(":/tasks/%1.prompty").arg(word->first));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the prompt of a task is not compiled in");
    auto document = PromptDocument::parse(file.readAll(), file.fileName());
    if (!document)
        qFatal("the prompt of a task is damaged");
    return std::move(document).value();
}

VariableValues codeTaskValues(const QString &language, const QString &selection)
{
    VariableValues values {{QStringLiteral("selection"), selection}};
    if (!language.isEmpty())
        values.insert(QStringLiteral("language"), language);
    return values;
}

QString languageOfFile(const QString &fileName)
{
    const QString suffix = QFileInfo(fileName).suffix().toLower();
    const auto found
        = std::find_if(languages.begin(), languages.end(), [&](const auto &entry) { return entry.first == suffix; });
    return found == languages.end() ? QString() : QString(found->second);
}

} // namespace triptych
