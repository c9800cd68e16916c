// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Adapter.h"
#include "core/dialects/ModelList.h"
#include "core/dialects/ollama/OllamaModels.h"

#include <QTest>

using namespace triptych;

namespace {

QString numberText(const std::optional<qint64> &number)
{
    return number ? QString::number(*number) : QStringLiteral("-");
}

QString usdText(const std::optional<double> &usd)
{
    return usd ? QString::number(*usd) : QStringLiteral("-");
}

/// What a model can, and what it is known not to.
QString abilityText(const std::optional<bool> &ability, const char *can, const char *cannot)
{
    return ability ? QLatin1Char(' ') + QString::fromLatin1(*ability ? can : cannot) : QString();
}

QString listText(const char *name, const QStringList &words)
{
    return words.isEmpty() ? QString()
                           : QStringLiteral(" %1:%2").arg(QLatin1String(name), words.join(QLatin1Char(',')));
}

QString lineOf(const ModelInfo &model)
{
    QString line = QStringLiteral("%1 ctx%2 max%3")
                       .arg(model.id, numberText(model.contextTokens), numberText(model.maxOutputTokens));
    line += model.label.isEmpty() ? QString() : QStringLiteral(" '%1'").arg(model.label);
    line += abilityText(model.images, "images", "no-images");
    line += abilityText(model.documents, "documents", "no-documents");
    line += abilityText(model.tools, "tools", "no-tools");
    line += abilityText(model.reasoning, "reasons", "no-reasoning");
    line += listText("refuses", model.refusedParameters) + listText("efforts", model.reasoningEfforts);
    if (model.price)
        line += QStringLiteral(" usd:%1/%2/%3")
                    .arg(usdText(model.price->input), usdText(model.price->output), usdText(model.price->cachedInput));
    line += model.isLegacy ? QStringLiteral(" legacy") : QString();
    return line + (model.shutdown ? QStringLiteral(" until") + model.shutdown->toString(Qt::ISODate) : QString());
}

QString textOf(const Result<std::vector<ModelInfo>> &models)
{
    if (!models)
        return QStringLiteral("error ") + models.error().cause;
    QStringList lines;
    for (const ModelInfo &model : models.value())
        lines += lineOf(model);
    return lines.join(QLatin1Char(';'));
}

} // namespace

/// The lists of models that providers send.
class TestReadModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsModelLists_data();
    void readsModelLists();
    void readsInstalledModels_data();
    void readsInstalledModels();
    void readsWhatAServerShows_data();
    void readsWhatAServerShows();
    void readsListsOfBedrock_data();
    void readsListsOfBedrock();
    void tellsWhereListsGoOn_data();
    void tellsWhereListsGoOn();
    void asksForPages_data();
    void asksForPages();
};

void TestReadModels::readsModelLists_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    const auto rowOf = [](const char *dialect, const char *name, const char *body, const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(dialect) << QByteArray(body) << QString::fromUtf8(expected);
    };
    const auto row
        = [&](const char *name, const char *body, const char *expected) { rowOf("openai-chat", name, body, expected); };
    row("openai",
        R"({"object":"list","data":[{"id":"gpt-6","object":"model","created":1,"owned_by":"o","shutdown_date":"2027-03-01"},{"id":"x","shutdown_date":null}]})",
        "gpt-6 ctx- max- until2027-03-01;x ctx- max-");
    row("names that steer a terminal, or are none",
        R"({"data":[{"id":"a\u001b]0;x\u0007"},{"id":"two\nlines"},{"id":"b","display_name":"B\u202ex"},{"id":""}]})",
        "b ctx- max-");
    row("documents",
        R"({"data":[{"id":"a","capabilities":{"image_input":{"supported":true},"pdf_input":{"supported":false}}},{"id":"b","capabilities":{"pdf_input":true}}]})",
        "a ctx- max- images no-documents;b ctx- max- documents");
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
    rowOf(
        "gemini", "gemini",
        R"({"models":[{"name":"models/gemini-3.8-flash","version":"3.8","displayName":"Gemini 3.8 Flash","inputTokenLimit":1048576,"outputTokenLimit":65536,"supportedGenerationMethods":["generateContent","countTokens"],"temperature":1,"maxTemperature":2,"topP":0.95,"topK":64,"thinking":true},{"name":"models/embedding-1","inputTokenLimit":2048,"supportedGenerationMethods":["embedContent"]},{"name":"models/gemma-3","displayName":"Gemma 3","inputTokenLimit":32768,"outputTokenLimit":8192,"supportedGenerationMethods":["generateContent"]},{"name":"models/bare"}],"nextPageToken":"p2"})",
        "gemini-3.8-flash ctx1048576 max65536 'Gemini 3.8 Flash' reasons;gemma-3 ctx32768 max8192 'Gemma 3';bare ctx- max-");
    rowOf(
        "gemini", "gemini, wrong key",
        R"({"error":{"code":400,"message":"m","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}})",
        "error provider.invalid_argument");
    row("strings", R"(["a","b","a"])", "a ctx- max-;b ctx- max-");
    row("rubbish among it", R"({"data":[null,3,{},{"id":""},{"id":"ok","context_length":-5}]})", "ok ctx- max-");
    row("empty", R"({"data":[]})", "");
    row("other shape", R"({"hello":1})", "error schema");
    row("error", R"({"error":{"message":"m","type":"invalid_request_error"}})", "error provider.invalid_request_error");
    row("not json", "<html>", "error schema");
}

