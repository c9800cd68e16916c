// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/routes/GatewayConfig.h"
#include "core/providers/StrictFileReader.h"

namespace triptych {

namespace {

constexpr int mostAtOnce = 4'096;
constexpr int mostWeight = 1'000;

class ConfigReader final : private StrictFileReader
{
public:
    ConfigReader(QByteArrayView json, const QString &fileName)
        : StrictFileReader(json, fileName, QStringLiteral("gateway.config"))
    {}

    Result<GatewayConfig> read()
    {
        const JsonValue root = parse();
        if (fault() || !readRoot(root))
            return *fault();
        return m_config;
    }

private:
    bool readRoot(const JsonValue &root)
    {
        return readMembers(
            root,
            {{"version", [this](const JsonValue &value) { return readVersion(value); }},
             {"port", [this](const JsonValue &value) { return readInto(value, 1'024, 65'535, m_config.port); }},
             {"connectionsPerToken",
              [this](const JsonValue &value) { return readInto(value, 1, mostAtOnce, m_config.connectionsPerToken); }},
             {"streamsPerToken",
              [this](const JsonValue &value) { return readInto(value, 1, mostAtOnce, m_config.streamsPerToken); }},
             {"streamsPerProvider",
              [this](const JsonValue &value) { return readInto(value, 1, mostAtOnce, m_config.streamsPerProvider); }},
             {"routes", [this](const JsonValue &list) {
                  return readItems(list, [this](const JsonValue &route) { return readRoute(route); });
              }}});
    }

    bool readVersion(const JsonValue &value)
    {
        return value.integer() == GatewayConfig::version
            || fail(QStringLiteral("must be %1, or a newer Triptych wrote it").arg(GatewayConfig::version));
    }

    template<typename Number>
    bool readInto(const JsonValue &value, qint64 least, qint64 most, Number &target)
    {
        qint64 number = 0;
        const bool isRead = readNumber(value, least, most, number);
        target = Number(number);
        return isRead;
    }

    bool readRoute(const JsonValue &value)
    {
        Route route;
        QStringList choice;
        const bool isRead = readMembers(
            value,
            {{"name", [&](const JsonValue &name) { return readName(name, route.name); }},
             {"choose",
              [&](const JsonValue &word) {
                  return readWord(word, {QStringLiteral("first"), QStringLiteral("weighted")}, choice);
              }},
             {"to",
              [&](const JsonValue &list) {
                  return readItems(list, [&](const JsonValue &target) { return readTarget(target, route); });
              }},
             {"defaults", [&](const JsonValue &object) { return readSettings(object, route.defaults); }},
             {"fixed", [&](const JsonValue &object) { return readSettings(object, route.fixed); }}});
        if (!isRead)
            return false;
        if (choice.contains(QStringLiteral("weighted")))
            route.choice = RouteChoice::Weighted;
        m_config.routes.push_back(route);
        return checkRoute(route);
    }

    bool readName(const JsonValue &value, QString &name)
    {
        return readText(value, name)
            && ((!name.isEmpty() && name.count(u'*') <= 1)
                || fail(QStringLiteral("must be a name with at most one *")));
    }

    bool checkRoute(const Route &route)
    {
        if (route.name.isEmpty())
            return fail(QStringLiteral("a route needs a name"));
        if (route.targets.empty())
            return fail(QStringLiteral("a route needs a lane to lead to"));
        const bool hasStar = route.name.contains(u'*');
        for (const RouteTarget &target : route.targets)
            if (target.lane.model.contains(u'*') && !hasStar)
                return fail(QStringLiteral("%1 has a * for which the route's name has none").arg(target.lane.name()));
        return true;
    }

    /// A lane alone, or with its weight.
    bool readTarget(const JsonValue &value, Route &route)
    {
        RouteTarget target;
        const bool isRead = value.isString()
            ? readLane(value, target.lane)
            : readMembers(
                value,
                {{"lane", [&](const JsonValue &lane) { return readLane(lane, target.lane); }},
                 {"weight", [&](const JsonValue &weight) { return readInto(weight, 0, mostWeight, target.weight); }}});
        route.targets.push_back(target);
        return isRead && (!target.lane.model.isEmpty() || fail(QStringLiteral("a target needs a lane")));
    }

    bool readLane(const JsonValue &value, LaneAddress &lane)
    {
        QString text;
        if (!readText(value, text))
            return false;
        const auto parsed = LaneAddress::parse(text);
        if (!parsed)
            return fail(parsed.error().message);
        lane = parsed.value();
        return lane.model.count(u'*') <= 1 || fail(QStringLiteral("must have at most one *"));
    }

    bool readSettings(const JsonValue &object, LaneSettings &settings)
    {
        if (!object.isObject())
            return fail(QStringLiteral("must be an object"));
        for (const auto &[name, value] : object.members()) {
            const QString words = value.isString() ? value.text() : QString::fromUtf8(value.raw().bytes);
            if (const auto set = applySetting(settings, toQString(name), words); !set)
                return failBelow(toBytes(name), set.error().message);
        }
        return true;
    }

    GatewayConfig m_config;
};

} // namespace

Result<GatewayConfig> readGatewayConfig(QByteArrayView json, const QString &fileName)
{
    return ConfigReader(json, fileName).read();
}

} // namespace triptych
