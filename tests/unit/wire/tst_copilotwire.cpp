// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ModelList.h"
#include "core/providers/CopilotHosts.h"
#include "core/providers/ProviderPreset.h"
#include "tests/support/Encoding.h"

#include <QTest>

using namespace triptych;
using namespace triptych::encoding;

namespace {

/// A model as GitHub Copilot lists it; `more` are members that begin with a comma.
QByteArray listOf(const QByteArray &capabilities, const QByteArray &more = {})
{
    return R"({"data":[{"id":"m","name":"M","capabilities":{)" + capabilities + "}" + more + "}]}";
}

std::optional<ModelInfo> only(const QByteArray &list)
{
    const auto models = readModelList(list);
    return models && models.value().size() == 1 ? std::optional(models.value().front()) : std::nullopt;
}

const QByteArray chatModel = R"("type":"chat","family":"f")";

QByteArray header(const ChatRequest &request, const char *name)
{
    return headerValue(encoded(request, endpointOf(chat, {Quirk::CopilotHeaders})).http.headers, name);
}

ProviderPreset presetAt(const char *baseUrl)
{
    return {.id = QStringLiteral("c"), .baseUrl = QLatin1String(baseUrl), .auth = {.kind = AuthKind::Copilot}};
}

} // namespace

/// What is particular to GitHub Copilot in what is sent and read: its model list, its headers, its hosts.
class TestCopilotWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesTheDialect_data();
    void choosesTheDialect();
    void leavesOutWhatCannotAnswer_data();
    void leavesOutWhatCannotAnswer();
    void readsLimitsAndAbilities();
    void readsPrices_data();
    void readsPrices();
    void sendsAModelInItsDialect();
    void saysWhoAsksAndWhat();
    void givesThoughtsBackToCopilotOnly();
    void isNobodyElse();
    void knowsItsHosts_data();
    void knowsItsHosts();
    void servesOnItsOwnHostsOnly_data();
    void servesOnItsOwnHostsOnly();
    void isOffWithoutAClientId();
    void bindsTheKeyToTheExchange();
};

void TestCopilotWire::choosesTheDialect_data()
{
    QTest::addColumn<QByteArray>("endpoints");
    QTest::addColumn<QString>("dialect");
    const auto row = [](const char *endpoints, const QString &dialect) {
        QTest::newRow(endpoints) << QByteArray(endpoints) << dialect;
    };
    row("", chat);
    row(R"(,"supported_endpoints":null)", chat);
    row(R"(,"supported_endpoints":[])", chat);
    row(R"(,"supported_endpoints":["/chat/completions"])", chat);
    row(R"(,"supported_endpoints":["/responses","ws:/responses"])", responses);
    row(R"(,"supported_endpoints":["/chat/completions","/responses"])", responses);
    row(R"(,"supported_endpoints":["/chat/completions","/v1/messages"])", messages);
    row(R"(,"supported_endpoints":[7,"/odd","/chat/completions"])", chat);
}

void TestCopilotWire::choosesTheDialect()
{
    QFETCH(const QByteArray, endpoints);
    const auto model = only(listOf(chatModel, endpoints));
    QVERIFY(model);
    QTEST(model->dialect, "dialect");
}

void TestCopilotWire::leavesOutWhatCannotAnswer_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<bool>("isListed");
    QTest::newRow("shown") << listOf(chatModel, R"(,"model_picker_enabled":true,"policy":{"state":"enabled"})") << true;
    QTest::newRow("nobody said") << listOf(chatModel) << true;
    QTest::newRow("not in the picker") << listOf(chatModel, R"(,"model_picker_enabled":false)") << false;
    QTest::newRow("forbidden") << listOf(chatModel, R"(,"policy":{"state":"disabled"})") << false;
    QTest::newRow("embeddings") << listOf(R"("type":"embeddings","family":"f")") << false;
    QTest::newRow("completion") << listOf(R"("type":"completion","limits":{})") << false;
    QTest::newRow("web socket only") << listOf(chatModel, R"(,"supported_endpoints":["ws:/responses"])") << false;
    QTest::newRow("another provider's") << listOf(R"("completion_chat":true)", R"(,"model_picker_enabled":false)")
                                        << true;
}

void TestCopilotWire::leavesOutWhatCannotAnswer()
{
    QFETCH(const QByteArray, list);
    QTEST(only(list).has_value(), "isListed");
}

