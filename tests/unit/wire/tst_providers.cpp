// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Adapter.h"
#include "core/dialects/CountRequest.h"
#include "core/dialects/ModelList.h"
#include "core/providers/ProviderCatalog.h"

#include <QDir>
#include <QTest>

using namespace triptych;

namespace {

const QString folder = QStringLiteral(TRIPTYCH_SOURCE_DIR "/resources/providers/");

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<ProviderCatalog::File> builtInFiles()
{
    std::vector<ProviderCatalog::File> files;
    for (const QString &name : builtInPresetNames())
        files.push_back({name + QStringLiteral(".json"), readAll(folder + name + QStringLiteral(".json")), true});
    return files;
}

PriceBook prices()
{
    return PriceBook::fromJson(readAll(QStringLiteral(TRIPTYCH_SOURCE_DIR "/resources/prices/prices.json"))).value();
}

ProviderCatalog catalog()
{
    return ProviderCatalog::fromFiles(builtInFiles(), prices());
}

} // namespace

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
    void fillsFields();
    void makesUrls_data();
    void makesUrls();
    void findsTheListBesideTheChat();
    void asksThoseThatCount_data();
    void asksThoseThatCount();
    void waitsForTheWholeAddress();
    void fieldsKeepToTheirPlace_data();
    void fieldsKeepToTheirPlace();
    void keysGoToTheListToo();
    void fillsTheRegion();
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

void TestProviders::fillsFields()
{
    const ProviderCatalog all = catalog();
    const ProviderPreset &openAi = *all.find(u"openai");
    QVERIFY(openAi.endpointFor({}).headers.empty());
    const Endpoint endpoint = openAi.withFields({{QStringLiteral("project"), QStringLiteral("p-1")}}).endpointFor({});
    QCOMPARE(endpoint.headers, (HttpHeaders {{"OpenAI-Project", "p-1"}}));
    QCOMPARE(openAi.modelsUrl(modelsPath(openAi.dialect)), QUrl(QStringLiteral("https://api.openai.com/v1/models")));
    ProviderPreset responses = *all.find(u"openai-responses");
    QCOMPARE(responses.withFields({{QStringLiteral("project"), QStringLiteral("p-1")}}).endpointFor({}).headers,
             endpoint.headers);
    responses.baseUrl += QStringLiteral("/responses");
    QCOMPARE(responses.modelsUrl(modelsPath(responses.dialect)),
             QUrl(QStringLiteral("https://api.openai.com/v1/models")));
    QCOMPARE(all.find(u"anthropic")->modelsUrl(modelsPath(u"anthropic")),
             QUrl(QStringLiteral("https://api.anthropic.com/v1/models")));
    QCOMPARE(all.find(u"gemini")->modelsUrl(modelsPath(u"gemini")),
             QUrl(QStringLiteral("https://generativelanguage.googleapis.com/v1beta/models")));
}

void TestProviders::makesUrls_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("chat");
    QTest::addColumn<QString>("models");
    const auto row = [](const char *provider, const char *chat, const char *models) {
        QTest::newRow(provider) << QString::fromLatin1(provider) << QString::fromLatin1(chat)
                                << QString::fromLatin1(models);
    };
    row("ollama", "http://localhost:11434/api/chat", "http://localhost:11434/api/tags");
    row("ollama-cloud", "https://ollama.com/api/chat", "https://ollama.com/api/tags");
    row("novita", "https://api.novita.ai/openai/v1/chat/completions", "https://api.novita.ai/openai/v1/models");
    row("zai-coding", "https://api.z.ai/api/coding/paas/v4/chat/completions", "");
    row("minimax", "https://api.minimax.io/anthropic/v1/messages", "");
    row("perplexity", "https://api.perplexity.ai/chat/completions", "");
    row("gemini-openai", "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions",
        "https://generativelanguage.googleapis.com/v1beta/openai/models");
    row("azure", "https://mine.openai.azure.com/openai/v1/chat/completions", "");
}

