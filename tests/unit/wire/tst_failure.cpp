// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Adapter.h"
#include "core/dialects/ErrorBody.h"
#include "core/dialects/Failure.h"

#include <QTest>

using namespace triptych;

/// What becomes of replies that are no success, whatever a server or a proxy made of them.
class TestFailure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void describes_data();
    void describes();
    void namesTheFieldBesideTheKey_data();
    void namesTheFieldBesideTheKey();
    void readsAmazonsHeader_data();
    void readsAmazonsHeader();
    void describesRedirects_data();
    void describesRedirects();
};

void TestFailure::describes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, int status, const QByteArray &body, const char *kind, const char *cause,
                        const char *message) {
        QTest::newRow(name) << status << body << QString::fromLatin1(kind) << QString::fromLatin1(cause)
                            << QString::fromUtf8(message);
    };
    // OpenAI
    row("openai 400", 400,
        R"({"error":{"message":"Bad value.","type":"invalid_request_error","param":"n","code":null}})", "rejected",
        "rejected", "Bad value.");
    row("openai wrong key", 401,
        R"({"error":{"message":"Incorrect API key provided.","type":"invalid_request_error","code":"invalid_api_key"}})",
        "unauthorized", "auth", "Incorrect API key provided.");
    row("openai country", 403,
        R"({"error":{"message":"Country not supported","type":"request_forbidden","code":"unsupported_country_region_territory"}})",
        "unauthorized", "auth", "Country not supported");
    row("openai model", 404,
        R"({"error":{"message":"No such model","type":"invalid_request_error","code":"model_not_found"}})", "rejected",
        "rejected", "No such model");
    row("openai context code", 400,
        R"({"error":{"message":"x","type":"invalid_request_error","code":"context_length_exceeded"}})", "rejected",
        "context_length", "x");
    row("openai rate", 429, R"({"error":{"message":"Slow","type":"tokens","code":"rate_limit_exceeded"}})",
        "rate_limited", "rate_limited", "Slow");
    row("openai quota", 429,
        R"({"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}})",
        "rejected", "quota", "You exceeded your current quota");
    row("openai credit", 429,
        R"({"error":{"message":"x","type":"insufficient_quota","code":"credit_balance_exhausted"}})", "rejected",
        "quota", "x");
    row("code before type", 429,
        R"({"error":{"message":"x","type":"insufficient_quota","code":"rate_limit_exceeded"}})", "rate_limited",
        "rate_limited", "x");
    row("openai 500", 500, R"({"error":{"message":"The server had an error","type":"server_error"}})", "server_fault",
        "server", "The server had an error");
    row("openai overloaded", 503, R"({"error":{"message":"busy","code":"server_is_overloaded"}})", "server_fault",
        "server", "busy");
    row("openai prompt", 400,
        R"({"error":{"message":"Blocked by policy.","type":"invalid_request_error","param":null,"code":"invalid_prompt"}})",
        "rejected", "rejected", "Blocked by policy.");
    row("openai field of responses", 400,
        R"({"error":{"message":"Unsupported parameter: 'temperature' is not supported with this model.","type":"invalid_request_error","param":"temperature","code":null}})",
        "rejected", "rejected", "Unsupported parameter: 'temperature' is not supported with this model.");
    // An id beside the key
    row("the article's", 401, R"({"error":"Invalid organization_id","request_id":"req_1"})", "unauthorized",
        "account_field", "Invalid organization_id");
    row("openai other organization", 401,
        R"({"error":{"message":"OpenAI-Organization header should match organization for API key","type":"invalid_request_error","param":null,"code":"mismatched_organization"}})",
        "unauthorized", "account_field", "OpenAI-Organization header should match organization for API key");
    row("openai organization", 401,
        R"({"error":{"message":"No such organization: org-x.","type":"invalid_request_error","param":null,"code":"invalid_organization"}})",
        "unauthorized", "account_field", "No such organization: org-x.");
    row("project", 400, R"({"error":{"message":"Invalid project ID","type":"invalid_request_error"}})", "unauthorized",
        "account_field", "Invalid project ID");
    row("rate of an organization", 429,
        R"({"error":{"message":"Rate limit reached for organization org-x","type":"tokens","code":"rate_limit_exceeded"}})",
        "rate_limited", "rate_limited", "Rate limit reached for organization org-x");
    row("quota of a project", 403, R"({"error":{"message":"Invalid project budget","code":"insufficient_quota"}})",
        "rejected", "quota", "Invalid project budget");
    row("talk of organizations", 403,
        R"({"error":{"message":"Your organization must be verified to use this model","type":"invalid_request_error"}})",
        "unauthorized", "auth", "Your organization must be verified to use this model");
    // Anthropic
    row("anthropic 400", 400,
        R"({"type":"error","error":{"type":"invalid_request_error","message":"temperature: Extra inputs are not permitted"},"request_id":"req_1"})",
        "rejected", "rejected", "temperature: Extra inputs are not permitted");
    row("anthropic too long", 400,
        R"({"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 9 tokens > 8 maximum"}})",
        "rejected", "context_length", "prompt is too long: 9 tokens > 8 maximum");
    row("anthropic key", 401,
        R"({"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}})", "unauthorized",
        "auth", "invalid x-api-key");
    row("anthropic billing", 402, R"({"type":"error","error":{"type":"billing_error","message":"b"}})", "rejected",
        "quota", "b");
    row("anthropic permission", 403, R"({"type":"error","error":{"type":"permission_error","message":"p"}})",
        "unauthorized", "auth", "p");
    row("anthropic 404", 404, R"({"type":"error","error":{"type":"not_found_error","message":"model: x"}})", "rejected",
        "rejected", "model: x");
    row("anthropic 413", 413, R"({"type":"error","error":{"type":"request_too_large","message":"32 MB"}})", "rejected",
        "rejected", "32 MB");
    row("anthropic rate", 429, R"({"type":"error","error":{"type":"rate_limit_error","message":"r"}})", "rate_limited",
        "rate_limited", "r");
    row("anthropic ramp", 429,
        R"({"type":"error","error":{"type":"rate_limit_error","message":"r","details":{"error_code":"ramp_limit_exceeded"}}})",
        "rate_limited", "rate_limited", "r");
    row("anthropic spend", 429,
        R"({"type":"error","error":{"type":"rate_limit_error","message":"r","details":{"error_code":"enforced_spend_limit_reached"}}})",
        "rejected", "quota", "r");
    row("anthropic overloaded", 529, R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})",
        "server_fault", "server", "Overloaded");
    row("anthropic timeout", 504, R"({"type":"error","error":{"type":"timeout_error","message":"t"}})", "server_fault",
        "server", "t");
    // Compatible servers
    row("openrouter credits", 402, R"({"error":{"code":402,"message":"Insufficient credits"}})", "rejected", "quota",
        "Insufficient credits");
    row("openrouter none", 503, R"({"error":{"code":503,"message":"No provider"}})", "server_fault", "server",
        "No provider");
    row("deepseek balance", 402,
        R"({"error":{"message":"Insufficient Balance","type":"unknown_error","code":"invalid_request_error"}})",
        "rejected", "quota", "Insufficient Balance");
    row("mistral detail list", 422,
        R"({"detail":[{"type":"extra_forbidden","loc":["body","top_k"],"msg":"Extra inputs are not permitted"}]})",
        "rejected", "rejected", "body.top_k: Extra inputs are not permitted");
    row("detail text", 404, R"({"detail":"Not Found"})", "rejected", "rejected", "Not Found");
    row("xai", 400, R"({"code":"Client specified an invalid argument","error":"Incorrect API key provided: xa***34"})",
        "unauthorized", "auth", "Incorrect API key provided: xa***34");
    row("moonshot rate", 429, R"({"error":{"message":"slow","type":"rate_limit_reached_error"}})", "rate_limited",
        "rate_limited", "slow");
    row("moonshot quota", 429, R"({"error":{"message":"pay","type":"exceeded_current_quota_error"}})", "rejected",
        "quota", "pay");
    row("dashscope native", 429, R"({"code":"Throttling.RateQuota","message":"Too fast","request_id":"r"})",
        "rate_limited", "rate_limited", "Too fast");
    row("dashscope arrears", 400, R"({"code":"Arrearage","message":"Overdue","request_id":"r"})", "rejected", "quota",
        "Overdue");
    row("zhipu balance", 429, R"({"error":{"code":"1113","message":"no balance"}})", "rejected", "quota", "no balance");
    row("lm studio text", 400, R"({"error":"Model not loaded"})", "rejected", "rejected", "Model not loaded");
    row("llama loading", 503, R"({"error":{"code":503,"message":"Loading model","type":"unavailable_error"}})",
        "server_fault", "server", "Loading model");
    row("llama context", 400,
        R"({"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error","n_ctx":512}})",
        "rejected", "context_length", "the request exceeds the available context size");
    row("llama context as 500", 500,
        R"({"error":{"code":500,"message":"context size has been exceeded","type":"server_error"}})", "rejected",
        "context_length", "context size has been exceeded");
    row("vllm flat", 400,
        R"({"object":"error","message":"This model's maximum context length is 8","type":"BadRequestError","code":400})",
        "rejected", "context_length", "This model's maximum context length is 8");
    row("ollama model", 404, R"({"error":"model 'qwen9' not found"})", "rejected", "rejected",
        "model 'qwen9' not found");
    row("ollama cannot think", 400, R"({"error":"\"gemma3:4b\" does not support thinking"})", "rejected", "rejected",
        "\"gemma3:4b\" does not support thinking");
    row("ollama sign in", 401, R"({"error":"unauthorized","signin_url":"https://ollama.com/connect?name=box"})",
        "unauthorized", "auth", "unauthorized https://ollama.com/connect?name=box");
    row("ollama cloud rate", 429, R"({"error":"too many requests, please try again in 5s"})", "rate_limited",
        "rate_limited", "too many requests, please try again in 5s");
    row("ollama cloud away", 502, R"({"error":"remote host is unreachable"})", "server_fault", "server",
        "remote host is unreachable");
    row("ollama queue", 503, R"({"error":"server busy, please try again"})", "server_fault", "server",
        "server busy, please try again");
    row("azure filter", 400,
        R"({"error":{"message":"The prompt triggered the content management policy.","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"violence":{"filtered":true,"severity":"medium"}}}}})",
        "rejected", "rejected", "The prompt triggered the content management policy.");
    row("azure deployment", 404,
        R"({"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}})",
        "rejected", "rejected", "The API deployment for this resource does not exist.");
    row("azure gateway", 401, R"({"error":{"code":"401","message":"Access denied"}})", "unauthorized", "auth",
        "Access denied");
    row("azure management", 401, R"({"statusCode":401,"message":"Access denied"})", "unauthorized", "auth",
        "Access denied");
    row("azure rate", 429, R"({"error":{"code":"RateLimitReached","message":"Please retry after 6 seconds."}})",
        "rate_limited", "rate_limited", "Please retry after 6 seconds.");
    row("google array", 429, R"([{"error":{"code":429,"message":"Quota exceeded","status":"RESOURCE_EXHAUSTED"}}])",
        "rate_limited", "rate_limited", "Quota exceeded");
    row("google key", 400,
        R"([{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}])",
        "unauthorized", "auth", "API key not valid. Please pass a valid API key.");
    row("google key by its reason", 400,
        R"({"error":{"code":400,"message":"m","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com"}]}})",
        "unauthorized", "auth", "m");
    row("google bad value", 400,
        R"({"error":{"code":400,"message":"Function call is missing a thought_signature.","status":"INVALID_ARGUMENT"}})",
        "rejected", "rejected", "Function call is missing a thought_signature.");
    row("google region", 400,
        R"({"error":{"code":400,"message":"User location is not supported.","status":"FAILED_PRECONDITION"}})",
        "rejected", "rejected", "User location is not supported.");
    row("google permission", 403, R"({"error":{"code":403,"message":"m","status":"PERMISSION_DENIED"}})",
        "unauthorized", "auth", "m");
    row("google model", 404, R"({"error":{"code":404,"message":"models/x is not found","status":"NOT_FOUND"}})",
        "rejected", "rejected", "models/x is not found");
    row("google overloaded", 503, R"({"error":{"code":503,"message":"m","status":"UNAVAILABLE"}})", "server_fault",
        "server", "m");
    row("google deadline", 504, R"({"error":{"code":504,"message":"m","status":"DEADLINE_EXCEEDED"}})", "server_fault",
        "server", "m");
    row("google tokens", 400,
        R"({"error":{"code":400,"message":"The input token count (9) exceeds the maximum number of tokens allowed (8).","status":"INVALID_ARGUMENT"}})",
        "rejected", "context_length", "The input token count (9) exceeds the maximum number of tokens allowed (8).");
    row("errors list", 400, R"({"errors":[{"message":"one"},{"message":"two"}]})", "rejected", "rejected", "one");
    row("nested error", 500, R"({"error":{"error":{"message":"inside"}}})", "server_fault", "server", "inside");
    row("message only", 400, R"({"message":"no"})", "rejected", "rejected", "no");
    row("plain text", 502, "upstream connect error", "server_fault", "server", "upstream connect error");
    row("json text", 400, R"("just a string")", "rejected", "rejected", "just a string");
    row("empty 500", 500, "", "server_fault", "server", "");
    row("empty 401", 401, "", "unauthorized", "auth", "");
    row("groq flex", 498, R"({"error":{"message":"capacity"}})", "server_fault", "server", "capacity");
    row("timeout 408", 408, "", "server_fault", "server", "");
    row("teapot", 418, "", "rejected", "rejected", "");
    // Amazon, whose names of errors mostly stand in a header
    row("bedrock validation", 400, R"({"message":"The provided model identifier is invalid."})", "rejected", "rejected",
        "The provided model identifier is invalid.");
    row("bedrock too long", 400, R"({"message":"Input is too long for requested model."})", "rejected",
        "context_length", "Input is too long for requested model.");
    row("bedrock denied", 403, R"({"Message":"You don't have access to the model."})", "unauthorized", "auth",
        "You don't have access to the model.");
    row("bedrock signature", 400, R"({"__type":"com.amazon.coral.service#IncompleteSignatureException","message":"s"})",
        "unauthorized", "auth", "s");
    row("bedrock model failed", 424,
        R"({"message":"m","originalStatusCode":500,"resourceName":"arn:aws:bedrock:us-east-1::x"})", "server_fault",
        "server", "m");
    row("bedrock original words", 424, R"({"originalStatusCode":500,"originalMessage":"out of memory"})",
        "server_fault", "server", "out of memory");
    row("bedrock too slow", 408, R"({"message":"The model took too long."})", "server_fault", "server",
        "The model took too long.");
    row("bedrock throttling", 429, R"({"message":"Too many tokens, please wait before trying again."})", "rate_limited",
        "rate_limited", "Too many tokens, please wait before trying again.");
    // Pages of proxies
    row("html 502", 502, "<html><head><title>502 Bad Gateway</title></head></html>", "server_fault", "html_page",
        "502 Bad Gateway");
    row("html 404", 404, "<!DOCTYPE html><title>Not here</title>", "rejected", "html_page", "Not here");
    row("html 403", 403, "<html><title>Attention Required!</title></html>", "rejected", "html_page",
        "Attention Required!");
    row("html 401", 401, "<html><title>Unauthorized</title></html>", "unauthorized", "auth", "Unauthorized");
    row("html 429", 429, "<html><title>Slow down</title></html>", "rate_limited", "rate_limited", "Slow down");
    row("redirect without url", 302, "", "rejected", "redirect", "");
}

