// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/RequestFiles.h"

#include "app/cli/RunPrompt.h"
#include "core/base/StrictJson.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QRegularExpression>
#include <algorithm>

namespace triptych {

namespace {

constexpr qsizetype longestName = 64;
const QRegularExpression namePattern {QStringLiteral("\\A[A-Za-z0-9_-]{1,64}\\z")};

/// The parser of the wire does not say where it stopped; Qt's does.
QString placeOfFault(const QByteArray &json)
{
    QJsonParseError where;
    QJsonDocument::fromJson(json, &where);
    if (where.error == QJsonParseError::NoError)
        return QStringLiteral("it is nested too deeply");
    const QByteArray before = json.left(std::max(0, where.offset - 1)); // it stops behind what it could not read
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return QStringLiteral("line %1, column %2: %3")
        .arg(1 + before.count('\n'))
        .arg(1 + QString::fromUtf8(before.mid(lineStart)).size())
        .arg(where.errorString());
}

Result<JsonValue> parsed(JsonParser &parser, const QByteArray &json, const QString &file)
{
    const JsonValue root = parser.parse(json);
    if (root.isAbsent())
        return wrongWords(QStringLiteral("%1 is no JSON: %2").arg(file, placeOfFault(json)));
    return root;
}

/// The first member of one of these names.
JsonValue oneOf(const JsonValue &object, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names)
        if (const JsonValue value = object[name]; !value.isAbsent())
            return value;
    return {};
}

QString nameFromFile(const QString &file)
{
    QString name = QFileInfo(file).completeBaseName().left(longestName);
    for (QChar &letter : name)
        if (!namePattern.match(QString(letter)).hasMatch())
            letter = u'_';
    return name.isEmpty() ? QStringLiteral("answer") : name;
}

Result<ToolSpec> toolFrom(const JsonValue &item, const QString &where)
{
    const JsonValue wrapped = item["function"];
    const JsonValue tool = wrapped.isObject() ? wrapped : item;
    const JsonValue parameters = oneOf(tool, {"parameters", "input_schema", "inputSchema"});
    ToolSpec spec {.name = tool["name"].text(), .description = tool["description"].text()};
    if (!namePattern.match(spec.name).hasMatch())
        return wrongWords(QStringLiteral("%1 needs a \"name\" of at most 64 letters, digits, _ and - (it has \"%2\")")
                              .arg(where, spec.name));
    if (!parameters.isAbsent() && !parameters.isObject())
        return wrongWords(
            QStringLiteral("%1, %2: \"parameters\" has to be a JSON Schema, which is an object").arg(where, spec.name));
    spec.parameters = parameters.isAbsent() ? RawJson {R"({"type":"object","properties":{}})"} : parameters.raw();
    return spec;
}

} // namespace

Result<ResponseSchema> responseSchemaFrom(const QByteArray &json, const QString &file)
{
    JsonParser parser;
    const auto root = parsed(parser, json, file);
    if (!root)
        return root.error();
    if (!root.value().isObject())
        return wrongWords(
            QStringLiteral("%1: a JSON Schema is an object; begin it with { and end it with }").arg(file));
    const JsonValue wrapped = root.value()["schema"];
    const QString name = wrapped.isObject() ? root.value()["name"].text() : QString();
    if (!name.isEmpty() && !namePattern.match(name).hasMatch())
        return wrongWords(
            QStringLiteral("%1: \"name\" takes at most 64 letters, digits, _ and - (it has \"%2\")").arg(file, name));
    return ResponseSchema {name.isEmpty() ? nameFromFile(file) : name,
                           wrapped.isObject() ? wrapped.raw() : root.value().raw()};
}

Result<std::vector<ToolSpec>> toolsFrom(const QByteArray &json, const QString &file)
{
    JsonParser parser;
    const auto root = parsed(parser, json, file);
    if (!root)
        return root.error();
    if (!root.value().isArray() || root.value().size() == 0)
        return wrongWords(QStringLiteral("%1 has to hold an array of tools, such as"
                                         " [{\"name\": \"…\", \"description\": \"…\", \"parameters\": {…}}]")
                              .arg(file));
    std::vector<ToolSpec> tools;
    for (const JsonValue item : root.value().items()) {
        const QString where = QStringLiteral("%1: tool %2").arg(file).arg(tools.size() + 1);
        auto tool = toolFrom(item, where);
        if (!tool)
            return tool.error();
        const bool isThere = std::any_of(tools.begin(), tools.end(),
                                         [&tool](const ToolSpec &other) { return other.name == tool.value().name; });
        if (isThere)
            return wrongWords(QStringLiteral("%1: there is a tool %2 already").arg(where, tool.value().name));
        tools.push_back(std::move(tool).value());
    }
    return tools;
}

} // namespace triptych
