// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Adapter.h"
#include "core/dialects/CountRequest.h"
#include "tests/unit/wire/ShippedCatalog.h"

#include <QTest>

using namespace triptych;

/// Where providers are asked, and what a person fills in of that.
class TestProviderAddresses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
};

void TestProviderAddresses::fillsFields()
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

void TestProviderAddresses::makesUrls_data()
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

void TestProviderAddresses::makesUrls()
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
void TestProviderAddresses::findsTheListBesideTheChat()
{
    ProviderPreset preset = *catalog().find(u"ollama");
    preset.baseUrl = QStringLiteral("http://localhost:11434/api/chat/");
    QCOMPARE(preset.modelsUrl(modelsPath(preset.dialect)), QUrl(QStringLiteral("http://localhost:11434/api/tags")));
}

void TestProviderAddresses::asksThoseThatCount_data()
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
void TestProviderAddresses::asksThoseThatCount()
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

void TestProviderAddresses::waitsForTheWholeAddress()
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

void TestProviderAddresses::fieldsKeepToTheirPlace_data()
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

void TestProviderAddresses::fieldsKeepToTheirPlace()
{
    QFETCH(const QString, address);
    QFETCH(const QString, value);
    ProviderPreset preset {.baseUrl = address, .fields = {{.id = QStringLiteral("p"), .fallback = value}}};
    QTEST(preset.origin(), "origin");
}

/// Only within one company: the ends of both names are the same.
void TestProviderAddresses::keysGoToTheListToo()
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

void TestProviderAddresses::fillsTheRegion()
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

QTEST_GUILESS_MAIN(TestProviderAddresses)
#include "tst_provideraddresses.moc"
