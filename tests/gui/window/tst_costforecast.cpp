// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/lanes/CostForecast.h"

#include <QTest>

using namespace triptych;

/// What is said of the cost before anything is sent.
class TestCostForecast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsTheLanes();
    void saysNothingWithoutAPrice();
    void limitsCount();
    void eachLaneHasItsOwnCount();

private:
    static ProviderCatalog catalog();
    static PromptTokens tokens(qint64 count)
    {
        return [count](const LaneAddress &) { return count; };
    }
    static LaneAddress lane(const char *text) { return LaneAddress::parse(QString::fromLatin1(text)).value(); }
};

ProviderCatalog TestCostForecast::catalog()
{
    const auto prices = PriceBook::fromJson(R"({"generated":"2026-11-22","currency":"USD","free_local":[],"models":[
        {"provider":"cloud","model":"a","source_date":"2026-11-01","context_window":1000,"max_output":1000,"usd_per_mtok":{"input":1,"output":10}},
        {"provider":"cloud","model":"b","source_date":"2026-11-01","context_window":100000,"max_output":64000,"usd_per_mtok":{"input":2,"output":20}}]})");
    const QByteArray cloud
        = R"({"id":"cloud","dialect":"openai-chat","baseUrl":"https://cloud.example/v1","auth":{"scheme":"bearer"},"models":[{"id":"a"},{"id":"b"},{"id":"unpriced"}]})";
    const QByteArray local
        = R"({"id":"local","dialect":"openai-chat","baseUrl":"http://127.0.0.1/v1","auth":{"scheme":"none"},"models":[{"id":"demo"}]})";
    [&] { QVERIFY(prices); }();
    return ProviderCatalog::fromFiles(
        {{QStringLiteral("cloud.json"), cloud, true}, {QStringLiteral("local.json"), local, true}},
        prices ? prices.value() : PriceBook());
}

void TestCostForecast::addsTheLanes()
{
    const auto range
        = forecastCost({lane("cloud/a"), lane("cloud/b"), lane("local/demo")}, catalog(), tokens(1'000'000), {});
    QVERIFY(range);
    QCOMPARE(range->least, 3.0);
    QCOMPARE(range->most, 3.0 + 0.01 + 8192 * 20 / 1e6); // a ends at its own limit, b at the usual one
    QCOMPARE(forecastCost({lane("local/demo")}, catalog(), tokens(1000), {})->most, 0.0);
}

void TestCostForecast::saysNothingWithoutAPrice()
{
    QVERIFY(!forecastCost({}, catalog(), tokens(10), {}));
    QVERIFY(!forecastCost({lane("cloud/a"), lane("cloud/unpriced")}, catalog(), tokens(10), {}));
    QVERIFY(!forecastCost({lane("nobody/x")}, catalog(), tokens(10), {}));
}

void TestCostForecast::limitsCount()
{
    QCOMPARE(forecastCost({lane("cloud/b#max_tokens=100")}, catalog(), tokens(0), {})->most, 0.002);
    QCOMPARE(forecastCost({lane("cloud/b")}, catalog(), tokens(0), {.maxTokens = 50})->most,
             0.001); // of the prompt file
}

void TestCostForecast::eachLaneHasItsOwnCount()
{
    const auto counts
        = [](const LaneAddress &asked) { return asked.model == QLatin1String("a") ? 1'000'000 : 500'000; };
    QCOMPARE(forecastCost({lane("cloud/a"), lane("cloud/b")}, catalog(), counts, {})->least, 2.0);
}

QTEST_GUILESS_MAIN(TestCostForecast)
#include "tst_costforecast.moc"
