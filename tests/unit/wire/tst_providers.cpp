// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/StrictJson.h"
#include "core/dialects/Adapter.h"
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

/// A preset that is right, with one member replaced or added.
QByteArray presetWith(const QByteArray &member)
{
    const QByteArray key = member.left(member.indexOf(':'));
    QByteArray json = "{";
    for (const QByteArray &line :
         {QByteArray(R"("id":"x")"), QByteArray(R"("dialect":"openai-chat")"),
          QByteArray(R"("baseUrl":"https://a.example/v1")"), QByteArray(R"("auth":{"scheme":"bearer"})")})
        if (!line.startsWith(key + ':'))
            json += line + ",\n";
    return json + member + "\n}";
}

} // namespace

class TestProviders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryShippedFile();
    void shipsNothingElse();
    void schemaAndReaderKnowTheSameKeys_data();
    void schemaAndReaderKnowTheSameKeys();
    void refuses_data();
    void refuses();
    void namesTheLine();
    void laterFilesReplaceWhole();
    void faultyFilesAreNamedAndSkipped();
    void mergesModels();
    void appliesRules_data();
    void appliesRules();
    void keepsAbilitiesOfFetchedModels();
    void pricesHoldForOneServer_data();
    void pricesHoldForOneServer();
    void takesPricesOfFetchedLists();
    void remembersThatModelsCanBeQuiet_data();
    void remembersThatModelsCanBeQuiet();
    void fillsFields();
    void templatesAreNoProviders();
    void readsModelLists_data();
    void readsModelLists();
    void tellsWhereListsGoOn_data();
    void tellsWhereListsGoOn();
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
        QVERIFY(!preset.origin().isEmpty());
        QCOMPARE(preset.isLocalMachine(), preset.origin().startsWith(QStringLiteral("http://")));
        QVERIFY(preset.isLocalMachine() || (!preset.keyEnv.isEmpty() && !preset.keyUrl.isEmpty()));
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

void TestProviders::schemaAndReaderKnowTheSameKeys_data()
{
    QTest::addColumn<QByteArray>("json");
    JsonParser parser;
    const JsonValue properties = parser.parse(readAll(folder + QStringLiteral("schema.json")))["properties"];
    QVERIFY(properties.size() > 10);
    for (const auto &[key, value] : properties.members())
        QTest::newRow(toBytes(key).constData()) << presetWith('"' + toBytes(key) + "\":[[]]");
    const auto rows
        = [](const char *prefix, const JsonValue &object, const QByteArray &before, const QByteArray &after) {
              QVERIFY(object.size() > 0);
              for (const auto &[key, value] : object.members())
                  QTest::addRow("%s.%s", prefix, toBytes(key).constData())
                      << presetWith(before + '"' + toBytes(key) + "\":[[]]" + after);
          };
    rows("auth", properties["auth"]["properties"], "\"auth\":{", "}");
    rows("paths", properties["paths"]["properties"], "\"paths\":{", "}");
    rows("fields", properties["fields"]["items"]["properties"], "\"fields\":[{", "}]");
    rows("models", properties["models"]["items"]["properties"], "\"models\":[{", "}]");
}

/// A wrong value under every key of the schema: the reader must complain of the value, not of the key.
void TestProviders::schemaAndReaderKnowTheSameKeys()
{
    QFETCH(const QByteArray, json);
    const auto preset = readPreset(json, QStringLiteral("f.json"));
    const bool isIgnored = QLatin1String(QTest::currentDataTag()) == QLatin1String("$schema");
    QCOMPARE(bool(preset), isIgnored);
    if (isIgnored)
        return;
    QVERIFY2(!preset.error().message.contains(QStringLiteral("unknown key")), qUtf8Printable(preset.error().message));
}

void TestProviders::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *member, const char *words) {
        QTest::newRow(member) << presetWith(member) << QString::fromLatin1(words);
    };
    row(R"("colour":"red")", "colour: unknown key");
    row(R"("id":"Upper")", "id: must match");
    row(R"("id":"-x")", "id: must match");
    row(R"("id":"")", "id: must match");
    row(R"("id":7)", "id: must be text");
    row(R"("label":"a\nb")", "label: must be one line");
    row(R"("dialect":"esperanto")", "dialect: unknown dialect \"esperanto\"");
    row(R"("baseUrl":"http://a.example/v1")", "baseUrl: plain http is allowed to this machine only");
    row(R"("baseUrl":"http://127.0.0.1.evil.example/v1")", "baseUrl: plain http");
    row(R"("baseUrl":"ftp://a.example")", "baseUrl: is no http or https address");
    row(R"("baseUrl":"a.example/v1")", "baseUrl: is no http or https address");
    row(R"("baseUrl":"https://me:pw@a.example/v1")", "baseUrl: must not hold a user");
    row(R"("baseUrl":"https://a.example/v1?key=1")", "baseUrl: must not hold a user, a query");
    row(R"("baseUrl":"https://{host}/v1")", "baseUrl: is no http or https address");
    row(R"("auth":{})", "auth: needs a scheme");
    row(R"("auth":"bearer")", "auth: must be an object");
    row(R"("auth":{"scheme":"magic"})", "auth.scheme: must be none, bearer or header");
    row(R"("auth":{"scheme":"header"})", "auth: the scheme \"header\"");
    row(R"("auth":{"scheme":"bearer","header":"x"})", "auth: the scheme \"header\"");
    row(R"("auth":{"scheme":"header","header":"a b"})", "auth.header: must match");
    row(R"("keyEnv":"lower")", "keyEnv: must match");
    row(R"("keyUrl":"http://x")", "keyUrl: must match");
    row(R"("headers":{"Authorization":"Bearer x"})", "headers.Authorization: must not stand in a file");
    row(R"("headers":{"X-Api-Key":"x"})", "headers.X-Api-Key: must not stand in a file");
    row(R"("headers":{"Origin":"x"})", "headers.Origin: must not stand");
    row(R"("headers":{"a b":"x"})", "headers.a b: is no header name");
    row(R"("headers":{"x":"a\r\nb"})", "headers.x: must be one line");
    row(R"("headers":{"x":1})", "headers.x: must be text");
    row(R"("body":[])", "body: must be an object");
    row(R"("query":{"a":1})", "query.a: must be text");
    row(R"("paths":{"talk":"/x"})", "paths.talk: unknown key");
    row(R"("fields":[{"label":"x"}])", "fields.0: needs an id");
    row(R"("fields":{})", "fields: must be a list");
    row(R"("quirks":["top-k","flies"])", "quirks.1: unknown quirk \"flies\"");
    row(R"("models":[{"label":"x"}])", "models.0: needs an id");
    row(R"("models":[{"id":"a"},{"id":"b","contextTokens":0}])",
        "models.1.contextTokens: must be a whole number above 0");
    row(R"("models":[{"id":"a","contextTokens":1.5}])", "models.0.contextTokens: must be a whole number");
    row(R"("models":[{"id":"a","tools":"yes"}])", "models.0.tools: must be true or false");
    row(R"("models":[{"id":"a","refusedParameters":["heat"]}])", "models.0.refusedParameters.0: must be one of");
    row(R"("models":[{"id":"a","reasoningEfforts":["huge"]}])", "models.0.reasoningEfforts.0: must be one of");
    row(R"("models":[{"id":"a","shutdown":"soon"}])", "models.0.shutdown: must be a date");
    row(R"("template":1)", "template: must be true or false");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("not JSON");
    QTest::newRow("list") << QByteArray("[]") << QStringLiteral("must be an object");
    QTest::newRow("no id") << QByteArray(R"({"dialect":"anthropic","baseUrl":"https://a","auth":{"scheme":"none"}})")
                           << QStringLiteral("\"id\" is missing");
    QTest::newRow("twice") << QByteArray(R"({"id":"a","id":"b"})") << QStringLiteral("id: stands here twice");
    QTest::newRow("not utf-8") << presetWith("\"label\":\"\xff\"") << QStringLiteral("the file is not UTF-8");
}

void TestProviders::refuses()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, words);
    const auto preset = readPreset(json, QStringLiteral("f.json"));
    QVERIFY(!preset);
    QVERIFY2(preset.error().message.startsWith(QStringLiteral("f.json:")), qUtf8Printable(preset.error().message));
    QVERIFY2(preset.error().message.contains(words), qUtf8Printable(preset.error().message));
    QVERIFY(!preset.error().message.contains(QStringLiteral("pw")));
}

void TestProviders::namesTheLine()
{
    const auto line = [](const QByteArray &json) {
        return readPreset(json, QStringLiteral("f")).error().message.section(QLatin1Char(':'), 0, 1);
    };
    QCOMPARE(line("{\n\"id\": \"x\",\n\"nope\": 1\n}"), QStringLiteral("f:3"));
    QCOMPARE(line("{\n\"id\": \"x\",\n\"models\": [\n{\"id\": \"a\"},\n{\"id\": \"b\",\n\"tools\": 3}]\n}"),
             QStringLiteral("f:6"));
    QCOMPARE(line("{\n\"id\": \"x\",\n\"quirks\": [\n\"top-k\",\n\"flies\"]\n}"), QStringLiteral("f:5"));
    QCOMPARE(line("{\n\"id\": \"x\",\n\"label\": ,\n}"), QStringLiteral("f:3"));
    QCOMPARE(line(presetWith("\"dialect\":\"x\"")), QStringLiteral("f:4"));
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

void TestProviders::mergesModels()
{
    const ProviderCatalog all = catalog();
    const ModelInfo model = all.model(u"anthropic", u"claude-opus-4-6");
    QCOMPARE(model.maxOutputTokens.value(), 128000);
    QVERIFY(model.refusedParameters.isEmpty());
    for (const ModelInfo &listed : all.find(u"openai")->models)
        QVERIFY2(!listed.id.contains(QLatin1Char('*')) && listed.contextTokens, qUtf8Printable(listed.id));
    QVERIFY(all.find(u"openai")->models.size() > 15);
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
    row("openai", "o4-mini", "temperature top_p stop", "low medium high");
    row("anthropic", "claude-sonnet-5-5", "temperature top_p top_k reasoning_budget", "none low medium high xhigh max");
    row("anthropic", "claude-future-9", "temperature top_p top_k reasoning_budget", "none low medium high xhigh max");
    row("anthropic", "claude-sonnet-4-6", "", "none low medium high max");
    row("anthropic", "claude-haiku-4-5-20251001", "reasoning_effort", "");
    row("moonshot", "kimi-k3.1-pro", "", "low high max");
    row("deepseek", "deepseek-v4-pro", "temperature top_p", "none minimal low medium high xhigh max");
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
        << preset("gemini", "https://proxy.example/v1") << QStringLiteral("gemini")
        << QStringLiteral("gemini-3.8-flash") << QStringLiteral("unknown");
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
    QCOMPARE(all.find(u"anthropic")->modelsUrl(modelsPath(u"anthropic")),
             QUrl(QStringLiteral("https://api.anthropic.com/v1/models")));
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

void TestProviders::readsModelLists_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *body, const char *expected) {
        QTest::newRow(name) << QByteArray(body) << QString::fromUtf8(expected);
    };
    row("openai",
        R"({"object":"list","data":[{"id":"gpt-6","object":"model","created":1,"owned_by":"o","shutdown_date":"2027-03-01"},{"id":"x","shutdown_date":null}]})",
        "gpt-6 ctx- max- until2027-03-01;x ctx- max-");
    row("bare array", R"([{"id":"a","context_length":4096},{"id":"b"}])", "a ctx4096 max-;b ctx- max-");
    row("openrouter",
        R"({"data":[{"id":"a/b","name":"A: B","context_length":200000,"architecture":{"input_modalities":["text","image"]},"top_provider":{"max_completion_tokens":64000},"supported_parameters":["tools","temperature","top_p","seed","stop","reasoning"]}]})",
        "a/b ctx200000 max64000 'A: B' images tools reasons refuses:top_k");
    row("mistral",
        R"({"data":[{"id":"m","max_context_length":32768,"capabilities":{"vision":true,"function_calling":true,"completion_chat":true},"deprecation":"2026-12-31T00:00:00Z"}]})",
        "m ctx32768 max- images tools until2026-12-31");
    row("groq",
        R"({"data":[{"id":"g","context_window":131072,"max_completion_tokens":32768,"active":true},{"id":"off","active":false}]})",
        "g ctx131072 max32768");
    row("vllm", R"({"data":[{"id":"v","max_model_len":8192}]})", "v ctx8192 max-");
    row("llama",
        R"({"models":[{"name":"demo","capabilities":["completion"]}],"data":[{"id":"demo","meta":{"n_ctx_train":512}}]})",
        "demo ctx512 max-");
    row("anthropic",
        R"({"data":[{"id":"c","type":"model","display_name":"Claude","lifecycle":"active","max_input_tokens":1000000,"max_tokens":128000,"capabilities":{"image_input":{"supported":true},"thinking":{"types":["adaptive"]}}},{"id":"r","lifecycle":"retired"}],"has_more":false})",
        "c ctx1000000 max128000 'Claude' images reasons");
    row("anthropic, thinks or not",
        R"({"data":[{"id":"c","capabilities":{"effort":{"levels":["low","high"]},"thinking":{"types":["adaptive","disabled"]}}},{"id":"d","capabilities":{"effort":["low","high"],"thinking":{"types":["adaptive"]}}}]})",
        "c ctx- max- reasons efforts:none,low,high;d ctx- max- reasons efforts:low,high");
    row("prices",
        R"({"data":[{"id":"a","pricing":{"prompt":"0.0000025","completion":"0.00001","input_cache_read":"0.00000025"}},{"id":"free","pricing":{"prompt":"0","completion":"0"}},{"id":"router","pricing":{"prompt":"-1","completion":"-1"}},{"id":"odd","pricing":{"prompt":"much","completion":3,"request":"0.1"}}]})",
        "a ctx- max- usd:2.5/10/0.25;free ctx- max- usd:0/0/-;router ctx- max-;odd ctx- max-");
    row("ollama",
        R"({"models":[{"name":"q:8b","model":"q:8b","capabilities":["completion","vision","tools","thinking"]}]})",
        "q:8b ctx- max- images tools reasons");
    row("strings", R"(["a","b","a"])", "a ctx- max-;b ctx- max-");
    row("rubbish among it", R"({"data":[null,3,{},{"id":""},{"id":"ok","context_length":-5}]})", "ok ctx- max-");
    row("empty", R"({"data":[]})", "");
    row("other shape", R"({"hello":1})", "error schema");
    row("error", R"({"error":{"message":"m","type":"invalid_request_error"}})", "error provider.invalid_request_error");
    row("not json", "<html>", "error schema");
}

void TestProviders::readsModelLists()
{
    QFETCH(const QByteArray, body);
    const auto models = adapterFor(u"openai-chat")->readModels(body);
    QStringList lines;
    if (!models)
        lines += QStringLiteral("error ") + models.error().cause;
    else
        for (const ModelInfo &model : models.value()) {
            const auto count = [](const std::optional<qint64> &number) {
                return number ? QString::number(*number) : QStringLiteral("-");
            };
            QString line = QStringLiteral("%1 ctx%2 max%3")
                               .arg(model.id, count(model.contextTokens), count(model.maxOutputTokens));
            line += model.label.isEmpty() ? QString() : QStringLiteral(" '%1'").arg(model.label);
            line += model.images == true ? QStringLiteral(" images") : QString();
            line += model.tools == true ? QStringLiteral(" tools") : QString();
            line += model.reasoning == true ? QStringLiteral(" reasons") : QString();
            line += model.refusedParameters.isEmpty()
                ? QString()
                : QStringLiteral(" refuses:") + model.refusedParameters.join(QLatin1Char(','));
            line += model.reasoningEfforts.isEmpty()
                ? QString()
                : QStringLiteral(" efforts:") + model.reasoningEfforts.join(QLatin1Char(','));
            const auto usd = [](const std::optional<double> &number) {
                return number ? QString::number(*number) : QStringLiteral("-");
            };
            line += model.price
                ? QStringLiteral(" usd:%1/%2/%3")
                      .arg(usd(model.price->input), usd(model.price->output), usd(model.price->cachedInput))
                : QString();
            line += model.shutdown ? QStringLiteral(" until") + model.shutdown->toString(Qt::ISODate) : QString();
            lines += line;
        }
    QTEST(lines.join(QLatin1Char(';')), "expected");
}

void TestProviders::tellsWhereListsGoOn_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("next");
    QTest::newRow("more") << QByteArray(R"({"data":[],"has_more":true,"first_id":"a","last_id":"m"})")
                          << QStringLiteral("m");
    QTest::newRow("the last page") << QByteArray(R"({"data":[],"has_more":false,"last_id":"m"})") << QString();
    QTest::newRow("no pages") << QByteArray(R"({"data":[],"last_id":"m"})") << QString();
    QTest::newRow("more of nothing") << QByteArray(R"({"data":[],"has_more":true,"last_id":null})") << QString();
    QTest::newRow("an array") << QByteArray("[]") << QString();
    QTest::newRow("no JSON") << QByteArray("{") << QString();
}

void TestProviders::tellsWhereListsGoOn()
{
    QFETCH(const QByteArray, body);
    QTEST(nextPageOf(body), "next");
}

QTEST_GUILESS_MAIN(TestProviders)
#include "tst_providers.moc"
