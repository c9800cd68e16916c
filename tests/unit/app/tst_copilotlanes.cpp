// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/CopilotAccess.h"
#include "app/session/KeyRing.h"
#include "app/session/LaneEndpoints.h"
#include "app/session/ModelLister.h"
#include "core/chat/RetiredService.h"
#include "core/local/LlamaServers.h"
#include "core/net/SystemClock.h"
#include "core/text/ErrorText.h"
#include "core/vault/Vault.h"
#include "tests/support/CheapDerivation.h"
#include "tests/support/RunEngineTest.h"
#include "tests/support/TransportHelpers.h"

#include <QTemporaryDir>
#include <QTest>

using namespace triptych;

namespace {

constexpr const char *githubToken = "gho_canary-0123456789";

script::Steps messagesAnswer()
{
    return {streamHead(),
            script::chunk("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\"}}\n\n"
                          "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
                          "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
                          "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                          "\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}\n\n"
                          "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
                          "\"end_turn\"}}\n\n"
                          "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"),
            script::chunk({})};
}

bool isExchange(const ScriptedRequest &request)
{
    return request.target() == "/copilot_internal/v2/token";
}

/// Everything of a record that is shown or kept.
QString textOf(const LaneRecord &record)
{
    const Error error = record.error.value_or(Error {});
    return QStringList({record.text, record.cause, record.requestId, error.message, error.rawBody, error.requestId})
        .join(u'|');
}

} // namespace

/// Lanes to GitHub Copilot, from the stored key to the answer; one server on loopback is all of GitHub.
class TestCopilotLanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void isOffWithoutAClientId();
    void lanesShareOneExchange();
    void checksItsTokenAgainAfterSleep_data();
    void checksItsTokenAgainAfterSleep();
    void renewsATokenThatIsRefusedOnce();
    void aTokenThatIsRefusedTwiceFails();
    void nothingIsRenewedOnceAnAnswerCame();
    void speaksTheDialectOfTheModel();
    void goesWhereTheAccountIsServed();
    void sendsNothingToAStranger();
    void failsWithGitHubsWords();
    void listsModels();
    void listsModelsWithAFreshToken();
    void saysThatAServiceWasRetired();

private:
    void setProvider(const char *clientId, const std::vector<ModelInfo> &models = {});
    void startLanes(int count, const char *provider = "c");
    void fetchList();
    script::Steps serve(const ScriptedRequest &request);
    QByteArrayList keysOfLanes() const; ///< What each request beside an exchange came with.
    int exchanges() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<Vault> m_vault;
    std::unique_ptr<KeyRing> m_keys;
    std::unique_ptr<LlamaServers> m_servers;
    std::unique_ptr<CopilotAccess> m_copilot;
    std::unique_ptr<LaneEndpoints> m_endpoints;
    std::unique_ptr<RunEngine> m_engine;
    std::vector<LaneRecord> m_ended;
    std::optional<Result<std::vector<ModelInfo>>> m_list;
    QList<int> m_statuses; ///< Of the next answers to lanes and lists; then 200.
    script::Steps m_answer; ///< To a lane.
    script::Steps m_exchangeAnswer; ///< Empty: tokens, counted from 1.
};

void TestCopilotLanes::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<ScriptedServer>();
    m_server->respond([this](const ScriptedRequest &request) { return serve(request); });
    m_transport = std::make_unique<HttpTransport>(m_clock, std::make_unique<StubResolver>());
    m_vault
        = std::make_unique<Vault>(m_folder->filePath(QStringLiteral("vault.trv")), Vault::Cost {},
                                  Vault::Seams {std::make_shared<CheapDerivation>(), std::make_shared<SystemClock>()});
    m_keys = std::make_unique<KeyRing>(*m_vault, KeyRing::WhenLocked::Wait);
    LocalServerOptions options;
    options.stateFolder = m_folder->filePath(QStringLiteral("state"));
    m_servers = std::make_unique<LlamaServers>(m_clock, options);
    m_copilot = std::make_unique<CopilotAccess>(*m_transport, m_clock);
    m_endpoints = std::make_unique<LaneEndpoints>(*m_keys, *m_servers, *m_copilot, ModelLibrary(m_folder->path(), {}));
    m_engine = std::make_unique<RunEngine>(*m_transport, *m_endpoints, m_clock);
    connect(m_engine.get(), &RunEngine::laneFinished, this,
            [this](LaneId, const LaneRecord &record) { m_ended.push_back(record); });
    m_ended.clear();
    m_list.reset();
    m_statuses.clear();
    m_answer = completeAnswer("Hi");
    m_exchangeAnswer.clear();
    setProvider("own-id");
    m_vault->create(secretOf("correct horse battery"), [](const Result<> &done) { QVERIFY(done); });
    QTRY_COMPARE(m_vault->state(), VaultState::Unlocked);
    m_vault->addKey({.provider = QStringLiteral("c"), .origins = {originOf(m_server->url())}}, secretOf(githubToken),
                    [](const Result<> &done) { QVERIFY(done); });
    QTRY_COMPARE(m_vault->keys().size(), size_t(1));
}

