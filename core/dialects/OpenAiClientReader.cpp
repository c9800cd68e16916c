// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/OpenAiClientReader.h"

namespace triptych {

void OpenAiClientReader::readToolChoice(const JsonValue &name)
{
    using Kind = ToolChoice::Kind;
    const QString path = QStringLiteral("tool_choice");
    const JsonValue choice = root()["tool_choice"];
    const std::string_view word = choice.view();
    if (choice.isObject())
        chat().toolChoice = {Kind::Named, readText(name, path)};
    else if (word == "auto" || word == "none" || word == "required")
        chat().toolChoice = {word == "auto" ? Kind::Auto : word == "none" ? Kind::None : Kind::Any, {}};
    else if (choice.hasValue())
        fail(path, QStringLiteral("auto, none, required or a function is wanted"));
    if (const JsonValue parallel = root()["parallel_tool_calls"]; parallel.hasValue())
        chat().parallelCalls = readFlag(parallel, QStringLiteral("parallel_tool_calls"), true);
}

void OpenAiClientReader::readFormat(const JsonValue &format, const JsonValue &named, const QString &path)
{
    const std::string_view type = format["type"].view();
    if (!format.hasValue() || type == "text")
        return;
    if (type == "json_schema")
        readSchema(named["name"], named["schema"], path);
    else if (type == "json_object")
        readAnyJson();
    else
        fail(memberPath(path, QLatin1String("type")), QStringLiteral("text, json_object or json_schema is wanted"));
}

} // namespace triptych
