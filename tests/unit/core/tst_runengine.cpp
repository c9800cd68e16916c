// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/HttpTransport.h"
#include "core/run/RunEngine.h"
#include "tests/support/ManualClock.h"
#include "tests/support/ScriptedServer.h"

#include <QPointer>
#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

constexpr auto secretKey = "sk-canary-4711";

QByteArray delta(const char *text)
{
    return QByteArrayLiteral("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"") + text + "\"}}]}\n\n";
}

QByteArray ending()
{
    return QByteArrayLiteral("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                             "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\n"
                             "data: [DONE]\n\n");
}

script::Send streamHead()
{
    return script::chunkedHead("Content-Type: text/event-stream\r\n");
}

script::Steps completeAnswer(const char *text)
{
    return {streamHead(), script::chunk(delta(text)), script::chunk(ending()), script::chunk({})};
}

/// Every provider name is a server of the test; a held lane waits in the queue until it is let go.
class TestEndpoints final : public QObject, public EndpointSource
{
public:
    std::unique_ptr<Pending> resolve(const LanePlan &lane, Progress progress, EndpointSource::Done done) override
    {
        auto alive = std::make_shared<bool>(true);
        const auto answer = [this, alive, done, provider = lane.address.provider, model = lane.address.model] {
            if (*alive)
                done(make(provider, model));
        };
        if (isHolding) {
            progress({QStringLiteral("held"), 1, 2});
            held.push_back(answer);
        } else {
            QMetaObject::invokeMethod(this, answer, Qt::QueuedConnection);
        }
        return std::make_unique<Ticket>(alive);
    }

    QHash<QString, QUrl> servers;
    bool isHolding = false;
    std::vector<std::function<void()>> held;

private:
    struct Ticket final : Pending
    {
        explicit Ticket(std::shared_ptr<bool> flag) : alive(std::move(flag)) {}
        ~Ticket() override { *alive = false; }
        std::shared_ptr<bool> alive;
    };

    Result<AuthorisedEndpoint> make(const QString &provider, const QString &model) const
    {
        if (!servers.contains(provider))
            return Error {.kind = ErrorKind::Unauthorized, .cause = QStringLiteral("no_key")};
        AuthorisedEndpoint endpoint;
        endpoint.endpoint = {
            .providerId = provider, .dialect = QStringLiteral("openai-chat"), .baseUrl = servers[provider].toString()};
        endpoint.endpoint.model.id = model;
        endpoint.secretHeaders.push_back({"Authorization", "Bearer ", Secret::copyOf(secretKey)});
        return endpoint;
    }
};

} // namespace

class TestRunEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void lanesStreamSideBySide();
    void aFailingLaneDisturbsNobody();
    void cancelClosesTheSocketAndKeepsTheText();
    void resetAfterTextIsIncompleteAndNotRetried();
    void serverFaultIsRetriedBeforeContent();
    void aPersonMayEndTheWait_data();
    void aPersonMayEndTheWait();
    void aLongWaitEndsTheLane();
    void aRefusedFieldIsNamedOtherwise_data();
    void aRefusedFieldIsNamedOtherwise();
    void aFieldRefusedBothWaysEndsTheLane();
    void redirectsDeliverNoKey_data();
    void redirectsDeliverNoKey();
    void limitPerProvider();
    void parallelLiftsIt();
    void noLimitInTimeCountsInTheQueue();
    void totalLimitCountsInTheQueue();
    void firstContentLimit();
    void anEndMarkerCountsAtEveryLimit_data();
    void anEndMarkerCountsAtEveryLimit();
    void cancelKeepsTheHeldText();
    void anotherTryForgetsTheFirst();
    void reasoningIsWaitedForLonger();
    void cancelAllTellsEveryEnd();
    void noKeySendsNothing();
    void completeKeepsTheConnection();
    void stopNamesTheCause();

private:
    LanePlan lane(const char *provider, int index = 0) const;
    StartedRun start(std::vector<LanePlan> lanes, int parallel = 0,
                     std::optional<std::chrono::milliseconds> total = {});
    const LaneRecord *record(LaneId id) const;

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<TestEndpoints> m_endpoints;
    std::unique_ptr<RunEngine> m_engine;
    std::unique_ptr<ScriptedServer> m_one, m_two;
    std::map<LaneId, QString> m_text;
    std::map<LaneId, std::vector<LanePhase>> m_phases;
    std::vector<std::pair<LaneId, LaneRecord>> m_finished;
    std::vector<QueueNote> m_notes;
    int m_runsFinished = 0;
};