void TestFailure::describes()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    for (const char *dialect : {"openai-chat", "anthropic", "openai-responses", "gemini", "ollama", "bedrock"}) {
        const Error error = adapterFor(QString::fromLatin1(dialect))->describeFailure({status, {}}, body);
        QTEST(kindName(error.kind), "kind");
        QTEST(error.cause, "cause");
        QTEST(error.message, "message");
        QCOMPARE(error.httpStatus.value(), status);
        QCOMPARE(error.rawBody, QString::fromUtf8(body));
    }
}

void TestFailure::namesTheFieldBesideTheKey_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    const auto row = [](const QByteArray &body, const char *field) {
        QTest::newRow(body.constData()) << body << QString::fromLatin1(field);
    };
    row(R"({"error":"Invalid organization_id"})", "organization");
    row(R"({"error":"Invalid organisation id"})", "organization");
    row(R"({"error":{"code":"mismatched_organization","message":"x"}})", "organization");
    row(R"({"error":{"code":"mismatched_project","message":"x"}})", "project");
    row(R"({"error":{"code":"invalid_project","message":"x"}})", "project");
    row(R"({"error":{"message":"x","param":"OpenAI-Project"}})", "project");
    row(R"({"error":{"message":"Unknown workspace: wrkspc_1"}})", "workspace");
    row(R"({"error":{"message":"anthropic-workspace-id: not a workspace of this key"}})", "workspace");
    row(R"({"error":{"message":"Invalid model for project"}})", "");
    row(R"({"error":{"message":"The organization is on hold","code":"organization_on_hold"}})", "");
}

