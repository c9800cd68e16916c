// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/TokenCounter.h"
#include "core/run/RunPlan.h"
#include "tests/support/ManualClock.h"
#include "tests/support/RunEngineTest.h"
#include "tests/support/ScriptedServer.h"

#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

/// The servers of a test, which count where a path is told. Knows whether somebody was to wait.
class CountingEndpoints final : public EndpointSource
{
public:
    std::unique_ptr<Pending> resolve(const LanePlan &lane, Progress progress, Done done) override
    {
        waited = waited || lane.mayWait;
        const auto counting = [this, done](Result<AuthorisedEndpoint> made) {
            if (made)
                made.value().endpoint.countPath = path;
            done(std::move(made));
        };
        return base.resolve(lane, std::move(progress), counting);
    }

    TestEndpoints base;
    QString path = QStringLiteral("/count");
    bool waited = false;
};

script::Steps counted(int tokens)
{
    return {script::answer(200, "{\"input_tokens\":" + QByteArray::number(tokens) + '}')};
}

} // namespace

/// One question after the other to a scripted provider, on a clock that stands still.
class TestTokenCounter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void asksAsALaneWould();
    void signsWhereTheKeyDoes();
    void waitsForNobody();
    void hasNoAnswerWithoutAKey();
    void asksNobodyWhoDoesNotCount();
    void aQuestionThatIsDroppedIsHungUp();
    void isPatientForTenSeconds();
    void aFailureIsNoAnswer_data();
    void aFailureIsNoAnswer();
    void followsNoRedirect();
    void whoCannotCountIsAskedOnce_data();
    void whoCannotCountIsAskedOnce();
    void whoHasEnoughIsLeftAlone_data();
    void whoHasEnoughIsLeftAlone();
    void othersAreAskedMeanwhile();
    void theAnswerMayEndTheQuestion();

private:
    void ask(const char *provider = "one");
    /// Asks "one", and whether it came through to the server.
    bool comesThrough();

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<CountingEndpoints> m_endpoints;
    std::unique_ptr<TokenCounter> m_counter;
    std::unique_ptr<ScriptedServer> m_one, m_two;
    std::unique_ptr<Pending> m_question;
    std::vector<std::optional<qint64>> m_answers;
};

void TestTokenCounter::init()
{
    m_clock = std::make_unique<ManualClock>();
    m_transport = std::make_unique<HttpTransport>(*m_clock);
    m_endpoints = std::make_unique<CountingEndpoints>();
    m_endpoints->base.dialect = QStringLiteral("anthropic");
    m_endpoints->base.header = {"x-api-key", ""};
    m_counter = std::make_unique<TokenCounter>(*m_transport, *m_endpoints, *m_clock);
    m_one = std::make_unique<ScriptedServer>();
    m_two = std::make_unique<ScriptedServer>();
    m_endpoints->base.servers
        = {{QStringLiteral("one"), m_one->url(QString())}, {QStringLiteral("two"), m_two->url(QString())}};
    m_answers.clear();
}

void TestTokenCounter::cleanup()
{
    m_question.reset();
    m_counter.reset();
    m_endpoints.reset();
    m_transport.reset();
    QCOMPARE(m_clock->runningTimers(), 0);
}

void TestTokenCounter::ask(const char *provider)
{
    LanePlan plan {.address = {.provider = QString::fromLatin1(provider), .model = QStringLiteral("m")},
                   .request = {.turns = {ChatTurn::text(Role::User, QStringLiteral("How high?"))}}};
    m_question
        = m_counter->count(std::move(plan), [this](std::optional<qint64> tokens) { m_answers.push_back(tokens); });
}

bool TestTokenCounter::comesThrough()
{
    const auto before = m_one->requests().size();
    const auto answers = m_answers.size();
    ask();
    m_clock->advance(0ms);
    if (!QTest::qWaitFor([&] { return m_answers.size() > answers; }))
        qFatal("no answer");
    return m_one->requests().size() > before;
}

void TestTokenCounter::asksAsALaneWould()
{
    m_one->play(counted(2095));
    ask();
    QVERIFY(m_answers.empty());
    QTRY_COMPARE(m_answers.size(), size_t(1));
    QCOMPARE(m_answers[0], std::optional<qint64>(2095));
    const ScriptedRequest request = m_one->requests().at(0);
    QCOMPARE(request.method() + ' ' + request.target(), QByteArray("POST /count"));
    QCOMPARE(request.header("x-api-key"), QByteArray(secretKey));
    QCOMPARE(
        request.body,
        QByteArray(R"({"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"How high?"}]}]})"));
}