void TestRunEngine::init()
{
    m_text.clear();
    m_phases.clear();
    m_finished.clear();
    m_notes.clear();
    m_runsFinished = 0;
    m_clock = std::make_unique<ManualClock>();
    m_transport = std::make_unique<HttpTransport>(*m_clock);
    m_endpoints = std::make_unique<TestEndpoints>();
    m_engine = std::make_unique<RunEngine>(*m_transport, *m_endpoints, *m_clock);
    m_one = std::make_unique<ScriptedServer>();
    m_two = std::make_unique<ScriptedServer>();
    m_endpoints->servers = {{QStringLiteral("one"), m_one->url(QStringLiteral("/v1"))},
                            {QStringLiteral("two"), m_two->url(QStringLiteral("/v1"))}};
    connect(m_engine.get(), &RunEngine::laneEvents, this, [this](LaneId id, const StreamEvents &events) {
        QVERIFY2(!record(id), "an event after the end");
        for (const StreamEvent &event : events) {
            if (const auto *text = std::get_if<TextDelta>(&event))
                m_text[id] += text->text;
        }
    });
    connect(m_engine.get(), &RunEngine::lanePhaseChanged, this,
            [this](LaneId id, LanePhase phase) { m_phases[id].push_back(phase); });
    connect(m_engine.get(), &RunEngine::laneFinished, this, [this](LaneId id, const LaneRecord &ended) {
        QVERIFY2(!record(id), "a second end");
        m_finished.emplace_back(id, ended);
    });
    connect(m_engine.get(), &RunEngine::laneQueued, this,
            [this](LaneId, const QueueNote &note) { m_notes.push_back(note); });
    connect(m_engine.get(), &RunEngine::runFinished, this, [this] { ++m_runsFinished; });
}

void TestRunEngine::cleanup()
{
    m_engine.reset();
    m_endpoints.reset();
    m_transport.reset();
    m_one.reset();
    m_two.reset();
    QCOMPARE(m_clock->runningTimers(), 0);
}

LanePlan TestRunEngine::lane(const char *provider, int index) const
{
    return {.address = {.provider = QString::fromLatin1(provider), .model = QStringLiteral("m")},
            .index = index,
            .request = {.turns = {ChatTurn::text(Role::User, QStringLiteral("hello"))}}};
}

StartedRun TestRunEngine::start(std::vector<LanePlan> lanes, int parallel,
                                std::optional<std::chrono::milliseconds> total)
{
    return m_engine->start({.lanes = std::move(lanes), .parallel = parallel, .totalLimit = total});
}

const LaneRecord *TestRunEngine::record(LaneId id) const
{
    for (const auto &[lane, ended] : m_finished) {
        if (lane == id)
            return &ended;
    }
    return nullptr;
}

void TestRunEngine::lanesStreamSideBySide()
{
    m_one->play({streamHead(), script::chunk(delta("first ")), script::Pause {}, script::chunk(delta("answer")),
                 script::chunk(ending()), script::chunk({})});
    m_two->play(completeAnswer("other"));
    const StartedRun run = start({lane("one"), lane("two", 1)});
    QTRY_VERIFY(record(run.lanes[1]));
    m_clock->advance(8ms);
    QTRY_COMPARE(m_text[run.lanes[0]], QStringLiteral("first "));
    QVERIFY(!record(run.lanes[0]));
    m_one->release();
    QTRY_COMPARE(m_runsFinished, 1);

    const LaneRecord &first = *record(run.lanes[0]);
    QCOMPARE(first.outcome, LaneOutcome::Complete);
    QCOMPARE(first.finish, FinishReason::Stop);
    QCOMPARE(first.text, QStringLiteral("first answer"));
    QCOMPARE(m_text[run.lanes[0]], first.text);
    QCOMPARE(first.usage.input, std::optional<qint64>(3));
    QCOMPARE(first.cause, QString());
    const std::vector<LanePhase> phases {LanePhase::Connecting, LanePhase::Waiting, LanePhase::Writing};
    QCOMPARE(m_phases[run.lanes[0]], phases);
}

