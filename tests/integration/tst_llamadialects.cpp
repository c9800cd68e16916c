// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/TokenCounter.h"
#include "core/net/HttpTransport.h"
#include "core/run/RunEngine.h"
#include "tests/support/RealServer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace triptych;

namespace {

/// Sends every lane to one server; the provider's name is the dialect.
class OneServer final : public QObject, public EndpointSource
{
public:
    explicit OneServer(RealServer &server) : m_server(server) {}

    std::unique_ptr<Pending> resolve(const LanePlan &lane, Progress, EndpointSource::Done done) override
    {
        auto alive = std::make_shared<bool>(true);
        QMetaObject::invokeMethod(
            this,
            [this, alive, done, dialect = lane.address.provider] {
                if (*alive)
                    done(endpoint(dialect));
            },
            Qt::QueuedConnection);
        return std::make_unique<Ticket>(alive);
    }

    bool usesWrongKey = false;

private:
    struct Ticket final : Pending
    {
        explicit Ticket(std::shared_ptr<bool> flag) : alive(std::move(flag)) {}
        ~Ticket() override { *alive = false; }
        std::shared_ptr<bool> alive;
    };

    Result<AuthorisedEndpoint> endpoint(const QString &dialect) const
    {
        AuthorisedEndpoint made;
        const bool isAnthropic = dialect == QLatin1String("anthropic");
        made.endpoint = {.providerId = dialect,
                         .dialect = dialect,
                         .baseUrl = m_server.url().toString() + (isAnthropic ? QString() : QStringLiteral("/v1"))};
        if (isAnthropic)
            made.endpoint.quirks = {Quirk::OldApiVersion};
        else
            made.endpoint.quirks = {Quirk::MaxTokensField, Quirk::LocalTimings};
        made.endpoint.countPath = isAnthropic              ? QStringLiteral("/v1/messages/count_tokens")
            : dialect == QLatin1String("openai-responses") ? QStringLiteral("/responses/input_tokens")
                                                           : QStringLiteral("/chat/completions/input_tokens");
        made.endpoint.model.id = QStringLiteral("demo");
        made.keyId = usesWrongKey ? "wrong" : "right";
        made.secretHeaders.push_back(
            {"Authorization", "Bearer ", usesWrongKey ? Secret::copyOf("wrong") : m_server.key()});
        return made;
    }

    RealServer &m_server;
};

} // namespace

/// The dialects that it speaks, against the real llama-server, as a person would use them.
class TestLlamaDialects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void streams_data() { dialects(); }
    void streams();
    void lengthIsALimit_data() { dialects(); }
    void lengthIsALimit();
    void severalTurns_data() { dialects(); }
    void severalTurns();
    void callsAndResults_data() { dialects(); }
    void callsAndResults();
    void countsWhatItTakesIn_data();
    void countsWhatItTakesIn();
    void keepsToASchema_data();
    void keepsToASchema();
    void badParameter_data() { dialects(); }
    void badParameter();
    void tooLongAPrompt_data() { dialects(); }
    void tooLongAPrompt();
    void cancelled_data() { dialects(); }
    void cancelled();
    void wrongKey_data() { dialects(); }
    void wrongKey();
    void stoppedServer_data() { dialects(); }
    void stoppedServer();

private:
    static void dialects();
    LaneRecord run(const QString &dialect, const LaneSettings &settings, ChatRequest request = {});

    SystemClock m_clock;
    RealServer m_server;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<OneServer> m_endpoints;
    std::unique_ptr<RunEngine> m_engine;
};

void TestLlamaDialects::initTestCase()
{
    if (!m_server.start()) {
        QVERIFY2(!qEnvironmentVariableIsSet("TRIPTYCH_REQUIRE_LLAMA"), qPrintable(m_server.problem()));
        QSKIP(qPrintable(QStringLiteral("no llama-server here: ") + m_server.problem()));
    }
    m_transport = std::make_unique<HttpTransport>(m_clock);
    m_endpoints = std::make_unique<OneServer>(m_server);
    m_engine = std::make_unique<RunEngine>(*m_transport, *m_endpoints, m_clock);
}