void TestCopilotWire::readsLimitsAndAbilities()
{
    const auto model = only(listOf(
        R"("type":"chat","limits":{"max_context_window_tokens":264000,"max_prompt_tokens":128000,"max_output_tokens":64000},)"
        R"("supports":{"vision":true,"tool_calls":true,"structured_outputs":false,"reasoning_effort":["low","high"]})"));
    QVERIFY(model);
    QCOMPARE(model->label, QStringLiteral("M"));
    QCOMPARE(model->contextTokens, 264000);
    QCOMPARE(model->maxOutputTokens, 64000);
    QCOMPARE(model->images, true);
    QCOMPARE(model->tools, true);
    QCOMPARE(model->schemas, false);
    QCOMPARE(model->documents, false); // refused on /chat/completions
    QCOMPARE(model->reasoning, true);
    QCOMPARE(model->reasoningEfforts, QStringList({QStringLiteral("low"), QStringLiteral("high")}));

    const auto plain = only(listOf(R"("type":"chat","supports":{"streaming":true},"limits":{"max_output_tokens":-1})",
                                   R"(,"supported_endpoints":["/v1/messages"])"));
    QVERIFY(plain);
    QVERIFY(!plain->reasoning && !plain->maxOutputTokens && !plain->images && !plain->documents);
    const auto adaptive = only(listOf(R"("type":"chat","supports":{"adaptive_thinking":true})"));
    QCOMPARE(adaptive->reasoning, true);
}

void TestCopilotWire::readsPrices_data()
{
    QTest::addColumn<QByteArray>("prices");
    QTest::addColumn<QString>("usd");
    const auto row = [](const char *name, const char *prices, const char *usd) {
        QTest::newRow(name) << QByteArray(prices) << QString::fromLatin1(usd);
    };
    // 1 credit is a cent, so a price for a batch of a million tokens is that many cents.
    row("a batch of a million",
        R"({"batch_size":1000000,"default":{"input_price":300,"output_price":1500,"cache_price":30,"cache_write_price":375}})",
        "3/15/0.3/3.75");
    row("a small batch", R"({"batch_size":1000,"default":{"input_price":0.25,"output_price":2}})", "2.5/20/-/-");
    row("free", R"({"batch_size":1000,"default":{"input_price":0,"output_price":0}})", "0/0/-/-");
    row("a long prompt",
        R"({"batch_size":1000000,"default":{"input_price":100,"output_price":200,"context_max":200000},"long_context":{"input_price":200,"output_price":400}})",
        "1/2/-/- above 200000 2/4/-/-");
    row("no batch", R"({"default":{"input_price":1,"output_price":1}})", "unknown");
    row("an empty batch", R"({"batch_size":0,"default":{"input_price":1}})", "unknown");
    row("words", R"({"batch_size":1000,"default":{"input_price":"1","output_price":null}})", "unknown");
    row("below nothing", R"({"batch_size":1000,"default":{"input_price":-1,"output_price":-1}})", "unknown");
    row("no prices", "null", "unknown");
}

QString usdText(const std::optional<double> &usd)
{
    return usd ? QString::number(*usd) : QStringLiteral("-");
}

QString priceText(const std::optional<ModelPrice> &price)
{
    if (!price)
        return QStringLiteral("unknown");
    const auto join = [](const auto &tier) {
        return QStringList(
                   {usdText(tier.input), usdText(tier.output), usdText(tier.cachedInput), usdText(tier.cacheWrite)})
            .join(u'/');
    };
    if (!price->longPrompt)
        return join(*price);
    return QStringLiteral("%1 above %2 %3")
        .arg(join(*price))
        .arg(price->longPrompt->above)
        .arg(join(*price->longPrompt));
}

void TestCopilotWire::readsPrices()
{
    QFETCH(const QByteArray, prices);
    const auto model = only(listOf(chatModel, R"(,"billing":{"token_prices":)" + prices + "}"));
    QVERIFY(model);
    QTEST(priceText(model->price), "usd");
}

