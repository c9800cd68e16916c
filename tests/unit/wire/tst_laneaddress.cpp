// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/LaneSettings.h"

#include <QTest>

using namespace triptych;

class TestLaneAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrips_data();
    void roundTrips();
    void refuses_data();
    void refuses();
    void slashSplitsOnce();
    void defaultsFillGaps();
};

void TestLaneAddress::roundTrips_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"local/demo", "local/demo#temperature=0,seed=1", "openrouter/anthropic/opus#max_tokens=5",
          "a/b#stop=x\\,y|z\\|w|\\n",
          "a/b#temperature=0.7,top_p=0.95,top_k=40,reasoning_effort=high,reasoning_budget=0", "a/b#seed=-3"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestLaneAddress::roundTrips()
{
    QFETCH(const QString, text);
    const auto address = LaneAddress::parse(text);
    QVERIFY(address);
    QCOMPARE(address.value().toString(), text);
    QCOMPARE(LaneAddress::parse(address.value().toString()).value(), address.value());
}

void TestLaneAddress::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("named");
    QTest::newRow("no slash") << QStringLiteral("demo") << QStringLiteral("demo");
    QTest::newRow("no provider") << QStringLiteral("/demo") << QStringLiteral("/demo");
    QTest::newRow("no model") << QStringLiteral("local/") << QStringLiteral("local/");
    QTest::newRow("unknown key") << QStringLiteral("a/b#colour=1") << QStringLiteral("colour");
    QTest::newRow("range") << QStringLiteral("a/b#temperature=2.1") << QStringLiteral("temperature=2.1");
    QTest::newRow("no number") << QStringLiteral("a/b#top_k=x") << QStringLiteral("top_k=x");
    QTest::newRow("nan") << QStringLiteral("a/b#top_p=nan") << QStringLiteral("top_p");
    QTest::newRow("zero tokens") << QStringLiteral("a/b#max_tokens=0") << QStringLiteral("max_tokens");
    QTest::newRow("effort") << QStringLiteral("a/b#reasoning_effort=huge") << QStringLiteral("huge");
    QTest::newRow("empty stop") << QStringLiteral("a/b#stop=") << QStringLiteral("stop");
    QTest::newRow("no value") << QStringLiteral("a/b#temperature") << QStringLiteral("temperature");
}

void TestLaneAddress::refuses()
{
    QFETCH(const QString, text);
    QFETCH(const QString, named);
    const auto address = LaneAddress::parse(text);
    QVERIFY(!address);
    QCOMPARE(address.error().kind, ErrorKind::InvalidInput);
    QVERIFY2(address.error().message.contains(named), qPrintable(address.error().message));
}

void TestLaneAddress::slashSplitsOnce()
{
    const auto address = LaneAddress::parse(u"openrouter/anthropic/claude");
    QCOMPARE(address.value().provider, QStringLiteral("openrouter"));
    QCOMPARE(address.value().model, QStringLiteral("anthropic/claude"));
}

void TestLaneAddress::defaultsFillGaps()
{
    const LaneSettings lane {.temperature = 0.0};
    const LaneSettings merged = lane.withDefaults({.maxTokens = 7, .temperature = 1.0});
    QCOMPARE(merged.temperature, std::optional(0.0));
    QCOMPARE(merged.maxTokens, std::optional<qint64>(7));
}

QTEST_GUILESS_MAIN(TestLaneAddress)
#include "tst_laneaddress.moc"
