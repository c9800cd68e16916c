// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/selector/FuzzyMatch.h"

#include <QTest>
#include <algorithm>

using namespace triptych;

class TestFuzzyMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsSubsequences_data();
    void findsSubsequences();
    void putsTheMeantOneFirst_data();
    void putsTheMeantOneFirst();
    void marksWhatWasMeant_data();
    void marksWhatWasMeant();
    void survivesOddInput();
};

void TestFuzzyMatch::findsSubsequences_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isFound");
    const auto row = [](const char *query, const char *text, bool isFound) {
        QTest::newRow(query) << QString::fromUtf8(query) << QString::fromUtf8(text) << isFound;
    };
    row("or opus", "openrouter/anthropic/claude-opus-5-5 OpenRouter", true);
    row("opus or", "openrouter/anthropic/claude-opus-5-5 OpenRouter", true);
    row("OPUS", "anthropic/claude-opus-5-5", true);
    row("gpt5", "openai/gpt-5.6-sol", true);
    row("clop", "anthropic/claude-opus-5-5", true);
    row("opsu", "anthropic/claude-opus-5-5", false);
    row("opus gemini", "anthropic/claude-opus-5-5", false);
    row("openai/gpt", "openai/gpt-6.2-sol", true);
    row("百炼", "dashscope-cn/qwen-flash 阿里云百炼", true);
    row("  ", "anything", true);
    row("axx", "anthropic/claude-sonnet-x-and-far-away-from-it-x", false); // mostly gaps
    row("z", "", false);
}

void TestFuzzyMatch::findsSubsequences()
{
    QFETCH(const QString, query);
    QFETCH(const QString, text);
    QTEST(FuzzyQuery(query).score(FuzzyText(text)).has_value(), "isFound");
}

void TestFuzzyMatch::putsTheMeantOneFirst_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("meant");
    const auto row = [](const char *query, const char *meant) {
        QTest::newRow(query) << QString::fromLatin1(query) << QString::fromLatin1(meant);
    };
    row("or opus", "openrouter/anthropic/claude-opus-5-5");
    row("opus", "anthropic/claude-opus-5-5");
    row("sol", "openai/gpt-6.2-sol");
    row("son", "anthropic/claude-sonnet-5-5");
    row("mini", "openai/gpt-4o-mini");
    row("gpt 4o", "openai/gpt-4o");
    row("demo", "local/demo");
    row("codes", "mistral/codestral-2508");
}

void TestFuzzyMatch::putsTheMeantOneFirst()
{
    static const QStringList names {QStringLiteral("local/demo"),
                                    QStringLiteral("anthropic/claude-opus-5-5"),
                                    QStringLiteral("anthropic/claude-sonnet-5-5"),
                                    QStringLiteral("openai/gpt-6.2-sol"),
                                    QStringLiteral("openai/gpt-5.4-mini"),
                                    QStringLiteral("openai/gpt-4o-mini"),
                                    QStringLiteral("openai/gpt-4o"),
                                    QStringLiteral("mistral/ministral-8b-2512"),
                                    QStringLiteral("mistral/codestral-2508"),
                                    QStringLiteral("dashscope/qwen3.8-max"),
                                    QStringLiteral("openrouter/anthropic/claude-opus-5-5"),
                                    QStringLiteral("openrouter/deepseek/deepseek-v4-pro"),
                                    QStringLiteral("moonshot/kimi-k2.7-code")};
    QFETCH(const QString, query);
    const FuzzyQuery typed(query);
    const auto score = [&](const QString &name) { return typed.score(FuzzyText(name)).value_or(-1'000'000); };
    const auto best = std::max_element(names.begin(), names.end(),
                                       [&](const QString &a, const QString &b) { return score(a) < score(b); });
    QTEST(*best, "meant");
}

void TestFuzzyMatch::marksWhatWasMeant_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("marked"); // of openrouter/… Claude Opus 5.5
    QTest::newRow("one piece") << QStringLiteral("opus") << QStringLiteral("claude [opus] 5.5");
    QTest::newRow("two terms") << QStringLiteral("5.5 clau") << QStringLiteral("[clau]de opus [5.5]");
    QTest::newRow("letters") << QStringLiteral("cop") << QStringLiteral("[c]laude [op]us 5.5");
    QTest::newRow("the provider is not shown here") << QStringLiteral("or opus") << QStringLiteral("claude [opus] 5.5");
    QTest::newRow("nor is this part of it") << QStringLiteral("ope") << QStringLiteral("claude opus 5.5");
    QTest::newRow("nothing") << QString() << QStringLiteral("claude opus 5.5");
}

void TestFuzzyMatch::marksWhatWasMeant()
{
    QFETCH(const QString, query);
    const QString shown = QStringLiteral("claude opus 5.5");
    const std::vector<int> places
        = FuzzyQuery(query).places(shown, FuzzyText(QStringLiteral("openrouter/x openrouter ") + shown));
    QString marked;
    for (int i = 0; i < shown.size(); ++i) {
        const auto isMarked = [&](int at) { return std::binary_search(places.begin(), places.end(), at); };
        marked += (isMarked(i) && !isMarked(i - 1) ? QStringLiteral("[") : QString()) + shown.at(i)
            + (isMarked(i) && !isMarked(i + 1) ? QStringLiteral("]") : QString());
    }
    QTEST(marked, "marked");
}

void TestFuzzyMatch::survivesOddInput()
{
    const FuzzyText longText(QString(5000, QLatin1Char('a')));
    QVERIFY(FuzzyQuery(QString(5000, QLatin1Char('a'))).score(longText));
    QVERIFY(!FuzzyQuery(QStringLiteral("b")).score(longText));
    QVERIFY(!FuzzyQuery(QStringLiteral("b")).score(FuzzyText()));
    QVERIFY(FuzzyQuery(QString()).score(FuzzyText()));
    QVERIFY(FuzzyQuery(QStringLiteral("b")).places(QString(), FuzzyText()).empty());
    QVERIFY(FuzzyQuery(QStringLiteral("İ")).score(FuzzyText(QStringLiteral("İstanbul"))));
}

QTEST_GUILESS_MAIN(TestFuzzyMatch)
#include "tst_fuzzymatch.moc"