void TestRunEngine::aFailingLaneDisturbsNobody()
{
    m_one->play({script::answer(401, "{\"error\":{\"message\":\"bad key\",\"type\":\"invalid_request_error\"}}",
                                "Content-Type: application/json\r\nx-request-id: req_7\r\n")});
    m_two->play(completeAnswer("fine"));
    const StartedRun run = start({lane("one"), lane("two", 1)});
    QTRY_COMPARE(m_runsFinished, 1);
    const LaneRecord &failed = *record(run.lanes[0]);
    QCOMPARE(failed.outcome, LaneOutcome::Failed);
    QCOMPARE(failed.cause, QStringLiteral("auth"));
    QCOMPARE(failed.httpStatus, std::optional(401));
    QCOMPARE(failed.error->message, QStringLiteral("bad key"));
    QCOMPARE(failed.requestId, QStringLiteral("req_7"));
    QCOMPARE(failed.retries, 0);
    QCOMPARE(record(run.lanes[1])->outcome, LaneOutcome::Complete);
}

void TestRunEngine::cancelClosesTheSocketAndKeepsTheText()
{
    m_one->play({streamHead(), script::chunk(delta("partial")), script::Pause {}});
    const StartedRun run = start({lane("one")});
    QTRY_COMPARE(m_text[run.lanes[0]], QStringLiteral("partial"));
    QCOMPARE(m_one->openConnections(), 1);
    m_engine->cancelLane(run.lanes[0]);
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Cancelled);
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("user"));
    QCOMPARE(record(run.lanes[0])->text, QStringLiteral("partial"));
    QTRY_COMPARE(m_one->openConnections(), 0);
}

void TestRunEngine::resetAfterTextIsIncompleteAndNotRetried()
{
    m_one->play({streamHead(), script::chunk(delta("partial")), script::Pause {}, script::Reset {}});
    const StartedRun run = start({lane("one")});
    QTRY_COMPARE(m_text[run.lanes[0]], QStringLiteral("partial"));
    m_one->release();
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Incomplete);
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("reset"));
    QCOMPARE(record(run.lanes[0])->text, QStringLiteral("partial"));
    QCOMPARE(m_one->requests().size(), std::size_t(1));
}

void TestRunEngine::serverFaultIsRetriedBeforeContent()
{
    m_one->play({script::answer(503, "{\"error\":{\"message\":\"busy\"}}", "Content-Type: application/json\r\n")});
    m_one->play(completeAnswer("at last"));
    const StartedRun run = start({lane("one")});
    QTRY_COMPARE(m_notes.size(), std::size_t(1));
    QCOMPARE(m_notes[0].code, QStringLiteral("retry"));
    QCOMPARE(m_notes[0].error->cause, QStringLiteral("server"));
    QCOMPARE(m_one->requests().size(), std::size_t(1));
    m_clock->advance(500ms);
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Complete);
    QCOMPARE(record(run.lanes[0])->retries, 1);
    QCOMPARE(record(run.lanes[0])->httpStatus, std::optional(200));
    QCOMPARE(m_one->requests().size(), std::size_t(2));
}

void TestRunEngine::aPersonMayEndTheWait_data()
{
    QTest::addColumn<bool>("retries");
    QTest::newRow("retry now") << true;
    QTest::newRow("fail now") << false;
}

void TestRunEngine::aPersonMayEndTheWait()
{
    QFETCH(const bool, retries);
    m_one->play({script::answer(429, "{\"error\":{\"message\":\"slow down\"}}", "Retry-After: 30\r\n")});
    m_one->play(completeAnswer("at last"));
    const StartedRun run = start({lane("one")});
    QTRY_COMPARE(m_notes.size(), std::size_t(1));
    QCOMPARE(m_notes[0].error->message, QStringLiteral("slow down"));
    QVERIFY(m_notes[0].total >= 30'000);
    retries ? m_engine->retryNow(run.lanes[0]) : m_engine->giveUp(run.lanes[0]);
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, retries ? LaneOutcome::Complete : LaneOutcome::Failed);
    QCOMPARE(record(run.lanes[0])->cause, retries ? QString() : QStringLiteral("rate_limited"));
    QCOMPARE(m_one->requests().size(), std::size_t(retries ? 2 : 1));
    m_clock->advance(60s); // nothing is left of the wait
    QCOMPARE(m_finished.size(), std::size_t(1));
}