void TestFailure::namesTheFieldBesideTheKey()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, field);
    const Error error = describeHttpFailure({.status = 401}, body);
    QCOMPARE(error.parameter, field);
    QCOMPARE(error.hint, field.isEmpty() ? QStringLiteral("check_key") : QStringLiteral("edit_field:") + field);
    // A server in trouble says many things.
    QVERIFY(describeHttpFailure({.status = 503}, body).parameter.isEmpty());
}

void TestFailure::readsAmazonsHeader_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("described");
    const auto row = [](int status, const char *header, const char *described) {
        QTest::addRow("%d %s", status, header) << status << QByteArray(header) << QString::fromLatin1(described);
    };
    row(400, "ValidationException", "rejected rejected");
    row(400, "ValidationException:http://internal.amazon.com/coral/com.amazon.bedrock/", "rejected rejected");
    row(400, "ServiceQuotaExceededException", "rejected quota");
    row(400, "IncompleteSignatureException", "unauthorized auth");
    row(400, "MissingAuthenticationTokenException", "unauthorized auth");
    row(403, "AccessDeniedException", "unauthorized auth");
    row(403, "UnrecognizedClientException", "unauthorized auth");
    row(403, "ExpiredTokenException", "unauthorized auth");
    row(404, "ResourceNotFoundException", "rejected rejected");
    row(408, "ModelTimeoutException", "server_fault server");
    row(424, "ModelErrorException", "server_fault server");
    row(429, "ThrottlingException", "rate_limited rate_limited");
    row(429, "ModelNotReadyException", "rate_limited rate_limited");
    row(500, "InternalServerException", "server_fault server");
    row(503, "ServiceUnavailableException", "server_fault server");
    row(400, "", "rejected rejected");
}

