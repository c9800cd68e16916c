// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/ProviderCatalog.h"

#include "core/base/StrictJson.h"
#include "core/chat/RetiredService.h"

#include <algorithm>

namespace triptych {

namespace {

template<typename Presets>
auto findById(Presets &presets, QStringView id)
{
    return std::find_if(presets.begin(), presets.end(), [id](const ProviderPreset &preset) { return preset.id == id; });
}

const ModelInfo *findModel(const std::vector<ModelInfo> &models, QStringView id)
{
    const auto found
        = std::find_if(models.begin(), models.end(), [id](const ModelInfo &model) { return model.id == id; });
    return found == models.end() ? nullptr : &*found;
}

ModelInfo ofPrice(const QString &id, const ModelPrice &price)
{
    return {.id = id, .contextTokens = price.contextTokens, .maxOutputTokens = price.maxOutputTokens};
}

const QString &priceId(const ProviderPreset &preset)
{
    return preset.prices.isEmpty() ? preset.id : preset.prices;
}

/// What the price list says of a model, where it is about this very server. A server of one's own costs nothing, but
/// only where it is one's own machine that runs it.
std::optional<ModelPrice> bookPrice(const ProviderPreset &preset, const QString &model, const PriceBook &prices)
{
    const bool holds = prices.isOwnServer(priceId(preset)) ? preset.isLocalMachine() : preset.pricesHold;
    return holds ? prices.find(priceId(preset), model) : std::nullopt;
}

/// The models that the file lists, then those that only have a price; rules first, so that what is exact wins.
std::vector<ModelInfo> mergedModels(const ProviderPreset &preset, const PriceBook &prices)
{
    const auto priced = prices.models(priceId(preset));
    const auto known = [&](const QString &id) {
        ModelInfo info = preset.ruledModel(id);
        for (const auto &[name, price] : priced)
            if (name == id)
                info = overlaid(info, ofPrice(id, price));
        info.price = bookPrice(preset, id, prices);
        return info;
    };
    std::vector<ModelInfo> models;
    for (const ModelInfo &listed : preset.models)
        models.push_back(overlaid(known(listed.id), listed));
    for (const auto &[name, price] : priced)
        if (!findModel(models, name))
            models.push_back(known(name));
    return models;
}

/// A list tells the levels of thinking, and often not that a model can also leave it.
ModelInfo withFetched(const ModelInfo &known, const ModelInfo &fetched)
{
    ModelInfo model = overlaid(known, fetched);
    const QString none = QStringLiteral("none");
    if (known.reasoningEfforts.contains(none) && !model.reasoningEfforts.contains(none))
        model.reasoningEfforts.prepend(none);
    return model;
}

Error retiredService(const QString &fileName, const ProviderPreset &preset)
{
    return {.kind = ErrorKind::Unsupported,
            .cause = QStringLiteral("provider_retired"),
            .message = QStringLiteral("%1 (%2)").arg(fileName, QUrl(preset.baseUrl).host())};
}

Error unknownBase(const ProviderPreset &preset, const QString &base)
{
    return {.kind = ErrorKind::InvalidInput,
            .cause = QStringLiteral("preset"),
            .message = QStringLiteral("%1: models: base: no provider has the id of \"%2\"").arg(preset.id, base)};
}

/// Whose description a faulty file was to be.
QString claimedId(const ProviderCatalog::File &file)
{
    JsonParser parser;
    const QString id = parser.parse(file.json)["id"].text();
    return id.isEmpty() ? QString(file.name).remove(QStringLiteral(".json")) : id;
}

} // namespace

QStringList builtInPresetNames()
{
    return {QStringLiteral("local"),
            QStringLiteral("openai"),
            QStringLiteral("openai-responses"),
            QStringLiteral("anthropic"),
            QStringLiteral("azure"),
            QStringLiteral("azure-responses"),
            QStringLiteral("bedrock"),
            QStringLiteral("copilot"),
            QStringLiteral("copilot-enterprise"),
            QStringLiteral("gemini"),
            QStringLiteral("gemini-openai"),
            QStringLiteral("openrouter"),
            QStringLiteral("vercel"),
            QStringLiteral("deepseek"),
            QStringLiteral("mistral"),
            QStringLiteral("groq"),
            QStringLiteral("cerebras"),
            QStringLiteral("together"),
            QStringLiteral("fireworks"),
            QStringLiteral("deepinfra"),
            QStringLiteral("nvidia"),
            QStringLiteral("huggingface"),
            QStringLiteral("novita"),
            QStringLiteral("nebius"),
            QStringLiteral("perplexity"),
            QStringLiteral("cohere"),
            QStringLiteral("xai"),
            QStringLiteral("moonshot"),
            QStringLiteral("moonshot-cn"),
            QStringLiteral("kimi-coding"),
            QStringLiteral("dashscope-intl"),
            QStringLiteral("dashscope-cn"),
            QStringLiteral("zhipu"),
            QStringLiteral("zai"),
            QStringLiteral("zai-coding"),
            QStringLiteral("minimax"),
            QStringLiteral("minimax-cn"),
            QStringLiteral("stepfun"),
            QStringLiteral("siliconflow"),
            QStringLiteral("siliconflow-cn"),
            QStringLiteral("ollama"),
            QStringLiteral("ollama-cloud"),
            QStringLiteral("lmstudio"),
            QStringLiteral("llamacpp"),
            QStringLiteral("vllm"),
            QStringLiteral("custom"),
            QStringLiteral("custom-anthropic")};
}

ProviderCatalog ProviderCatalog::fromFiles(const std::vector<File> &files, const PriceBook &prices)
{
    ProviderCatalog catalog;
    catalog.m_prices = prices;
    for (const File &file : files) {
        auto preset = readPreset(file.json, file.name, file.isBuiltIn ? PresetSource::Shipped : PresetSource::Person);
        if (!preset) {
            catalog.m_problemOf.insert(claimedId(file), catalog.m_problems.size());
            catalog.m_problems.push_back(preset.error());
            continue;
        }
        if (isRetiredService(QUrl(preset.value().baseUrl)))
            catalog.m_problems.push_back(retiredService(file.name, preset.value()));
        preset.value().isBuiltIn = file.isBuiltIn;
        catalog.add(std::move(preset).value());
    }
    catalog.applyBases();
    for (ProviderPreset &preset : catalog.m_presets)
        if (!preset.isBuiltIn)
            preset.handModels = preset.models;
    catalog.shareKeys();
    return catalog;
}

/// What a file says of a deployment itself wins over what its model's rules say.
void ProviderCatalog::applyBases()
{
    for (ProviderPreset &preset : m_presets) {
        for (ModelInfo &model : preset.models)
            applyBase(preset, model);
        for (ModelRule &rule : preset.modelRules)
            applyBase(preset, rule.info);
    }
}

void ProviderCatalog::applyBase(const ProviderPreset &preset, ModelInfo &model)
{
    if (model.base.isEmpty())
        return;
    const qsizetype slash = model.base.indexOf(QLatin1Char('/'));
    const ProviderPreset *provider = find(model.base.left(slash));
    if (!provider) {
        m_problems.push_back(unknownBase(preset, model.base));
        return;
    }
    ModelInfo ruled = overlaid(provider->ruledModel(model.base.mid(slash + 1)), model);
    ruled.id = model.id;
    model = ruled;
}

/// Only what is shipped shares: a file of the person's own says nothing about whose key it may have.
void ProviderCatalog::shareKeys()
{
    const auto isOneServer = [](const ProviderPreset &one, const ProviderPreset &other) {
        return one.baseUrl == other.baseUrl || (!one.origin().isEmpty() && one.origin() == other.origin());
    };
    const auto isSame = [&](const ProviderPreset &one, const ProviderPreset &other) {
        return one.isBuiltIn && other.isBuiltIn && one.id != other.id && !one.keyEnv.isEmpty()
            && one.keyEnv == other.keyEnv && isOneServer(one, other);
    };
    for (ProviderPreset &preset : m_presets) {
        for (const ProviderPreset &other : m_presets)
            if (isSame(preset, other))
                preset.sharedKeys << other.id;
    }
}

void ProviderCatalog::add(ProviderPreset preset)
{
    auto &list = preset.isTemplate ? m_templates : m_presets;
    const auto same = findById(list, preset.id);
    preset.pricesHold
        = preset.isBuiltIn || (same != list.end() && same->pricesHold && same->origin() == preset.origin());
    preset.models = mergedModels(preset, m_prices);
    if (same != list.end())
        *same = std::move(preset);
    else
        list.push_back(std::move(preset));
}

const ProviderPreset *ProviderCatalog::find(QStringView id) const
{
    const auto found = findById(m_presets, id);
    return found == m_presets.end() ? nullptr : &*found;
}

ModelInfo ProviderCatalog::model(QStringView provider, QStringView id) const
{
    const ProviderPreset *preset = find(provider);
    if (!preset)
        return {.id = id.toString()};
    if (const ModelInfo *listed = findModel(preset->models, id))
        return *listed;
    ModelInfo info = preset->ruledModel(id.toString());
    info.price = bookPrice(*preset, info.id, m_prices);
    return info;
}

ProviderCatalog ProviderCatalog::withModels(const QString &provider, std::vector<ModelInfo> models) const
{
    ProviderCatalog changed = *this;
    const auto preset = findById(changed.m_presets, provider);
    if (preset == changed.m_presets.end())
        return changed;
    for (ModelInfo &fetched : models) {
        fetched = withFetched(model(provider, fetched.id), fetched);
        if (auto price = bookPrice(*preset, fetched.id, m_prices))
            fetched.price = std::move(price);
    }
    for (const ModelInfo &named : preset->handModels) // also where the server does not list it
        if (!findModel(models, named.id))
            models.push_back(named);
    preset->models = std::move(models);
    return changed;
}

ProviderCatalog ProviderCatalog::withFields(const QMap<QString, QString> &values) const
{
    ProviderCatalog changed = *this;
    for (ProviderPreset &preset : changed.m_presets) {
        for (ProviderField &field : preset.fields) {
            const QString value = values.value(preset.id + QLatin1Char('/') + field.id);
            if (!value.isEmpty())
                field.fallback = value;
        }
    }
    return changed;
}

const Error *ProviderCatalog::problemOf(QStringView id) const
{
    const auto place = m_problemOf.constFind(id.toString());
    return place == m_problemOf.cend() ? nullptr : &m_problems[*place];
}

Error unknownProvider(const ProviderCatalog &catalog, const QString &id)
{
    const Error *problem = catalog.problemOf(id);
    return {.kind = ErrorKind::InvalidInput,
            .cause = QStringLiteral("provider.unknown"),
            .message = problem ? QStringLiteral("%1 (%2)").arg(id, problem->message) : id};
}

Error incompleteAddress(const ProviderPreset &preset)
{
    return {.kind = ErrorKind::InvalidInput,
            .cause = QStringLiteral("address_incomplete"),
            .message = QStringLiteral("%1: %2").arg(preset.id, preset.missingField()),
            .hint = QStringLiteral("edit_provider"),
            .parameter = preset.emptyField() ? preset.emptyField()->id : QString()};
}

} // namespace triptych