void TestReadModels::readsModelLists()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArray, body);
    QTEST(textOf(adapterFor(dialect)->readModels(body)), "expected");
    const auto byChat = adapterFor(u"openai-chat")->readModels(body);
    const auto same = adapterFor(u"openai-responses")->readModels(body);
    QCOMPARE(bool(same), bool(byChat));
    QVERIFY(same ? same.value() == byChat.value() : same.error().cause == byChat.error().cause);
}

void TestReadModels::readsInstalledModels_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *body, const char *expected) {
        QTest::newRow(name) << QByteArray(body) << QString::fromUtf8(expected);
    };
    row("all it can",
        R"({"models":[{"name":"q:8b","model":"q:8b","size":1,"details":{"family":"q"},"capabilities":["completion","vision","tools","thinking"]}]})",
        "q:8b ctx- max- images tools reasons");
    row("what it does not list", R"({"models":[{"name":"q:8b","capabilities":["completion","insert"]}]})",
        "q:8b ctx- max- no-images no-tools no-reasoning");
    row("an older server", R"({"models":[{"name":"q:8b","model":"q:8b"},{"model":"r"}]})",
        "q:8b ctx- max-;r ctx- max-");
    row("no chat", R"({"models":[{"name":"embed","capabilities":["embedding"]},{"name":"q","capabilities":[]}]})",
        "q ctx- max-");
    row("in the cloud",
        R"({"models":[{"name":"gpt-oss:120b-cloud","remote_model":"gpt-oss:120b","remote_host":"https://ollama.com:443","capabilities":["completion","tools","thinking"]}]})",
        "gpt-oss:120b-cloud ctx- max- no-images tools reasons");
    row("odd values",
        R"({"models":[{"name":"q","capabilities":{"vision":true}},{"name":"r","capabilities":[7,"tools"]},3]})",
        "q ctx- max- images");
    row("nothing installed", R"({"models":[]})", "");
    row("nothing at all", R"({"models":null})", "error schema");
    row("error", R"({"error":"unauthorized"})", "error provider.error");
}

void TestReadModels::readsInstalledModels()
{
    QFETCH(const QByteArray, body);
    QTEST(textOf(adapterFor(u"ollama")->readModels(body)), "expected");
}

void TestReadModels::readsWhatAServerShows_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *body, const char *expected) {
        QTest::newRow(name) << QByteArray(body) << QString::fromUtf8(expected);
    };
    row("both",
        R"({"capabilities":["completion","tools"],"model_info":{"general.architecture":"qwen3","qwen3.context_length":40960,"clip.context_length":77}})",
        "m ctx40960 max- no-images tools no-reasoning");
    row("context only", R"({"model_info":{"general.architecture":"qwen3","qwen3.context_length":40960}})",
        "m ctx40960 max-");
    row("abilities only", R"({"capabilities":["completion","vision","thinking"]})",
        "m ctx- max- images no-tools reasons");
    row("no architecture", R"({"model_info":{"qwen3.context_length":40960}})", "m ctx- max-");
    row("no context", R"({"model_info":{"general.architecture":"qwen3","qwen3.context_length":0}})", "m ctx- max-");
    row("error", R"({"error":"model 'm' not found"})", "error provider.error");
    row("other shape", R"({"license":"MIT"})", "error schema");
    row("no JSON", "<html>", "error schema");
}

void TestReadModels::readsWhatAServerShows()
{
    QFETCH(const QByteArray, body);
    const auto model = ollama::readOllamaModel(body, QStringLiteral("m"));
    QTEST(model ? lineOf(model.value()) : QStringLiteral("error ") + model.error().cause, "expected");
}