void TestFailure::readsAmazonsHeader()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, header);
    const Error error = describeHttpFailure({status, {{"x-amzn-ErrorType", header}, {"x-amzn-RequestId", "7f3c"}}},
                                            R"({"message":"m"})");
    QTEST(QString(kindName(error.kind) + QLatin1Char(' ') + error.cause), "described");
    QCOMPARE(error.message, QStringLiteral("m"));
    QCOMPARE(error.requestId, QStringLiteral("7f3c"));
}

void TestFailure::describesRedirects_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<bool>("isSame");
    QTest::newRow("relative") << QByteArray("/v2/chat") << true;
    QTest::newRow("absolute") << QByteArray("https://api.example.com/v2/chat") << true;
    QTest::newRow("absolute with port") << QByteArray("https://API.example.com:443/v2") << true;
    QTest::newRow("none") << QByteArray() << true;
    QTest::newRow("other host") << QByteArray("https://evil.example/v1") << false;
    QTest::newRow("subdomain") << QByteArray("https://api.example.com.evil.example/v1") << false;
    QTest::newRow("other port") << QByteArray("https://api.example.com:8443/v1") << false;
    QTest::newRow("plain") << QByteArray("http://api.example.com/v1") << false;
    QTest::newRow("no scheme") << QByteArray("//evil.example/v1") << false;
    QTest::newRow("backslashes") << QByteArray("\\\\evil.example\\v1") << true;
    QTest::newRow("user") << QByteArray("https://api.example.com@evil.example/v1") << false;
    QTest::newRow("user on the same host") << QByteArray("https://me:pw@api.example.com/v1") << false;
    QTest::newRow("script") << QByteArray("javascript:alert(1)") << false;
    QTest::newRow("idn") << QByteArray("https://api.exämple.com/v1") << false;
    QTest::newRow("garbage") << QByteArray("https://[::1/v1") << false;
    QTest::newRow("escaped slash") << QByteArray("https://api.example.com%2F@evil.example/") << false;
}

void TestFailure::describesRedirects()
{
    QFETCH(const QByteArray, location);
    QFETCH(const bool, isSame);
    const QUrl request(QStringLiteral("https://api.example.com/v1/chat"));
    for (const int status : {301, 302, 303, 307, 308}) {
        const Error error = describeRedirect(request, {status, {{"Location", location}}});
        QCOMPARE(error.cause, isSame ? QStringLiteral("redirect") : QStringLiteral("redirect_cross_origin"));
        QCOMPARE(kindName(error.kind), QStringLiteral("rejected"));
        QCOMPARE(error.httpStatus.value(), status);
        QVERIFY(!error.message.contains(QStringLiteral("pw")));
    }
}

QTEST_GUILESS_MAIN(TestFailure)
#include "tst_failure.moc"
