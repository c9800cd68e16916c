// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/TokenEstimate.h"
#include "core/prompt/Variables.h"

#include <QTest>

using namespace triptych;

class TestVariables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNames_data();
    void findsNames();
    void insertsValuesAsTheyAre_data();
    void insertsValuesAsTheyAre();
    void namesWhatIsUndefined();
    void estimatesGrowWithText();
    void estimatesAreNearRealCounts_data();
    void estimatesAreNearRealCounts();
};

void TestVariables::findsNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("names");

    const auto row = [](const char *title, const char *text, const QStringList &names) {
        QTest::newRow(title) << QString::fromUtf8(text) << names;
    };
    const QString a = QStringLiteral("a");
    row("none", "plain", {});
    row("one", "x {{a}} y", {a});
    row("twice", "{{a}}{{b}}{{a}}", {a, QStringLiteral("b")});
    row("all characters", "{{_A9.b-c}}", {QStringLiteral("_A9.b-c")});
    row("digit first", "{{1a}}", {});
    row("spaces inside", "{{ a }}", {});
    row("list", "{{1,2}}", {});
    row("empty", "{{}}", {});
    row("not closed", "{{a", {});
    row("half closed", "{{a}", {});
    row("three braces", "{{{a}}}", {a});
    row("stray before", "{{ {{a}}", {a});
    row("broken by a line", "{{a\n}}", {});
    row("other letters", "{{\xC3\xA9}}", {});
    row("section", "{{#a}}{{/a}}", {});
}

void TestVariables::findsNames()
{
    QFETCH(const QString, text);
    QTEST(variableNames(text), "names");
    for (const VariableMark &mark : findVariables(text))
        QCOMPARE(text.mid(mark.start, mark.length), QStringLiteral("{{%1}}").arg(mark.name));
}

void TestVariables::insertsValuesAsTheyAre_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");

    QTest::newRow("markup") << QStringLiteral("<{{a}}>") << QStringLiteral("&<>\"'") << QStringLiteral("<&<>\"'>");
    QTest::newRow("a value is not searched")
        << QStringLiteral("{{a}}") << QStringLiteral("{{a}} {{b}}") << QStringLiteral("{{a}} {{b}}");
    QTest::newRow("empty value") << QStringLiteral("[{{a}}]") << QString() << QStringLiteral("[]");
    QTest::newRow("back references") << QStringLiteral("{{a}}") << QStringLiteral("\\1 %1 $1")
                                     << QStringLiteral("\\1 %1 $1");
    QTest::newRow("literal braces stay") << QStringLiteral("int a[] = {{1,2}}; {{a}}; {{ b }}") << QStringLiteral("x")
                                         << QStringLiteral("int a[] = {{1,2}}; x; {{ b }}");
    QTest::newRow("braces touch") << QStringLiteral("{{{a}}}") << QStringLiteral("x") << QStringLiteral("{x}");
}

void TestVariables::insertsValuesAsTheyAre()
{
    QFETCH(const QString, text);
    QFETCH(const QString, value);
    const auto out = substituteVariables(text, {{QStringLiteral("a"), value}});
    QVERIFY(out);
    QTEST(out.value(), "expected");
}

void TestVariables::namesWhatIsUndefined()
{
    const auto out = substituteVariables(u"{{a}} {{not.there}}", {{QStringLiteral("a"), QStringLiteral("x")}});
    QVERIFY(!out);
    QCOMPARE(out.error().kind, ErrorKind::InvalidInput);
    QCOMPARE(out.error().cause, QStringLiteral("variable_undefined"));
    QCOMPARE(out.error().message, QStringLiteral("not.there"));
}

void TestVariables::estimatesGrowWithText()
{
    QCOMPARE(estimateTokens({}), 0);
    QString text;
    qint64 last = 0;
    for (int i = 0; i < 50; ++i) {
        text += QStringLiteral("word %1, 字。\n").arg(i);
        QVERIFY(estimateTokens(text) > last);
        last = estimateTokens(text);
    }
}

void TestVariables::estimatesAreNearRealCounts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("atLeast");
    QTest::addColumn<int>("atMost");

    QTest::newRow("english") << QStringLiteral("The quick brown fox jumps over the lazy dog.") << 9
                             << 12; // 10 in cl100k
    QTest::newRow("code") << QStringLiteral("def add(a, b):\n    return a + b\n") << 9 << 16; // 12
    QTest::newRow("chinese") << QStringLiteral("你好，世界") << 3 << 7;
    QTest::newRow("russian") << QStringLiteral("Привет, мир") << 3 << 7;
}

void TestVariables::estimatesAreNearRealCounts()
{
    QFETCH(const QString, text);
    const qint64 tokens = estimateTokens(text);
    QFETCH(const int, atLeast);
    QFETCH(const int, atMost);
    QVERIFY2(tokens >= atLeast && tokens <= atMost, qPrintable(QString::number(tokens)));
}

QTEST_GUILESS_MAIN(TestVariables)
#include "tst_variables.moc"
