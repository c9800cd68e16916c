// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/FrontMatter.h"

#include <yaml-cpp/yaml.h>

namespace triptych {

namespace {

/// A fault of the content at one line; parse() turns it into an Error.
struct ContentFault
{
    int line = 0;
    QString what = {};
};

[[noreturn]] void fail(const YAML::Node &node, const QString &what)
{
    throw ContentFault {node.Mark().line, what};
}

QString scalarText(const YAML::Node &node, const char *key)
{
    if (!node.IsScalar())
        fail(node, QStringLiteral("%1 must be plain text").arg(QLatin1String(key)));
    return QString::fromStdString(node.Scalar());
}

QString optionalText(const YAML::Node &root, const char *key)
{
    const YAML::Node node = root[key];
    return node && !node.IsNull() ? scalarText(node, key) : QString();
}

QStringList textList(const YAML::Node &node, const char *key)
{
    if (!node || node.IsNull())
        return {};
    if (node.IsScalar())
        return {scalarText(node, key)};
    if (!node.IsSequence())
        fail(node, QStringLiteral("%1 must be a list").arg(QLatin1String(key)));
    QStringList items;
    for (const YAML::Node &item : node)
        items.append(scalarText(item, key));
    return items;
}

std::vector<SettingWord> settingList(const YAML::Node &node)
{
    std::vector<SettingWord> words;
    if (!node || node.IsNull())
        return words;
    if (!node.IsMap())
        fail(node, QStringLiteral("parameters must be a mapping"));
    for (const auto &entry : node) {
        for (const QString &text : textList(entry.second, "parameters")) // a null is present but unset
            words.emplace_back(scalarText(entry.first, "parameters"), text);
    }
    return words;
}

PromptInput input(const YAML::Node &key, const YAML::Node &value)
{
    PromptInput read {.name = scalarText(key, "inputs")};
    if (value.IsScalar())
        read.value = scalarText(value, "inputs");
    if (!value.IsMap())
        return read;
    read.description = optionalText(value, "description");
    for (const char *source : {"default", "sample"}) {
        const YAML::Node given = value[source];
        if (given && given.IsScalar() && !read.value)
            read.value = QString::fromStdString(given.Scalar());
    }
    return read;
}

std::vector<PromptInput> inputList(const YAML::Node &node)
{
    std::vector<PromptInput> inputs;
    if (!node || node.IsNull())
        return inputs;
    if (node.IsSequence()) {
        for (const QString &name : textList(node, "inputs"))
            inputs.push_back({.name = name});
        return inputs;
    }
    if (!node.IsMap())
        fail(node, QStringLiteral("inputs must be a mapping"));
    for (const auto &entry : node)
        inputs.push_back(input(entry.first, entry.second));
    return inputs;
}

FrontMatter read(const YAML::Node &root)
{
    if (root.IsNull())
        return {};
    if (!root.IsMap())
        fail(root, QStringLiteral("the front matter must be a mapping"));
    return {
        .name = optionalText(root, "name"),
        .description = optionalText(root, "description"),
        .lanes = textList(root["lanes"], "lanes"),
        .parameters = settingList(root["parameters"]),
        .inputs = inputList(root["inputs"]),
    };
}

Error fault(const QString &fileName, int line, const QString &what)
{
    return {.cause = QStringLiteral("prompt_invalid"),
            .message = QStringLiteral("%1:%2: %3").arg(fileName).arg(line).arg(what)};
}

} // namespace

Result<FrontMatter> FrontMatter::parse(const QString &yaml, const QString &fileName, int firstLine)
{
    try {
        return read(YAML::Load(yaml.toStdString()));
    } catch (const ContentFault &found) {
        return fault(fileName, firstLine + qMax(0, found.line), found.what);
    } catch (const YAML::Exception &exception) {
        return fault(fileName, firstLine + qMax(0, exception.mark.line), QString::fromStdString(exception.msg));
    }
}

} // namespace triptych
