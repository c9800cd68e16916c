// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/SearchText.h"
#include "tests/support/HistoryAnswers.h"

#include <QTemporaryDir>

using namespace triptych;

class TestHistorySearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_history.reset(); }
    void findsPromptsAndAnswers_data();
    void findsPromptsAndAnswers();
    void neverBreaksOnWhatIsTyped_data();
    void neverBreaksOnWhatIsTyped();
    void separatesEveryHanCharacter();

private:
    QTemporaryDir m_home;
    std::unique_ptr<HistoryStore> m_history;
};

void TestHistorySearch::initTestCase()
{
    m_history = std::make_unique<HistoryStore>(m_home.filePath(QStringLiteral("data")));
    tellWholeRun(*m_history, 1, QStringLiteral("Return the factorial of n."),
                 QStringLiteral("def factorial(n):\n    return 1"));
    tellWholeRun(*m_history, 2, QStringLiteral("请解释中国的历史。"),
                 QStringLiteral("这是一个很长的回答，关于朝代和人民。"));
    tellWholeRun(*m_history, 3, QStringLiteral("Parse \"1h 20m\" AND NOT (nothing) OR col:on *"),
                 QStringLiteral("Ein Café für 𠮷野家"));
    tellWholeRun(*m_history, 4, QStringLiteral("国中"), QStringLiteral("ＡＢＣ full width, 東京タワー"));
}

void TestHistorySearch::findsPromptsAndAnswers_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("runs");
    const auto row = [](const char *name, const char *typed, const char *runs) {
        QTest::addRow("%s", name) << QString::fromUtf8(typed) << QString::fromLatin1(runs);
    };
    row("a word", "factorial", "1");
    row("any case", "FACTORIAL", "1");
    row("its beginning", "facto", "1");
    row("a phrase", "the factorial of", "1");
    row("not that phrase", "factorial the", "");
    row("of the answer", "def factorial(n)", "1");
    row("two Chinese characters", "中国", "2");
    row("their order counts", "国中", "4");
    row("one Chinese character", "朝", "2");
    row("inside a sentence", "回答", "2");
    row("across punctuation", "回答关于", "2");
    row("a Chinese sentence", "请解释中国的历史。", "2");
    row("a character above U+FFFF", "𠮷野", "3");
    row("without the accent", "cafe", "3");
    row("full width", "abc", "4");
    row("kana", "タワー", "4");
    row("quotes", "\"1h 20m\"", "3");
    row("an operator is a word", "AND NOT", "3");
    row("a column filter is none", "col:on", "3");
    row("all", "", "4321");
    row("blanks are nothing", "   ", "4321");
    row("none", "unheard", "");
}

void TestHistorySearch::findsPromptsAndAnswers()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, runs);
    const auto found = runsOf(*m_history, {.text = typed});
    QVERIFY(found);
    QString ids;
    for (const RunSummary &run : found.value())
        ids += QString::number(run.id);
    QCOMPARE(ids, runs);
}

void TestHistorySearch::neverBreaksOnWhatIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    const char *hostile[] = {"\"",        "\"\"",
                             "\"\"\"",    "*",
                             "a*",        "* a",
                             "-",         "-a",
                             "^a",        "(",
                             ")",         "()",
                             "NEAR(a b)", "a NEAR/2 b",
                             "OR",        "NOT",
                             "AND",       "{body}: a",
                             "body : a",  "a + b",
                             "'",         "';DROP TABLE runs;--",
                             "\\",        "%",
                             "_",         "?",
                             ":1",        "\t\n",
                             "。",        "…",
                             "a\"b\"c*",  "\xF0\x9F\x98\x80"};
    int number = 0;
    for (const char *typed : hostile)
        QTest::addRow("%d", number++) << QString::fromUtf8(typed);
    QTest::addRow("nul") << QString(QChar(0)) + QStringLiteral("a") + QChar(0);
    QTest::addRow("lone surrogate") << QString(QChar(0xD800));
    QTest::addRow("long") << QString(20'000, QLatin1Char('x')) + QString(20'000, QChar(0x4E2D));
}

void TestHistorySearch::neverBreaksOnWhatIsTyped()
{
    QFETCH(const QString, typed);
    const auto found = runsOf(*m_history, {.text = typed});
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
}

void TestHistorySearch::separatesEveryHanCharacter()
{
    QCOMPARE(searchableText(QStringLiteral("a中国b")).simplified(), QStringLiteral("a 中 国 b"));
    QCOMPARE(searchExpression(QStringLiteral("!?")), QString());
    QCOMPARE(searchExpression(QStringLiteral("a\"b")), QStringLiteral("\"a b\" *"));
}

QTEST_GUILESS_MAIN(TestHistorySearch)
#include "tst_historysearch.moc"