void TestLlamaDialects::dialects()
{
    QTest::addColumn<QString>("dialect");
    QTest::newRow("openai-chat") << QStringLiteral("openai-chat");
    QTest::newRow("openai-responses") << QStringLiteral("openai-responses");
    QTest::newRow("anthropic") << QStringLiteral("anthropic");
}

LaneRecord TestLlamaDialects::run(const QString &dialect, const LaneSettings &settings, ChatRequest request)
{
    if (request.turns.empty())
        request.turns = {ChatTurn::text(Role::User, QStringLiteral("Write: Return the factorial of n."))};
    std::optional<LaneRecord> record;
    const auto context = std::make_unique<QObject>();
    connect(m_engine.get(), &RunEngine::laneFinished, context.get(),
            [&](LaneId, const LaneRecord &ended) { record = ended; });
    m_engine->start(
        {.lanes = {{.address = {dialect, QStringLiteral("demo"), settings}, .request = std::move(request)}}});
    if (!QTest::qWaitFor([&] { return record.has_value(); }, 30'000))
        QTest::qFail("the lane never ended", __FILE__, __LINE__);
    return record.value_or(LaneRecord {});
}

void TestLlamaDialects::streams()
{
    QFETCH(const QString, dialect);
    const LaneRecord record = run(dialect, {.maxTokens = 200, .temperature = 0.0});
    QVERIFY2(record.outcome == LaneOutcome::Complete, toJson(record).constData());
    QCOMPARE(record.finish, FinishReason::Stop);
    QVERIFY2(record.text.contains(QStringLiteral("def factorial(n)")), qPrintable(record.text));
    QVERIFY(*record.usage.input > 0);
    QVERIFY(*record.usage.output > 10);
    QVERIFY(*record.timing.firstByteMs >= *record.timing.sentMs);
    QVERIFY(*record.timing.firstTextMs >= *record.timing.firstByteMs);
    QVERIFY(*record.timing.totalMs >= *record.timing.firstTextMs);
    // Absent when a busy machine read all of the answer at once.
    QVERIFY(record.timing.outputTokensPerSecond.value_or(1) > 0);
    QCOMPARE(record.httpStatus, std::optional(200));
}

void TestLlamaDialects::lengthIsALimit()
{
    QFETCH(const QString, dialect);
    const LaneRecord record = run(dialect, {.maxTokens = 5, .temperature = 0.0});
    QCOMPARE(record.outcome, LaneOutcome::Complete);
    // In Responses, this server calls every answer completed.
    QCOMPARE(record.finish, dialect == QLatin1String("openai-responses") ? FinishReason::Stop : FinishReason::Length);
    QCOMPARE(record.usage.output, std::optional<qint64>(5));
}

void TestLlamaDialects::severalTurns()
{
    QFETCH(const QString, dialect);
    const LaneRecord record
        = run(dialect, {.maxTokens = 20, .temperature = 0.0},
              {.turns = {ChatTurn::text(Role::System, QStringLiteral("You write Python.")),
                         ChatTurn::text(Role::User, QStringLiteral("Write: Return the square of x.")),
                         ChatTurn::text(Role::Assistant, QStringLiteral("def square(x):\n    return x * x")),
                         ChatTurn::text(Role::User, QStringLiteral("Write: Return the cube of x."))}});
    QVERIFY2(record.outcome == LaneOutcome::Complete, toJson(record).constData());
    QVERIFY(!record.text.isEmpty());
}

/// A demo model calls nothing, but its server must take what a conversation with tools consists of.
void TestLlamaDialects::callsAndResults()
{
    QFETCH(const QString, dialect);
    const QString id = QStringLiteral("call_1");
    const QString name = QStringLiteral("tide");
    const LaneRecord record
        = run(dialect, {.maxTokens = 20, .temperature = 0.0},
              {.turns = {ChatTurn::text(Role::User, QStringLiteral("Write: Return the tide.")),
                         {Role::Assistant, {ToolCallPart {id, name, R"({"port":"Brest"})"}}},
                         {Role::Tool, {ToolResultPart {id, QStringLiteral("low")}}}},
               .tools = {{name,
                          QStringLiteral("The tide of a port"),
                          {R"({"type":"object","properties":{"port":{"type":"string"}},"required":["port"]})"}}}});
    QVERIFY2(record.outcome == LaneOutcome::Complete, toJson(record).constData());
    QVERIFY(*record.usage.output > 0);
}

void TestLlamaDialects::countsWhatItTakesIn_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<ChatRequest>("request");
    const QString id = QStringLiteral("call_1");
    const QString name = QStringLiteral("tide");
    const ChatRequest words {.turns = {ChatTurn::text(Role::User, QStringLiteral("Write: 潮汐, naïve \U0001F30A"))}};
    const ChatRequest turns {.turns
                             = {ChatTurn::text(Role::System, QStringLiteral("You write Python.")),
                                ChatTurn::text(Role::User, QStringLiteral("Write: Return the square of x.")),
                                ChatTurn::text(Role::Assistant, QStringLiteral("def square(x):\n    return x * x")),
                                ChatTurn::text(Role::User, QStringLiteral("Write: Return the cube of x."))}};
    const ChatRequest tools {.turns = {ChatTurn::text(Role::User, QStringLiteral("Write: Return the tide.")),
                                       {Role::Assistant, {ToolCallPart {id, name, R"({"port":"Brest"})"}}},
                                       {Role::Tool, {ToolResultPart {id, QStringLiteral("low")}}}},
                             .tools = {{name,
                                        QStringLiteral("The tide of a port"),
                                        {R"({"type":"object","properties":{"port":{"type":"string"}}})"}}}};
    for (const char *dialect : {"openai-chat", "openai-responses", "anthropic"}) {
        QTest::addRow("%s: words", dialect) << QString::fromLatin1(dialect) << words;
        QTest::addRow("%s: turns", dialect) << QString::fromLatin1(dialect) << turns;
        QTest::addRow("%s: tools", dialect) << QString::fromLatin1(dialect) << tools;
    }
}

/// What is counted before is what the answer says was taken in.
void TestLlamaDialects::countsWhatItTakesIn()
{
    QFETCH(const QString, dialect);
    QFETCH(const ChatRequest, request);
    const LaneSettings settings {.maxTokens = 5, .temperature = 0.0};
    TokenCounter counter(*m_transport, *m_endpoints, m_clock);
    std::optional<qint64> counted;
    bool isAnswered = false;
    const auto question = counter.count({.address = {dialect, QStringLiteral("demo"), settings}, .request = request},
                                        [&](std::optional<qint64> tokens) {
                                            counted = tokens;
                                            isAnswered = true;
                                        });
    QTRY_VERIFY(isAnswered);
    QVERIFY(counted);
    const LaneRecord record = run(dialect, settings, request);
    QVERIFY2(record.outcome == LaneOutcome::Complete, toJson(record).constData());
    QCOMPARE(*counted, record.usage.input.value_or(0) + record.usage.cachedInput.value_or(0));
}

/// In Messages, this server takes a schema and heeds none.
void TestLlamaDialects::keepsToASchema_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<bool>("isHeeded");
    QTest::newRow("openai-chat") << QStringLiteral("openai-chat") << true;
    QTest::newRow("openai-responses") << QStringLiteral("openai-responses") << true;
    QTest::newRow("anthropic") << QStringLiteral("anthropic") << false;
}