void TestCopilotWire::sendsAModelInItsDialect()
{
    const ProviderPreset preset {.id = QStringLiteral("copilot"),
                                 .dialect = chat,
                                 .baseUrl = QStringLiteral("https://api.githubcopilot.com"),
                                 .quirks = {Quirk::CopilotHeaders}};
    for (const auto &[dialect, path] :
         {std::pair(QString(), "/chat/completions"), {responses, "/responses"}, {messages, "/v1/messages"}}) {
        const Endpoint endpoint = preset.endpointFor({.id = QStringLiteral("m"), .dialect = dialect});
        const HttpRequest http = encoded(hello(), endpoint).http;
        QCOMPARE(http.url, QUrl(preset.baseUrl + QLatin1String(path)));
        QCOMPARE(headerValue(http.headers, "X-Initiator"), QByteArray("user"));
    }
}

void TestCopilotWire::saysWhoAsksAndWhat()
{
    ChatRequest request = hello();
    QCOMPARE(header(request, "X-Initiator"), QByteArray("user"));
    QVERIFY(header(request, "Copilot-Vision-Request").isEmpty());
    request.turns.back().parts.emplace_back(MediaPart {.mimeType = QStringLiteral("image/png"), .data = "PNG"});
    QCOMPARE(header(request, "Copilot-Vision-Request"), QByteArray("true"));
    request.turns.push_back({Role::Tool, {ToolResultPart {QStringLiteral("1"), QStringLiteral("r")}}});
    QCOMPARE(header(request, "X-Initiator"), QByteArray("agent"));
    const HttpRequest other = encoded(request, endpointOf(chat)).http;
    QVERIFY(headerValue(other.headers, "X-Initiator").isEmpty());
}

void TestCopilotWire::givesThoughtsBackToCopilotOnly()
{
    ChatRequest request = hello();
    request.turns.push_back(
        {Role::Assistant,
         {ReasoningPart {QStringLiteral("The moon.")}, OpaqueContent {QStringLiteral("copilot"), {R"("older")"}},
          TextPart {QStringLiteral("ok")}, OpaqueContent {QStringLiteral("copilot"), {R"("c3RhdGU=")"}},
          OpaqueContent {chat, {R"([{"type":"reasoning.text"}])"}}}});
    const EncodedRequest back = encoded(request, endpointOf(chat, {Quirk::CopilotHeaders}));
    QVERIFY2(back.http.body.contains(
                 R"({"role":"assistant","content":"ok","reasoning_text":"The moon.","reasoning_opaque":"c3RhdGU="})"),
             back.http.body.constData());
    QCOMPARE(ledgerText(back.ledger), QStringLiteral("content:openai-chat>"));
    const EncodedRequest elsewhere = encoded(request, endpointOf(chat));
    QVERIFY(!elsewhere.http.body.contains("c3RhdGU=") && !elsewhere.http.body.contains("reasoning_text"));
    QCOMPARE(ledgerText(elsewhere.ledger), QStringLiteral("content:copilot> content:copilot>"));
}

void TestCopilotWire::isNobodyElse()
{
    const QByteArray own = "Triptych/" TRIPTYCH_VERSION;
    QCOMPARE(header(hello(), "Editor-Version"), own);
    QCOMPARE(header(hello(), "User-Agent"), own);
}

void TestCopilotWire::knowsItsHosts_data()
{
    QTest::addColumn<QString>("baseUrl");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("exchange");
    const auto row = [](const char *baseUrl, const char *code, const char *exchange) {
        QTest::newRow(baseUrl) << QString::fromLatin1(baseUrl) << QString::fromLatin1(code)
                               << QString::fromLatin1(exchange);
    };
    row("https://api.githubcopilot.com", "https://github.com/login/device/code",
        "https://api.github.com/copilot_internal/v2/token");
    row("https://copilot-api.corp.ghe.com", "https://corp.ghe.com/login/device/code",
        "https://api.corp.ghe.com/copilot_internal/v2/token");
    row("http://127.0.0.1:8080", "http://127.0.0.1:8080/login/device/code",
        "http://127.0.0.1:8080/copilot_internal/v2/token");
    for (const char *wrong : {"https://api.githubcopilot.com.evil.example", "https://evil.example",
                              "http://api.githubcopilot.com", "https://api.githubcopilot.com:8443",
                              "https://copilot-api.", "https://copilot-api.corp", "https://api.github.com", ""})
        row(wrong, "", "");
}

