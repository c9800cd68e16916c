// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/selector/ModelSelector.h"
#include "ui/selector/SearchField.h"
#include "ui/shell/Theme.h"

#include <QElapsedTimer>
#include <QTest>
#include <algorithm>

using namespace triptych;

namespace {

constexpr int providers = 16;
constexpr int modelsEach = 125;
constexpr double limitMs = 16;
constexpr int passes = 5;

SelectorContent twoThousandModels()
{
    const QStringList makers {QStringLiteral("anthropic"), QStringLiteral("openai"), QStringLiteral("deepseek"),
                              QStringLiteral("qwen")};
    const QStringList families {QStringLiteral("claude-opus"), QStringLiteral("gpt"),
                                QStringLiteral("flash-lite-preview"), QStringLiteral("coder-instruct"),
                                QStringLiteral("mini")};
    SelectorContent content;
    for (int p = 0; p < providers; ++p) {
        SelectorProvider provider {.id = QStringLiteral("provider-%1").arg(p),
                                   .label = QStringLiteral("Provider %1").arg(p),
                                   .hasKey = p % 2 == 0};
        for (int m = 0; m < modelsEach; ++m) {
            const QString id
                = QStringLiteral("%1/%2-%3.%4").arg(makers.at(m % 4), families.at(m % 5)).arg(m / 10).arg(m % 10);
            provider.models.push_back(
                {.info = {.id = id, .contextTokens = 1000 * (m + 1)}, .inputPrice = m * 0.1, .outputPrice = m * 0.5});
        }
        content.providers.push_back(std::move(provider));
    }
    return content;
}

} // namespace

/// A keystroke in the search, from the key to the painted list, over 2,000 models.
class BenchSelector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filtersWithinAFrame_data();
    void filtersWithinAFrame();
};

void BenchSelector::filtersWithinAFrame_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("one letter, all match") << QStringLiteral("p");
    QTest::newRow("a name") << QStringLiteral("openai/gpt");
    QTest::newRow("two terms") << QStringLiteral("or opus 5");
    QTest::newRow("nothing found") << QStringLiteral("zzzz");
}

void BenchSelector::filtersWithinAFrame()
{
    QFETCH(const QString, typed);
    Theme theme;
    ModelSelector selector(theme);
    selector.setContent(twoThousandModels());
    selector.resize(280, 900);
    selector.show();
    QVERIFY(QTest::qWaitForWindowExposed(&selector));
    auto *search = selector.findChild<SearchField *>();
    search->setFocus();

    // The best of some passes for each keystroke, then the worst keystroke: other programs on the machine are not
    // measured.
    std::vector<double> best(std::size_t(typed.size()), 1e9);
    for (int pass = 0; pass < passes; ++pass) {
        search->clear();
        selector.grab();
        for (qsizetype i = 0; i < typed.size(); ++i) {
            QElapsedTimer timer;
            timer.start();
            QTest::keyClick(search, typed.at(i).toLatin1());
            selector.grab();
            best[std::size_t(i)] = std::min(best[std::size_t(i)], double(timer.nsecsElapsed()) / 1e6);
        }
    }
    const double worst = *std::max_element(best.begin(), best.end());
    qInfo("%s: %.2f ms a keystroke at worst", qPrintable(typed), worst);
    QVERIFY2(worst <= limitMs, qPrintable(QStringLiteral("%1 ms").arg(worst)));
}

QTEST_MAIN(BenchSelector)
#include "bench_selector.moc"
