// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/CodeTask.h"

#include <QTest>

using namespace triptych;

class TestCodeTask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasAPromptForEachWord();
    void putsLanguageAndSelectionIn();
    void theSelectionStaysAsItIs();
    void guessesTheLanguage_data();
    void guessesTheLanguage();
};

void TestCodeTask::hasAPromptForEachWord()
{
    QCOMPARE(codeTaskWords(), QStringList({QStringLiteral("generate"), QStringLiteral("explain")}));
    for (const QString &word : codeTaskWords()) {
        const auto task = codeTaskFromWord(word);
        QVERIFY(task);
        const PromptDocument prompt = codeTaskPrompt(*task);
        QVERIFY(!prompt.name().isEmpty());
        QVERIFY(prompt.variableNames().contains(QStringLiteral("language")));
        QVERIFY(prompt.variableNames().contains(QStringLiteral("selection")));
    }
    QVERIFY(!codeTaskFromWord(u"translate"));
}

void TestCodeTask::putsLanguageAndSelectionIn()
{
    const auto turns
        = codeTaskPrompt(CodeTask::Explain).turns(codeTaskValues(QStringLiteral("Ada"), QStringLiteral("null;")));
    QVERIFY(turns);
    QCOMPARE(turns.value().size(), size_t(2));
    QVERIFY(std::get<TextPart>(turns.value()[0].parts[0]).text.contains(QStringLiteral("Ada")));
    QCOMPARE(std::get<TextPart>(turns.value()[1].parts[0]).text, QStringLiteral("null;"));
    QVERIFY(codeTaskPrompt(CodeTask::Generate).turns(codeTaskValues({}, QStringLiteral("x")))); // has a default
}

/// Code is full of braces and of lines that look like something else.
void TestCodeTask::theSelectionStaysAsItIs()
{
    const QString code = QStringLiteral("system:\n{{name}}\nuser:\n");
    const auto turns = codeTaskPrompt(CodeTask::Explain).turns(codeTaskValues({}, code));
    QVERIFY(turns);
    QCOMPARE(turns.value().size(), size_t(2));
    QCOMPARE(std::get<TextPart>(turns.value()[1].parts[0]).text, code);
}

void TestCodeTask::guessesTheLanguage_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("language");
    QTest::newRow("cpp") << QStringLiteral("/a/b.cpp") << QStringLiteral("C++");
    QTest::newRow("upper case") << QStringLiteral("B.PY") << QStringLiteral("Python");
    QTest::newRow("standard input") << QStringLiteral("-") << QString();
    QTest::newRow("unknown") << QStringLiteral("a.xyz") << QString();
}

void TestCodeTask::guessesTheLanguage()
{
    QFETCH(const QString, file);
    QTEST(languageOfFile(file), "language");
}

QTEST_GUILESS_MAIN(TestCodeTask)
#include "tst_codetask.moc"
