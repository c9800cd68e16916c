// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Failure.h"
#include "core/dialects/RefusedParameter.h"
#include "tests/support/Encoding.h"

#include <QTest>

using namespace triptych;
using namespace triptych::encoding;

/// Which field of a request a refusal speaks of, and what becomes of the next request.
class TestRefusedParameter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheField_data();
    void findsTheField();
    void tellsNamesFromValues_data();
    void tellsNamesFromValues();
    void writesItOtherwise();
    void leavesOutWhatItAddsItself();
    void rewritesWhatAsksForTheSame_data();
    void rewritesWhatAsksForTheSame();
    void onlyRefusalsNameFields();
};

void TestRefusedParameter::findsTheField_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QByteArray &body, const char *field) {
        QTest::newRow(name) << body << QString::fromLatin1(field);
    };
    row("openai param",
        R"({"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","param":"max_tokens"}})",
        "max_tokens");
    row("the same without param",
        R"({"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."}})",
        "max_tokens");
    row("openai value",
        R"({"error":{"message":"Unsupported value: 'temperature' does not support 0 with this model.","param":"temperature"}})",
        "temperature");
    row("anthropic",
        R"({"type":"error","error":{"type":"invalid_request_error","message":"temperature: Extra inputs are not permitted"}})",
        "temperature");
    row("anthropic stop",
        R"({"type":"error","error":{"type":"invalid_request_error","message":"stop_sequences: each stop sequence must contain non-whitespace"}})",
        "stop_sequences");
    row("moonshot", R"({"error":{"message":"invalid temperature: only 1 is allowed for this model"}})", "temperature");
    row("mistral detail",
        R"({"detail":[{"type":"extra_forbidden","loc":["body","max_completion_tokens"],"msg":"Extra inputs are not permitted"}]})",
        "max_completion_tokens");
    row("old openai", R"({"error":{"message":"Unrecognized request argument supplied: stream_options"}})",
        "stream_options");
    row("bedrock maximum", R"({"message":"Value 9 at 'inferenceConfig.maxTokens' is above the limit"})", "maxTokens");
    row("bedrock top_p", R"({"message":"The model does not take topP beside temperature."})", "topP");
    row("bedrock stop", R"({"message":"stopSequences: at most 4"})", "stopSequences");
    row("bedrock effort", R"({"message":"outputConfig.effort is not supported with this model"})",
        "outputConfig.effort");
    row("xai stop", R"({"code":"x","error":"Argument not supported on this model: stop"})", "stop");
    row("ollama thinking", R"({"error":"\"gemma3:4b\" does not support thinking"})", "think");
    row("ollama level", R"({"error":"think value \"high\" is not supported for this model"})", "think");
    row("ollama tools", R"({"error":"registry.ollama.ai/library/gemma3:4b does not support tools"})", "tools");
    row("openai schema",
        R"({"error":{"message":"Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.","param":null}})",
        "response_format");
    row("responses schema", R"({"error":{"message":"bad","param":"text.format"}})", "text.format");
    row("tools by name", R"({"error":{"message":"tools is not supported in this model.","param":"tools"}})", "tools");
    row("one tool is wrong", R"({"error":{"message":"tools.0.name: too long"}})", "");
    row("images", R"({"error":{"message":"Invalid content type. image_url is only supported by certain models."}})",
        "image_url");
    row("images in words", R"({"error":{"message":"This model does not support image input"}})", "image_url");
    row("cache marks", R"({"error":{"message":"messages.0.content.0.cache_control: Extra inputs are not permitted"}})",
        "cache_control");
    row("quoted seed", R"({"error":{"message":"`seed` is unknown"}})", "seed");
    row("path as param", R"({"error":{"message":"bad","param":"generation.top_k"}})", "top_k");
    row("nested effort", R"({"error":{"message":"bad","param":"reasoning.effort"}})", "reasoning.effort");
    row("summary", R"({"error":{"message":"Your organization must be verified.","param":"reasoning.summary"}})",
        "reasoning.summary");
    row("include", R"({"error":{"message":"Encrypted content is not supported with this model.","param":"include"}})",
        "include");
    row("item of include", R"({"error":{"message":"bad","param":"include[0]"}})", "include");
    row("store", R"({"error":{"message":"Unknown parameter: 'store'."}})", "store");
    row("words of a store", R"({"error":{"message":"The store does not include it"}})", "");
    row("google name",
        R"({"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \"topK\" at 'generation_config': Cannot find field.","status":"INVALID_ARGUMENT"}})",
        "topK");
    row("google path",
        R"({"error":{"code":400,"message":"Invalid value at 'generation_config.thinking_config.thinking_level'","status":"INVALID_ARGUMENT"}})",
        "thinking_level");
    row("google violation",
        R"({"error":{"code":400,"message":"Invalid request.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"generation_config.temperature","description":"deprecated"}]}]}})",
        "temperature");
    row("plain words are no names",
        R"({"error":{"message":"The reasoning did not stop and thinking of seed went on"}})", "");
    row("part of a longer name", R"({"error":{"message":"my_temperature_2 is bad, and so is x.top_p.y"}})", "");
    row("another field", R"({"error":{"message":"bad model","param":"model"}})", "");
    row("nothing", "{}", "");
}

