// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/Figures.h"

#include <QLocale>
#include <QTest>
#include <limits>

using namespace triptych;

/// Figures are compared with ordinary spaces, for the sake of who reads this; spacesDoNotBreak() looks at the spaces.
class TestFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::German)); } // must make no difference
    void times_data();
    void times();
    void money_data();
    void money();
    void contexts_data();
    void contexts();
    void countsAndSpeeds();
    void spacesDoNotBreak();
    void unknownIsADash();

private:
    static QString plain(QString text) { return text.replace(QChar(0xA0), QLatin1Char(' ')); }
};

void TestFigures::times_data()
{
    QTest::addColumn<double>("ms");
    QTest::addColumn<QString>("text");
    QTest::addRow("nothing") << 0.0 << QStringLiteral("0.00 ms");
    QTest::addRow("microseconds") << 0.412 << QStringLiteral("0.412 ms");
    QTest::addRow("tenths") << 41.26 << QStringLiteral("41.3 ms");
    QTest::addRow("whole") << 158.0 << QStringLiteral("158 ms");
    QTest::addRow("rounds into seconds") << 999.7 << QStringLiteral("1.00 s");
    QTest::addRow("seconds") << 2951.0 << QStringLiteral("2.95 s");
    QTest::addRow("tens of seconds") << 12430.0 << QStringLiteral("12.4 s");
    QTest::addRow("rounds into a minute") << 59960.0 << QStringLiteral("1 min 0 s");
    QTest::addRow("minutes") << 72000.0 << QStringLiteral("1 min 12 s");
    QTest::addRow("hours") << 7'500'000.0 << QStringLiteral("2 h 5 min");
}

void TestFigures::times()
{
    QFETCH(const double, ms);
    QFETCH(const QString, text);
    QCOMPARE(plain(formatMs(ms)), text);
}

void TestFigures::money_data()
{
    QTest::addColumn<double>("usd");
    QTest::addColumn<QString>("text");
    QTest::addRow("local") << 0.0 << QStringLiteral("no charge");
    QTest::addRow("small") << 0.0081 << QStringLiteral("$0.00810");
    QTest::addRow("tiny") << 0.0000001234 << QStringLiteral("$0.000000123");
    QTest::addRow("cents") << 0.02764 << QStringLiteral("$0.0276");
    QTest::addRow("dollars") << 12.345 << QStringLiteral("$12.3");
    QTest::addRow("many") << 12345.6 << QStringLiteral("$12,300");
}

void TestFigures::money()
{
    QFETCH(const double, usd);
    QFETCH(const QString, text);
    QCOMPARE(formatUsd(usd), text);
}

void TestFigures::contexts_data()
{
    QTest::addColumn<qint64>("tokens");
    QTest::addColumn<QString>("text");
    QTest::addRow("demo") << qint64(512) << QStringLiteral("512");
    QTest::addRow("qwen") << qint64(32'768) << QStringLiteral("32.8 k");
    QTest::addRow("codestral") << qint64(256'000) << QStringLiteral("256 k");
    QTest::addRow("million") << qint64(1'000'000) << QStringLiteral("1 M");
    QTest::addRow("gpt") << qint64(1'050'000) << QStringLiteral("1.05 M");
}

void TestFigures::contexts()
{
    QFETCH(const qint64, tokens);
    QFETCH(const QString, text);
    QCOMPARE(plain(formatContext(tokens)), text);
}

void TestFigures::countsAndSpeeds()
{
    QCOMPARE(formatCount(1830), QStringLiteral("1,830"));
    QCOMPARE(plain(formatSpeed(74.23)), QStringLiteral("74.2 tok/s"));
    QCOMPARE(plain(formatSpeed(557.2)), QStringLiteral("557 tok/s"));
    QVERIFY(formatTokens(1830).startsWith(QStringLiteral("1,830")));
    QCOMPARE(plain(formatTick(0, 4600)), QStringLiteral("0 s"));
    QCOMPARE(plain(formatTick(500, 4600)), QStringLiteral("0.5 s"));
    QCOMPARE(plain(formatTick(10'000, 10'000)), QStringLiteral("10 s"));
    QCOMPARE(plain(formatTick(100, 100)), QStringLiteral("100 ms"));
    QCOMPARE(threeDigits(2870.4), QStringLiteral("2,870"));
    QCOMPARE(threeDigits(0.16149), QStringLiteral("0.161"));
    QCOMPARE(threeDigits(134.0), QStringLiteral("134"));
}

void TestFigures::spacesDoNotBreak()
{
    for (const QString &text :
         {formatMs(3.0), formatMs(72000.0), formatSpeed(3.0), formatTokens(5), formatContext(5000)})
        QVERIFY2(!text.contains(QLatin1Char(' ')), qPrintable(text));
}

void TestFigures::unknownIsADash()
{
    const QString dash = QStringLiteral("–");
    QCOMPARE(formatMs({}), dash);
    QCOMPARE(formatMs(std::numeric_limits<double>::quiet_NaN()), dash);
    QCOMPARE(formatSpeed({}), dash);
    QCOMPARE(formatTokens({}), dash);
    QCOMPARE(formatUsd({}), dash);
    QCOMPARE(formatContext({}), dash);
}

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