void TestCopilotLanes::cleanup()
{
    m_engine.reset();
    m_endpoints.reset();
    m_copilot.reset();
    m_servers.reset();
    m_keys.reset();
    m_vault.reset();
    m_transport.reset();
    m_server.reset();
}

void TestCopilotLanes::setProvider(const char *clientId, const std::vector<ModelInfo> &models)
{
    const QByteArray file = R"({"id":"c","dialect":"openai-chat","auth":{"scheme":"copilot"},"baseUrl":")"
        + m_server->url(QString()).toEncoded() + R"(","fields":[{"id":"client_id","default":")" + clientId
        + R"("}],"quirks":["copilot-headers"]})";
    m_endpoints->setCatalog(ProviderCatalog::fromFiles({{QStringLiteral("c.json"), file}}, PriceBook())
                                .withModels(QStringLiteral("c"), models));
}

script::Steps TestCopilotLanes::serve(const ScriptedRequest &request)
{
    if (isExchange(request) && !m_exchangeAnswer.empty())
        return m_exchangeAnswer;
    if (isExchange(request))
        return {script::answer(200,
                               R"({"refresh_in":1500,"token":"tok-canary-number-)" + QByteArray::number(exchanges())
                                   + R"(","expires_at":)"
                                   + QByteArray::number(m_clock.wallTime().toSecsSinceEpoch() + 1800) + "}")};
    const int status = m_statuses.isEmpty() ? 200 : m_statuses.takeFirst();
    if (status != 200) // with what came, as a careless server does
        return {script::answer(status, R"({"error":{"message":"no )" + request.header("authorization") + R"("}})")};
    if (request.target() == "/models")
        return {script::answer(200, R"({"data":[{"id":"m","capabilities":{"type":"chat","family":"f"}}]})")};
    return m_answer;
}

QByteArrayList TestCopilotLanes::keysOfLanes() const
{
    QByteArrayList keys;
    for (const ScriptedRequest &request : m_server->requests())
        if (!isExchange(request))
            keys << request.header("authorization");
    return keys;
}

int TestCopilotLanes::exchanges() const
{
    return int(std::count_if(m_server->requests().begin(), m_server->requests().end(), isExchange));
}

void TestCopilotLanes::startLanes(int count, const char *provider)
{
    std::vector<LanePlan> lanes;
    for (int i = 0; i < count; ++i)
        lanes.push_back({.address = {.provider = QLatin1String(provider), .model = QStringLiteral("m")},
                         .index = i,
                         .request = {.turns = {ChatTurn::text(Role::User, QStringLiteral("hello"))}}});
    m_engine->start({.lanes = std::move(lanes)});
}

void TestCopilotLanes::fetchList()
{
    ModelLister::fetch(*m_transport, *m_endpoints, m_clock, QStringLiteral("c"),
                       m_server->url(QStringLiteral("/models")),
                       [this](Result<std::vector<ModelInfo>> models) { m_list = std::move(models); });
}

void TestCopilotLanes::isOffWithoutAClientId()
{
    setProvider("");
    startLanes(1);
    QTRY_COMPARE(m_ended.size(), size_t(1));
    QCOMPARE(m_ended[0].cause, QStringLiteral("copilot_off"));
    QCOMPARE(m_server->connections(), 0);
}

