// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/Crc32.h"

#include <QTest>

using namespace triptych;

class TestCrc32 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sumsAsPublished_data();
    void sumsAsPublished();
    void seesEveryFlippedBit();
};

void TestCrc32::sumsAsPublished_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<quint32>("sum");
    QTest::newRow("nothing") << QByteArray() << 0u;
    QTest::newRow("the usual check") << QByteArray("123456789") << 0xCBF43926u;
    QTest::newRow("a NUL") << QByteArray(1, '\0') << 0xD202EF8Du;
    QTest::newRow("high bits") << QByteArray(32, '\xff') << 0xFF6CAB0Bu;
    QTest::newRow("an empty message's lengths") << QByteArray::fromHex("0000001000000000") << 0x05C248EBu;
}

void TestCrc32::sumsAsPublished()
{
    QFETCH(const QByteArray, bytes);
    QTEST(crc32Of(bytes), "sum");
}

void TestCrc32::seesEveryFlippedBit()
{
    const QByteArray bytes("the tide at Brest");
    for (qsizetype bit = 0; bit < bytes.size() * 8; ++bit) {
        QByteArray flipped = bytes;
        flipped[bit / 8] = char(flipped[bit / 8] ^ (1 << (bit % 8)));
        QVERIFY(crc32Of(flipped) != crc32Of(bytes));
    }
}

QTEST_GUILESS_MAIN(TestCrc32)
#include "tst_crc32.moc"