void TestLlamaDialects::keepsToASchema()
{
    QFETCH(const QString, dialect);
    QFETCH(const bool, isHeeded);
    const QByteArray schema
        = R"({"type":"object","properties":{"level":{"enum":["low","high"]},"wet":{"type":"boolean"}},"required":["level","wet"],"additionalProperties":false})";
    ChatRequest request {.responseSchema = {QStringLiteral("tide"), {schema}}};
    // In Responses, it heeds only the field that Chat Completions has for it.
    if (dialect == QLatin1String("openai-responses"))
        request.extraBody = {R"({"response_format":{"type":"json_schema","json_schema":{"schema":)" + schema + "}}}"};
    const LaneRecord record = run(dialect, {.maxTokens = 200, .temperature = 0.0}, request);
    QVERIFY2(record.outcome == LaneOutcome::Complete, toJson(record).constData());
    if (!isHeeded)
        return;
    const QJsonObject answer = QJsonDocument::fromJson(record.text.toUtf8()).object();
    QVERIFY2(answer[u"level"] == QLatin1String("low") || answer[u"level"] == QLatin1String("high"),
             qPrintable(record.text));
    QVERIFY(answer[u"wet"].isBool());
    QCOMPARE(answer.size(), 2);
}

void TestLlamaDialects::badParameter()
{
    QFETCH(const QString, dialect);
    const LaneRecord record = run(dialect, {.maxTokens = 5}, {.extraBody = {R"({"temperature":"warm"})"}});
    QCOMPARE(record.outcome, LaneOutcome::Failed);
    QCOMPARE(record.cause, QStringLiteral("rejected"));
    QVERIFY2(record.error->message.contains(QStringLiteral("type")), qPrintable(record.error->message));
    QCOMPARE(record.retries, 0);
}

