// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Adapter.h"
#include "core/dialects/ModelList.h"

#include <QTest>

using namespace triptych;

namespace {

/// One word an ability, or the cause of an error.
QString textOf(const Result<std::vector<ModelInfo>> &models)
{
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
    void readsListsOfBedrock_data();
    void readsListsOfBedrock();
    void tellsWhereListsGoOn_data();
    void tellsWhereListsGoOn();
};

void TestReadModels::readsModelLists_data()
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

void TestReadModels::readsModelLists()
{
    QFETCH(const QByteArray, body);
    QTEST(textOf(adapterFor(u"openai-chat")->readModels(body)), "expected");
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
        "a ctx- max- until2027-01-31");
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
    QTest::newRow("a token") << QByteArray(R"({"inferenceProfileSummaries":[],"nextToken":"t+/="})")
                             << QStringLiteral("t+/=");
    QTest::newRow("no token") << QByteArray(R"({"inferenceProfileSummaries":[],"nextToken":null})") << QString();
    QTest::newRow("no pages") << QByteArray(R"({"data":[],"last_id":"m"})") << QString();
    QTest::newRow("more of nothing") << QByteArray(R"({"data":[],"has_more":true,"last_id":null})") << QString();
    QTest::newRow("an array") << QByteArray("[]") << QString();
    QTest::newRow("no JSON") << QByteArray("{") << QString();
}

void TestReadModels::tellsWhereListsGoOn()
{
    QFETCH(const QByteArray, body);
    QTEST(nextPageOf(body), "next");
}

QTEST_GUILESS_MAIN(TestReadModels)
#include "tst_readmodels.moc"
