// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/ModelLister.h"
#include "core/dialects/Adapter.h"
#include "core/net/HttpTransport.h"
#include "core/net/SystemClock.h"
#include "core/providers/ProviderPreset.h"
#include "core/signin/SigV4.h"
#include "tests/support/ScriptedServer.h"

#include <QTest>

using namespace triptych;

namespace {

const QByteArray signingKey = "AKIDEXAMPLE:sk-0123456789";
const SigningScope signingScope {"us-east-1", "bedrock"};

/// One server under any name, in one dialect. Knows how many jobs hold on to what it gave them.
class OneEndpoint final : public EndpointSource
{
public:
    std::unique_ptr<Pending> resolve(const LanePlan &, Progress, Done done) override
    {
        AuthorisedEndpoint authorised {.endpoint = endpoint};
        if (isSigning)
            authorised.signer.emplace(Secret::copyOf(signingKey), signingScope);
        else
            authorised.secretHeaders.push_back({"x-api-key", {}, Secret::copyOf("sk-0123456789")});
        authorised.movedFrom = movedFrom;
        auto shared = std::make_shared<AuthorisedEndpoint>(std::move(authorised));
        QMetaObject::invokeMethod(
            &context, [done, shared] { done(std::move(*shared)); }, Qt::QueuedConnection);
        return std::make_unique<Held>(held);
    }

    Endpoint endpoint;
    bool isSigning = false;
    QString movedFrom;
    int held = 0;
    QObject context;

private:
    class Held final : public Pending
    {
    public:
        explicit Held(int &count) : m_count(count) { ++m_count; }
        ~Held() override { --m_count; }
        Q_DISABLE_COPY_MOVE(Held)

    private:
        int &m_count;
    };
};

} // namespace

class TestModelLister : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void readsEveryPageOfAnthropic();
    void endsWhereTheListGoesOnForEver();
    void aPageThatRepeatsItselfIsTheLast();
    void aFailedPageFailsTheList();
    void othersAreAskedOnce();
    void describesTheModelsOfOllama();
    void keepsTheListWithoutDescriptions();
    void joinsTheListsOfBedrock();
    void endsWhereTokensGoOnForEver();
    void aFailedListFailsBoth();
    void goesNowhereElse_data();
    void goesNowhereElse();
    void sendsHeadersOnce();
    void theKeyStaysAtItsOrigin();
    void followsAnAccountThatIsServedElsewhere();
    void findsTheList_data();
    void findsTheList();

private:
    void fetch(const char *dialect, const QString &path,
               const std::function<script::Steps(const ScriptedRequest &)> &respond);
    QUrl at(const QString &target) const { return m_server->url().resolved(QUrl(target)); }
    bool isSigned(const ScriptedRequest &request) const;
    bool isAnswered() const { return m_answer.has_value(); }

    SystemClock m_clock;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<HttpTransport> m_transport;
    OneEndpoint m_endpoints;
    std::optional<Result<std::vector<ModelInfo>>> m_answer;
};

void TestModelLister::init()
{
    m_server = std::make_unique<ScriptedServer>();
    m_transport = std::make_unique<HttpTransport>(m_clock);
    m_endpoints.movedFrom.clear();
    m_endpoints.isSigning = false;
    m_endpoints.endpoint = {.providerId = QStringLiteral("p"), .baseUrl = m_server->url(QString()).toString()};
    m_answer.reset();
}

void TestModelLister::cleanup()
{
    QTRY_COMPARE(m_endpoints.held, 0); // a job goes after its answer, and needs the transport until then
    m_transport.reset();
    m_server.reset();
}

void TestModelLister::fetch(const char *dialect, const QString &path,
                            const std::function<script::Steps(const ScriptedRequest &)> &respond)
{
    m_server->respond(respond);
    m_endpoints.endpoint.dialect = QLatin1String(dialect);
    ModelLister::fetch(*m_transport, m_endpoints, m_clock, QStringLiteral("p"), at(path),
                       [this](Result<std::vector<ModelInfo>> models) { m_answer = std::move(models); });
}

