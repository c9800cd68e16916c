// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/settings/ProviderFiles.h"

#include "core/settings/JsonFile.h"
#include "core/settings/PrivateFile.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrl>

namespace triptych {

namespace {

constexpr qint64 largestPreset = 1024 * 1024;

bool isProviderId(const QString &id)
{
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(QStringLiteral("[a-z0-9][a-z0-9-]*")));
    return pattern.match(id).hasMatch();
}

QStringList jsonFiles(const QString &folder)
{
    return QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
}

QString pathOf(const QString &folder, const QString &id)
{
    return QStringLiteral("%1/%2.json").arg(folder, id);
}

Error badId(const QString &id)
{
    return {.kind = ErrorKind::InvalidInput, .cause = QStringLiteral("preset.id"), .message = id};
}

/// What the shipped template says of services that speak `dialect` and that nobody here knows: their quirks above all.
QJsonObject templateOf(const QString &dialect)
{
    for (const ProviderCatalog::File &file : shippedProviderFiles()) {
        QJsonObject entry = QJsonDocument::fromJson(file.json).object();
        if (!entry[u"template"].toBool() || entry[u"dialect"].toString() != dialect)
            continue;
        for (const char *key : {"$schema", "template", "fields"})
            entry.remove(QLatin1String(key));
        return entry;
    }
    return {};
}

/// Lower-case letters, digits and single hyphens of `text`.
QString slug(const QString &text)
{
    static const QRegularExpression others(QStringLiteral("[^a-z0-9]+"));
    QString id = text.toLower().replace(others, QStringLiteral("-"));
    while (id.startsWith(QLatin1Char('-')))
        id.remove(0, 1);
    while (id.endsWith(QLatin1Char('-')))
        id.chop(1);
    return id;
}

/// A key that is added later is sent, whatever was thought at first.
QJsonObject authOf(const CustomProvider &provider)
{
    QJsonObject auth {{QStringLiteral("scheme"), QStringLiteral("bearer")}};
    if (provider.dialect == QLatin1String("gemini"))
        auth = {{QStringLiteral("scheme"), QStringLiteral("header")},
                {QStringLiteral("header"), QStringLiteral("x-goog-api-key")}};
    if (!provider.needsKey)
        auth[u"optional"] = true;
    return auth;
}

} // namespace

std::vector<ProviderCatalog::File> shippedProviderFiles()
{
    std::vector<ProviderCatalog::File> files;
    for (const QString &name : builtInPresetNames()) {
        QFile file(pathOf(QStringLiteral(":/providers"), name));
        if (file.open(QIODevice::ReadOnly))
            files.push_back({.name = name + QStringLiteral(".json"), .json = file.readAll(), .isBuiltIn = true});
    }
    return files;
}

std::vector<ProviderCatalog::File> readProviderFiles(const QString &folder)
{
    std::vector<ProviderCatalog::File> files;
    for (const QString &name : jsonFiles(folder)) {
        const auto bytes = readPrivateFile(folder + QLatin1Char('/') + name, largestPreset);
        files.push_back({.name = name, .json = bytes ? bytes.value().value_or(QByteArray()) : QByteArray()});
    }
    return files;
}

QString customProviderId(const CustomProvider &provider, const QStringList &taken)
{
    QString id = slug(provider.label);
    if (id.isEmpty())
        id = slug(QUrl(provider.baseUrl).host());
    if (id.isEmpty())
        id = QStringLiteral("server");
    const QString stem = id;
    for (int i = 2; taken.contains(id); ++i)
        id = QStringLiteral("%1-%2").arg(stem).arg(i);
    return id;
}

Result<> saveCustomProvider(const QString &folder, const CustomProvider &provider)
{
    if (!isProviderId(provider.id))
        return badId(provider.id);
    QJsonObject entry = templateOf(provider.dialect);
    entry[u"id"] = provider.id;
    entry[u"label"] = provider.label;
    entry[u"dialect"] = provider.dialect;
    entry[u"baseUrl"] = provider.baseUrl;
    entry[u"auth"] = authOf(provider);
    return writeJsonFile(pathOf(folder, provider.id), entry);
}

Result<> removeCustomProvider(const QString &folder, const QString &id)
{
    if (!isProviderId(id))
        return badId(id);
    QFile file(pathOf(folder, id));
    if (file.exists() && !file.remove())
        return Error {.kind = ErrorKind::Storage,
                      .cause = QStringLiteral("storage"),
                      .message = QStringLiteral("%1: %2").arg(file.fileName(), file.errorString())};
    return Done();
}

} // namespace triptych