void TestCopilotLanes::lanesShareOneExchange()
{
    startLanes(4);
    QTRY_COMPARE(m_ended.size(), size_t(4));
    for (const LaneRecord &record : m_ended) {
        QCOMPARE(record.outcome, LaneOutcome::Complete);
        QCOMPARE(record.text, QStringLiteral("Hi"));
        QVERIFY(!textOf(record).contains(QStringLiteral("canary")));
    }
    QCOMPARE(exchanges(), 1);
    QCOMPARE(keysOfLanes(), QByteArrayList(4, "Bearer tok-canary-number-1"));
    QCOMPARE(m_server->received().count(githubToken), 1); // and that in the exchange
}

void TestCopilotLanes::checksItsTokenAgainAfterSleep_data()
{
    QTest::addColumn<std::chrono::milliseconds>("awake");
    QTest::addColumn<std::chrono::milliseconds>("jump");
    QTest::addColumn<int>("exchanges");
    using namespace std::chrono_literals;
    QTest::newRow("row 41 asleep, and only the clock on the wall knows") << 0ms << 28'800'000ms << 2;
    QTest::newRow("row 41 asleep, and both clocks know") << 28'800'000ms << 0ms << 2;
    QTest::newRow("row 41 awake until it is due, and the wall's clock was set back")
        << 1'500'000ms << -86'400'000ms << 2;
    QTest::newRow("row 41 the wall's clock was set back") << 60'000ms << -86'400'000ms << 1;
}

void TestCopilotLanes::checksItsTokenAgainAfterSleep()
{
    QFETCH(const std::chrono::milliseconds, awake);
    QFETCH(const std::chrono::milliseconds, jump);
    startLanes(1);
    QTRY_COMPARE(m_ended.size(), size_t(1));
    m_clock.advance(awake);
    m_clock.jumpWall(jump);
    startLanes(1);
    QTRY_COMPARE(m_ended.size(), size_t(2));
    QCOMPARE(m_ended[1].outcome, LaneOutcome::Complete);
    QTEST(exchanges(), "exchanges");
}

void TestCopilotLanes::renewsATokenThatIsRefusedOnce()
{
    m_statuses = {401};
    startLanes(1);
    QTRY_COMPARE(m_ended.size(), size_t(1));
    QCOMPARE(m_ended[0].outcome, LaneOutcome::Complete);
    QCOMPARE(m_ended[0].retries, 0);
    QCOMPARE(keysOfLanes(), QByteArrayList({"Bearer tok-canary-number-1", "Bearer tok-canary-number-2"}));
    QCOMPARE(exchanges(), 2);
}

void TestCopilotLanes::aTokenThatIsRefusedTwiceFails()
{
    m_statuses = {401, 401};
    startLanes(1);
    QTRY_COMPARE(m_ended.size(), size_t(1));
    QCOMPARE(m_ended[0].outcome, LaneOutcome::Failed);
    QCOMPARE(m_ended[0].cause, QStringLiteral("auth"));
    QCOMPARE(exchanges(), 2);
    QVERIFY(!textOf(m_ended[0]).contains(QStringLiteral("canary")));
}

void TestCopilotLanes::nothingIsRenewedOnceAnAnswerCame()
{
    m_answer = {streamHead(), script::chunk(delta("Hi")),
                script::chunk("data: {\"error\":{\"message\":\"unauthorized\",\"code\":401}}\n\n"), script::chunk({})};
    startLanes(1);
    QTRY_COMPARE(m_ended.size(), size_t(1));
    QCOMPARE(m_ended[0].outcome, LaneOutcome::Incomplete);
    QCOMPARE(m_ended[0].text, QStringLiteral("Hi"));
    QCOMPARE(exchanges(), 1);
}

void TestCopilotLanes::speaksTheDialectOfTheModel()
{
    setProvider("own-id", {{.id = QStringLiteral("m"), .dialect = QStringLiteral("anthropic")}});
    m_answer = messagesAnswer();
    startLanes(1);
    QTRY_COMPARE(m_ended.size(), size_t(1));
    QCOMPARE(m_ended[0].text, QStringLiteral("Hi"));
    QCOMPARE(m_ended[0].outcome, LaneOutcome::Complete);
    const ScriptedRequest sent = m_server->requests().back();
    QCOMPARE(sent.target(), QByteArray("/v1/messages"));
    QCOMPARE(sent.header("x-initiator"), QByteArray("user"));
}