void TestRunEngine::aRefusedFieldIsNamedOtherwise_data()
{
    QTest::addColumn<QByteArray>("refusal");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("field");
    QTest::newRow("max_completion_tokens") << QByteArray(
        R"({"detail":[{"type":"extra_forbidden","loc":["body","max_completion_tokens"],"msg":"Extra inputs are not permitted"}]})")
                                           << QByteArray("\"max_completion_tokens\":7")
                                           << QByteArray("\"max_tokens\":7") << QStringLiteral("max_completion_tokens");
    QTest::newRow("stream_options") << QByteArray(
        R"({"error":{"message":"Unrecognized request argument supplied: stream_options"}})")
                                    << QByteArray("stream_options") << QByteArray("\"stream\":true}")
                                    << QStringLiteral("stream_options");
}

void TestRunEngine::aRefusedFieldIsNamedOtherwise()
{
    QFETCH(const QByteArray, refusal);
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QString, field);
    QStringList refused;
    connect(m_engine.get(), &RunEngine::parameterRefused, this,
            [&refused](const LaneAddress &lane, const QString &parameter) {
                refused << lane.name() + QLatin1Char(' ') + parameter;
            });
    m_one->play({script::answer(400, refusal, "Content-Type: application/json\r\n")});
    m_one->play(completeAnswer("fine"));
    LanePlan plan = lane("one");
    plan.address.settings.maxTokens = 7;
    const StartedRun run = start({plan});
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Complete);
    QCOMPARE(record(run.lanes[0])->retries, 0); // it is no retry: nothing was wrong but a name
    QCOMPARE(m_one->requests().size(), std::size_t(2));
    QVERIFY(m_one->requests()[0].body.contains(before));
    QVERIFY2(m_one->requests()[1].body.contains(after) && !m_one->requests()[1].body.contains(before),
             m_one->requests()[1].body.constData());
    QCOMPARE(refused, QStringList(QStringLiteral("one/m ") + field));
}

void TestRunEngine::aFieldRefusedBothWaysEndsTheLane()
{
    m_one->respond([](const ScriptedRequest &request) {
        const QByteArray field
            = request.body.contains("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
        return script::Steps {script::answer(
            400, "{\"error\":{\"message\":\"Unsupported parameter: '" + field + "'\",\"param\":\"" + field + "\"}}",
            "Content-Type: application/json\r\n")};
    });
    QStringList refused;
    connect(m_engine.get(), &RunEngine::parameterRefused, this,
            [&refused](const LaneAddress &, const QString &parameter) { refused << parameter; });
    LanePlan plan = lane("one");
    plan.address.settings.maxTokens = 7;
    const StartedRun run = start({plan});
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("rejected"));
    QCOMPARE(record(run.lanes[0])->error->parameter, QStringLiteral("max_tokens"));
    QCOMPARE(m_one->requests().size(), std::size_t(2));
    QVERIFY2(refused.isEmpty(), "what did not help was remembered");
}

void TestRunEngine::aLongWaitEndsTheLane()
{
    m_one->play({script::answer(429, "{\"error\":{\"message\":\"slow\"}}", "Retry-After: 3600\r\n")});
    const StartedRun run = start({lane("one")});
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("rate_limited"));
    QCOMPARE(record(run.lanes[0])->error->retryAfter, std::optional<std::chrono::milliseconds>(3600s));
}

void TestRunEngine::redirectsDeliverNoKey_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestRunEngine::redirectsDeliverNoKey()
{
    QFETCH(const int, status);
    m_one->play({script::answer(
        status, {},
        "Location: " + m_two->url(QStringLiteral("/landed"), QStringLiteral("localhost")).toEncoded() + "\r\n")});
    m_two->playAlways(completeAnswer("stolen"));
    const StartedRun run = start({lane("one")});
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Failed);
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("redirect_cross_origin"));
    QVERIFY(m_one->received().contains(secretKey));
    QCOMPARE(m_two->connections(), 0);
    QVERIFY(m_two->received().isEmpty());
}

