// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/bedrock/BedrockModels.h"

#include "core/base/StrictJson.h"
#include "core/dialects/Failure.h"
#include "core/dialects/ModelList.h"

namespace triptych::bedrock {

namespace {

/// Whether a list says the word; nothing where there is no list.
std::optional<bool> holds(const JsonValue &list, std::string_view word)
{
    if (!list.isArray())
        return {};
    for (const JsonValue &item : list.items())
        if (item.view() == word)
            return true;
    return false;
}

bool canBeAsked(const JsonValue &model)
{
    return holds(model["outputModalities"], "TEXT") != false && model["responseStreamingSupported"].boolean() != false
        && holds(model["inferenceTypesSupported"], "ON_DEMAND") != false;
}

ModelInfo readFoundationModel(const JsonValue &model)
{
    return {.id = model["modelId"].text(),
            .label = model["modelName"].text().left(200),
            .images = holds(model["inputModalities"], "IMAGE"),
            .shutdown = dateOf(model["modelLifecycle"]["endOfLifeTime"].text())};
}

ModelInfo readProfile(const JsonValue &profile)
{
    return {.id = profile["inferenceProfileId"].text(), .label = profile["inferenceProfileName"].text().left(200)};
}

} // namespace

Result<std::vector<ModelInfo>> readBedrockModels(QByteArrayView body)
{
    JsonParser parser;
    const JsonValue root = parser.parse(body);
    const JsonValue summaries = root["modelSummaries"];
    const JsonValue profiles = root["inferenceProfileSummaries"];
    if (!summaries.isArray() && !profiles.isArray())
        return describeUnexpected(root, body);
    std::vector<ModelInfo> models;
    for (const JsonValue &model : summaries.items())
        if (canBeAsked(model))
            models.push_back(readFoundationModel(model));
    for (const JsonValue &profile : profiles.items())
        models.push_back(readProfile(profile));
    std::erase_if(models, [](const ModelInfo &model) { return model.id.isEmpty(); });
    return models;
}

} // namespace triptych::bedrock
