// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/latency/Histogram.h"
#include "core/latency/LatencyStats.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>

using namespace triptych;

namespace {

std::vector<double> oneTo(int count)
{
    std::vector<double> values(static_cast<std::size_t>(count));
    std::iota(values.begin(), values.end(), 1.0);
    return values;
}

/// A right-skewed sample such as latencies are.
std::vector<double> skewedSample(std::mt19937 &random, int count)
{
    std::lognormal_distribution<double> latency(6.0, 0.6);
    std::vector<double> values(static_cast<std::size_t>(count));
    std::generate(values.begin(), values.end(), [&] { return latency(random); });
    std::sort(values.begin(), values.end());
    return values;
}

} // namespace

class TestLatencyStats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void needsEnoughSamples_data();
    void needsEnoughSamples();
    void givesTheRanksOfTheTables_data();
    void givesTheRanksOfTheTables();
    void interpolatesTheQuantile();
    void intervalsCoverTheTruth_data();
    void intervalsCoverTheTruth();
    void staysExactForManySamples();
    void summarisesByModelInOrderOfAppearance();
    void leavesOutWhatWasNotMeasured();
    void histogramIsWithinHalfAPerCent();
    void histogramsAddUp();
    void histogramRefusesNonsense();
};

void TestLatencyStats::needsEnoughSamples_data()
{
    QTest::addColumn<double>("quantile");
    QTest::addColumn<double>("confidence");
    QTest::addColumn<int>("needed");
    QTest::addRow("P50") << 0.50 << 0.95 << 6;
    QTest::addRow("P95") << 0.95 << 0.95 << 72;
    QTest::addRow("P99") << 0.99 << 0.95 << 368;
    QTest::addRow("P05 mirrors P95") << 0.05 << 0.95 << 72;
    QTest::addRow("P50 at 99 per cent") << 0.50 << 0.99 << 8;
}

void TestLatencyStats::needsEnoughSamples()
{
    QFETCH(const double, quantile);
    QFETCH(const double, confidence);
    QFETCH(const int, needed);
    QCOMPARE(samplesNeeded(quantile, confidence), needed);
    QVERIFY(!estimateQuantile(oneTo(needed - 1), quantile, confidence));
    QVERIFY(estimateQuantile(oneTo(needed), quantile, confidence));
    QVERIFY(!estimateQuantile({}, quantile, confidence));
}

void TestLatencyStats::givesTheRanksOfTheTables_data()
{
    // Ranks from 1 of the printed tables for the median's 95 % interval (Conover, appendix; sign-test limits).
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("low");
    QTest::addColumn<int>("high");
    QTest::addRow("6") << 6 << 1 << 6;
    QTest::addRow("10") << 10 << 2 << 9;
    QTest::addRow("15") << 15 << 4 << 12;
    QTest::addRow("20") << 20 << 6 << 15;
    QTest::addRow("25") << 25 << 8 << 18;
    QTest::addRow("50") << 50 << 18 << 33;
    QTest::addRow("100") << 100 << 40 << 61;
}

void TestLatencyStats::givesTheRanksOfTheTables()
{
    QFETCH(const int, count);
    QFETCH(const int, low);
    QFETCH(const int, high);
    const auto estimate = estimateQuantile(oneTo(count), 0.5);
    QVERIFY(estimate);
    QCOMPARE(estimate->low, double(low));
    QCOMPARE(estimate->high, double(high));
}

void TestLatencyStats::interpolatesTheQuantile()
{
    QCOMPARE(estimateQuantile(oneTo(6), 0.5)->value, 3.5);
    QCOMPARE(estimateQuantile(oneTo(101), 0.5)->value, 51.0);
    QCOMPARE(estimateQuantile(oneTo(101), 0.95)->value, 96.0);
    QCOMPARE(estimateQuantile(std::vector<double>(400, 7.0), 0.99)->value, 7.0);
}

void TestLatencyStats::intervalsCoverTheTruth_data()
{
    QTest::addColumn<double>("quantile");
    QTest::addColumn<int>("count");
    QTest::addRow("P50 of 6") << 0.50 << 6;
    QTest::addRow("P50 of 31") << 0.50 << 31;
    QTest::addRow("P95 of 72") << 0.95 << 72;
    QTest::addRow("P95 of 200") << 0.95 << 200;
    QTest::addRow("P99 of 368") << 0.99 << 368;
}