void TestReadModels::readsListsOfBedrock_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *body, const char *expected) {
        QTest::newRow(name) << QByteArray(body) << QString::fromUtf8(expected);
    };
    row("a foundation model",
        R"({"modelSummaries":[{"modelArn":"arn:aws:bedrock:us-east-1::foundation-model/a.b-v1:0","modelId":"a.b-v1:0","modelName":"B","providerName":"A","inputModalities":["TEXT","IMAGE"],"outputModalities":["TEXT"],"responseStreamingSupported":true,"inferenceTypesSupported":["ON_DEMAND"],"modelLifecycle":{"status":"ACTIVE"}}]})",
        "a.b-v1:0 ctx- max- 'B' images");
    row("one that goes",
        R"({"modelSummaries":[{"modelId":"a","modelLifecycle":{"status":"LEGACY","endOfLifeTime":"2027-01-31T00:00:00Z"}}]})",
        "a ctx- max- legacy until2027-01-31");
    row("one that goes some day", R"({"modelSummaries":[{"modelId":"a","modelLifecycle":{"status":"LEGACY"}}]})",
        "a ctx- max- legacy");
    row("an odd life",
        R"({"modelSummaries":[{"modelId":"a","modelLifecycle":["LEGACY"]},{"modelId":"b","modelLifecycle":{"status":7,"endOfLifeTime":"soon"}}]})",
        "a ctx- max-;b ctx- max-");
    row("those that cannot be asked",
        R"({"modelSummaries":[{"modelId":"paints","outputModalities":["IMAGE"]},{"modelId":"waits","responseStreamingSupported":false},{"modelId":"by profile","inferenceTypesSupported":["INFERENCE_PROFILE"]},{"modelId":"rented","inferenceTypesSupported":["PROVISIONED"]},{"modelId":"ok","inferenceTypesSupported":["PROVISIONED","ON_DEMAND"],"outputModalities":["IMAGE","TEXT"]}]})",
        "ok ctx- max-");
    row("profiles",
        R"({"inferenceProfileSummaries":[{"inferenceProfileName":"US B","inferenceProfileId":"us.a.b-v1:0","inferenceProfileArn":"arn","models":[{"modelArn":"x"}],"status":"ACTIVE","type":"SYSTEM_DEFINED"}],"nextToken":"t"})",
        "us.a.b-v1:0 ctx- max- 'US B'");
    row("rubbish among it", R"({"modelSummaries":[null,3,{},{"modelId":""},{"modelId":"ok"}]})", "ok ctx- max-");
    row("empty", R"({"modelSummaries":[]})", "");
    row("other shape", R"({"data":[{"id":"x"}]})", "error schema");
    row("error", R"({"message":"no"})", "error provider.error");
    row("not json", "<html>", "error schema");
}

void TestReadModels::readsListsOfBedrock()
{
    QFETCH(const QByteArray, body);
    QTEST(textOf(adapterFor(u"bedrock")->readModels(body)), "expected");
}

void TestReadModels::tellsWhereListsGoOn_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("next");
    QTest::newRow("more") << QByteArray(R"({"data":[],"has_more":true,"first_id":"a","last_id":"m"})")
                          << QStringLiteral("m");
    QTest::newRow("the last page") << QByteArray(R"({"data":[],"has_more":false,"last_id":"m"})") << QString();
    QTest::newRow("another token") << QByteArray(R"({"inferenceProfileSummaries":[],"nextToken":"t+/="})")
                                   << QStringLiteral("t+/=");
    QTest::newRow("no token") << QByteArray(R"({"inferenceProfileSummaries":[],"nextToken":null})") << QString();
    QTest::newRow("no pages") << QByteArray(R"({"data":[],"last_id":"m"})") << QString();
    QTest::newRow("more of nothing") << QByteArray(R"({"data":[],"has_more":true,"last_id":null})") << QString();
    QTest::newRow("a token") << QByteArray(R"({"models":[],"nextPageToken":"p2"})") << QStringLiteral("p2");
    QTest::newRow("an empty token") << QByteArray(R"({"models":[],"nextPageToken":""})") << QString();
    QTest::newRow("an array") << QByteArray("[]") << QString();
    QTest::newRow("no JSON") << QByteArray("{") << QString();
}

void TestReadModels::tellsWhereListsGoOn()
{
    QFETCH(const QByteArray, body);
    QTEST(nextPageOf(body), "next");
}

void TestReadModels::asksForPages_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("url");
    const QString base = QStringLiteral("https://a.b/models?x=1");
    QTest::newRow("no pages") << QStringLiteral("openai-chat") << QStringLiteral("m") << base;
    QTest::newRow("anthropic") << QStringLiteral("anthropic") << QString() << base + QStringLiteral("&limit=1000");
    QTest::newRow("anthropic, further") << QStringLiteral("anthropic") << QStringLiteral("a&b")
                                        << base + QStringLiteral("&limit=1000&after_id=a%26b");
    QTest::newRow("bedrock") << QStringLiteral("bedrock") << QString() << base;
    QTest::newRow("bedrock, further") << QStringLiteral("bedrock") << QStringLiteral("t+/=")
                                      << base + QStringLiteral("&nextToken=t%2B%2F%3D");
    QTest::newRow("gemini, further") << QStringLiteral("gemini") << QStringLiteral("t+1=")
                                     << base + QStringLiteral("&pageSize=1000&pageToken=t%2B1%3D");
}

void TestReadModels::asksForPages()
{
    QFETCH(const QString, dialect);
    QFETCH(const QString, after);
    QTEST(modelsPageUrl(dialect, QUrl(QStringLiteral("https://a.b/models?x=1")), after).toString(QUrl::FullyEncoded),
          "url");
}

QTEST_GUILESS_MAIN(TestReadModels)
#include "tst_readmodels.moc"
