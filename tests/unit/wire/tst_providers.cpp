// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Adapter.h"
#include "core/dialects/ModelList.h"
#include "tests/unit/wire/ShippedCatalog.h"

#include <QDir>
#include <QTest>

using namespace triptych;

class TestProviders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryShippedFile();
    void shipsNothingElse();
    void laterFilesReplaceWhole();
    void faultyFilesAreNamedAndSkipped();
    void notesWhatWasRetired();
    void mergesModels();
    void appliesRules_data();
    void appliesRules();
    void takesRulesOfTheBaseModel();
    void namesTwoVariables();
    void knowsGeminiOverBothProtocols_data();
    void knowsGeminiOverBothProtocols();
    void knowsWhoTakesToolsWhileReasoning();
    void keepsAbilitiesOfFetchedModels();
    void fetchedListsLeaveWhatAPersonNamed();
    void pricesHoldForOneServer_data();
    void pricesHoldForOneServer();
    void takesPricesOfFetchedLists();
    void remembersThatModelsCanBeQuiet_data();
    void remembersThatModelsCanBeQuiet();
    void templatesAreNoProviders();
    void twinsShareAKey();
};

void TestProviders::readsEveryShippedFile()
{
    const ProviderCatalog all = catalog();
    for (const Error &problem : all.problems())
        qWarning("%s", qUtf8Printable(problem.message));
    QVERIFY(all.problems().empty());
    QCOMPARE(all.all().size() + all.templates().size(), size_t(builtInPresetNames().size()));
    for (const ProviderPreset &preset : all.all()) {
        QVERIFY(adapterFor(preset.dialect));
        QVERIFY(preset.isBuiltIn);
        QCOMPARE(preset.origin().isEmpty(), !preset.missingField().isEmpty());
        QCOMPARE(preset.isLocalMachine(), preset.origin().startsWith(QStringLiteral("http://")));
        const bool hasKeyPlace = !preset.keyEnv.isEmpty() && !preset.keyUrl.isEmpty();
        QVERIFY(preset.isLocalMachine() || preset.auth.kind == AuthKind::Copilot || hasKeyPlace);
    }
    QCOMPARE(all.all().front().id, QStringLiteral("local"));
}

void TestProviders::shipsNothingElse()
{
    QStringList names = QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files);
    names.removeOne(QStringLiteral("schema.json"));
    QStringList known = builtInPresetNames();
    for (QString &name : known)
        name += QStringLiteral(".json");
    known.sort();
    names.sort();
    QCOMPARE(names, known);
    const QByteArray qrc = readAll(QStringLiteral(TRIPTYCH_SOURCE_DIR "/resources/data.qrc"));
    for (const QString &name : names)
        QVERIFY2(qrc.contains("<file>providers/" + name.toUtf8() + "</file>"), qUtf8Printable(name));
}