void TestProviders::makesUrls()
{
    QFETCH(const QString, provider);
    QFETCH(const QString, models);
    const ProviderPreset preset
        = catalog().find(provider)->withFields({{QStringLiteral("resource"), QStringLiteral("mine")}});
    const auto made = adapterFor(preset.dialect)->encode({.model = QStringLiteral("m")}, preset.endpointFor({}));
    QVERIFY(made);
    QTEST(made.value().http.url.toString(), "chat");
    QCOMPARE(preset.hasModelList(), !models.isEmpty());
    if (!models.isEmpty())
        QCOMPARE(preset.modelsUrl(modelsPath(preset.dialect)).toString(), models);
}

/// A base URL may be that of the chat itself; the list of models stands beside it.
void TestProviders::findsTheListBesideTheChat()
{
    ProviderPreset preset = *catalog().find(u"ollama");
    preset.baseUrl = QStringLiteral("http://localhost:11434/api/chat/");
    QCOMPARE(preset.modelsUrl(modelsPath(preset.dialect)), QUrl(QStringLiteral("http://localhost:11434/api/tags")));
}

void TestProviders::asksThoseThatCount_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("url");
    const QMap<QString, QString> places {
        {QStringLiteral("anthropic"), QStringLiteral("https://api.anthropic.com/v1/messages/count_tokens")},
        {QStringLiteral("bedrock"),
         QStringLiteral("https://bedrock-runtime.us-east-1.amazonaws.com/model/m%3A1/count-tokens")},
        {QStringLiteral("gemini"),
         QStringLiteral("https://generativelanguage.googleapis.com/v1beta/models/m%3A1:countTokens")},
        {QStringLiteral("llamacpp"), QStringLiteral("http://localhost:8080/v1/chat/completions/input_tokens")},
        {QStringLiteral("local"), QStringLiteral("http://127.0.0.1/v1/chat/completions/input_tokens")},
        {QStringLiteral("openai-responses"), QStringLiteral("https://api.openai.com/v1/responses/input_tokens")}};
    const ProviderCatalog all = catalog();
    for (const ProviderPreset &preset : all.all())
        QTest::newRow(qPrintable(preset.id)) << preset.id << places.value(preset.id);
}

/// A service that speaks a dialect need not know all of it, so each that counts says so; all others are never asked.
void TestProviders::asksThoseThatCount()
{
    QFETCH(const QString, provider);
    QFETCH(const QString, url);
    const ProviderPreset preset = *catalog().find(provider);
    const ChatRequest request {.model = QStringLiteral("m:1"),
                               .turns = {ChatTurn::text(Role::User, QStringLiteral("a"))}};
    const auto http = countRequest(request, preset.endpointFor({.id = request.model}));
    QCOMPARE(preset.countsTokens(), !url.isEmpty());
    QCOMPARE(http ? http->url.toString() : QString(), url);
}

/// Only within one company: the ends of both names are the same.
void TestProviders::keysGoToTheListToo()
{
    int count = 0;
    const ProviderCatalog all = catalog();
    for (const ProviderPreset &preset : all.all()) {
        if (preset.modelsBaseUrl.isEmpty()) {
            QVERIFY(preset.keyOrigins().size() <= 1);
            continue;
        }
        const auto company = [](const QString &url) { return QUrl(url).host().section(u'.', -2); };
        const ProviderPreset filled = preset.withFields({{QStringLiteral("region"), QStringLiteral("eu-west-1")}});
        const QStringList origins = filled.keyOrigins();
        QCOMPARE(origins.size(), 2);
        QCOMPARE(company(origins[0]), company(origins[1]));
        QCOMPARE(filled.atModels().origin(), origins[1]);
        QCOMPARE(originOf(filled.modelsUrl(modelsPath(filled.dialect))), origins[1]);
        const ProviderPreset elsewhere
            = preset.withFields({{QStringLiteral("region"), QStringLiteral("evil.example/")}});
        QCOMPARE(elsewhere.keyOrigins(), QStringList());
        ++count;
    }
    QCOMPARE(count, 1);
    const ProviderPreset &bedrock = *all.find(u"bedrock");
    QCOMPARE(bedrock.keyOrigins(),
             QStringList({QStringLiteral("https://bedrock-runtime.us-east-1.amazonaws.com:443"),
                          QStringLiteral("https://bedrock.us-east-1.amazonaws.com:443")}));
    QCOMPARE(bedrock.modelsUrl(modelsPath(bedrock.dialect)),
             QUrl(QStringLiteral("https://bedrock.us-east-1.amazonaws.com/foundation-models?byOutputModality=TEXT")));
}

