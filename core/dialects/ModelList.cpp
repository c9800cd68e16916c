// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ModelList.h"

#include "core/dialects/ErrorBody.h"
#include "core/dialects/Failure.h"

#include <QSet>

namespace triptych {

namespace {

std::optional<qint64> firstCount(std::initializer_list<JsonValue> values)
{
    for (const JsonValue &value : values)
        if (const auto number = value.integer(); number && *number > 0)
            return number;
    return {};
}

QString firstText(std::initializer_list<JsonValue> values)
{
    for (const JsonValue &value : values)
        if (QString text = value.text().trimmed(); !text.isEmpty())
            return text.left(200);
    return {};
}

QStringList textsOf(const JsonValue &list)
{
    QStringList texts;
    for (const JsonValue &item : list.items())
        if (item.isString())
            texts += item.text();
    return texts;
}

/// A flag, or an object that says whether it is supported.
std::optional<bool> flagOf(const JsonValue &value)
{
    if (value.isObject() && !value["supported"].isAbsent())
        return value["supported"].boolean();
    return value.boolean();
}

std::optional<bool> firstFlag(std::initializer_list<JsonValue> values)
{
    for (const JsonValue &value : values)
        if (const auto flag = flagOf(value))
            return flag;
    return {};
}

std::optional<QDate> dateOf(const QString &text)
{
    const QDate date = QDate::fromString(text.left(10), Qt::ISODate);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

/// What a gateway's list of supported parameters leaves out is ignored silently there, so it counts as refused.
void readSupported(const JsonValue &model, ModelInfo &info)
{
    const QStringList supported = textsOf(model["supported_parameters"]);
    if (supported.isEmpty())
        return;
    info.tools = supported.contains(QLatin1String("tools"));
    info.reasoning = supported.contains(QLatin1String("reasoning"));
    for (const char *key : {"temperature", "top_p", "top_k", "seed", "stop"})
        if (!supported.contains(QLatin1String(key)))
            info.refusedParameters += QString::fromLatin1(key);
}

void readAbilities(const JsonValue &model, ModelInfo &info)
{
    const JsonValue abilities = model["capabilities"];
    const QStringList named = textsOf(abilities);
    const QStringList inputs = textsOf(model["architecture"]["input_modalities"]);
    info.images = firstFlag({abilities["vision"], abilities["image_input"], model["supports_image_in"]});
    info.tools = firstFlag({abilities["function_calling"], abilities["trained_for_tool_use"], abilities["tools"]});
    info.reasoning = firstFlag({abilities["reasoning"], abilities["thinking"], model["supports_reasoning"]});
    if (!inputs.isEmpty())
        info.images = inputs.contains(QLatin1String("image"));
    if (named.contains(QLatin1String("vision")) || named.contains(QLatin1String("multimodal")))
        info.images = true;
    if (named.contains(QLatin1String("tools")) || named.contains(QLatin1String("tool_use")))
        info.tools = true;
    if (named.contains(QLatin1String("thinking")) || abilities["thinking"]["types"].size() > 0)
        info.reasoning = true;
    info.reasoningEfforts = textsOf(abilities["effort"]["levels"]) + textsOf(abilities["effort"]);
    readSupported(model, info);
}

bool isOff(const JsonValue &model)
{
    return model["active"].boolean() == false || model["lifecycle"].view() == "retired";
}

ModelInfo readModel(const JsonValue &model)
{
    ModelInfo info;
    if (model.isString()) {
        info.id = model.text();
        return info;
    }
    info.id = firstText({model["id"], model["name"], model["model"]});
    info.label = firstText({model["display_name"], model["name"]});
    if (info.label == info.id)
        info.label.clear();
    info.contextTokens = firstCount({model["context_length"], model["context_window"], model["max_context_length"],
                                     model["max_model_len"], model["max_input_tokens"], model["meta"]["n_ctx"],
                                     model["meta"]["n_ctx_train"], model["top_provider"]["context_length"]});
    info.maxOutputTokens = firstCount({model["top_provider"]["max_completion_tokens"], model["max_completion_tokens"],
                                       model["max_output_tokens"], model["max_tokens"]});
    info.shutdown = dateOf(firstText({model["shutdown_date"], model["retires_at"], model["deprecation"]}));
    readAbilities(model, info);
    return info;
}

} // namespace

Result<std::vector<ModelInfo>> readModelList(QByteArrayView body)
{
    JsonParser parser;
    const JsonValue root = parser.parse(body);
    const JsonValue list = root.isArray() ? root : root["data"].isArray() ? root["data"] : root["models"];
    if (!list.isArray()) {
        if (auto error = errorInsteadOf(root))
            return describeInBandError(*error);
        return Error {.kind = ErrorKind::MalformedStream, .cause = QStringLiteral("schema"), .rawBody = shownBody(body)};
    }
    std::vector<ModelInfo> models;
    QSet<QString> seen;
    for (const JsonValue &item : list.items()) {
        ModelInfo info = readModel(item);
        if (info.id.isEmpty() || isOff(item) || seen.contains(info.id))
            continue;
        seen.insert(info.id);
        models.push_back(std::move(info));
    }
    return models;
}

} // namespace triptych
