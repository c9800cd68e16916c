// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ModelList.h"

#include "core/dialects/ErrorBody.h"
#include "core/dialects/Failure.h"

#include <QSet>
#include <cmath>

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

/// USD for a million tokens, of a text in USD for one; a router that cannot tell beforehand writes a negative one.
std::optional<double> perMillion(const JsonValue &usdPerToken)
{
    bool isNumber = false;
    const double usd = usdPerToken.text().toDouble(&isNumber);
    if (!isNumber || !std::isfinite(usd) || usd < 0)
        return {};
    return std::round(usd * 1e12) / 1e6;
}

std::optional<ModelPrice> priceOf(const JsonValue &pricing)
{
    const ModelPrice price {.input = perMillion(pricing["prompt"]),
                            .output = perMillion(pricing["completion"]),
                            .cachedInput = perMillion(pricing["input_cache_read"])};
    return price.input || price.output ? std::optional(price) : std::nullopt;
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

/// Levels say how hard a model thinks, not whether it can leave that: the kinds of thinking tell.
void readEfforts(const JsonValue &abilities, ModelInfo &info)
{
    info.reasoningEfforts = textsOf(abilities["effort"]["levels"]) + textsOf(abilities["effort"]);
    const QString none = QStringLiteral("none");
    const bool canBeQuiet = textsOf(abilities["thinking"]["types"]).contains(QLatin1String("disabled"));
    if (canBeQuiet && !info.reasoningEfforts.isEmpty() && !info.reasoningEfforts.contains(none))
        info.reasoningEfforts.prepend(none);
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
    readEfforts(abilities, info);
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
    info.price = priceOf(model["pricing"]);
    readAbilities(model, info);
    return info;
}

} // namespace

Result<std::vector<ModelInfo>> readModelList(QByteArrayView body)
{
    JsonParser parser;
    const JsonValue root = parser.parse(body);
    const JsonValue list = root.isArray() ? root : root["data"].isArray() ? root["data"] : root["models"];
    if (!list.isArray())
        return describeNoModelList(root, body);
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

Error describeNoModelList(const JsonValue &root, QByteArrayView body)
{
    if (auto error = errorInsteadOf(root))
        return describeInBandError(*error);
    return {.kind = ErrorKind::MalformedStream, .cause = QStringLiteral("schema"), .rawBody = shownBody(body)};
}

std::optional<QDate> dateOf(const QString &text)
{
    const QDate date = QDate::fromString(text.left(10), Qt::ISODate);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

QString nextPageOf(QByteArrayView body)
{
    JsonParser parser;
    const JsonValue root = parser.parse(body);
    return root["has_more"].boolean() == true ? root["last_id"].text() : root["nextToken"].text();
}

} // namespace triptych