void TestCopilotWire::knowsItsHosts()
{
    QFETCH(const QString, baseUrl);
    const auto hosts = CopilotHosts::of(QUrl(baseUrl));
    QTEST(hosts ? hosts->deviceCode.toString() : QString(), "code");
    QTEST(hosts ? hosts->exchange.toString() : QString(), "exchange");
    const QByteArray file
        = R"({"id":"c","dialect":"openai-chat","auth":{"scheme":"copilot"},"baseUrl":")" + baseUrl.toUtf8() + "\"}";
    QCOMPARE(bool(readPreset(file, QStringLiteral("c.json"))), hosts.has_value());
}

void TestCopilotWire::servesOnItsOwnHostsOnly_data()
{
    QTest::addColumn<QString>("baseUrl");
    QTest::addColumn<QString>("api");
    QTest::addColumn<bool>("isAllowed");
    const QString github = QStringLiteral("https://api.githubcopilot.com");
    const auto row = [](const QString &baseUrl, const char *api, bool isAllowed) {
        QTest::addRow("%s %s", qUtf8Printable(baseUrl), api) << baseUrl << QString::fromLatin1(api) << isAllowed;
    };
    for (const char *good : {"https://api.githubcopilot.com", "https://api.business.githubcopilot.com",
                             "https://api.enterprise.githubcopilot.com/", "https://API.Individual.GitHubCopilot.com"})
        row(github, good, true);
    for (const char *bad :
         {"http://api.githubcopilot.com", "https://githubcopilot.com.evil.example", "https://evilgithubcopilot.com",
          "https://api.githubcopilot.com@evil.example", "https://me@api.githubcopilot.com",
          "https://api.githubcopilot.com:8443", "https://api.githubcopilot.com/?x=1", "https://evil.example",
          "https://corp.ghe.com", "http://127.0.0.1", "javascript:alert(1)", "//api.githubcopilot.com", "",
          "https://api.githubcopilot.com#x", "https://127.0.0.1"})
        row(github, bad, false);
    const QString company = QStringLiteral("https://copilot-api.corp.ghe.com");
    row(company, "https://copilot-api.corp.ghe.com", true);
    row(company, "https://api.githubcopilot.com", false);
    row(company, "https://copilot-api.other.ghe.com", false);
    const QString here = QStringLiteral("http://127.0.0.1:8080");
    row(here, "http://127.0.0.1:8080", true);
    row(here, "http://127.0.0.1:9090", false);
    row(here, "https://api.githubcopilot.com", false);
}

void TestCopilotWire::servesOnItsOwnHostsOnly()
{
    QFETCH(const QString, baseUrl);
    QFETCH(const QString, api);
    QTEST(CopilotHosts::of(QUrl(baseUrl))->allowsApi(QUrl(api, QUrl::StrictMode)), "isAllowed");
}

void TestCopilotWire::isOffWithoutAClientId()
{
    const QString packaged = QStringLiteral("Iv1.packaged");
    ProviderPreset preset = presetAt("https://api.githubcopilot.com");
    QVERIFY(copilotClientId(preset, packaged).isEmpty()); // a person's own entry has its own
    preset.isBuiltIn = true;
    QVERIFY(copilotClientId(preset, QString()).isEmpty());
    QCOMPARE(copilotClientId(preset, packaged), packaged);
    preset.fields = {{.id = QStringLiteral("client_id"), .fallback = QStringLiteral(" own ")}};
    QCOMPARE(copilotClientId(preset, packaged), QStringLiteral("own"));
    ProviderPreset company = presetAt("https://copilot-api.{domain}");
    company.isBuiltIn = true;
    QVERIFY(copilotClientId(company, packaged).isEmpty()); // GitHub knows it on github.com only
}

void TestCopilotWire::bindsTheKeyToTheExchange()
{
    QCOMPARE(presetAt("https://api.githubcopilot.com").origin(), QStringLiteral("https://api.github.com:443"));
    ProviderPreset company = presetAt("https://copilot-api.{domain}");
    company.fields = {{.id = QStringLiteral("domain")}};
    QVERIFY(company.origin().isEmpty());
    QCOMPARE(company.withFields({{QStringLiteral("domain"), QStringLiteral("corp.ghe.com")}}).origin(),
             QStringLiteral("https://api.corp.ghe.com:443"));
    QVERIFY(company.withFields({{QStringLiteral("domain"), QStringLiteral("corp.ghe.com/x?")}}).origin().isEmpty());
}

QTEST_GUILESS_MAIN(TestCopilotWire)
#include "tst_copilotwire.moc"
