// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/IdempotencyKey.h"
#include "core/gateway/idempotency/StoredAnswer.h"

#include <QTest>

using namespace triptych;

/// What counts as a key and what is worth keeping.
class TestIdempotencyKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesVisibleAsciiOnly_data();
    void takesVisibleAsciiOnly();
    void keepsSpacesApart();
    void tellsBodiesApart();
    void keepsLastWordsOnly_data();
    void keepsLastWordsOnly();
    void keepsNothingThatIsTooLarge();
    void writesHeadersAndReadsThem();
};

void TestIdempotencyKey::takesVisibleAsciiOnly_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("a uuid") << QByteArray("8e03978e-40d5-43e8-bc93-6894a57f9324") << true;
    QTest::newRow("one character") << QByteArray("!") << true;
    QTest::newRow("the last one") << QByteArray("~") << true;
    QTest::newRow("255") << QByteArray(255, 'k') << true;
    QTest::newRow("256") << QByteArray(256, 'k') << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("a blank") << QByteArray("a b") << false;
    QTest::newRow("a tab") << QByteArray("a\tb") << false;
    QTest::newRow("delete") << QByteArray("a\x7f") << false;
    QTest::newRow("umlaut") << QByteArray("\xc3\xa4") << false;
    QTest::newRow("zero") << QByteArray("a\0b", 3) << false;
}

void TestIdempotencyKey::takesVisibleAsciiOnly()
{
    QFETCH(QByteArray, header);
    QFETCH(bool, isTaken);
    const auto key = idempotencyKey(QStringLiteral("t"), QStringLiteral("r"), header);
    QCOMPARE(bool(key), isTaken);
    if (isTaken)
        QCOMPARE(key.value().hash.size(), 32);
    else
        QCOMPARE(key.error().cause, QStringLiteral("idempotency.key"));
}

void TestIdempotencyKey::keepsSpacesApart()
{
    const auto hash = [](const char *token, const char *route, const char *header) {
        return idempotencyKey(QString::fromLatin1(token), QString::fromLatin1(route), header).value().hash;
    };
    const QByteArray first = hash("ab", "c", "d");
    QCOMPARE(hash("ab", "c", "d"), first);
    for (const QByteArray &other :
         {hash("a", "bc", "d"), hash("ab", "", "cd"), hash("abc", "", "d"), hash("ab", "c", "e"), hash("ax", "c", "d"),
          hash("ab", "x", "d"), hash("", "abc", "d")})
        QVERIFY(other != first);
    QVERIFY(!first.contains("ab"));
}

void TestIdempotencyKey::tellsBodiesApart()
{
    QCOMPARE(bodyHash("abc").toHex(), QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QVERIFY(bodyHash("{\"a\":1}") != bodyHash("{\"a\": 1}"));
}

void TestIdempotencyKey::keepsLastWordsOnly_data()
{
    QTest::addColumn<bool>("isLast");
    for (const int status : {200, 201, 204, 400, 402, 404, 413, 422})
        QTest::addRow("%d", status) << true;
    for (const int status : {0, 101, 301, 307, 401, 403, 408, 409, 425, 429, 499 + 1, 502, 503, 504, 529})
        QTest::addRow("%d", status) << false;
}

void TestIdempotencyKey::keepsLastWordsOnly()
{
    QFETCH(bool, isLast);
    QCOMPARE(isLastWord(QByteArray(QTest::currentDataTag()).toInt()), isLast);
}

void TestIdempotencyKey::keepsNothingThatIsTooLarge()
{
    const StoredAnswer most {200, {{"content-type", "text/plain"}}, QByteArray(StoredAnswer::maxBodyBytes, 'x')};
    QCOMPARE(withinBounds(most), most);
    StoredAnswer more = most;
    more.body += 'x';
    QCOMPARE(withinBounds(more), StoredAnswer());
}

void TestIdempotencyKey::writesHeadersAndReadsThem()
{
    const HttpHeaders headers {{"content-type", "text/event-stream; charset=utf-8"}, {"x-empty", ""}, {"link", "a:b"}};
    QCOMPARE(headersOf(headerLines(headers)), headers);
    QVERIFY(headersOf({}).empty());
}

QTEST_GUILESS_MAIN(TestIdempotencyKey)
#include "tst_idempotencykey.moc"
