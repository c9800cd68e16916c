// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secret/Redaction.h"
#include "tests/support/Canary.h"
#include "tests/support/KeySearch.h"

#include <QElapsedTimer>
#include <QTest>

using namespace triptych;

namespace {

QString clean(const QString &text, const QByteArray &key = canary::key, const TraceRule &rule = traceInError)
{
    return withoutTraces(text, {key}, rule);
}

QString shown(const QByteArray &written)
{
    return QString::fromLatin1(written); // what a body in another writing looks like once it was taken for UTF-8
}

} // namespace

class TestRedaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesOutEveryWriting_data();
    void takesOutEveryWriting();
    void takesOutWritingsInWritings();
    void takesOutParts();
    void takesOutWhatIsBrokenUp();
    void leavesAllElse_data();
    void leavesAllElse();
    void answersMaySpeakOfKeys();
    void staysQuick();
};

void TestRedaction::takesOutEveryWriting_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("written");
    for (const char *key : {canary::key, canary::headerKey, canary::awsKey, "sk-0123456789"})
        for (const KeyWriting &writing : keyWritings())
            QTest::addRow("%.2s, %s", key, writing.name) << QByteArray(key) << writing.write(key);
}

void TestRedaction::takesOutEveryWriting()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, written);
    const QString before = QStringLiteral("Wrong key: \"");
    const QString behind = QStringLiteral("\". Bad luck!");
    const QString left = clean(before + shown(written) + behind, key);
    QCOMPARE(KeySearch(key).in(left.toUtf8()), QStringList());
    QVERIFY2(left.startsWith(before), qPrintable(left));
    QVERIFY2(left.endsWith(QStringLiteral(" luck!")), qPrintable(left));
    QVERIFY2(left.size() < before.size() + behind.size() + 6, qPrintable(left));
    QVERIFY(left.contains(QChar(0x2026)));
    const QString alone = clean(shown(written), key);
    QVERIFY2(alone.size() < 6, qPrintable(alone));
}

void TestRedaction::takesOutWritingsInWritings()
{
    const KeySearch search(canary::key);
    for (const KeyWriting &inner : keyWritings())
        for (const KeyWriting &outer : keyWritings()) {
            const QByteArrayView name = outer.name;
            if (name == "json in json" || name.startsWith("base64") || name.startsWith("lower")
                || name.startsWith("hex") || name.startsWith("HEX"))
                continue; // codes within codes, or four layers
            const QByteArray written = outer.write(inner.write(canary::key));
            const QString left = clean(shown(written));
            QVERIFY2(
                search.in(left.toUtf8()).isEmpty() && left.size() < 8,
                qPrintable(
                    QStringLiteral("%1 in %2: %3").arg(QLatin1String(inner.name), QLatin1String(outer.name), left)));
        }
}

void TestRedaction::takesOutParts()
{
    const QByteArray key = canary::key;
    for (qsizetype i = 0; i < key.size(); ++i)
        for (qsizetype length = 8; i + length <= key.size(); ++length)
            QCOMPARE(clean(QStringLiteral("<%1>").arg(QString::fromLatin1(key.mid(i, length)))), QStringLiteral("<…>"));
    const QString masked = QString::fromLatin1(key.left(5) + "*****" + key.right(4));
    QCOMPARE(clean(masked), masked);
    const QString twice = QString::fromLatin1(key + " and " + key);
    QCOMPARE(clean(twice), QStringLiteral("… and …"));
    QCOMPARE(withoutTraces(twice + QStringLiteral("|other-key-123"), {key, "other-key-123"}, traceInError),
             QStringLiteral("… and …|…"));
}

void TestRedaction::takesOutWhatIsBrokenUp()
{
    const QString spaced = QString::fromLatin1(QByteArray(canary::key).toHex(' '));
    QCOMPARE(clean(spaced), QStringLiteral("…"));
    QString folded = QString::fromLatin1(canary::key);
    folded.insert(6, QStringLiteral("\r\n  ")).insert(17, u'\n');
    QCOMPARE(clean(folded), QStringLiteral("…"));
}

void TestRedaction::leavesAllElse_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("words") << QStringLiteral("Incorrect API key provided: you can find yours in the settings.");
    QTest::newRow("the last four") << QStringLiteral("sk-…vTn is wrong");
    QTest::newRow("Chinese") << QStringLiteral("密钥无效，请检查后重试。😀");
    QTest::newRow("escapes") << QStringLiteral(R"({"a":"\u00e9\n%41 &amp; \\"} %zz &; \u00 %)");
    QTest::newRow("zeros") << QString(3, QChar(0));
    QTest::newRow("another key") << QStringLiteral("sk-ant-api03-abcdefghijklmnop");
}

void TestRedaction::leavesAllElse()
{
    QFETCH(const QString, text);
    QCOMPARE(clean(text), text);
    QCOMPARE(clean(text, canary::key, traceInAnswer), text);
    QCOMPARE(withoutTraces(text, {}, traceInError), text);
    QCOMPARE(clean(text, QByteArray()), text);
    QCOMPARE(clean(text, "API"), text); // too short to be a secret
}

void TestRedaction::answersMaySpeakOfKeys()
{
    const QByteArray key = "sk-ant-api03-Wq8zR0tLm2";
    const QString lesson = QStringLiteral("Keys of Anthropic begin with sk-ant-api03-.");
    QCOMPARE(clean(lesson, key, traceInAnswer), lesson);
    QVERIFY(clean(lesson, key, traceInError) != lesson);
    QCOMPARE(clean(QStringLiteral("You sent sk-ant-api03-Wq8zR0tLm2, I think."), key, traceInAnswer),
             QStringLiteral("You sent …, I think."));
}

/// Bodies of errors are at most 8 KiB, but whoever sends them may choose what makes the search slow.
void TestRedaction::staysQuick()
{
    const QByteArray key = QByteArray(canary::key).repeated(4);
    const QString bodies[] = {QString(8192, u'k'), QString::fromLatin1(key.first(7) + '!').repeated(1024),
                              QStringLiteral("%255c\\\\u0026amp;").repeated(512)};
    QElapsedTimer timer;
    timer.start();
    for (const QString &body : bodies)
        QCOMPARE(clean(body, key), body);
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
