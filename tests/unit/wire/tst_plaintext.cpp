// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/PlainText.h"

#include <QTest>

using namespace triptych;

/// Text of strangers that is to be shown without being obeyed.
class TestPlainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsControls_data();
    void showsControls();
    void judgesNames_data();
    void judgesNames();
};

void TestPlainText::showsControls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const auto row
        = [](const char *name, const QString &text, const QString &shown) { QTest::newRow(name) << text << shown; };
    row("nothing", {}, {});
    row("words in many scripts", QStringLiteral("Grüße, 世界 🌊 שלום\tx\n"), QStringLiteral("Grüße, 世界 🌊 שלום\tx\n"));
    row("a colour", QStringLiteral("\u001b[31mred"), QStringLiteral("^[[31mred"));
    row("a window title", QStringLiteral("\u001b]0;x\u0007"), QStringLiteral("^[]0;x^G"));
    row("delete", QStringLiteral("a\u007fb"), QStringLiteral("a^?b"));
    row("eight-bit control", QStringLiteral("\u009b31m"), QStringLiteral("\\u009b31m"));
    row("the line before", QStringLiteral("safe\rgone"), QStringLiteral("safe^Mgone"));
    row("a line break of two", QStringLiteral("a\r\nb"), QStringLiteral("a\r\nb"));
    row("zero", QStringLiteral("a") + QChar(0), QStringLiteral("a^@"));
}

void TestPlainText::showsControls()
{
    QFETCH(const QString, text);
    QTEST(withVisibleControls(text), "shown");
}

void TestPlainText::judgesNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isPlain");
    QTest::newRow("an id") << QStringLiteral("a/model-5.5_x:free") << true;
    QTest::newRow("words") << QStringLiteral("通义千问 3") << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("an escape") << QStringLiteral("a\u001b[0m") << false;
    QTest::newRow("two lines") << QStringLiteral("a\nb") << false;
    QTest::newRow("text turned round") << QStringLiteral("a\u202egpj.exe") << false;
    QTest::newRow("isolated") << QStringLiteral("a\u2066b") << false;
    QTest::newRow("as long as may be") << QString(20, u'x') << true;
    QTest::newRow("too long") << QString(21, u'x') << false;
}

void TestPlainText::judgesNames()
{
    QFETCH(const QString, name);
    QTEST(isPlainName(name, 20), "isPlain");
}

QTEST_GUILESS_MAIN(TestPlainText)
#include "tst_plaintext.moc"
