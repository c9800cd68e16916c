// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ModelList.h"

#include "core/base/PlainText.h"
#include "core/base/StrictJson.h"
#include "core/dialects/CopilotModels.h"
#include "core/dialects/Failure.h"

#include <QSet>
#include <QUrlQuery>
#include <algorithm>
#include <array>
#include <cmath>

namespace triptych {

namespace {

constexpr qsizetype maxName = 200;

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
        if (QString text = value.text().trimmed(); isPlainName(text, maxName))
            return text;
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
    info.documents = firstFlag({abilities["pdf_input"]});
    info.tools = firstFlag({abilities["function_calling"], abilities["trained_for_tool_use"], abilities["tools"]});
    info.reasoning
        = firstFlag({abilities["reasoning"], abilities["thinking"], model["supports_reasoning"], model["thinking"]});
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

/// Google lists what can be done with each of its models; not all of them answer.
bool canAnswer(const JsonValue &model)
{
    const QStringList methods = textsOf(model["supportedGenerationMethods"]);
    return methods.isEmpty() || methods.contains(QLatin1String("generateContent"));
}

bool isOff(const JsonValue &model)
{
    if (isCopilotModel(model))
        return !isOfferedByCopilot(model);
    return model["active"].boolean() == false || model["lifecycle"].view() == "retired" || !canAnswer(model);
}

ModelInfo readModel(const JsonValue &model)
{
    ModelInfo info;
    if (model.isString()) {
        info.id = firstText({model});
        return info;
    }
    info.id = firstText({model["id"], model["name"], model["model"]});
    info.label = firstText({model["display_name"], model["displayName"], model["name"]});
    if (info.label == info.id)
        info.label.clear();
    info.contextTokens
        = firstCount({model["context_length"], model["context_window"], model["max_context_length"],
                      model["max_model_len"], model["max_input_tokens"], model["inputTokenLimit"],
                      model["meta"]["n_ctx"], model["meta"]["n_ctx_train"], model["top_provider"]["context_length"]});
    info.maxOutputTokens = firstCount({model["top_provider"]["max_completion_tokens"], model["max_completion_tokens"],
                                       model["max_output_tokens"], model["outputTokenLimit"], model["max_tokens"]});
    info.shutdown = dateOf(firstText({model["shutdown_date"], model["retires_at"], model["deprecation"]}));
    info.price = priceOf(model["pricing"]);
    readAbilities(model, info);
    if (isCopilotModel(model))
        readCopilotModel(model, info);
    return info;
}

} // namespace

Result<std::vector<ModelInfo>> readModelList(QByteArrayView body)
{
    JsonParser parser;
    const JsonValue root = parser.parse(body);
    const JsonValue list = root.isArray() ? root : root["data"].isArray() ? root["data"] : root["models"];
    if (!list.isArray())
        return describeUnexpected(root, body);
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

std::optional<QDate> dateOf(const QString &text)
{
    const QDate date = QDate::fromString(text.left(10), Qt::ISODate);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

QString nextPageOf(QByteArrayView body)
{
    JsonParser parser;
    const JsonValue root = parser.parse(body);
    if (root["has_more"].boolean() == true)
        return root["last_id"].text();
    const QString token = root["nextPageToken"].text();
    return token.isEmpty() ? root["nextToken"].text() : token;
}

QUrl modelsPageUrl(QStringView dialect, const QUrl &url, const QString &after)
{
    struct Names
    {
        QLatin1String dialect, size, after;
    };
    static constexpr std::array paged {
        Names {QLatin1String("anthropic"), QLatin1String("limit"), QLatin1String("after_id")},
        Names {QLatin1String("bedrock"), QLatin1String(), QLatin1String("nextToken")},
        Names {QLatin1String("gemini"), QLatin1String("pageSize"), QLatin1String("pageToken")},
    };
    const auto names
        = std::find_if(paged.begin(), paged.end(), [&](const Names &known) { return known.dialect == dialect; });
    if (names == paged.end())
        return url;
    QUrlQuery query(url);
    if (!names->size.isEmpty())
        query.addQueryItem(names->size, QStringLiteral("1000"));
    if (!after.isEmpty())
        query.addQueryItem(names->after, QString::fromLatin1(QUrl::toPercentEncoding(after)));
    QUrl page = url;
    page.setQuery(query);
    return page;
}

} // namespace triptych