void TestLlamaDialects::tooLongAPrompt()
{
    QFETCH(const QString, dialect);
    const QString text = QStringLiteral("Write: Return the factorial of n. ").repeated(5000);
    const LaneRecord record = run(dialect, {.maxTokens = 5}, {.turns = {ChatTurn::text(Role::User, text)}});
    QCOMPARE(record.outcome, LaneOutcome::Failed);
    QCOMPARE(record.cause, QStringLiteral("context_length"));
    QCOMPARE(record.httpStatus, std::optional(400));
    QVERIFY2(record.error->message.contains(QStringLiteral("context")), qPrintable(record.error->message));
    QCOMPARE(record.retries, 0);
}

void TestLlamaDialects::cancelled()
{
    QFETCH(const QString, dialect);
    // Once the server has the whole request; a demo model may have said all a moment later.
    const auto context = std::make_unique<QObject>();
    connect(m_engine.get(), &RunEngine::lanePhaseChanged, context.get(), [this](LaneId lane, LanePhase phase) {
        if (phase == LanePhase::Waiting)
            m_engine->cancelLane(lane);
    });
    const LaneRecord record = run(dialect, {.maxTokens = 450, .temperature = 1.0});
    QCOMPARE(record.outcome, LaneOutcome::Cancelled);
    QCOMPARE(record.cause, QStringLiteral("user"));
}

void TestLlamaDialects::wrongKey()
{
    QFETCH(const QString, dialect);
    m_endpoints->usesWrongKey = true;
    const LaneRecord record = run(dialect, {.maxTokens = 5});
    m_endpoints->usesWrongKey = false;
    QCOMPARE(record.outcome, LaneOutcome::Failed);
    QCOMPARE(record.cause, QStringLiteral("auth"));
    QCOMPARE(record.httpStatus, std::optional(401));
    QVERIFY(!record.error->message.isEmpty());
}

void TestLlamaDialects::stoppedServer()
{
    QFETCH(const QString, dialect);
    m_server.stop();
    const LaneRecord record = run(dialect, {.maxTokens = 5});
    QCOMPARE(record.outcome, LaneOutcome::Failed);
    QCOMPARE(record.cause, QStringLiteral("connect"));
    QCOMPARE(record.retries, 2);
}

QTEST_GUILESS_MAIN(TestLlamaDialects)
#include "tst_llamadialects.moc"