void TestProviders::laterFilesReplaceWhole()
{
    auto files = builtInFiles();
    files.push_back(
        {QStringLiteral("mine.json"),
         R"({"id":"openai","dialect":"openai-chat","baseUrl":"https://proxy.example/v1","auth":{"scheme":"bearer"}})"});
    const ProviderCatalog all = ProviderCatalog::fromFiles(files, prices());
    const ProviderPreset *openAi = all.find(u"openai");
    QVERIFY(openAi);
    QCOMPARE(openAi->origin(), QStringLiteral("https://proxy.example:443"));
    QVERIFY(openAi->keyEnv.isEmpty());
    QVERIFY(!openAi->isBuiltIn);
    QVERIFY(openAi->headers.empty());
    QCOMPARE(all.all().size(), catalog().all().size());
    QCOMPARE(all.all()[1].id, QStringLiteral("openai"));
}

void TestProviders::faultyFilesAreNamedAndSkipped()
{
    auto files = builtInFiles();
    files.push_back({QStringLiteral("broken.json"), "{\n\"id\": oops}"});
    const ProviderCatalog all = ProviderCatalog::fromFiles(files, prices());
    QCOMPARE(all.problems().size(), size_t(1));
    QVERIFY(all.problems().front().message.startsWith(QStringLiteral("broken.json:2: ")));
    QCOMPARE(all.all().size(), catalog().all().size());
}

void TestProviders::notesWhatWasRetired()
{
    auto files = builtInFiles();
    for (const QString &host : {QStringLiteral("models.github.ai"), QStringLiteral("models.inference.ai.azure.com")}) {
        const QString id = host.section(u'.', 1, 1);
        files.push_back(
            {id + QStringLiteral(".json"),
             QStringLiteral(
                 R"({"id":"%1","dialect":"openai-chat","baseUrl":"https://%2/inference","auth":{"scheme":"bearer"}})")
                 .arg(id, host)
                 .toUtf8()});
    }
    const ProviderCatalog all = ProviderCatalog::fromFiles(files, prices());
    QCOMPARE(all.problems().size(), size_t(2));
    QCOMPARE(all.problems()[0].cause, QStringLiteral("provider_retired"));
    QCOMPARE(all.problems()[0].message, QStringLiteral("github.json (models.github.ai)"));
    QCOMPARE(all.problems()[1].message, QStringLiteral("inference.json (models.inference.ai.azure.com)"));
    QVERIFY(all.find(u"github") && all.find(u"inference")); // a lane to it says the same
}

void TestProviders::mergesModels()
{
    const ProviderCatalog all = catalog();
    const ModelInfo model = all.model(u"anthropic", u"claude-opus-4-6");
    QCOMPARE(model.maxOutputTokens.value(), 128000);
    QVERIFY(model.refusedParameters.isEmpty());
    for (const ModelInfo &listed : all.find(u"openai")->models)
        QVERIFY2(!listed.id.contains(QLatin1Char('*')) && listed.contextTokens, qUtf8Printable(listed.id));
    QVERIFY(all.find(u"openai")->models.size() > 15);
    QCOMPARE(all.find(u"openai-responses")->models.size(), all.find(u"openai")->models.size());
    QCOMPARE(all.model(u"openrouter", u"x/y"), ModelInfo {.id = QStringLiteral("x/y")});
    QCOMPARE(all.model(u"nobody", u"x"), ModelInfo {.id = QStringLiteral("x")});
}

void TestProviders::appliesRules_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("refused");
    QTest::addColumn<QString>("efforts");
    const auto row = [](const char *provider, const char *model, const char *refused, const char *efforts) {
        QTest::newRow(model) << QString::fromLatin1(provider) << QString::fromLatin1(model)
                             << QString::fromLatin1(refused) << QString::fromLatin1(efforts);
    };
    row("openai", "gpt-6.2-sol", "temperature top_p", "low medium high xhigh max");
    row("openai", "gpt-6-luna", "temperature top_p", "none minimal low medium high xhigh max");
    row("openai", "gpt-6.1-sol-2026-11-01", "temperature top_p", "minimal low medium high xhigh");
    row("openai", "gpt-4o", "", "");
    row("openai", "o1-preview", "temperature top_p", "");
    row("openai-responses", "o1", "temperature top_p", "");
    row("openai", "o4-mini", "temperature top_p stop", "low medium high");
    row("openai-responses", "gpt-6.1-sol", "temperature top_p", "minimal low medium high xhigh max");
    row("openai-responses", "o3-pro", "temperature top_p", "low medium high");
    row("anthropic", "claude-sonnet-5-5", "temperature top_p top_k reasoning_budget", "none low medium high xhigh max");
    row("anthropic", "claude-future-9", "temperature top_p top_k reasoning_budget", "none low medium high xhigh max");
    row("anthropic", "claude-sonnet-4-6", "", "none low medium high max");
    row("anthropic", "claude-haiku-4-5-20251001", "reasoning_effort", "");
    row("bedrock", "us.anthropic.claude-opus-5-5-v1:0", "temperature top_p top_k reasoning_budget",
        "low medium high xhigh max");
    row("bedrock", "anthropic.claude-sonnet-4-6-v1:0", "", "none low medium high max");
    row("bedrock", "arn:aws:bedrock:us-east-1:1:inference-profile/eu.anthropic.claude-haiku-4-5-v1:0",
        "reasoning_effort", "");
    row("bedrock", "amazon.nova-pro-v1:0", "", "");
    row("moonshot", "kimi-k3.1-pro", "", "low high max");
    row("kimi-coding", "k3.1-pro", "", "low high max");
    row("ollama", "gpt-oss:20b", "", "low medium high");
    row("ollama-cloud", "qwen3:8b", "", "");
    row("cerebras", "gpt-oss-120b", "", "low medium high");
    row("vllm", "openai/gpt-oss-20b", "", "low medium high");
    row("deepseek", "deepseek-v4-pro", "temperature top_p", "none minimal low medium high xhigh max");
    row("gemini", "gemini-3.8-flash", "temperature top_p top_k reasoning_budget", "low medium high");
    row("gemini", "gemini-3.6-flash", "temperature top_p top_k reasoning_budget", "minimal low medium high");
    row("gemini", "gemini-4-future", "temperature top_p top_k reasoning_budget", "low medium high");
    row("gemini", "gemini-3.5-flash", "reasoning_budget", "minimal low medium high");
    row("gemini", "gemini-3.5-flash-lite", "temperature top_p top_k reasoning_budget", "minimal low medium high");
    row("gemini", "gemini-3.1-pro-preview", "reasoning_budget", "low medium high");
    row("gemini", "gemini-3.1-flash-lite", "reasoning_budget", "minimal low medium high");
    row("gemini", "gemini-2.5-flash", "", "none minimal low medium high");
    row("gemini", "gemini-2.5-pro", "", "minimal low medium high");
}

void TestProviders::appliesRules()
{
    QFETCH(const QString, provider);
    QFETCH(const QString, model);
    const ModelInfo info = catalog().model(provider, model);
    QCOMPARE(info.id, model);
    QTEST(info.refusedParameters.join(QLatin1Char(' ')), "refused");
    QTEST(info.reasoningEfforts.join(QLatin1Char(' ')), "efforts");
}

void TestProviders::takesRulesOfTheBaseModel()
{
    auto files = builtInFiles();
    files.push_back({QStringLiteral("azure.json"),
                     R"({"id":"azure","dialect":"openai-chat","baseUrl":"https://{resource}.openai.azure.com/openai/v1",
                         "auth":{"scheme":"header","header":"api-key"},"fields":[{"id":"resource"}],
                         "models":[{"id":"mine","base":"openai/gpt-6.2-sol","images":false},
                                   {"id":"lunar-*","base":"openai/gpt-6-luna"},{"id":"lost","base":"nobody/x"}]})"});
    const ProviderCatalog all = ProviderCatalog::fromFiles(files, prices());
    const ModelInfo wanted = all.model(u"openai", u"gpt-6.2-sol");
    const ModelInfo mine = all.model(u"azure", u"mine");
    QCOMPARE(mine.id, QStringLiteral("mine"));
    QCOMPARE(mine.refusedParameters, wanted.refusedParameters);
    QCOMPARE(mine.reasoningEfforts, wanted.reasoningEfforts);
    QCOMPARE(mine.toolsWhileReasoning, false);
    QCOMPARE(mine.images, false);
    QVERIFY(!mine.price);
    QCOMPARE(all.model(u"azure", u"lunar-1").id, QStringLiteral("lunar-1"));
    QVERIFY(all.model(u"azure", u"lunar-1").reasoningEfforts.contains(QStringLiteral("none")));
    QVERIFY(all.model(u"azure", u"lost").refusedParameters.isEmpty());
    QCOMPARE(all.problems().size(), size_t(1));
    QVERIFY(all.problems()[0].message.contains(
        QStringLiteral("azure: models: base: no provider has the id of \"nobody/x\"")));
}

void TestProviders::namesTwoVariables()
{
    QCOMPARE(catalog().find(u"zai")->keyEnv,
             QStringList({QStringLiteral("ZAI_API_KEY"), QStringLiteral("ZHIPU_API_KEY")}));
    QCOMPARE(catalog().find(u"zhipu")->keyEnv, QStringList(QStringLiteral("ZHIPU_API_KEY")));
}

void TestProviders::knowsGeminiOverBothProtocols_data()
{
    QTest::addColumn<QString>("model");
    for (const char *model :
         {"gemini-3.8-flash", "gemini-3.6-flash", "gemini-3.5-flash", "gemini-3.5-flash-lite", "gemini-3.1-pro-preview",
          "gemini-3.1-flash-lite", "gemini-3-pro-preview", "gemini-2.5-flash", "gemini-2.5-pro", "gemini-2.0-flash"})
        QTest::newRow(model) << QString::fromLatin1(model);
}

/// What a model refuses it refuses over either protocol, of which OpenAI's has neither top_k nor a budget, and may have
/// a folder before the name.
void TestProviders::knowsGeminiOverBothProtocols()
{
    QFETCH(const QString, model);
    ModelInfo native = catalog().model(u"gemini", model);
    native.refusedParameters.removeOne(QStringLiteral("top_k"));
    native.refusedParameters.removeOne(QStringLiteral("reasoning_budget"));
    for (const QString &id : {model, QStringLiteral("models/") + model}) {
        const ModelInfo compatible = catalog().model(u"gemini-openai", id);
        QCOMPARE(compatible.refusedParameters, native.refusedParameters);
        QCOMPARE(compatible.reasoningEfforts, native.reasoningEfforts);
        QCOMPARE(compatible.reasoning, native.reasoning);
        QCOMPARE(compatible.tools, native.tools);
        QCOMPARE(compatible.images, native.images);
        QCOMPARE(compatible.shutdown, native.shutdown);
    }
}

void TestProviders::knowsWhoTakesToolsWhileReasoning()
{
    for (const QStringView model : {u"gpt-6-luna", u"gpt-6.2-sol", u"gpt-5.6"}) {
        QCOMPARE(catalog().model(u"openai", model).toolsWhileReasoning, false);
        QVERIFY(catalog().model(u"openai-responses", model).toolsWhileReasoning != false);
    }
    for (const QStringView model : {u"gpt-5.2", u"gpt-4o", u"o3"})
        QVERIFY(catalog().model(u"openai", model).toolsWhileReasoning != false);
}

void TestProviders::keepsAbilitiesOfFetchedModels()
{
    const ProviderCatalog all = catalog().withModels(
        QStringLiteral("openai"),
        {{.id = QStringLiteral("gpt-6.2-sol"), .shutdown = QDate(2027, 1, 1)}, {.id = QStringLiteral("new-one")}});
    QCOMPARE(all.find(u"openai")->models.size(), size_t(2));
    const ModelInfo model = all.model(u"openai", u"gpt-6.2-sol");
    QCOMPARE(model.contextTokens.value(), 1050000);
    QCOMPARE(model.shutdown.value(), QDate(2027, 1, 1));
    QVERIFY(model.refusedParameters.contains(QStringLiteral("temperature")));
    QVERIFY(catalog().withModels(QStringLiteral("nobody"), {}).all().size() == catalog().all().size());
}

void TestProviders::fetchedListsLeaveWhatAPersonNamed()
{
    const auto files = [](bool isBuiltIn) {
        return ProviderCatalog::fromFiles(
            {{QStringLiteral("x.json"),
              R"({"id":"x","dialect":"openai-chat","auth":{"scheme":"none"},"baseUrl":"http://localhost/v1","models":[{"id":"hidden"},{"id":"known"}]})",
              isBuiltIn}},
            PriceBook());
    };
    const auto idsOf = [](const ProviderCatalog &all) {
        QStringList ids;
        for (const ModelInfo &model : all.find(u"x")->models)
            ids << model.id;
        return ids.join(u' ');
    };
    const std::vector<ModelInfo> first {{.id = QStringLiteral("known")}, {.id = QStringLiteral("old")}};
    const std::vector<ModelInfo> second {{.id = QStringLiteral("new")}};
    QCOMPARE(idsOf(files(false).withModels(QStringLiteral("x"), first)), QStringLiteral("known old hidden"));
    QCOMPARE(idsOf(files(false).withModels(QStringLiteral("x"), first).withModels(QStringLiteral("x"), second)),
             QStringLiteral("new hidden known"));
    QCOMPARE(idsOf(files(true).withModels(QStringLiteral("x"), second)), QStringLiteral("new"));
}

void TestProviders::pricesHoldForOneServer_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("price");
    const auto preset = [](const char *id, const char *baseUrl) {
        return QByteArray(R"({"id":")") + id + R"(","dialect":"openai-chat","baseUrl":")" + baseUrl
            + R"(","auth":{"scheme":"bearer"}})";
    };
    const QByteArray none;
    const QString gpt = QStringLiteral("gpt-6.2-sol");
    const QString snapshot = QStringLiteral("gpt-6.2-sol-2026-10-01");
    QTest::newRow("shipped") << none << QStringLiteral("openai") << gpt << QStringLiteral("listed");
    QTest::newRow("shipped, a snapshot that no list has")
        << none << QStringLiteral("openai") << snapshot << QStringLiteral("listed");
    QTest::newRow("shipped, by another's list")
        << none << QStringLiteral("openai-responses") << gpt << QStringLiteral("listed");
    QTest::newRow("another's list, for another server")
        << preset("mine", "https://proxy.example/v1").replace("}}", R"(},"prices":"openai"})") << QStringLiteral("mine")
        << gpt << QStringLiteral("unknown");
    QTest::newRow("a free list, for another server")
        << preset("mine", "https://proxy.example/v1").replace("}}", R"(},"prices":"vllm"})") << QStringLiteral("mine")
        << gpt << QStringLiteral("unknown");
    QTest::newRow("replaced") << preset("openai", "https://proxy.example/v1") << QStringLiteral("openai") << gpt
                              << QStringLiteral("unknown");
    QTest::newRow("replaced, a snapshot") << preset("openai", "https://proxy.example/v1") << QStringLiteral("openai")
                                          << snapshot << QStringLiteral("unknown");
    QTest::newRow("replaced at the same origin") << preset("openai", "https://api.openai.com/v1/")
                                                 << QStringLiteral("openai") << gpt << QStringLiteral("listed");
    QTest::newRow("own server") << none << QStringLiteral("vllm") << QStringLiteral("any") << QStringLiteral("free");
    QTest::newRow("own server, another port") << preset("vllm", "http://127.0.0.1:9000/v1") << QStringLiteral("vllm")
                                              << QStringLiteral("any") << QStringLiteral("free");
    QTest::newRow("somebody's server") << preset("vllm", "https://gpu.example/v1") << QStringLiteral("vllm")
                                       << QStringLiteral("any") << QStringLiteral("unknown");
    QTest::newRow("local") << none << QStringLiteral("local") << QStringLiteral("demo") << QStringLiteral("free");
    QTest::newRow("an id that only the price list has")
        << preset("cohere", "https://proxy.example/v1") << QStringLiteral("cohere") << QStringLiteral("command-a")
        << QStringLiteral("unknown");
}