void TestModelLister::readsEveryPageOfAnthropic()
{
    fetch("anthropic", QStringLiteral("/v1/models"), [](const ScriptedRequest &request) -> script::Steps {
        const bool isFirst = !request.target().contains("after_id");
        return {script::answer(200,
                               isFirst ? R"({"data":[{"id":"a"},{"id":"b+1"}],"has_more":true,"last_id":"b+1"})"
                                       : R"({"data":[{"id":"c"}],"has_more":false,"last_id":"c"})")};
    });
    QTRY_VERIFY(isAnswered());
    QVERIFY(*m_answer);
    QCOMPARE(m_answer->value().size(), size_t(3));
    QCOMPARE(m_answer->value()[2].id, QStringLiteral("c"));
    QCOMPARE(m_server->requests().size(), size_t(2));
    QCOMPARE(m_server->requests()[0].target(), QByteArray("/v1/models?limit=1000"));
    QCOMPARE(m_server->requests()[1].target(), QByteArray("/v1/models?limit=1000&after_id=b%2B1"));
    for (const ScriptedRequest &request : m_server->requests()) {
        QCOMPARE(request.header("x-api-key"), QByteArray("sk-0123456789"));
        QCOMPARE(request.header("anthropic-version"), QByteArray("2023-06-01"));
    }
}

void TestModelLister::endsWhereTheListGoesOnForEver()
{
    fetch("anthropic", QStringLiteral("/v1/models"), [n = 0](const ScriptedRequest &) mutable -> script::Steps {
        const QByteArray id = "m" + QByteArray::number(++n);
        return {script::answer(200, R"({"data":[{"id":")" + id + R"("}],"has_more":true,"last_id":")" + id + R"("})")};
    });
    QTRY_VERIFY(isAnswered());
    QVERIFY(*m_answer);
    QCOMPARE(m_answer->value().size(), size_t(20));
    QCOMPARE(m_server->requests().size(), size_t(20));
}

void TestModelLister::aPageThatRepeatsItselfIsTheLast()
{
    fetch("anthropic", QStringLiteral("/v1/models"), [](const ScriptedRequest &) -> script::Steps {
        return {script::answer(200, R"({"data":[{"id":"a"}],"has_more":true,"last_id":"a"})")};
    });
    QTRY_VERIFY(isAnswered());
    QVERIFY(*m_answer);
    QCOMPARE(m_server->requests().size(), size_t(2));
}

void TestModelLister::aFailedPageFailsTheList()
{
    fetch("anthropic", QStringLiteral("/v1/models"), [](const ScriptedRequest &request) -> script::Steps {
        if (request.target().contains("after_id"))
            return {script::answer(401, R"({"type":"error","error":{"type":"authentication_error","message":"no"}})")};
        return {script::answer(200, R"({"data":[{"id":"a"}],"has_more":true,"last_id":"a"})")};
    });
    QTRY_VERIFY(isAnswered());
    QVERIFY(!*m_answer);
    QCOMPARE(m_answer->error().cause, QStringLiteral("auth"));
}

void TestModelLister::othersAreAskedOnce()
{
    fetch("openai-chat", QStringLiteral("/v1/models"), [](const ScriptedRequest &) -> script::Steps {
        return {script::answer(200, R"({"data":[{"id":"a"}],"has_more":true,"last_id":"a"})")};
    });
    QTRY_VERIFY(isAnswered());
    QVERIFY(*m_answer);
    QCOMPARE(m_server->requests().size(), size_t(1));
    QCOMPARE(m_server->requests()[0].target(), QByteArray("/v1/models"));
}

void TestModelLister::describesTheModelsOfOllama()
{
    fetch("ollama", QStringLiteral("/api/tags"), [](const ScriptedRequest &request) -> script::Steps {
        if (request.target() == "/api/tags")
            return {script::answer(200, R"({"models":[{"name":"a:1b"},{"name":"b"},{"name":"c"}]})")};
        if (request.body.contains("\"b\""))
            return {script::answer(404, R"({"error":"model 'b' not found"})")};
        return {script::answer(
            200,
            R"({"capabilities":["completion","tools"],"model_info":{"general.architecture":"x","x.context_length":4096}})")};
    });
    QTRY_VERIFY(isAnswered());
    QVERIFY(*m_answer);
    const std::vector<ModelInfo> &models = m_answer->value();
    QCOMPARE(models.size(), size_t(3));
    QCOMPARE(models[0].contextTokens, std::optional<qint64>(4096));
    QCOMPARE(models[0].tools, std::optional(true));
    QCOMPARE(models[1], (ModelInfo {.id = QStringLiteral("b")}));
    QCOMPARE(models[2].contextTokens, std::optional<qint64>(4096));
    QCOMPARE(m_server->requests().size(), size_t(4));
    QVERIFY(m_server->requests()[1].head.startsWith("POST /api/show "));
    QCOMPARE(m_server->requests()[1].body, QByteArray(R"({"model":"a:1b"})"));
    QCOMPARE(m_server->requests()[1].header("x-api-key"), QByteArray("sk-0123456789"));
}