void TestProviders::waitsForTheWholeAddress()
{
    const ProviderCatalog all = catalog();
    const ProviderPreset &azure = *all.find(u"azure");
    QCOMPARE(azure.missingField(), QStringLiteral("Resource"));
    QVERIFY(azure.origin().isEmpty());
    QVERIFY(!azure.endpointFor({}).url(u"/chat/completions").isValid());
    const Error error = incompleteAddress(azure);
    QCOMPARE(error.cause, QStringLiteral("address_incomplete"));
    QCOMPARE(error.message, QStringLiteral("azure: Resource"));

    const ProviderCatalog filled = all.withFields({{QStringLiteral("azure/resource"), QStringLiteral("mine")}});
    QVERIFY(filled.find(u"azure")->missingField().isEmpty());
    QCOMPARE(filled.find(u"azure")->origin(), QStringLiteral("https://mine.openai.azure.com:443"));
    ProviderPreset prefixed = azure;
    prefixed.baseUrl = QStringLiteral("https://{resource}x.example/v1");
    QVERIFY(prefixed.origin().isEmpty());
    QVERIFY(all.find(u"openai")->missingField().isEmpty()); // its fields are in headers
}

void TestProviders::fieldsKeepToTheirPlace_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("origin");
    const auto row = [](const char *name, const char *address, const QString &value, const char *origin) {
        QTest::newRow(name) << QString::fromLatin1(address) << value << QString::fromLatin1(origin);
    };
    row("port", "http://localhost:{p}/v1", QStringLiteral("9501"), "http://localhost:9501");
    row("port and another host", "http://localhost:{p}/v1", QStringLiteral("9501@evil.example:1"), "");
    row("host", "https://{p}.example/v1", QStringLiteral("mine"), "https://mine.example:443");
    row("host with a path", "https://{p}.example/v1", QStringLiteral("evil.example/"), "");
    row("host of its own", "https://{p}/v1", QStringLiteral("corp.example"), "https://corp.example:443");
    row("host and port in one", "https://{p}/v1", QStringLiteral("corp.example:1"), "");
    row("account in the path", "https://a.example/{p}/v1", QStringLiteral("acc-1/gate"), "https://a.example:443");
    row("up in the path", "https://a.example/{p}/v1", QStringLiteral("../admin"), "");
    row("query in the path", "https://a.example/{p}/v1", QStringLiteral("x?y"), "");
    row("whole address", "{p}", QStringLiteral("https://b.example/v1"), "https://b.example:443");
    row("far too long", "https://a.example/{p}/v1", QString(100'000, u'x'), "");
}

void TestProviders::fieldsKeepToTheirPlace()
{
    QFETCH(const QString, address);
    QFETCH(const QString, value);
    ProviderPreset preset {.baseUrl = address, .fields = {{.id = QStringLiteral("p"), .fallback = value}}};
    QTEST(preset.origin(), "origin");
}

void TestProviders::fillsTheRegion()
{
    const ProviderCatalog all = catalog();
    const ProviderPreset &plain = *all.find(u"bedrock");
    QCOMPARE(plain.origin(), QStringLiteral("https://bedrock-runtime.us-east-1.amazonaws.com:443"));
    QCOMPARE(plain.authRule().region, QStringLiteral("us-east-1"));
    const ProviderPreset filled = plain.withFields({{QStringLiteral("region"), QStringLiteral("eu-west-3")}});
    QCOMPARE(filled.endpointFor({}).baseUrl, QStringLiteral("https://bedrock-runtime.eu-west-3.amazonaws.com"));
    QCOMPARE(filled.authRule().region, QStringLiteral("eu-west-3"));
    QCOMPARE(filled.authRule().service, QStringLiteral("bedrock"));
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