void TestProviders::pricesHoldForOneServer()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QString, provider);
    QFETCH(const QString, model);
    auto files = builtInFiles();
    if (!file.isEmpty())
        files.push_back({QStringLiteral("mine.json"), file});
    const ProviderCatalog all = ProviderCatalog::fromFiles(files, prices());
    const auto price = all.model(provider, model).price;
    QTEST(!price              ? QStringLiteral("unknown")
              : price->isFree ? QStringLiteral("free")
                              : QStringLiteral("listed"),
          "price");
    QCOMPARE(all.withModels(provider, {{.id = model}}).model(provider, model).price, price);
    QCOMPARE(all.find(provider)->endpointFor(all.model(provider, model)).model.price, price);
}

/// Our own list was read by a person, so it goes first; what no list of ours has costs what the provider's says.
void TestProviders::takesPricesOfFetchedLists()
{
    const ModelPrice said {.input = 1, .output = 2};
    const ProviderCatalog all = catalog();
    QCOMPARE(all.withModels(QStringLiteral("openrouter"), {{.id = QStringLiteral("a/b"), .price = said}})
                 .model(u"openrouter", u"a/b")
                 .price,
             said);
    const auto listed = all.model(u"openai", u"gpt-6.2-sol").price;
    QVERIFY(listed);
    QCOMPARE(all.withModels(QStringLiteral("openai"), {{.id = QStringLiteral("gpt-6.2-sol"), .price = said}})
                 .model(u"openai", u"gpt-6.2-sol")
                 .price,
             listed);
}

