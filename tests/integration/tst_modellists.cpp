// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/CatalogLoader.h"
#include "core/local/ModelLibrary.h"

#include <QTemporaryDir>
#include <QTest>

using namespace triptych;

class TestModelLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatAProviderTold();
};

/// A fetched list must say the same after a restart.
void TestModelLists::keepsWhatAProviderTold()
{
    const QTemporaryDir home;
    const Paths paths = Paths::forHome(home.path());
    const std::vector<ModelInfo> told {
        {.id = QStringLiteral("a/full"),
         .label = QStringLiteral("Full"),
         .contextTokens = 200'000,
         .maxOutputTokens = 64'000,
         .images = true,
         .documents = true,
         .schemas = false,
         .tools = false,
         .reasoning = true,
         .refusedParameters = {QStringLiteral("top_k")},
         .reasoningEfforts = {QStringLiteral("low")},
         .shutdown = QDate(2027, 3, 1),
         .isLegacy = true,
         .price = ModelPrice {.input = 2.5, .output = 10, .cachedInput = 0.25}},
        {.id = QStringLiteral("a/free"), .price = ModelPrice {.input = 0, .output = 0}},
        {.id = QStringLiteral("a/bare")},
    };
    QVERIFY(keepModelList(paths, QStringLiteral("openrouter"), told));
    QCOMPARE(modelListDate(paths, QStringLiteral("openrouter"))->date(), QDate::currentDate());
    QVERIFY(!modelListDate(paths, QStringLiteral("openai")));
    const ModelLibrary library(paths.modelsFolder(), {});
    const ProviderCatalog catalog = loadCatalog(paths, loadPrices(), library);
    QCOMPARE(catalog.find(u"openrouter")->models, told);
}

QTEST_GUILESS_MAIN(TestModelLists)
#include "tst_modellists.moc"
