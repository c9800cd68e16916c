// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/cost/CostSum.h"
#include "core/cost/PriceBook.h"

#include <QFile>
#include <QTest>

using namespace triptych;

namespace {

QByteArray shippedPrices()
{
    QFile file(QFINDTESTDATA("../../../resources/prices/prices.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A file with one model whose members are given.
QByteArray fileWith(const char *model)
{
    return QByteArray(R"({"generated":"2026-11-22","currency":"USD","free_local":["ollama"],"models":[)") + model
        + "]}";
}

const char *const plainModel = R"({"provider":"p","model":"m","source_date":"2026-11-01","usd_per_mtok":
    {"input":3,"output":15,"cached_input":0.3,"cache_write":3.75}})";

TokenUsage usage(std::optional<qint64> input, std::optional<qint64> output, std::optional<qint64> cached = {},
                 std::optional<qint64> written = {})
{
    return {.input = input, .output = output, .cachedInput = cached, .cacheWrite = written};
}

} // namespace

class TestPriceBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheShippedFile();
    void findsSnapshots_data();
    void findsSnapshots();
    void sumsWhatWasUsed_data();
    void sumsWhatWasUsed();
    void believesTheProvider();
    void chargesNothingForOwnServers();
    void namesFaults_data();
    void namesFaults();
};

void TestPriceBook::readsTheShippedFile()
{
    const Result<PriceBook> book = PriceBook::fromJson(shippedPrices());
    QVERIFY2(book, qPrintable(book ? QString() : book.error().message));
    QCOMPARE(book.value().date(), QDate(2026, 11, 22));
    QVERIFY(book.value().models(QStringLiteral("openai")).size() >= 20);
    QCOMPARE(book.value().models(QStringLiteral("anthropic")).front().first, QStringLiteral("claude-fable-5-2"));
    const auto opus = book.value().find(QStringLiteral("anthropic"), QStringLiteral("claude-opus-5-5"));
    QVERIFY(opus);
    QCOMPARE(opus->contextTokens, std::optional<qint64>(1'000'000));
}

void TestPriceBook::findsSnapshots_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("itself") << QStringLiteral("m") << true;
    QTest::newRow("compact date") << QStringLiteral("m-20251022") << true;
    QTest::newRow("date") << QStringLiteral("m-2026-10-01") << true;
    QTest::newRow("at date") << QStringLiteral("m@20251022") << true;
    QTest::newRow("latest") << QStringLiteral("m@latest") << true;
    QTest::newRow("month 13") << QStringLiteral("m-20251322") << false;
    QTest::newRow("a version is no date") << QStringLiteral("m-2512") << false;
    QTest::newRow("another size") << QStringLiteral("m-mini") << false;
    QTest::newRow("date in the middle") << QStringLiteral("m-20251022-mini") << false;
    QTest::newRow("no name left") << QStringLiteral("-20251022") << false;
}

void TestPriceBook::findsSnapshots()
{
    QFETCH(const QString, id);
    const Result<PriceBook> book = PriceBook::fromJson(fileWith(plainModel));
    QVERIFY(book);
    QTEST(book.value().find(QStringLiteral("p"), id).has_value(), "isFound");
    QVERIFY(!book.value().find(QStringLiteral("q"), id));
}

