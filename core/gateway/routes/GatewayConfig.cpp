// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/routes/GatewayConfig.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace triptych {

namespace {

Route toOwn(const QString &name, const QString &provider)
{
    return {.name = name, .targets = {{.lane = {.provider = provider, .model = name}}}};
}

QJsonObject settingsOf(const LaneSettings &settings)
{
    QJsonObject words;
    for (const auto &[key, value] : settingWords(settings))
        words.insert(key, value);
    return words;
}

QJsonObject routeOf(const Route &route)
{
    QJsonArray targets;
    for (const RouteTarget &target : route.targets) {
        if (target.weight == 1)
            targets.append(target.lane.toString());
        else
            targets.append(QJsonObject {{QStringLiteral("lane"), target.lane.toString()},
                                        {QStringLiteral("weight"), target.weight}});
    }
    QJsonObject object {{QStringLiteral("name"), route.name}, {QStringLiteral("to"), targets}};
    if (route.choice == RouteChoice::Weighted)
        object.insert(QStringLiteral("choose"), QStringLiteral("weighted"));
    if (!route.defaults.isEmpty())
        object.insert(QStringLiteral("defaults"), settingsOf(route.defaults));
    if (!route.fixed.isEmpty())
        object.insert(QStringLiteral("fixed"), settingsOf(route.fixed));
    return object;
}

} // namespace

GatewayConfig GatewayConfig::standard()
{
    GatewayConfig config;
    config.routes = {toOwn(QStringLiteral("claude-*"), QStringLiteral("anthropic")),
                     toOwn(QStringLiteral("gpt-*"), QStringLiteral("openai")),
                     toOwn(QStringLiteral("gemini-*"), QStringLiteral("gemini"))};
    return config;
}

QByteArray toJson(const GatewayConfig &config)
{
    QJsonArray routes;
    for (const Route &route : config.routes)
        routes.append(routeOf(route));
    const QJsonObject root {{QStringLiteral("version"), GatewayConfig::version},
                            {QStringLiteral("port"), config.port},
                            {QStringLiteral("connectionsPerToken"), config.connectionsPerToken},
                            {QStringLiteral("streamsPerToken"), config.streamsPerToken},
                            {QStringLiteral("streamsPerProvider"), config.streamsPerProvider},
                            {QStringLiteral("routes"), routes}};
    return QJsonDocument(root).toJson();
}

} // namespace triptych