void TestCopilotLanes::goesWhereTheAccountIsServed()
{
    m_exchangeAnswer = {script::answer(
        200,
        R"({"refresh_in":1500,"token":"tok-canary-number-1","expires_at":99999999999,"endpoints":{"api":")"
            + m_server->url(QStringLiteral("/business/")).toEncoded() + R"("}})")};
    startLanes(1);
    QTRY_COMPARE(m_ended.size(), size_t(1));
    QCOMPARE(m_ended[0].text, QStringLiteral("Hi"));
    QCOMPARE(m_server->requests().back().target(), QByteArray("/business/chat/completions"));
}

void TestCopilotLanes::sendsNothingToAStranger()
{
    ScriptedServer stranger;
    m_exchangeAnswer = {script::answer(
        200,
        R"({"refresh_in":1500,"token":"tok-canary-number-1","expires_at":99999999999,"endpoints":{"api":")"
            + stranger.url(QString()).toEncoded() + R"("}})")};
    startLanes(2);
    QTRY_COMPARE(m_ended.size(), size_t(2));
    QCOMPARE(m_ended[0].cause, QStringLiteral("copilot.origin"));
    QCOMPARE(stranger.connections(), 0);
    QVERIFY(keysOfLanes().isEmpty());
}

void TestCopilotLanes::failsWithGitHubsWords()
{
    m_exchangeAnswer = {script::answer(403,
                                       R"({"message":"Forbidden","error_details":{"message":"No plan for )"
                                           + QByteArray(githubToken) + R"(."}})")};
    startLanes(1);
    QTRY_COMPARE(m_ended.size(), size_t(1));
    QCOMPARE(m_ended[0].cause, QStringLiteral("copilot.refused"));
    QVERIFY(m_ended[0].error->message.startsWith(QStringLiteral("No plan for")));
    QVERIFY(!textOf(m_ended[0]).contains(QStringLiteral("canary")));
}

void TestCopilotLanes::listsModels()
{
    fetchList();
    QTRY_VERIFY(m_list);
    QVERIFY(*m_list);
    QCOMPARE(m_list->value().size(), size_t(1));
    QCOMPARE(m_list->value()[0].dialect, QStringLiteral("openai-chat"));
    QCOMPARE(m_server->requests().back().header("editor-version"), QByteArray("Triptych/" TRIPTYCH_VERSION));
    QTRY_VERIFY(m_clock.runningTimers() > 0);
    m_clock.advance(std::chrono::milliseconds(1)); // and the job goes
}

void TestCopilotLanes::listsModelsWithAFreshToken()
{
    m_statuses = {401};
    fetchList();
    QTRY_VERIFY(m_list);
    QVERIFY(*m_list);
    QCOMPARE(exchanges(), 2);
    m_clock.advance(std::chrono::milliseconds(1));
    m_list.reset();
    m_statuses = {401, 401};
    fetchList();
    QTRY_VERIFY(m_list);
    QCOMPARE(m_list->error().cause, QStringLiteral("auth"));
    QVERIFY(!(m_list->error().message + m_list->error().rawBody).contains(QStringLiteral("canary")));
    m_clock.advance(std::chrono::milliseconds(1));
}

void TestCopilotLanes::saysThatAServiceWasRetired()
{
    m_endpoints->setCatalog(ProviderCatalog::fromFiles(
        {{QStringLiteral("old.json"),
          R"({"id":"old","dialect":"openai-chat","baseUrl":"https://models.github.ai/inference","auth":{"scheme":"none"}})"}},
        PriceBook()));
    startLanes(1, "old");
    QTRY_VERIFY((m_clock.advance(std::chrono::seconds(1)), !m_ended.empty())); // it is tried again before
    QCOMPARE(m_ended[0].error->hint, retiredHint);
    QVERIFY(describe(*m_ended[0].error).advice.contains(QStringLiteral("GitHub Models ended on 2026-07-30")));
}

QTEST_GUILESS_MAIN(TestCopilotLanes)
#include "tst_copilotlanes.moc"
