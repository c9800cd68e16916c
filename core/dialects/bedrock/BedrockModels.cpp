// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/bedrock/BedrockModels.h"

#include "core/base/StrictJson.h"
#include "core/dialects/Failure.h"
#include "core/dialects/ModelList.h"

#include <QSet>
#include <algorithm>

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

bool streamsText(const JsonValue &model)
{
    return holds(model["outputModalities"], "TEXT") != false && model["responseStreamingSupported"].boolean() != false;
}

ModelInfo foundationInfo(const JsonValue &model)
{
    const JsonValue lifecycle = model["modelLifecycle"];
    return {.id = model["modelId"].text(),
            .label = model["modelName"].text().left(200),
            .images = holds(model["inputModalities"], "IMAGE"),
            .shutdown = dateOf(lifecycle["endOfLifeTime"].text()),
            .isLegacy = lifecycle["status"].view() == "LEGACY"};
}

ModelInfo profileInfo(const JsonValue &profile)
{
    return {.id = profile["inferenceProfileId"].text(), .label = profile["inferenceProfileName"].text().left(200)};
}

/// The ARNs of one model in several regions end alike.
QStringList modelsOf(const JsonValue &profile)
{
    QStringList ids;
    for (const JsonValue &model : profile["models"].items())
        if (const QString id = model["modelArn"].text().section(u'/', -1); !id.isEmpty() && !ids.contains(id))
            ids += id;
    return ids;
}

} // namespace

Result<> ModelOffer::add(QByteArrayView page)
{
    JsonParser parser;
    const JsonValue root = parser.parse(page);
    const JsonValue summaries = root["modelSummaries"];
    const JsonValue profiles = root["inferenceProfileSummaries"];
    if (!summaries.isArray() && !profiles.isArray())
        return describeUnexpected(root, page);
    for (const JsonValue &model : summaries.items())
        if (ModelInfo info = foundationInfo(model); !info.id.isEmpty())
            m_foundations.push_back(
                {std::move(info), streamsText(model), holds(model["inferenceTypesSupported"], "ON_DEMAND") != false});
    for (const JsonValue &profile : profiles.items())
        if (ModelInfo info = profileInfo(profile); !info.id.isEmpty())
            m_profiles.push_back({std::move(info), modelsOf(profile)});
    return Done {};
}

const ModelOffer::Foundation *ModelOffer::find(const QString &id) const
{
    const auto found = std::find_if(m_foundations.begin(), m_foundations.end(),
                                    [&id](const Foundation &foundation) { return foundation.info.id == id; });
    return found == m_foundations.end() ? nullptr : &*found;
}

/// A profile that names no model is called like its model, behind the name of a part of the world: us.MODEL.
const ModelOffer::Foundation *ModelOffer::behind(const Profile &profile) const
{
    for (const QString &id : profile.models)
        if (const Foundation *foundation = find(id))
            return foundation;
    return profile.models.isEmpty() ? find(profile.info.id.section(u'.', 1)) : nullptr;
}

std::vector<ModelInfo> ModelOffer::models() const
{
    std::vector<ModelInfo> models;
    QSet<QString> seen;
    const auto list = [&](ModelInfo info) {
        if (!seen.contains(info.id)) {
            seen.insert(info.id);
            models.push_back(std::move(info));
        }
    };
    for (const Foundation &foundation : m_foundations)
        if (foundation.streamsText && foundation.hasOwnId)
            list(foundation.info);
    for (const Profile &profile : m_profiles) {
        const Foundation *foundation = behind(profile);
        if (foundation && foundation->streamsText) {
            ModelInfo info = foundation->info;
            info.id = profile.info.id;
            info.label = profile.info.label.isEmpty() ? info.label : profile.info.label;
            list(std::move(info));
        } else if (m_foundations.empty()) {
            list(profile.info);
        }
    }
    return models;
}

Result<std::vector<ModelInfo>> readBedrockModels(QByteArrayView body)
{
    ModelOffer offer;
    if (const auto added = offer.add(body); !added)
        return added.error();
    return offer.models();
}

} // namespace triptych::bedrock