/// A relay may tell where its list is, and nothing about a place for the rest.
void TestModelLister::keepsTheListWithoutDescriptions()
{
    fetch("ollama", QStringLiteral("/list"), [](const ScriptedRequest &) -> script::Steps {
        return {script::answer(200, R"({"models":[{"name":"a"}]})")};
    });
    QTRY_VERIFY(isAnswered());
    QVERIFY(*m_answer);
    QCOMPARE(m_answer->value().size(), size_t(1));
    QCOMPARE(m_server->requests().size(), size_t(1));
}

/// As whoever knows the key would sign what came.
bool TestModelLister::isSigned(const ScriptedRequest &request) const
{
    const HttpRequest seen {.method = request.method(), .url = at(QString::fromLatin1(request.target()))};
    QDateTime sent = QDateTime::fromString(QString::fromLatin1(request.header("x-amz-date")),
                                           QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    sent.setTimeSpec(Qt::UTC);
    const auto expected = signatureHeaders(seen, *AwsKey::of(signingKey), signingScope, sent);
    return request.header("authorization") == expected[0].prefix + expected[0].value.view().toByteArray()
        && !request.head.contains("sk-0123456789");
}

void TestModelLister::joinsTheListsOfBedrock()
{
    m_endpoints.isSigning = true;
    fetch("bedrock", QStringLiteral("/foundation-models?byOutputModality=TEXT"), [](const ScriptedRequest &request) -> script::Steps {
        if (request.target().startsWith("/foundation-models"))
            return {script::answer(
                200,
                R"({"modelSummaries":[{"modelId":"a.new","inferenceTypesSupported":["INFERENCE_PROFILE"],"inputModalities":["TEXT","IMAGE"]},{"modelId":"a.old"}]})")};
        if (request.target().contains("nextToken"))
            return {script::answer(
                200,
                R"({"inferenceProfileSummaries":[{"inferenceProfileId":"eu.a.new","models":[{"modelArn":"arn:x/a.new"}]}]})")};
        return {script::answer(
            200,
            R"({"inferenceProfileSummaries":[{"inferenceProfileId":"us.a.new","models":[{"modelArn":"arn:x/a.new"}]}],"nextToken":"t+/="})")};
    });
    QTRY_VERIFY(isAnswered());
    QVERIFY(*m_answer);
    QStringList ids;
    for (const ModelInfo &model : m_answer->value())
        ids += model.id;
    QCOMPARE(ids, QStringList({QStringLiteral("a.old"), QStringLiteral("us.a.new"), QStringLiteral("eu.a.new")}));
    QCOMPARE(m_answer->value()[2].images, std::optional(true));
    QByteArrayList asked;
    for (const ScriptedRequest &request : m_server->requests()) {
        asked += request.target();
        QVERIFY2(isSigned(request), request.head.constData());
    }
    QCOMPARE(asked,
             QByteArrayList({"/foundation-models?byOutputModality=TEXT", "/inference-profiles",
                             "/inference-profiles?nextToken=t%2B%2F%3D"}));
}

void TestModelLister::endsWhereTokensGoOnForEver()
{
    fetch("bedrock", QStringLiteral("/foundation-models"),
          [n = 0](const ScriptedRequest &request) mutable -> script::Steps {
              const QByteArray id = "m" + QByteArray::number(++n);
              if (request.target() == "/foundation-models")
                  return {script::answer(200, R"({"modelSummaries":[{"modelId":"m"}]})")};
              return {script::answer(200,
                                     R"({"inferenceProfileSummaries":[{"inferenceProfileId":")" + id
                                         + R"(","models":[{"modelArn":"m"}]}],"nextToken":")" + id + R"("})")};
          });
    QTRY_VERIFY(isAnswered());
    QVERIFY(*m_answer);
    QCOMPARE(m_answer->value().size(), size_t(21));
    QCOMPARE(m_server->requests().size(), size_t(21));
}

/// Half a list would pass for a whole one.
void TestModelLister::aFailedListFailsBoth()
{
    fetch("bedrock", QStringLiteral("/foundation-models"), [](const ScriptedRequest &request) -> script::Steps {
        if (request.target() == "/foundation-models")
            return {script::answer(200, R"({"modelSummaries":[{"modelId":"m"}]})")};
        return {script::answer(403, R"({"message":"not authorized to perform: bedrock:ListInferenceProfiles"})",
                               "x-amzn-ErrorType: AccessDeniedException\r\n")};
    });
    QTRY_VERIFY(isAnswered());
    QVERIFY(!*m_answer);
    QCOMPARE(m_answer->error().cause, QStringLiteral("auth"));
    QVERIFY(m_answer->error().message.contains(QStringLiteral("ListInferenceProfiles")));
}

