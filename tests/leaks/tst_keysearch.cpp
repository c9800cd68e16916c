// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/Canary.h"
#include "tests/support/KeySearch.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace triptych;

namespace {

QByteArray noise()
{
    QByteArray bytes;
    for (int i = 0; i < 4000; ++i)
        bytes += QByteArray::number(i * 2654435761U, 36) + char(i * 7);
    return bytes;
}

} // namespace

/// The test of the test: what would all others be worth if the search were blind?
class TestKeySearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEveryWriting_data();
    void findsEveryWriting();
    void findsAnyEightInARow();
    void knowsTheWritingsOfOthers();
    void isSilentWithoutAKey();
    void looksIntoFiles();
};

void TestKeySearch::findsEveryWriting_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("written");
    for (const char *key : {canary::key, canary::headerKey, canary::awsKey, canary::password})
        for (const KeyWriting &writing : keyWritings())
            QTest::addRow("%.2s, %s", key, writing.name) << QByteArray(key) << writing.write(key);
}

void TestKeySearch::findsEveryWriting()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, written);
    const KeySearch search(key);
    QVERIFY(!search.in(written).isEmpty());
    QVERIFY(!search.in(noise() + written + noise()).isEmpty());
}

void TestKeySearch::findsAnyEightInARow()
{
    const QByteArray key = canary::key;
    const KeySearch search(key);
    for (qsizetype i = 0; i + 8 <= key.size(); ++i)
        for (const KeyWriting &writing : keyWritings())
            QVERIFY2(!search.in(noise() + writing.write(key.mid(i, 8))).isEmpty(), writing.name);
    QVERIFY(search.in(key.right(4)).isEmpty());
    QVERIFY(search.in(key.left(7) + ' ' + key.right(4)).isEmpty());
}

void TestKeySearch::knowsTheWritingsOfOthers()
{
    const QByteArray key = canary::key;
    const KeySearch search(key);
    QVERIFY(!search.in(QJsonDocument(QJsonArray {QString::fromUtf8(key)}).toJson()).isEmpty());
    QVERIFY(!search.in(QUrl::toPercentEncoding(QString::fromUtf8(key))).isEmpty());
    for (const char *before : {"", "x", "xy", "Bearer ", "user:"}) {
        QVERIFY(!search.in((before + key).toBase64()).isEmpty());
        QVERIFY(!search.in((before + key + "tail").toBase64(QByteArray::Base64UrlEncoding)).isEmpty());
    }
    const QString wide = QString::fromUtf8(key);
    QVERIFY(!search.in({reinterpret_cast<const char *>(wide.utf16()), wide.size() * 2}).isEmpty());
}

void TestKeySearch::isSilentWithoutAKey()
{
    const KeySearch search(QByteArrayList {canary::key, canary::headerKey, canary::awsKey, canary::password});
    QCOMPARE(search.in(noise()), QStringList());
    QCOMPARE(search.in("sk-proj-0123456789 \"Incorrect API key\" %41%42 &lt;html&gt;"), QStringList());
}

void TestKeySearch::looksIntoFiles()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("a/.b")));
    QFile file(folder.filePath(QStringLiteral("a/.b/.c")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(noise());
    QVERIFY(file.flush());
    const KeySearch search(canary::key);
    int files = 0;
    QCOMPARE(search.inFolder(folder.path(), &files), QStringList());
    QCOMPARE(files, 1);
    file.write(QByteArray(canary::key).toBase64());
    file.close();
    const QStringList found = search.inFolder(folder.path());
    QVERIFY(!found.isEmpty());
    QVERIFY2(found[0].contains(QStringLiteral("a/.b/.c: base64")), qPrintable(found[0]));
}

QTEST_GUILESS_MAIN(TestKeySearch)
#include "tst_keysearch.moc"