void TestTokenCounter::signsWhereTheKeyDoes()
{
    m_endpoints->base.dialect = QStringLiteral("bedrock");
    m_endpoints->base.signing = SigningScope {"us-east-1", "bedrock"};
    m_one->play({script::answer(200, R"({"inputTokens":7})")});
    ask();
    QTRY_COMPARE(m_answers.size(), size_t(1));
    QCOMPARE(m_answers[0], std::optional<qint64>(7));
    QVERIFY(m_one->requests().at(0).header("authorization").startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"));
    QVERIFY(!m_one->received().contains("canary"));
}

void TestTokenCounter::waitsForNobody()
{
    m_one->play(counted(1));
    ask();
    QTRY_COMPARE(m_answers.size(), size_t(1));
    QVERIFY(!m_endpoints->waited);
}

void TestTokenCounter::hasNoAnswerWithoutAKey()
{
    ask("nobody");
    QTRY_COMPARE(m_answers.size(), size_t(1));
    QVERIFY(!m_answers[0]);
}

void TestTokenCounter::asksNobodyWhoDoesNotCount()
{
    m_endpoints->path.clear();
    ask();
    QTRY_COMPARE(m_answers.size(), size_t(1));
    QVERIFY(!m_answers[0]);
    QCOMPARE(m_one->connections(), 0);
}

void TestTokenCounter::aQuestionThatIsDroppedIsHungUp()
{
    m_one->play({script::Pause {}});
    m_one->play(counted(5));
    ask();
    QTRY_COMPARE(m_one->requests().size(), size_t(1));
    ask(); // takes the place of the first
    QTRY_COMPARE(m_answers.size(), size_t(1));
    QCOMPARE(m_answers[0], std::optional<qint64>(5));
    QTRY_COMPARE(m_one->openConnections(), 1);
    m_one->release();
    QTRY_VERIFY(!m_one->isPaused());
    QCOMPARE(m_answers.size(), size_t(1));
}

void TestTokenCounter::isPatientForTenSeconds()
{
    m_one->play({script::Pause {}});
    ask();
    QTRY_COMPARE(m_one->requests().size(), size_t(1));
    m_clock->advance(9'999ms);
    QVERIFY(m_answers.empty());
    m_clock->advance(1ms);
    QCOMPARE(m_answers.size(), size_t(1));
    QVERIFY(!m_answers[0]);
    QTRY_COMPARE(m_one->openConnections(), 0);
}

void TestTokenCounter::aFailureIsNoAnswer_data()
{
    QTest::addColumn<script::Steps>("steps");
    const auto row = [](const char *name, script::Steps steps) { QTest::newRow(name) << std::move(steps); };
    row("400", {script::answer(400, R"({"error":{"message":"no"},"input_tokens":12})")});
    row("401", {script::answer(401, R"({"input_tokens":12})")});
    row("500", {script::answer(500, R"({"input_tokens":12})")});
    row("no JSON", {script::answer(200, "<html>12</html>")});
    row("no number", {script::answer(200, R"({"input_tokens":-12})")});
    row("cut off", {script::chunkedHead(), script::chunk(R"({"input_tokens":12})"), script::Close {}});
    row("reset", {script::Reset {}});
    row("endless", {script::chunkedHead(), script::chunk(QByteArray(80'000, ' '))});
}

void TestTokenCounter::aFailureIsNoAnswer()
{
    QFETCH(const script::Steps, steps);
    m_one->play(steps);
    ask();
    QTRY_COMPARE(m_answers.size(), size_t(1));
    QVERIFY(!m_answers[0]);
    m_one->playAlways(counted(3)); // and the next question is asked
    ask();
    QTRY_COMPARE(m_answers.size(), size_t(2));
    QCOMPARE(m_answers[1], std::optional<qint64>(3));
}

void TestTokenCounter::followsNoRedirect()
{
    for (const char *status : {"301", "302", "303", "307", "308"}) {
        m_one->play(
            {script::Send {"HTTP/1.1 " + QByteArray(status) + " Elsewhere\r\nLocation: "
                           + m_two->url(QStringLiteral("/count")).toEncoded() + "\r\nContent-Length: 0\r\n\r\n"}});
        QVERIFY(comesThrough());
        QVERIFY(!m_answers.back());
    }
    QCOMPARE(m_two->connections(), 0);
}

void TestTokenCounter::whoCannotCountIsAskedOnce_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {404, 405, 501})
        QTest::addRow("%d", status) << status;
}

void TestTokenCounter::whoCannotCountIsAskedOnce()
{
    QFETCH(const int, status);
    m_one->play({script::answer(status, "{}")});
    m_one->playAlways(counted(3));
    QVERIFY(comesThrough());
    QVERIFY(!m_answers.back());
    m_clock->advance(24h);
    QVERIFY(!comesThrough());
    QVERIFY(!m_answers.back());
}

void TestTokenCounter::whoHasEnoughIsLeftAlone_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("seconds");
    QTest::newRow("for as long as it says") << QByteArray("Retry-After: 7\r\n") << 7;
    QTest::newRow("for a minute otherwise") << QByteArray() << 60;
}

void TestTokenCounter::whoHasEnoughIsLeftAlone()
{
    QFETCH(const QByteArray, header);
    QFETCH(const int, seconds);
    m_one->play({script::answer(429, "{}", header)});
    m_one->playAlways(counted(3));
    QVERIFY(comesThrough());
    m_clock->advance(std::chrono::seconds(seconds) - 1ms);
    QVERIFY(!comesThrough());
    QVERIFY(!m_answers.back());
    m_clock->advance(1ms);
    QVERIFY(comesThrough());
    QCOMPARE(m_answers.back(), std::optional<qint64>(3));
}

void TestTokenCounter::othersAreAskedMeanwhile()
{
    m_one->playAlways({script::answer(404, "{}")});
    m_two->playAlways(counted(4));
    QVERIFY(comesThrough());
    ask("two");
    QTRY_COMPARE(m_answers.size(), size_t(2));
    QCOMPARE(m_answers[1], std::optional<qint64>(4));
}

void TestTokenCounter::theAnswerMayEndTheQuestion()
{
    m_one->playAlways(counted(4));
    bool isAnswered = false;
    m_question = m_counter->count({.address = {.provider = QStringLiteral("one"), .model = QStringLiteral("m")},
                                   .request = {.turns = {ChatTurn::text(Role::User, QStringLiteral("x"))}}},
                                  [&](std::optional<qint64>) {
                                      m_question.reset();
                                      isAnswered = true;
                                  });
    QTRY_VERIFY(isAnswered);
}

QTEST_GUILESS_MAIN(TestTokenCounter)
#include "tst_tokencounter.moc"