void TestProviders::remembersThatModelsCanBeQuiet_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("efforts");
    QTest::newRow("the preset says so") << QStringLiteral("claude-sonnet-5-5") << QStringLiteral("none low high");
    QTest::newRow("it always thinks") << QStringLiteral("claude-opus-5-5") << QStringLiteral("low high");
}

void TestProviders::remembersThatModelsCanBeQuiet()
{
    QFETCH(const QString, model);
    const QStringList told {QStringLiteral("low"), QStringLiteral("high")};
    const ProviderCatalog all
        = catalog().withModels(QStringLiteral("anthropic"), {{.id = model, .reasoningEfforts = told}});
    QTEST(all.model(u"anthropic", model).reasoningEfforts.join(QLatin1Char(' ')), "efforts");
}

void TestProviders::templatesAreNoProviders()
{
    const ProviderCatalog all = catalog();
    QVERIFY(!all.find(u"custom"));
    QVERIFY(!all.find(u"custom-anthropic"));
    QStringList dialects;
    for (const ProviderPreset &preset : all.templates())
        dialects += preset.dialect;
    QCOMPARE(dialects, QStringList({QStringLiteral("openai-chat"), QStringLiteral("anthropic")}));
    auto files = builtInFiles();
    files.push_back(
        {QStringLiteral("custom.json"),
         R"({"id":"custom","dialect":"openai-chat","baseUrl":"https://mine.example/v1","auth":{"scheme":"bearer"}})"});
    QVERIFY(ProviderCatalog::fromFiles(files, prices()).find(u"custom"));
}

void TestProviders::twinsShareAKey()
{
    const auto sharers = [](const ProviderCatalog &all, QStringView id) { return all.find(id)->sharedKeys; };
    const ProviderCatalog all = catalog();
    QCOMPARE(sharers(all, u"openai"), QStringList(QStringLiteral("openai-responses")));
    QCOMPARE(sharers(all, u"gemini"), QStringList(QStringLiteral("gemini-openai")));
    QCOMPARE(sharers(all, u"zai"), QStringList()); // its coding plan has another key at the same server
    QCOMPARE(sharers(all, u"local"), QStringList());
    QCOMPARE(sharers(all, u"azure"),
             QStringList(QStringLiteral("azure-responses"))); // though neither has an address yet
    auto files = builtInFiles();
    files.push_back(
        {QStringLiteral("mine.json"),
         R"({"id":"openai","dialect":"openai-chat","baseUrl":"https://api.openai.com/v1","auth":{"scheme":"bearer"},)"
         R"("keyEnv":"OPENAI_API_KEY"})"});
    const ProviderCatalog withMine = ProviderCatalog::fromFiles(files, prices());
    QCOMPARE(sharers(withMine, u"openai"), QStringList());
    QCOMPARE(sharers(withMine, u"openai-responses"), QStringList());
}

QTEST_GUILESS_MAIN(TestProviders)
#include "tst_providers.moc"
