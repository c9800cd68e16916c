// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/metrics/MetricsRegistry.h"

#include <QTest>
#include <limits>

using namespace triptych;

namespace {

QByteArray textOf(const Metric &metric)
{
    QByteArray text;
    metric.write(text);
    return text;
}

} // namespace

/// How metrics are written down, and what clients cannot do to them.
class TestMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesEachOnceAndInOrder();
    void escapesWhatLabelsMayHold();
    void leavesOutEmptyLabels();
    void writesNumbersExactly_data();
    void writesNumbersExactly();
    void addsBucketsUp();
    void countsNoNonsense();
    void boundsItsSeries();
    void boundsItsLabels();
};

void TestMetrics::writesEachOnceAndInOrder()
{
    MetricsRegistry registry;
    ScalarMetric &calls = registry.counter({"calls_total", "Calls.", {"route", "result"}});
    ScalarMetric &open = registry.gauge({"open", "What is open."});
    calls.add({QStringLiteral("b"), QStringLiteral("ok")}, 1);
    calls.add({QStringLiteral("a"), QStringLiteral("ok")}, 1);
    calls.add({QStringLiteral("b"), QStringLiteral("ok")}, 1.5);
    open.set({}, 3);
    open.raise({}, 2);
    QCOMPARE(registry.text(),
             QByteArray("# HELP calls_total Calls.\n"
                        "# TYPE calls_total counter\n"
                        "calls_total{route=\"a\",result=\"ok\"} 1\n"
                        "calls_total{route=\"b\",result=\"ok\"} 2.5\n"
                        "# HELP open What is open.\n"
                        "# TYPE open gauge\n"
                        "open 3\n"));
}

void TestMetrics::escapesWhatLabelsMayHold()
{
    ScalarMetric metric({"m", "One \\ two\nthree \"four\".", {"l"}}, ScalarMetric::Kind::Gauge);
    metric.set({QStringLiteral("a\\b\"c\nd} 1\u00e9")}, 1);
    QCOMPARE(textOf(metric),
             QByteArray("# HELP m One \\\\ two\\nthree \"four\".\n"
                        "# TYPE m gauge\n"
                        "m{l=\"a\\\\b\\\"c\\nd} 1\xc3\xa9\"} 1\n"));
}

void TestMetrics::leavesOutEmptyLabels()
{
    ScalarMetric metric({"m", "M.", {"a", "b"}}, ScalarMetric::Kind::Gauge);
    metric.set({QString(), QStringLiteral("x")}, 1);
    metric.set({QString(), QString()}, 2);
    QCOMPARE(textOf(metric), QByteArray("# HELP m M.\n# TYPE m gauge\nm 2\nm{b=\"x\"} 1\n"));
}

void TestMetrics::writesNumbersExactly_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("none") << 0.0 << QByteArray("0");
    QTest::newRow("whole") << 67'108'864.0 << QByteArray("67108864");
    QTest::newRow("negative") << -2.0 << QByteArray("-2");
    QTest::newRow("fraction") << 0.1 << QByteArray("0.1");
    QTest::newRow("small") << 0.00005 << QByteArray("5e-05");
    QTest::newRow("seconds") << 1'767'225'600.25 << QByteArray("1767225600.25");
    QTest::newRow("huge") << 1e300 << QByteArray("1e+300");
}

void TestMetrics::writesNumbersExactly()
{
    QFETCH(const double, number);
    QTEST(metric_text::numberText(number), "text");
    QCOMPARE(metric_text::numberText(number).toDouble(), number);
}

void TestMetrics::addsBucketsUp()
{
    HistogramMetric metric({"d", "D.", {"l"}}, {0.1, 1, 10});
    for (const double value : {0.05, 0.1, 0.5, 10.0, 11.0})
        metric.observe({QStringLiteral("x")}, value);
    QCOMPARE(textOf(metric),
             QByteArray("# HELP d D.\n"
                        "# TYPE d histogram\n"
                        "d_bucket{l=\"x\",le=\"0.1\"} 2\n"
                        "d_bucket{l=\"x\",le=\"1\"} 3\n"
                        "d_bucket{l=\"x\",le=\"10\"} 4\n"
                        "d_bucket{l=\"x\",le=\"+Inf\"} 5\n"
                        "d_sum{l=\"x\"} 21.65\n"
                        "d_count{l=\"x\"} 5\n"));
}

void TestMetrics::countsNoNonsense()
{
    HistogramMetric metric({"d", "D."}, {1});
    metric.observe({}, std::numeric_limits<double>::quiet_NaN());
    metric.observe({}, std::numeric_limits<double>::infinity());
    QCOMPARE(textOf(metric), QByteArray("# HELP d D.\n# TYPE d histogram\n"));
}

void TestMetrics::boundsItsSeries()
{
    constexpr int asked = 10'000;
    constexpr auto most = int(LabelledSeries<double>::most);
    ScalarMetric metric({"m", "M.", {"provider", "model"}}, ScalarMetric::Kind::Counter);
    for (int i = 0; i < asked; ++i)
        metric.add({QStringLiteral("p"), QString::number(i)}, 1);
    metric.add({QStringLiteral("p"), QStringLiteral("7")}, 1); // one of those that were there before
    const QByteArray text = textOf(metric);
    QCOMPARE(text.count('\n'), 2 + most + 1);
    QVERIFY(text.contains("m{provider=\"p\",model=\"7\"} 2\n"));
    QVERIFY(text.contains("m{provider=\"other\",model=\"other\"} " + QByteArray::number(asked - most) + '\n'));
}

void TestMetrics::boundsItsLabels()
{
    ScalarMetric metric({"m", "M.", {"model"}}, ScalarMetric::Kind::Counter);
    const QString stem(LabelledSeries<double>::longest, u'a');
    metric.add({stem + QStringLiteral("one")}, 1);
    metric.add({stem + QStringLiteral("two")}, 1);
    QCOMPARE(textOf(metric), "# HELP m M.\n# TYPE m counter\nm{model=\"" + stem.toUtf8() + "\"} 2\n");
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
