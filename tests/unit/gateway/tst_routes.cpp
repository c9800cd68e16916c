// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/routes/NamePattern.h"
#include "core/gateway/routes/Routes.h"

#include <QTest>

using namespace triptych;

class TestRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatAStarStandsFor_data();
    void findsWhatAStarStandsFor();
    void leadsNamesSomewhere_data();
    void leadsNamesSomewhere();
    void prefersTheHealthy();
    void drawsByWeight();
    void takesSettingsInTheirOrder();
    void readsAFile();
    void readsBackWhatItWrote();
    void namesFaults_data();
    void namesFaults();

private:
    static Routes::Senses senses(const QStringList &ill = {})
    {
        return {[](const QString &provider) {
                    return provider == QLatin1String("one") || provider == QLatin1String("two");
                },
                [ill](const QString &provider) { return !ill.contains(provider); }};
    }
    static RouteTarget to(const char *lane, int weight = 1)
    {
        return {.lane = LaneAddress::parse(QString::fromLatin1(lane)).value(), .weight = weight};
    }
    static QStringList lanesOf(const Result<RoutePlan> &plan)
    {
        QStringList names;
        if (!plan)
            return {plan.error().cause};
        for (const LaneAddress &lane : plan.value().lanes)
            names << lane.name();
        return names;
    }
};

void TestRoutes::findsWhatAStarStandsFor_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("star");

    const auto row = [](const char *pattern, const char *name, const QString &star) {
        QTest::addRow("%s in %s", pattern, name) << QString::fromLatin1(pattern) << QString::fromLatin1(name) << star;
    };
    row("claude-*", "claude-opus", QStringLiteral("opus"));
    row("claude-*", "claude-", QStringLiteral(""));
    row("*", "anything", QStringLiteral("anything"));
    row("*-latest", "m-latest", QStringLiteral("m"));
    row("a*a", "aa", QStringLiteral(""));
    row("a*a", "a", QStringLiteral("no"));
    row("fast", "fast", QStringLiteral(""));
    row("fast", "faster", QStringLiteral("no"));
}

void TestRoutes::findsWhatAStarStandsFor()
{
    QFETCH(const QString, pattern);
    QFETCH(const QString, name);
    QTEST(starIn(pattern, name).value_or(QStringLiteral("no")), "star");
}

void TestRoutes::leadsNamesSomewhere_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("lanes");

    const auto row
        = [](const char *name, const QStringList &lanes) { QTest::newRow(name) << QString::fromLatin1(name) << lanes; };
    row("one/m", {QStringLiteral("one/m")}); // also where a route would take it
    row("one/a/b", {QStringLiteral("one/a/b")});
    row("meta/llama", {QStringLiteral("two/llama")}); // no provider's name
    row("claude-opus", {QStringLiteral("one/claude-opus")});
    row("fast", {QStringLiteral("one/m"), QStringLiteral("two/n")});
    row("nobody", {QStringLiteral("model_not_found")});
    row("one/", {QStringLiteral("two/caught")}); // it names no model
    row("/m", {QStringLiteral("model_not_found")});
    row("", {QStringLiteral("model_not_found")});
}

void TestRoutes::leadsNamesSomewhere()
{
    QFETCH(const QString, name);
    const Routes routes({{.name = QStringLiteral("one/*"), .targets = {to("two/caught")}},
                         {.name = QStringLiteral("meta/*"), .targets = {to("two/*")}},
                         {.name = QStringLiteral("claude-*"), .targets = {to("one/claude-*")}},
                         {.name = QStringLiteral("fast"), .targets = {to("one/m"), to("two/n")}}});
    QTEST(lanesOf(routes.plan(name, senses(), 0)), "lanes");
}

void TestRoutes::prefersTheHealthy()
{
    const Routes routes({{.name = QStringLiteral("fast"), .targets = {to("one/m"), to("two/n"), to("one/o")}}});
    const auto lanes
        = [&](const QStringList &ill) { return lanesOf(routes.plan(QStringLiteral("fast"), senses(ill), 0)); };
    const QString m = QStringLiteral("one/m"), n = QStringLiteral("two/n"), o = QStringLiteral("one/o");
    QCOMPARE(lanes({QStringLiteral("one")}), (QStringList {n, m, o}));
    QCOMPARE(lanes({QStringLiteral("two")}), (QStringList {m, o, n}));
    QCOMPARE(lanes({QStringLiteral("one"), QStringLiteral("two")}), (QStringList {m, n, o}));
}

void TestRoutes::drawsByWeight()
{
    const Routes routes({{.name = QStringLiteral("mix"),
                          .choice = RouteChoice::Weighted,
                          .targets = {to("one/m", 3), to("two/n", 1), to("two/spare", 0)}}});
    QMap<QString, int> firsts;
    constexpr int draws = 1000;
    for (int i = 0; i < draws; ++i)
        ++firsts[lanesOf(routes.plan(QStringLiteral("mix"), senses(), double(i) / draws)).front()];
    QCOMPARE(firsts, (QMap<QString, int> {{QStringLiteral("one/m"), 750}, {QStringLiteral("two/n"), 250}}));
    QCOMPARE(lanesOf(routes.plan(QStringLiteral("mix"), senses(), 0.9)),
             (QStringList {QStringLiteral("two/n"), QStringLiteral("one/m"), QStringLiteral("two/spare")}));
}