void TestRefusedParameter::findsTheField()
{
    QFETCH(const QByteArray, body);
    QTEST(describeHttpFailure({400, {}}, body).parameter, "field");
}

void TestRefusedParameter::tellsNamesFromValues_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("isUnknown");
    const auto row = [](const char *message, bool isUnknown) {
        QTest::newRow(message) << QString::fromLatin1(message) << isUnknown;
    };
    row("Unsupported parameter: 'max_tokens' is not supported with this model.", true);
    row("body.max_completion_tokens: Extra inputs are not permitted", true);
    row("Unrecognized request argument supplied: stream_options", true);
    row("Unknown field: stream_options", true);
    row("max_tokens is too large: 100000. This model supports at most 16384 completion tokens.", false);
    row("max_tokens must be at least 1", false);
    row("\"gemma3:4b\" does not support thinking", true);
}

void TestRefusedParameter::tellsNamesFromValues()
{
    QFETCH(const QString, message);
    QTEST(saysFieldIsUnknown(message), "isUnknown");
}

void TestRefusedParameter::writesItOtherwise()
{
    Endpoint endpoint;
    writeWithout(endpoint, QStringLiteral("max_completion_tokens"));
    QVERIFY(endpoint.quirks.contains(Quirk::MaxTokensField));
    writeWithout(endpoint, QStringLiteral("max_tokens"));
    QVERIFY(!endpoint.quirks.contains(Quirk::MaxTokensField));
    writeWithout(endpoint, QStringLiteral("stream_options"));
    QVERIFY(endpoint.quirks.contains(Quirk::NoStreamOptions));
    for (const auto &[field, setting] :
         {std::pair("maxOutputTokens", "max_tokens"), std::pair("topP", "top_p"), std::pair("topK", "top_k"),
          std::pair("stopSequences", "stop"), std::pair("thinkingBudget", "reasoning_budget"),
          std::pair("thinkingLevel", "reasoning_effort"), std::pair("thinking_level", "reasoning_effort")})
        QCOMPARE(settingOf(QLatin1String(field)), QLatin1String(setting));
    for (int i = 0; i < 2; ++i)
        writeWithout(endpoint, QStringLiteral("random_seed"));
    QCOMPARE(endpoint.model.refusedParameters, QStringList(QStringLiteral("seed")));
    writeWithout(endpoint, QStringLiteral("tools"));
    writeWithout(endpoint, QStringLiteral("text.format"));
    writeWithout(endpoint, QStringLiteral("image_url"));
    QVERIFY(endpoint.model.tools == false && endpoint.model.schemas == false && endpoint.model.images == false);
    writeWithout(endpoint, QStringLiteral("nonsense"));
    QCOMPARE(endpoint.model.refusedParameters.size(), 1);
    QCOMPARE(settingOf(QStringLiteral("think")), QStringLiteral("reasoning_effort"));
}

void TestRefusedParameter::leavesOutWhatItAddsItself()
{
    Endpoint endpoint = endpointOf(responses);
    endpoint.model.reasoning = true;
    ChatRequest request = hello();
    request.settings.reasoningEffort = QStringLiteral("low");
    for (const char *field : {"reasoning.summary", "include", "store"}) {
        const QByteArray key = '"' + QByteArray(field).split('.').last() + "\":";
        QVERIFY2(encoded(request, endpoint).http.body.contains(key), field);
        writeWithout(endpoint, QLatin1String(field));
        QVERIFY2(!encoded(request, endpoint).http.body.contains(key), field);
    }
    QVERIFY(encoded(request, endpoint).ledger.empty());
    QVERIFY(encoded(request, endpoint).http.body.contains(R"("reasoning":{"effort":"low"})"));
}

void TestRefusedParameter::rewritesWhatAsksForTheSame_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("can");
    const auto row = [](const char *field, const char *message, bool can) {
        QTest::addRow("%s: %s", field, message) << QString::fromLatin1(message) << can;
    };
    row("max_tokens", "is not supported with this model", true);
    row("max_tokens", "is too large", false);
    row("stream_options", "unknown field", true);
    row("reasoning.summary", "Your organization must be verified", true);
    row("include", "Encrypted content is not for you", true);
    row("store", "unknown parameter", true);
    row("store", "must be true", false); // nobody's answer is stored unasked
    row("temperature", "is not supported with this model", false);
    row("", "is not supported with this model", false);
}

void TestRefusedParameter::rewritesWhatAsksForTheSame()
{
    QFETCH(const QString, message);
    const QString field = QString::fromLatin1(QTest::currentDataTag()).section(QLatin1Char(':'), 0, 0);
    QTEST(canBeRewritten(field, message), "can");
}

void TestRefusedParameter::onlyRefusalsNameFields()
{
    const QByteArray body = R"({"error":{"message":"temperature","param":"temperature"}})";
    for (const int status : {401, 404, 429, 500})
        QCOMPARE(describeHttpFailure({status, {}}, body).parameter, QString());
    QCOMPARE(describeHttpFailure({422, {}}, body).hint, QStringLiteral("drop_parameter"));
    QVERIFY(describeHttpFailure({400, {}},
                                R"({"error":{"message":"maximum context length is 8 tokens, max_tokens and all"}})")
                .parameter.isEmpty());
}

QTEST_GUILESS_MAIN(TestRefusedParameter)
#include "tst_refusedparameter.moc"
