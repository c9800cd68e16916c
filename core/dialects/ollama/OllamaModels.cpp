// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ollama/OllamaModels.h"

#include "core/base/StrictJson.h"
#include "core/dialects/Failure.h"
#include "core/dialects/ModelList.h"

#include <QHash>

namespace triptych::ollama {

namespace {

/// Empty where the server is too old to say.
QStringList capabilitiesIn(const JsonValue &model)
{
    QStringList capabilities;
    for (const JsonValue &capability : model["capabilities"].items())
        capabilities += capability.text();
    return capabilities;
}

/// What the server does not list, it answers with an error.
void applyCapabilities(const QStringList &capabilities, ModelInfo &info)
{
    if (capabilities.isEmpty())
        return;
    info.images = capabilities.contains(QLatin1String("vision"));
    info.tools = capabilities.contains(QLatin1String("tools"));
    info.reasoning = capabilities.contains(QLatin1String("thinking"));
}

bool canChat(const QStringList &capabilities)
{
    return capabilities.isEmpty() || capabilities.contains(QLatin1String("completion"));
}

QHash<QString, QStringList> capabilitiesByName(QByteArrayView body)
{
    QHash<QString, QStringList> found;
    JsonParser parser;
    for (const JsonValue &model : parser.parse(body)["models"].items())
        for (const char *key : {"name", "model"})
            found.insert(model[key].text(), capabilitiesIn(model));
    return found;
}

/// Below the name of the architecture, which the same table tells.
std::optional<qint64> contextIn(const JsonValue &table)
{
    const std::string named = std::string(table["general.architecture"].view()) + ".context_length";
    const auto context = table[named].integer();
    return context && *context > 0 ? context : std::nullopt;
}

} // namespace

Result<std::vector<ModelInfo>> readOllamaModels(QByteArrayView body)
{
    auto models = readModelList(body);
    if (!models)
        return models;
    const auto capabilities = capabilitiesByName(body);
    std::erase_if(models.value(), [&](const ModelInfo &model) { return !canChat(capabilities.value(model.id)); });
    for (ModelInfo &model : models.value())
        applyCapabilities(capabilities.value(model.id), model);
    return models;
}

Result<ModelInfo> readOllamaModel(QByteArrayView body, const QString &id)
{
    JsonParser parser;
    const JsonValue root = parser.parse(body);
    if (!root["model_info"].isObject() && !root["capabilities"].isArray())
        return describeUnexpected(root, body);
    ModelInfo info {.id = id, .contextTokens = contextIn(root["model_info"])};
    applyCapabilities(capabilitiesIn(root), info);
    return info;
}

} // namespace triptych::ollama