void TestModelLister::goesNowhereElse_data()
{
    QTest::addColumn<bool>("isSigning");
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("signed %d", status) << true << status;
        QTest::addRow("key %d", status) << false << status;
    }
}

void TestModelLister::goesNowhereElse()
{
    QFETCH(const bool, isSigning);
    QFETCH(const int, status);
    const ScriptedServer other;
    m_endpoints.isSigning = isSigning;
    const QByteArray location = "Location: " + other.url(QStringLiteral("/inference-profiles")).toEncoded() + "\r\n";
    fetch("bedrock", QStringLiteral("/foundation-models"), [&](const ScriptedRequest &request) -> script::Steps {
        if (request.target() == "/foundation-models")
            return {script::answer(200, R"({"modelSummaries":[{"modelId":"m"}]})")};
        return {script::answer(status, {}, location)};
    });
    QTRY_VERIFY(isAnswered());
    QVERIFY(!*m_answer);
    QCOMPARE(m_answer->error().cause, QStringLiteral("redirect_cross_origin"));
    QCOMPARE(m_answer->error().httpStatus, status);
    QVERIFY(other.requests().empty());
}

void TestModelLister::sendsHeadersOnce()
{
    m_endpoints.endpoint.headers = {{"X-Team", "blue"}};
    fetch("openai-chat", QStringLiteral("/v1/models"),
          [](const ScriptedRequest &) -> script::Steps { return {script::answer(200, R"({"data":[]})")}; });
    QTRY_VERIFY(isAnswered());
    QCOMPARE(m_server->requests()[0].head.toLower().count("x-team:"), 1);
}

void TestModelLister::theKeyStaysAtItsOrigin()
{
    const ScriptedServer other;
    m_endpoints.endpoint.baseUrl = other.url(QString()).toString();
    fetch("openai-chat", QStringLiteral("/v1/models"), [](const ScriptedRequest &) -> script::Steps { return {}; });
    QTRY_VERIFY(isAnswered());
    QVERIFY(!*m_answer);
    QCOMPARE(m_answer->error().cause, QStringLiteral("key_origin"));
    QVERIFY(m_server->requests().empty());
}

void TestModelLister::followsAnAccountThatIsServedElsewhere()
{
    ScriptedServer business;
    business.play({script::answer(200, R"({"data":[{"id":"a"}]})")});
    m_endpoints.endpoint.baseUrl = business.url(QString()).toString();
    m_endpoints.movedFrom = originOf(m_server->url());
    fetch("openai-chat", QStringLiteral("/models"), [](const ScriptedRequest &) -> script::Steps { return {}; });
    QTRY_VERIFY(isAnswered());
    QVERIFY(*m_answer);
    QCOMPARE(business.requests().front().target(), QByteArray("/models"));
    QVERIFY(m_server->requests().empty());
}

void TestModelLister::findsTheList_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("baseUrl");
    QTest::addColumn<QString>("path"); // of the entry; empty: the dialect's
    QTest::addColumn<QString>("url");
    const auto row = [](const char *name, const char *dialect, const char *baseUrl, const char *path, const char *url) {
        QTest::newRow(name) << QString::fromLatin1(dialect) << QString::fromLatin1(baseUrl) << QString::fromLatin1(path)
                            << QString::fromLatin1(url);
    };
    row("plain", "openai-chat", "https://a.test/v1", "", "https://a.test/v1/models");
    row("a field in the path", "openai-chat", "https://a.test", "/{region}/models", "https://a.test/eu/models");
    row("a field in the host", "openai-chat", "https://{region}.a.test/v1/", "", "https://eu.a.test/v1/models");
    row("the URL of the chat", "openai-chat", "https://a.test/v1/chat/completions", "", "https://a.test/v1/models");
    row("and a slash", "openai-chat", "https://a.test/v1/chat/completions/", "", "https://a.test/v1/models");
    row("the URL of the messages", "anthropic", "https://a.test/v1/messages", "", "https://a.test/v1/models");
    row("the URL of the list", "openai-chat", "https://a.test/v1/models", "", "https://a.test/v1/models");
}

void TestModelLister::findsTheList()
{
    QFETCH(const QString, dialect);
    QFETCH(const QString, path);
    QFETCH(const QString, baseUrl);
    ProviderPreset preset {.dialect = dialect,
                           .baseUrl = baseUrl,
                           .fields = {{QStringLiteral("region"), QStringLiteral("Region"), QStringLiteral("eu")}}};
    if (!path.isEmpty())
        preset.paths.insert(QStringLiteral("models"), path);
    QTEST(preset.modelsUrl(modelsPath(dialect)).toString(), "url");
}

QTEST_GUILESS_MAIN(TestModelLister)
#include "tst_modellister.moc"