void TestPriceBook::sumsWhatWasUsed_data()
{
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<TokenUsage>("used");
    QTest::addColumn<double>("usd"); // below 0: unknown
    const QByteArray plain = plainModel;
    const QByteArray uncached
        = R"({"provider":"p","model":"m","source_date":"2026-11-01","usd_per_mtok":{"input":3,"output":15,"cached_input":null,"cache_write":null}})";
    const QByteArray stepped
        = R"({"provider":"p","model":"m","source_date":"2026-11-01","usd_per_mtok":{"input":2,"output":10,"cached_input":0.1},
        "long_prompt":{"prompt_tokens_above":272000,"input":4,"output":15,"cached_input":0.2}})";

    QTest::newRow("plain") << plain << usage(1000, 500) << 0.0105;
    QTest::newRow("cached input is not billed twice") << plain << usage(10, 20, 100'000) << 0.03033;
    QTest::newRow("cache written, then read") << plain << usage(50, 100, 20'000, 4000) << 0.02265;
    QTest::newRow("reasoning is inside output")
        << plain << TokenUsage {.input = 10, .output = 1000, .reasoning = 900} << 0.01503;
    QTest::newRow("nothing used") << plain << usage(0, 0) << 0.0;
    QTest::newRow("input not counted") << plain << usage({}, 500) << -1.0;
    QTest::newRow("output not counted") << plain << usage(10, {}) << -1.0;
    QTest::newRow("negative count") << plain << usage(-5, 10) << -1.0;
    QTest::newRow("cached without a price") << uncached << usage(10, 20, 100) << -1.0;
    QTest::newRow("zero cached needs no price") << uncached << usage(1000, 500, 0) << 0.0105;
    QTest::newRow("cache written as input") << uncached << usage(0, 0, {}, 1000) << 0.003;
    QTest::newRow("at the threshold") << stepped << usage(272'000, 100) << 0.545;
    QTest::newRow("above it, all of it") << stepped << usage(272'001, 100) << 1.089504;
    QTest::newRow("cached tokens count for it") << stepped << usage(1, 100, 272'000) << 0.055904;
}

void TestPriceBook::sumsWhatWasUsed()
{
    QFETCH(const QByteArray, model);
    QFETCH(const TokenUsage, used);
    QFETCH(const double, usd);
    const Result<PriceBook> book = PriceBook::fromJson(fileWith(model.constData()));
    QVERIFY2(book, qPrintable(book ? QString() : book.error().message));
    const LaneCost cost = costOf(book.value().find(QStringLiteral("p"), QStringLiteral("m")), used);
    QCOMPARE(cost.usd.has_value(), usd >= 0);
    QCOMPARE(cost.source, usd >= 0 ? CostSource::Computed : CostSource::Unknown);
    if (cost.usd)
        QVERIFY2(qAbs(*cost.usd - usd) < 1e-12, qPrintable(QString::number(*cost.usd, 'g', 12)));
}

void TestPriceBook::believesTheProvider()
{
    const Result<PriceBook> book = PriceBook::fromJson(fileWith(plainModel));
    QVERIFY(book);
    const auto price = book.value().find(QStringLiteral("p"), QStringLiteral("m"));
    const auto costWhenSaid
        = [&](double said) { return costOf(price, {.input = 1000, .output = 500, .costUsd = said}); };
    QCOMPARE(costWhenSaid(0.5), (LaneCost {.usd = 0.5, .source = CostSource::Provider}));
    QCOMPARE(costWhenSaid(-0.5).source, CostSource::Computed);
    QCOMPARE(costWhenSaid(qQNaN()).source, CostSource::Computed);
    QCOMPARE(costOf(book.value().find(QStringLiteral("p"), QStringLiteral("other")), usage(1, 1)).source,
             CostSource::Unknown);
}

void TestPriceBook::chargesNothingForOwnServers()
{
    const Result<PriceBook> book = PriceBook::fromJson(fileWith(plainModel));
    QVERIFY(book);
    const LaneCost nothing {.usd = 0.0, .source = CostSource::Computed};
    QCOMPARE(costOf(book.value().find(QStringLiteral("local"), QStringLiteral("demo")), {}), nothing);
    QCOMPARE(costOf(book.value().find(QStringLiteral("ollama"), QStringLiteral("any")), usage(5, 5, 5)), nothing);
}

void TestPriceBook::namesFaults_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("named");
    const auto modelRow = [](const char *name, const char *model, const char *named) {
        QTest::newRow(name) << fileWith(model) << QString::fromLatin1(named);
    };
    QTest::newRow("no JSON") << QByteArray("{\n\n\"a\" 1}") << QStringLiteral("line 3");
    QTest::newRow("a list") << QByteArray("[]") << QStringLiteral("one object");
    QTest::newRow("no date") << QByteArray(R"({"currency":"USD","models":[]})") << QStringLiteral("generated");
    QTest::newRow("another currency") << QByteArray(R"({"generated":"2026-11-22","currency":"EUR","models":[]})")
                                      << QStringLiteral("currency");
    QTest::newRow("no models") << QByteArray(R"({"generated":"2026-11-22","currency":"USD"})")
                               << QStringLiteral("models");
    modelRow("no object", "7", "models[0] must be an object");
    modelRow("no name", R"({"provider":"p"})", "models[0].model");
    modelRow("price as text", R"({"provider":"p","model":"m","source_date":"2026-11-01","usd_per_mtok":{"input":"3"}})",
             "models[0].usd_per_mtok.input");
    modelRow("negative", R"({"provider":"p","model":"m","source_date":"2026-11-01","usd_per_mtok":{"output":-3}})",
             "models[0].usd_per_mtok.output");
    modelRow("no prices", R"({"provider":"p","model":"m","source_date":"2026-11-01"})", "models[0].usd_per_mtok");
    modelRow("half a token",
             R"({"provider":"p","model":"m","source_date":"2026-11-01","context_window":0.5,"usd_per_mtok":{}})",
             "models[0].context_window");
    modelRow("threshold missing",
             R"({"provider":"p","model":"m","source_date":"2026-11-01","usd_per_mtok":{},"long_prompt":{"input":1}})",
             "prompt_tokens_above");
    QTest::newRow("twice") << fileWith(QByteArray(plainModel).append(',').append(plainModel).constData())
                           << QStringLiteral("p/m");
}

void TestPriceBook::namesFaults()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, named);
    const Result<PriceBook> book = PriceBook::fromJson(json);
    QVERIFY(!book);
    QCOMPARE(book.error().cause, QStringLiteral("prices.format"));
    QVERIFY2(book.error().message.contains(named), qPrintable(book.error().message));
}

QTEST_GUILESS_MAIN(TestPriceBook)
#include "tst_pricebook.moc"
