// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/RunEngineTest.h"

#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

/// What is sent once more, after how long, and what is not.
class TestRunEngineRetries : public RunEngineTest
{
    Q_OBJECT

private Q_SLOTS:
    void serverFaultIsRetriedBeforeContent();
    void aPersonMayEndTheWait_data();
    void aPersonMayEndTheWait();
    void aLongWaitEndsTheLane();
    void anotherTryForgetsTheFirst();
    void aRefusedFieldIsNamedOtherwise_data();
    void aRefusedFieldIsNamedOtherwise();
    void aFieldRefusedBothWaysEndsTheLane();
};

void TestRunEngineRetries::serverFaultIsRetriedBeforeContent()
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

void TestRunEngineRetries::aPersonMayEndTheWait_data()
{
    QTest::addColumn<bool>("retries");
    QTest::newRow("retry now") << true;
    QTest::newRow("fail now") << false;
}

void TestRunEngineRetries::aPersonMayEndTheWait()
{
    QFETCH(const bool, retries);
    m_one->play({script::answer(429, "{\"error\":{\"message\":\"slow down\"}}", "Retry-After: 30\r\n")});
    m_one->play(completeAnswer("at last"));
    const StartedRun run = start({lane("one")});
    QTRY_COMPARE(m_notes.size(), std::size_t(1));
    QCOMPARE(m_notes[0].error->message, QStringLiteral("slow down"));
    QVERIFY(m_notes[0].total >= 30'000);
    m_clock->advance(20s);
    retries ? m_engine->retryNow(run.lanes[0]) : m_engine->giveUp(run.lanes[0]);
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->outcome, retries ? LaneOutcome::Complete : LaneOutcome::Failed);
    QCOMPARE(record(run.lanes[0])->cause, retries ? QString() : QStringLiteral("rate_limited"));
    if (!retries)
        QCOMPARE(record(run.lanes[0])->error->retryAfter, std::optional<std::chrono::milliseconds>(10s));
    QCOMPARE(m_one->requests().size(), std::size_t(retries ? 2 : 1));
    m_clock->advance(60s); // nothing is left of the wait
    QCOMPARE(m_finished.size(), std::size_t(1));
}

void TestRunEngineRetries::aLongWaitEndsTheLane()
{
    m_one->play({script::answer(429, "{\"error\":{\"message\":\"slow\"}}", "Retry-After: 3600\r\n")});
    const StartedRun run = start({lane("one")});
    QTRY_VERIFY(record(run.lanes[0]));
    QCOMPARE(record(run.lanes[0])->cause, QStringLiteral("rate_limited"));
    QCOMPARE(record(run.lanes[0])->error->retryAfter, std::optional<std::chrono::milliseconds>(3600s));
}

void TestRunEngineRetries::anotherTryForgetsTheFirst()
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

void TestRunEngineRetries::aRefusedFieldIsNamedOtherwise_data()
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

void TestRunEngineRetries::aRefusedFieldIsNamedOtherwise()
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

void TestRunEngineRetries::aFieldRefusedBothWaysEndsTheLane()
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

QTEST_GUILESS_MAIN(TestRunEngineRetries)
#include "tst_runengine_retries.moc"