void TestRoutes::takesSettingsInTheirOrder()
{
    RoutePlan plan;
    plan.defaults.temperature = 0.1;
    plan.defaults.maxTokens = 10;
    plan.defaults.topP = 0.9;
    plan.fixed.maxTokens = 99;
    LaneAddress lane;
    lane.settings.temperature = 0.2;
    LaneSettings asked;
    asked.topP = 0.5;
    asked.maxTokens = 50;
    const LaneSettings all = plan.settingsFor(lane, asked);
    QCOMPARE(*all.temperature, 0.2); // the target's before the route's
    QCOMPARE(*all.topP, 0.5); // the client's before both
    QCOMPARE(*all.maxTokens, 99); // what is fixed before everything
}

void TestRoutes::readsAFile()
{
    const auto config = readGatewayConfig(R"({"version": 1, "port": 8123, "streamsPerToken": 4, "routes": [
        {"name": "fast", "choose": "weighted", "to": ["one/m#temperature=0", {"lane": "two/n", "weight": 5}],
         "defaults": {"max_tokens": 100, "stop": ["END"]}, "fixed": {"seed": 7}}]})",
                                          QStringLiteral("gateway.json"));
    QVERIFY2(config, config ? "" : qPrintable(config.error().message));
    QCOMPARE(config.value().port, 8123);
    QCOMPARE(config.value().streamsPerToken, 4);
    QCOMPARE(config.value().streamsPerProvider, 256);
    const Route &route = config.value().routes.at(0);
    QCOMPARE(route.choice, RouteChoice::Weighted);
    QCOMPARE(*route.targets.at(0).lane.settings.temperature, 0);
    QCOMPARE(route.targets.at(1).weight, 5);
    QCOMPARE(*route.defaults.maxTokens, 100);
    QCOMPARE(*route.fixed.seed, 7);
}

void TestRoutes::readsBackWhatItWrote()
{
    GatewayConfig config = GatewayConfig::standard();
    Route route {.name = QStringLiteral("fast"),
                 .choice = RouteChoice::Weighted,
                 .targets = {to("one/m#seed=1", 3), to("two/n")}};
    route.defaults.temperature = 0.5;
    route.defaults.stop = QStringList {QStringLiteral("a"), QStringLiteral("b")};
    route.fixed.maxTokens = 10;
    config.routes.push_back(route);
    config.port = 9'000;
    const auto again = readGatewayConfig(toJson(config), QStringLiteral("gateway.json"));
    QVERIFY2(again, again ? "" : qPrintable(again.error().message));
    QVERIFY(again.value() == config);
}

void TestRoutes::namesFaults_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("words");

    const auto row = [](const char *name, const char *json, const char *words) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(words);
    };
    row("no JSON", "{", "gateway.json:1: not JSON");
    row("another key", "{\n\"prot\": 1}", "gateway.json:2: prot: unknown key");
    row("a port below 1024", R"({"port": 80})", "port: must be a whole number from 1024 to 65535");
    row("a newer file", R"({"version": 2})", "version: must be 1");
    row("no lanes", R"({"routes":[{"name":"x"}]})", "a route needs a lane");
    row("no name", R"({"routes":[{"to":["one/m"]}]})", "a route needs a name");
    row("no lane's form", R"({"routes":[{"name":"x","to":["m"]}]})", "routes.0.to.0");
    row("a star from nowhere", R"({"routes":[{"name":"x","to":["one/*"]}]})", "for which the route's name has none");
    row("two stars", R"({"routes":[{"name":"x**","to":["one/m"]}]})", "at most one *");
    row("a weight below zero", R"({"routes":[{"name":"x","to":[{"lane":"one/m","weight":-1}]}]})", "weight");
    row("another choice", R"({"routes":[{"name":"x","choose":"best","to":["one/m"]}]})", "first, weighted");
    row("another setting", R"({"routes":[{"name":"x","to":["one/m"],"fixed":{"heat":1}}]})", "heat");
    row("a value out of range", R"({"routes":[{"name":"x","to":["one/m"],"fixed":{"temperature":9}}]})", "temperature");
}

void TestRoutes::namesFaults()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, words);
    const auto config = readGatewayConfig(json, QStringLiteral("gateway.json"));
    QVERIFY(!config);
    QCOMPARE(config.error().cause, QStringLiteral("gateway.config"));
    QVERIFY2(config.error().message.contains(words), qPrintable(config.error().message));
}

QTEST_APPLESS_MAIN(TestRoutes)
#include "tst_routes.moc"
