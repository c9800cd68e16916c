// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Adapter.h"
#include "core/dialects/ModelList.h"

#include <QTest>

using namespace triptych;

/// The lists of models that providers send.
class TestReadModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsModelLists_data();
    void readsModelLists();
    void tellsWhereListsGoOn_data();
    void tellsWhereListsGoOn();
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
    const auto models = adapterFor(dialect)->readModels(body);
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
    const auto same = adapterFor(u"openai-responses")->readModels(body);
    QCOMPARE(bool(same), bool(models));
    QVERIFY(same ? same.value() == models.value() : same.error().cause == models.error().cause);
}

void TestReadModels::tellsWhereListsGoOn_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("next");
    QTest::newRow("more") << QByteArray(R"({"data":[],"has_more":true,"first_id":"a","last_id":"m"})")
                          << QStringLiteral("m");
    QTest::newRow("the last page") << QByteArray(R"({"data":[],"has_more":false,"last_id":"m"})") << QString();
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

QTEST_GUILESS_MAIN(TestReadModels)
#include "tst_readmodels.moc"
