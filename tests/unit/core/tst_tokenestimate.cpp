// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/TokenEstimate.h"

#include <QFile>
#include <QTest>

using namespace triptych;

namespace {

QByteArray contentOf(const QString &name)
{
    QFile file(QStringLiteral(TRIPTYCH_TOKENS_DIR "/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A model id for each column of counts.tsv.
const QHash<QByteArray, QString> models {
    {"o200k", QStringLiteral("gpt-6-luna")},
    {"claude", QStringLiteral("us.anthropic.claude-sonnet-5")},
    {"gemini", QStringLiteral("google/gemini-3.8-flash")},
    {"llama3", QStringLiteral("meta-llama/Llama-4-Scout")},
    {"qwen3", QStringLiteral("Qwen/Qwen3.8-235B")},
    {"deepseek", QStringLiteral("deepseek-chat")},
    {"mistral", QStringLiteral("codestral-latest")},
};

} // namespace

class TestTokenEstimate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isNearRealCounts_data();
    void isNearRealCounts();
    void knowsFamilies_data();
    void knowsFamilies();
    void countsAPairOnce();
};

void TestTokenEstimate::isNearRealCounts_data()
{
    QTest::addColumn<QString>("sample");
    QTest::addColumn<QString>("model");
    QTest::addColumn<int>("real");
    QByteArrayList lines = contentOf(QStringLiteral("counts.tsv")).trimmed().split('\n');
    QVERIFY(lines.size() > 8);
    const QByteArrayList families = lines.takeFirst().split('\t').mid(1);
    QCOMPARE(families.size(), tokenFamilies);
    for (const QByteArray &line : lines) {
        const QByteArrayList cells = line.split('\t');
        for (int family = 0; family < families.size(); ++family)
            QTest::addRow("%s %s", cells[0].constData(), families[family].constData())
                << QString::fromLatin1(cells[0]) << models.value(families[family]) << cells[family + 1].toInt();
    }
}

void TestTokenEstimate::isNearRealCounts()
{
    QFETCH(const QString, sample);
    QFETCH(const QString, model);
    QFETCH(const int, real);
    const QString text = QString::fromUtf8(contentOf(sample));
    QVERIFY(!text.isEmpty() && !model.isEmpty() && real > 0);
    const double error = double(estimateTokens(text, tokenFamilyOf(model))) / real - 1;
    QVERIFY2(qAbs(error) <= 0.15, qPrintable(QStringLiteral("%1 %").arg(100 * error, 0, 'f', 1)));
}

void TestTokenEstimate::knowsFamilies_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<TokenFamily>("family");
    QTest::newRow("unknown") << QStringLiteral("mystery-1") << TokenFamily::OpenAi;
    QTest::newRow("gpt") << QStringLiteral("gpt-6-sol") << TokenFamily::OpenAi;
    QTest::newRow("upper case") << QStringLiteral("CLAUDE-OPUS-5") << TokenFamily::Claude;
    QTest::newRow("a distilled model has the tokenizer of its base")
        << QStringLiteral("deepseek-r1-distill-qwen") << TokenFamily::Qwen;
    QTest::newRow("mixtral") << QStringLiteral("mixtral-8x22b") << TokenFamily::Mistral;
    QTest::newRow("gemma") << QStringLiteral("gemma-3-27b") << TokenFamily::Gemini;
}

void TestTokenEstimate::knowsFamilies()
{
    QFETCH(const QString, model);
    QTEST(tokenFamilyOf(model), "family");
}

void TestTokenEstimate::countsAPairOnce()
{
    QCOMPARE(estimateTokens(QStringLiteral("🌊🌊🌊🌊")), 2 * estimateTokens(QStringLiteral("🌊🌊")));
}

QTEST_GUILESS_MAIN(TestTokenEstimate)
#include "tst_tokenestimate.moc"
