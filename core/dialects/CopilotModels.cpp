// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/CopilotModels.h"

#include "core/dialects/TokenCount.h"

#include <array>
#include <cmath>

namespace triptych {

namespace {

struct NamedEndpoint
{
    std::string_view path;
    QLatin1String dialect;
};

/// A model's own protocol loses nothing on the way, so it goes first.
constexpr std::array spokenEndpoints {NamedEndpoint {"/v1/messages", QLatin1String("anthropic")},
                                      NamedEndpoint {"/responses", QLatin1String("openai-responses")},
                                      NamedEndpoint {"/chat/completions", QLatin1String("openai-chat")}};

bool lists(const JsonValue &list, std::string_view text)
{
    for (const JsonValue &item : list.items())
        if (item.view() == text)
            return true;
    return false;
}

/// Empty where it has none that is spoken here. An entry that names no endpoint is reached by chat completions.
QString dialectOf(const JsonValue &model)
{
    const JsonValue endpoints = model["supported_endpoints"];
    if (endpoints.size() == 0)
        return spokenEndpoints.back().dialect;
    for (const NamedEndpoint &endpoint : spokenEndpoints)
        if (lists(endpoints, endpoint.path))
            return endpoint.dialect;
    return {};
}

std::optional<double> usdPerMillion(const JsonValue &credits, double batch)
{
    const auto price = credits.number();
    if (!price || !std::isfinite(*price) || *price < 0)
        return {};
    return std::round(*price * 1e10 / batch) / 1e6;
}

std::optional<ModelPrice> priceOf(const JsonValue &prices)
{
    const double batch = prices["batch_size"].number().value_or(0);
    if (!(batch > 0))
        return {};
    const auto usd = [batch](const JsonValue &tier, const char *key) { return usdPerMillion(tier[key], batch); };
    const JsonValue usual = prices["default"];
    ModelPrice price {.input = usd(usual, "input_price"),
                      .output = usd(usual, "output_price"),
                      .cachedInput = usd(usual, "cache_price"),
                      .cacheWrite = usd(usual, "cache_write_price")};
    const JsonValue beyond = prices["long_context"];
    if (const auto above = tokenCount(usual["context_max"]); above && beyond.isObject())
        price.longPrompt = {*above, usd(beyond, "input_price"), usd(beyond, "output_price"), usd(beyond, "cache_price"),
                            usd(beyond, "cache_write_price")};
    return price.input || price.output ? std::optional(price) : std::nullopt;
}

void readAbilities(const JsonValue &supports, ModelInfo &info)
{
    const auto [vision, tools, schemas, thinking, adaptive, efforts] = supports.pick(std::array<std::string_view, 6> {
        "vision", "tool_calls", "structured_outputs", "thinking", "adaptive_thinking", "reasoning_effort"});
    info.images = vision.boolean();
    info.tools = tools.boolean();
    info.schemas = schemas.boolean();
    for (const JsonValue &effort : efforts.items())
        if (effort.isString())
            info.reasoningEfforts += effort.text();
    if (thinking.boolean() == true || adaptive.boolean() == true || !info.reasoningEfforts.isEmpty())
        info.reasoning = true;
}

} // namespace

bool isCopilotModel(const JsonValue &model)
{
    const JsonValue capabilities = model["capabilities"];
    return capabilities["type"].isString()
        && (capabilities["supports"].isObject() || capabilities["limits"].isObject()
            || capabilities["family"].isString());
}

bool isOfferedByCopilot(const JsonValue &model)
{
    return model["capabilities"]["type"].view() == "chat" && model["model_picker_enabled"].boolean() != false
        && model["policy"]["state"].view() != "disabled" && !dialectOf(model).isEmpty();
}

void readCopilotModel(const JsonValue &model, ModelInfo &info)
{
    const JsonValue limits = model["capabilities"]["limits"];
    readCount(limits["max_context_window_tokens"], info.contextTokens);
    readCount(limits["max_output_tokens"], info.maxOutputTokens);
    info.dialect = dialectOf(model);
    info.price = priceOf(model["billing"]["token_prices"]);
    readAbilities(model["capabilities"]["supports"], info);
    if (info.dialect == QLatin1String("openai-chat"))
        info.documents = false; // they are refused there
}

} // namespace triptych