void TestRunEngine::limitPerProvider()
{
    m_engine->setLanesPerProvider(2);
    m_one->playAlways(
        {streamHead(), script::chunk(delta("x")), script::Pause {}, script::chunk(ending()), script::chunk({})});
    start({lane("one"), lane("one", 1), lane("one", 2)});
    QTRY_COMPARE(m_one->requests().size(), std::size_t(2));
    m_two->play(completeAnswer("meanwhile"));
    start({lane("two")});
    QTRY_COMPARE(m_runsFinished, 1); // a third would have come before this one ended
    QCOMPARE(m_one->requests().size(), std::size_t(2));
    m_one->release();
    QTRY_COMPARE(m_one->requests().size(), std::size_t(3));
    QTRY_VERIFY(m_one->isPaused());
    m_one->release();
    QTRY_COMPARE(m_runsFinished, 2);
}

void TestRunEngine::parallelLiftsIt()
{
    m_engine->setLanesPerProvider(1);
    m_one->playAlways(
        {streamHead(), script::chunk(delta("x")), script::Pause {}, script::chunk(ending()), script::chunk({})});
    start({lane("one"), lane("one", 1), lane("one", 2)}, 3);
    QTRY_COMPARE(m_one->requests().size(), std::size_t(3));
    m_one->release();
    QTRY_COMPARE(m_runsFinished, 1);
}

void TestRunEngine::noLimitInTimeCountsInTheQueue()
{
    m_endpoints->isHolding = true;
    const StartedRun run = start({lane("one")});
    QTRY_COMPARE(m_endpoints->held.size(), std::size_t(1));
    QCOMPARE(m_notes.at(0).code, QStringLiteral("held"));
    m_clock->advance(24h);
    QVERIFY(!record(run.lanes[0]));
    m_one->play(completeAnswer("patience"));
    m_endpoints->held[0]();
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Complete);
    QVERIFY(*record(run.lanes[0])->timing.queuedMs >= 24 * 3600 * 1000.0);
}

void TestRunEngine::totalLimitCountsInTheQueue()
{
    m_endpoints->isHolding = true;
    const StartedRun run = start({lane("one")}, 0, 5s);
    QTRY_COMPARE(m_endpoints->held.size(), std::size_t(1));
    m_clock->advance(5s);
    QVERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("deadline"));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Failed);
    m_endpoints->held[0](); // comes too late and harms nobody
    QCOMPARE(m_one->connections(), 0);
}

void TestRunEngine::firstContentLimit()
{
    m_one->play({streamHead(), script::chunk(": ping\n\n"), script::Pause {}});
    const StartedRun run = start({lane("one")});
    QTRY_VERIFY(m_one->isPaused());
    QTRY_VERIFY(!m_phases[run.lanes[0]].empty() && m_phases[run.lanes[0]].back() == LanePhase::Waiting);
    m_clock->advance(60s);
    QVERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("first_content"));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Failed);
    QTRY_COMPARE(m_one->openConnections(), 0);
}

void TestRunEngine::anEndMarkerCountsAtEveryLimit_data()
{
    QTest::addColumn<bool>("byRunLimit");
    QTest::newRow("idle") << false;
    QTest::newRow("the run's own limit") << true;
}

/// The provider said that it finished, but neither [DONE] nor the end of the body ever comes.
void TestRunEngine::anEndMarkerCountsAtEveryLimit()
{
    QFETCH(const bool, byRunLimit);
    const QByteArray finish = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}]}\n\n";
    m_one->play({streamHead(), script::chunk(delta("all of it <th")), script::chunk(finish), script::Pause {}});
    const StartedRun run = start({lane("one")}, 0, byRunLimit ? std::optional(20s) : std::nullopt);
    QTRY_VERIFY(m_one->isPaused());
    QTRY_VERIFY(m_phases[run.lanes[0]].back() == LanePhase::Writing);
    m_clock->advance(8ms);
    QTRY_VERIFY(m_text[run.lanes[0]].startsWith(QStringLiteral("all of it")));
    m_clock->advance(30s);
    QVERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Complete);
    QCOMPARE(record(run.lanes[0])->finish, FinishReason::Length);
    QCOMPARE(record(run.lanes[0])->text, QStringLiteral("all of it <th"));
    QCOMPARE(m_text[run.lanes[0]], record(run.lanes[0])->text);
}

