// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/ContentDecoder.h"
#include "tests/support/Deflated.h"

#include <QRandomGenerator>
#include <QTest>

using namespace triptych;

namespace {

struct Outcome
{
    QByteArray body;
    QString cause;
    qsizetype largestPiece = 0;
};

Outcome decode(const QByteArray &coding, const QByteArray &coded, qsizetype step = 4096)
{
    ContentDecoder decoder(coding);
    Outcome outcome;
    const auto keep = [&outcome](QByteArrayView bytes) {
        outcome.body.append(bytes);
        outcome.largestPiece = std::max(outcome.largestPiece, bytes.size());
    };
    for (qsizetype at = 0; at < coded.size(); at += step) {
        if (const Result<> result
            = decoder.decode(QByteArrayView(coded).sliced(at).first(std::min(step, coded.size() - at)), keep);
            !result) {
            outcome.cause = result.error().cause;
            return outcome;
        }
    }
    if (const Result<> result = decoder.finish(); !result)
        outcome.cause = result.error().cause;
    return outcome;
}

QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, '\0');
    QRandomGenerator random(7);
    for (char &byte : bytes)
        byte = char(random.bounded(256));
    return bytes;
}

} // namespace

class TestContentDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void refuses_data();
    void refuses();
    void seesEveryTruncation();
    void hasNoEndWithoutBytes();
    void stopsBombs();
    void letsDenseTextPass();
};

void TestContentDecoder::decodes_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("coded");
    QTest::addColumn<QByteArray>("plain");
    const QByteArray text = "data: {\"text\":\"hello\"}\n\n" + noise(300'000);
    QTest::newRow("none") << QByteArray() << text << text;
    QTest::newRow("identity") << QByteArray("Identity") << text << text;
    QTest::newRow("gzip") << QByteArray("gzip") << deflated(text, gzipBits) << text;
    QTest::newRow("x-gzip") << QByteArray(" X-GZIP ") << deflated(text, gzipBits) << text;
    QTest::newRow("two members") << QByteArray("gzip") << deflated("one", gzipBits) + deflated("two", gzipBits)
                                 << QByteArray("onetwo");
    QTest::newRow("the buffer to the last byte")
        << QByteArray("gzip") << deflated(noise(64 << 10), gzipBits) << noise(64 << 10);
    QTest::newRow("deflate") << QByteArray("deflate") << deflated(text, MAX_WBITS) << text;
    QTest::newRow("bare deflate") << QByteArray("deflate") << deflated(text, -MAX_WBITS) << text;
}

void TestContentDecoder::decodes()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, coded);
    QFETCH(QByteArray, plain);
    for (const qsizetype step : {1, 2, 1000, 16384}) {
        const Outcome outcome = decode(coding, coded, step);
        QCOMPARE(outcome.cause, QString());
        QVERIFY(outcome.body == plain);
    }
}

void TestContentDecoder::refuses_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("coded");
    QTest::newRow("br") << QByteArray("br") << QByteArray("\x0b\x02\x80");
    QTest::newRow("zstd") << QByteArray("zstd") << QByteArray("\x28\xb5\x2f\xfd");
    QTest::newRow("twice") << QByteArray("gzip, gzip") << deflated("a", gzipBits);
    QTest::newRow("not gzip") << QByteArray("gzip") << QByteArray("hello, world");
    QByteArray damaged = deflated(noise(5000), gzipBits);
    damaged[damaged.size() - 6] = char(damaged[damaged.size() - 6] ^ 1); // its checksum
    QTest::newRow("damaged") << QByteArray("gzip") << damaged;
    QTest::newRow("garbage after it") << QByteArray("gzip") << deflated("a", gzipBits) + "garbage";
}

void TestContentDecoder::refuses()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, coded);
    QCOMPARE(decode(coding, coded).cause, QStringLiteral("content_encoding"));
}

void TestContentDecoder::seesEveryTruncation()
{
    const QByteArray coded = deflated("data: one\n\ndata: two\n\n", gzipBits);
    for (qsizetype size = 1; size < coded.size(); ++size)
        QCOMPARE(decode("gzip", coded.first(size)).cause, QStringLiteral("truncated"));
}

void TestContentDecoder::hasNoEndWithoutBytes()
{
    for (const char *coding : {"gzip", "br"})
        QCOMPARE(decode(coding, {}).cause, QString());
}

void TestContentDecoder::stopsBombs()
{
    const QByteArray bomb = deflated(QByteArray(200 << 20, '\0'), gzipBits);
    QVERIFY(bomb.size() < 300'000);
    const Outcome outcome = decode("gzip", bomb, 16384);
    QCOMPARE(outcome.cause, QStringLiteral("too_large"));
    QVERIFY(outcome.body.size() <= 2 << 20);
    QVERIFY(outcome.largestPiece <= 64 << 10);
}

void TestContentDecoder::letsDenseTextPass()
{
    const QByteArray text(1 << 20, 'a'); // a thousandfold, but small
    QVERIFY(decode("gzip", deflated(text, gzipBits)).body == text);
}

QTEST_GUILESS_MAIN(TestContentDecoder)
#include "tst_contentdecoder.moc"
