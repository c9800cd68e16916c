// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/CatalogLoader.h"

#include "core/local/ModelLibrary.h"
#include "core/settings/ProviderFiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace triptych {

namespace {

QByteArray resource(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString listFile(const Paths &paths, const QString &provider)
{
    return paths.cache + QStringLiteral("/models/") + provider + QStringLiteral(".json");
}

QJsonValue orNull(const std::optional<qint64> &number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QJsonValue orNull(const std::optional<bool> &flag)
{
    return flag ? QJsonValue(*flag) : QJsonValue(QJsonValue::Null);
}

QJsonValue orNull(const std::optional<double> &number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QJsonValue longPromptToJson(const std::optional<ModelPrice::LongPrompt> &price)
{
    if (!price)
        return QJsonValue::Null;
    return QJsonObject {{QStringLiteral("above"), price->above},
                        {QStringLiteral("input"), orNull(price->input)},
                        {QStringLiteral("output"), orNull(price->output)},
                        {QStringLiteral("cachedInput"), orNull(price->cachedInput)},
                        {QStringLiteral("cacheWrite"), orNull(price->cacheWrite)}};
}

/// Only what a provider's own list tells of a price; USD for a million tokens.
QJsonValue priceToJson(const std::optional<ModelPrice> &price)
{
    if (!price)
        return QJsonValue::Null;
    return QJsonObject {{QStringLiteral("input"), orNull(price->input)},
                        {QStringLiteral("output"), orNull(price->output)},
                        {QStringLiteral("cachedInput"), orNull(price->cachedInput)},
                        {QStringLiteral("cacheWrite"), orNull(price->cacheWrite)},
                        {QStringLiteral("long"), longPromptToJson(price->longPrompt)}};
}

std::optional<ModelPrice> priceFromJson(const QJsonValue &json)
{
    if (!json.isObject())
        return {};
    const auto number
        = [](const QJsonValue &value) { return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt; };
    ModelPrice price {.input = number(json[u"input"]),
                      .output = number(json[u"output"]),
                      .cachedInput = number(json[u"cachedInput"]),
                      .cacheWrite = number(json[u"cacheWrite"])};
    if (const QJsonValue beyond = json[u"long"]; beyond.isObject())
        price.longPrompt = {beyond[u"above"].toInteger(), number(beyond[u"input"]), number(beyond[u"output"]),
                            number(beyond[u"cachedInput"]), number(beyond[u"cacheWrite"])};
    return price;
}

QJsonObject modelToJson(const ModelInfo &model)
{
    return {{QStringLiteral("id"), model.id},
            {QStringLiteral("label"), model.label},
            {QStringLiteral("dialect"), model.dialect},
            {QStringLiteral("context"), orNull(model.contextTokens)},
            {QStringLiteral("maxOutput"), orNull(model.maxOutputTokens)},
            {QStringLiteral("images"), orNull(model.images)},
            {QStringLiteral("documents"), orNull(model.documents)},
            {QStringLiteral("schemas"), orNull(model.schemas)},
            {QStringLiteral("tools"), orNull(model.tools)},
            {QStringLiteral("reasoning"), orNull(model.reasoning)},
            {QStringLiteral("refused"), QJsonArray::fromStringList(model.refusedParameters)},
            {QStringLiteral("efforts"), QJsonArray::fromStringList(model.reasoningEfforts)},
            {QStringLiteral("price"), priceToJson(model.price)},
            {QStringLiteral("shutdown"),
             model.shutdown ? QJsonValue(model.shutdown->toString(Qt::ISODate)) : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("legacy"), model.isLegacy}};
}

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue item : value.toArray())
        list << item.toString();
    return list;
}

ModelInfo modelFromJson(const QJsonObject &json)
{
    const auto number = [&json](QStringView key) {
        return json[key].isDouble() ? std::optional(json[key].toInteger()) : std::nullopt;
    };
    const auto flag
        = [&json](QStringView key) { return json[key].isBool() ? std::optional(json[key].toBool()) : std::nullopt; };
    ModelInfo model {.id = json[u"id"].toString(),
                     .label = json[u"label"].toString(),
                     .dialect = json[u"dialect"].toString(),
                     .contextTokens = number(u"context"),
                     .maxOutputTokens = number(u"maxOutput"),
                     .images = flag(u"images"),
                     .documents = flag(u"documents"),
                     .schemas = flag(u"schemas"),
                     .tools = flag(u"tools"),
                     .reasoning = flag(u"reasoning"),
                     .refusedParameters = strings(json[u"refused"]),
                     .reasoningEfforts = strings(json[u"efforts"])};
    const QDate shutdown = QDate::fromString(json[u"shutdown"].toString(), Qt::ISODate);
    if (shutdown.isValid())
        model.shutdown = shutdown;
    model.isLegacy = json[u"legacy"].toBool();
    model.price = priceFromJson(json[u"price"]);
    return model;
}

std::vector<ModelInfo> keptModelList(const Paths &paths, const QString &provider)
{
    std::vector<ModelInfo> models;
    for (const QJsonValue value : QJsonDocument::fromJson(resource(listFile(paths, provider))).array()) {
        const ModelInfo model = modelFromJson(value.toObject());
        if (!model.id.isEmpty())
            models.push_back(model);
    }
    return models;
}

} // namespace

PriceBook loadPrices()
{
    const auto book = PriceBook::fromJson(resource(QStringLiteral(":/prices/prices.json")));
    Q_ASSERT_X(bool(book), "loadPrices", "the compiled-in price list is sound");
    return book ? book.value() : PriceBook();
}

ProviderCatalog loadCatalog(const Paths &paths, const PriceBook &prices, const ModelLibrary &library)
{
    std::vector<ProviderCatalog::File> files = shippedProviderFiles();
    for (auto &file : readProviderFiles(paths.providersFolder()))
        files.push_back(std::move(file));
    ProviderCatalog catalog = ProviderCatalog::fromFiles(files, prices);

    std::vector<ModelInfo> local;
    for (const LocalModel &model : library.models())
        local.push_back(model.info());
    catalog = catalog.withModels(QStringLiteral("local"), std::move(local));
    const QDir lists(paths.cache + QStringLiteral("/models"));
    for (const QString &name : lists.entryList({QStringLiteral("*.json")}, QDir::Files)) {
        const QString provider = name.chopped(5);
        auto models = keptModelList(paths, provider);
        if (catalog.find(provider) && !models.empty())
            catalog = catalog.withModels(provider, std::move(models));
    }
    return catalog;
}

std::optional<QDateTime> modelListDate(const Paths &paths, const QString &provider)
{
    const QFileInfo file(listFile(paths, provider));
    return file.exists() ? std::optional(file.lastModified()) : std::nullopt;
}

Result<> keepModelList(const Paths &paths, const QString &provider, const std::vector<ModelInfo> &models)
{
    QJsonArray list;
    for (const ModelInfo &model : models)
        list.append(modelToJson(model));
    QDir().mkpath(paths.cache + QStringLiteral("/models"));
    QSaveFile file(listFile(paths, provider)); // a list that can be fetched again needs no more care than this
    const QByteArray bytes = QJsonDocument(list).toJson(QJsonDocument::Compact);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error {.kind = ErrorKind::Storage, .cause = QStringLiteral("cache.write"), .message = file.fileName()};
    return Done {};
}

} // namespace triptych