void TestRunEngine::cancelKeepsTheHeldText()
{
    m_one->play({streamHead(), script::chunk(delta("so far <thi")), script::Pause {}});
    const StartedRun run = start({lane("one")});
    QTRY_VERIFY(!m_text[run.lanes[0]].isEmpty());
    m_engine->cancelLane(run.lanes[0]);
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Cancelled);
    QCOMPARE(record(run.lanes[0])->text, QStringLiteral("so far <thi"));
    QCOMPARE(m_text[run.lanes[0]], record(run.lanes[0])->text);
}

void TestRunEngine::anotherTryForgetsTheFirst()
{
    const QByteArray usage
        = "data: {\"id\":\"1\",\"model\":\"first\",\"choices\":[],\"usage\":{\"prompt_tokens\":900,\"completion_tokens\":1}}\n\n";
    m_one->play({streamHead(), script::chunk(usage),
                 script::chunk("data: {\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}\n\n"),
                 script::chunk({})});
    m_one->play({streamHead(), script::chunk(delta("x")),
                 script::chunk("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"),
                 script::chunk({})});
    const StartedRun run = start({lane("one")});
    QTRY_COMPARE(m_notes.size(), std::size_t(1));
    QCOMPARE(m_notes[0].error->cause, QStringLiteral("provider.overloaded_error"));
    m_clock->advance(500ms);
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Complete);
    QCOMPARE(record(run.lanes[0])->retries, 1);
    QVERIFY(!record(run.lanes[0])->usage.input);
    QCOMPARE(record(run.lanes[0])->usageSource, UsageSource::Unknown);
    QCOMPARE(record(run.lanes[0])->servedModel, QString());
}

void TestRunEngine::reasoningIsWaitedForLonger()
{
    m_one->play({streamHead(), script::Pause {}});
    LanePlan plan = lane("one");
    plan.address.settings.reasoningEffort = QStringLiteral("high");
    const StartedRun run = start({plan});
    QTRY_VERIFY(!m_phases[run.lanes[0]].empty() && m_phases[run.lanes[0]].back() == LanePhase::Waiting);
    m_clock->advance(599s);
    QVERIFY(!record(run.lanes[0]));
    m_clock->advance(1s);
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("first_content"));
}

void TestRunEngine::cancelAllTellsEveryEnd()
{
    m_one->play({streamHead(), script::chunk(delta("dear")), script::Pause {}});
    m_engine->setLanesPerProvider(1);
    const StartedRun run = start({lane("one"), lane("one", 1)});
    QTRY_COMPARE(m_text[run.lanes[0]], QStringLiteral("dear"));
    m_engine->cancelAll();
    QCOMPARE(m_finished.size(), std::size_t(2));
    QCOMPARE(record(run.lanes[0])->text, QStringLiteral("dear"));
    QCOMPARE(record(run.lanes[1])->outcome, LaneOutcome::Cancelled);
    QCOMPARE(m_runsFinished, 1);
}

void TestRunEngine::noKeySendsNothing()
{
    const StartedRun run = start({lane("nobody")});
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Failed);
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("no_key"));
    QVERIFY(!record(run.lanes[0])->timing.connectMs);
}

void TestRunEngine::completeKeepsTheConnection()
{
    m_one->playAlways(completeAnswer("x"));
    for (int i = 0; i < 3; ++i) {
        const StartedRun run = start({lane("one")});
        QTRY_VERIFY(record(run.lanes[0]));
        QTRY_COMPARE(m_runsFinished, i + 1);
        m_clock->advance(1ms); // the drained lane lets go
    }
    QCOMPARE(m_one->connections(), 1);
}

void TestRunEngine::stopNamesTheCause()
{
    m_one->play({streamHead(), script::chunk(delta("dear")), script::Pause {}});
    const StartedRun run = start({lane("one")});
    QTRY_COMPARE(m_text[run.lanes[0]], QStringLiteral("dear"));
    m_engine->stop(run.id, {.kind = ErrorKind::Cancelled, .cause = QStringLiteral("budget")});
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("budget"));
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Incomplete);
}

QTEST_GUILESS_MAIN(TestRunEngine)
#include "tst_runengine.moc"