void TestLatencyStats::intervalsCoverTheTruth()
{
    QFETCH(const double, quantile);
    QFETCH(const int, count);
    const std::map<double, double> normal {{0.50, 0.0}, {0.95, 1.6448536}, {0.99, 2.3263479}};
    const double truth = std::exp(6.0 + 0.6 * normal.at(quantile));
    std::mt19937 random(20261122);
    constexpr int rounds = 2000;
    int covered = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto estimate = estimateQuantile(skewedSample(random, count), quantile);
        covered += estimate->low <= truth && truth <= estimate->high ? 1 : 0;
    }
    QVERIFY2(covered >= 0.94 * rounds, qPrintable(QString::number(covered)));
}

void TestLatencyStats::staysExactForManySamples()
{
    // 1 - 0.5^n underflows here; the normal approximation gives the ranks to within one.
    constexpr int count = 100'000;
    const auto ranks = intervalRanks(count, 0.5);
    QVERIFY(ranks);
    const double half = 1.959964 * std::sqrt(count) / 2;
    QVERIFY(std::abs(double(ranks->low) - (count / 2.0 - half)) <= 1.5);
    QVERIFY(std::abs(double(ranks->high) - (count / 2.0 + half)) <= 1.5);
}

void TestLatencyStats::summarisesByModelInOrderOfAppearance()
{
    std::vector<LatencySample> samples;
    for (int i = 0; i < 6; ++i) {
        samples.push_back({.provider = QStringLiteral("b"),
                           .model = QStringLiteral("m"),
                           .firstTextMs = 60.0 - i,
                           .totalMs = 100.0 + i});
        samples.push_back({.provider = QStringLiteral("a"),
                           .model = QStringLiteral("m"),
                           .firstTextMs = 1.0,
                           .totalMs = 2.0,
                           .tokensPerSecond = 10.0 * (i + 1)});
    }
    const auto summaries = summarise(samples);
    QCOMPARE(summaries.size(), 2u);
    QCOMPARE(summaries[0].provider, QStringLiteral("b"));
    QCOMPARE(summaries[0].runs, 6);
    QCOMPARE(summaries[0].firstText, (std::vector<double> {55, 56, 57, 58, 59, 60}));
    QCOMPARE(summaries[0].firstTextP50->value, 57.5);
    QVERIFY(!summaries[0].firstTextP95);
    QVERIFY(!summaries[0].tokensPerSecondP50);
    QCOMPARE(summaries[1].tokensPerSecondP50->value, 35.0);
    QVERIFY(summarise({}).empty());
}

void TestLatencyStats::leavesOutWhatWasNotMeasured()
{
    std::vector<LatencySample> samples(8,
                                       {.provider = QStringLiteral("a"), .model = QStringLiteral("m"), .totalMs = 5.0});
    samples[0].firstTextMs = 3.0;
    const auto summary = summarise(samples).front();
    QCOMPARE(summary.runs, 8);
    QCOMPARE(summary.firstText.size(), 1u);
    QVERIFY(!summary.firstTextP50);
    QVERIFY(summary.totalP50);
}

void TestLatencyStats::histogramIsWithinHalfAPerCent()
{
    std::mt19937 random(7);
    const std::vector<double> sample = skewedSample(random, 5000);
    Histogram histogram;
    for (const double value : sample)
        histogram.add(value);
    for (const double quantile : {0.5, 0.95, 0.99}) {
        const auto exact = estimateQuantile(sample, quantile);
        const auto rough = histogram.estimate(quantile);
        QVERIFY(std::abs(rough->value / exact->value - 1) < 0.01);
        QVERIFY(std::abs(rough->low / exact->low - 1) < 0.0026);
        QVERIFY(std::abs(rough->high / exact->high - 1) < 0.0026);
    }
}

void TestLatencyStats::histogramsAddUp()
{
    Histogram left, right, both;
    for (int i = 1; i <= 400; ++i) {
        (i % 3 ? left : right).add(i);
        both.add(i);
    }
    left.merge(right);
    QVERIFY(left == both);
    QVERIFY(Histogram::fromBuckets(both.buckets()) == both);
    QVERIFY(!right.estimate(0.99));
}

void TestLatencyStats::histogramRefusesNonsense()
{
    Histogram histogram;
    histogram.add(std::nan(""));
    histogram.add(INFINITY);
    QCOMPARE(histogram.count(), 0);
    histogram.add(0);
    histogram.add(-5);
    histogram.add(1e12);
    QCOMPARE(histogram.count(), 3);
    QCOMPARE(Histogram::fromBuckets({{-1, 5}, {3, -2}, {1'000'000, 1}, {4, 2}}).count(), 2);
}

QTEST_GUILESS_MAIN(TestLatencyStats)
#include "tst_latencystats.moc"
