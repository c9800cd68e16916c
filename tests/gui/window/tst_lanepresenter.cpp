// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/lanes/LanePresenter.h"

#include <QTest>

using namespace triptych;

namespace {

LaneRecord recordOf(LaneOutcome outcome, const QString &cause = {})
{
    LaneRecord record;
    record.provider = QStringLiteral("openai");
    record.model = QStringLiteral("gpt");
    record.outcome = outcome;
    record.cause = cause;
    if (outcome != LaneOutcome::Complete && outcome != LaneOutcome::Cancelled)
        record.error = Error {.cause = cause};
    return record;
}

LaneContext contextOf(const QString &address)
{
    return {.address = LaneAddress::parse(address).value(), .providerLabel = QStringLiteral("OpenAI")};
}

QStringList idsOf(const LaneNotice &notice)
{
    QStringList ids;
    for (const LaneAction &action : notice.actions)
        ids << action.id;
    return ids;
}

LaneFlight building(int done, int total)
{
    LaneFlight flight;
    flight.note = {.code = QStringLiteral("llama.building"), .done = done, .total = total};
    return flight;
}

} // namespace

/// What a lane shows of what is known about it.
class TestLanePresenter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksTheBest_data();
    void marksTheBest();
    void offersWhatHelps_data();
    void offersWhatHelps();
    void onlyTheFirstActionIsTheDefault();
    void aSettingThatWasSentCanBeDropped();
    void aPartThatWasSentCanBeDropped();
    void anIdThatWasRefusedCanBeEdited();
    void aModelThatEndsSaysSo();
    void waitsForRoomCountDown();
    void anOpenBreakerIsNotRunInto_data();
    void anOpenBreakerIsNotRunInto();
    void aRetryTellsItsWait();
    void aBuildTellsWhatIsLeft_data();
    void aBuildTellsWhatIsLeft();
    void aCancelledLaneNamesTheBill_data();
    void aCancelledLaneNamesTheBill();
    void reasoningIsCountedUntilTheProviderDoes_data();
    void reasoningIsCountedUntilTheProviderDoes();
    void notesAreToldInWords();
    void quotesWhatTheProviderSaysOfItsAnswer();
    void liveFiguresAreCountedHere();
    void whatTheServerSaidIsBehindAFold();
};

void TestLanePresenter::marksTheBest_data()
{
    QTest::addColumn<bool>("firstIsDemo");
    QTest::addColumn<bool>("thirdIsComplete");
    QTest::addColumn<QList<bool>>("best"); // by first text
    QTest::newRow("the demonstration takes no part") << true << true << QList<bool> {false, false, true};
    QTest::newRow("all take part") << false << true << QList<bool> {true, false, false};
    QTest::newRow("what is cut off takes no part") << false << false << QList<bool> {true, false, false};
    QTest::newRow("one alone is no best") << true << false << QList<bool> {false, false, false};
}

void TestLanePresenter::marksTheBest()
{
    QFETCH(const bool, firstIsDemo);
    QFETCH(const bool, thirdIsComplete);
    QFETCH(const QList<bool>, best);
    LaneMetrics fast {.firstTextMs = 40, .tokensPerSecond = 500, .usd = 0};
    LaneMetrics slow {.firstTextMs = 900, .tokensPerSecond = 50, .usd = 0.01};
    LaneMetrics third {.firstTextMs = 500, .tokensPerSecond = 50, .usd = 0.02};
    third.isBestSpeed = true; // of a run before
    markBest({{&fast, true, firstIsDemo}, {&slow, true, false}, {&third, thirdIsComplete, false}});
    const QList<bool> marked {fast.isBestFirstText, slow.isBestFirstText, third.isBestFirstText};
    QCOMPARE(marked, best);
    if (firstIsDemo && thirdIsComplete) {
        QVERIFY(slow.isBestSpeed && third.isBestSpeed); // they share it
        QVERIFY(slow.isBestCost && !third.isBestCost);
    } else {
        QVERIFY(!third.isBestSpeed);
    }
}

void TestLanePresenter::offersWhatHelps_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<LaneOutcome>("outcome");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("ids");
    const auto row
        = [](const char *name, const char *address, LaneOutcome outcome, const char *cause, const char *ids) {
              QTest::newRow(name) << QString::fromLatin1(address) << outcome << QString::fromLatin1(cause)
                                  << QString::fromLatin1(ids);
          };
    row("complete", "openai/gpt", LaneOutcome::Complete, "", "");
    row("cancelled", "openai/gpt", LaneOutcome::Cancelled, "cancelled", "run_again");
    row("wrong key", "openai/gpt", LaneOutcome::Failed, "auth", "add_key run_again");
    row("off", "copilot/gpt", LaneOutcome::Failed, "copilot_off", "add_key run_again");
    row("refused at GitHub", "copilot/gpt", LaneOutcome::Failed, "copilot.refused", "add_key run_again");
    row("locked", "openai/gpt", LaneOutcome::Failed, "vault_locked", "unlock run_again");
    row("no llama-server", "local/demo", LaneOutcome::Failed, "local.exec", "choose_server show_log run_again");
    row("crashed", "local/demo", LaneOutcome::Incomplete, "local.crash", "show_log run_again");
    row("proxy", "openai/gpt", LaneOutcome::Failed, "proxy.refused", "network run_again");
    row("certificate", "openai/gpt", LaneOutcome::Failed, "tls.expired", "edit_provider run_again");
    row("silence", "openai/gpt", LaneOutcome::Incomplete, "idle", "run_again wait_longer");
    row("no first word", "openai/gpt", LaneOutcome::Failed, "first_content", "run_again wait_longer");
    row("too long", "openai/gpt", LaneOutcome::Incomplete, "deadline", "run_again wait_longer");
    row("cut off", "openai/gpt", LaneOutcome::Incomplete, "closed", "run_again");
}

void TestLanePresenter::offersWhatHelps()
{
    QFETCH(const QString, address);
    QFETCH(const LaneOutcome, outcome);
    QFETCH(const QString, cause);
    QFETCH(const QString, ids);
    const LaneViewState state = LanePresenter::ended(contextOf(address), recordOf(outcome, cause));
    QCOMPARE(idsOf(state.notice).join(QLatin1Char(' ')), ids);
    QCOMPARE(state.notice.sentence.isEmpty(), outcome == LaneOutcome::Complete || outcome == LaneOutcome::Cancelled);
}

void TestLanePresenter::onlyTheFirstActionIsTheDefault()
{
    const LaneViewState state = LanePresenter::ended(contextOf(QStringLiteral("openai/gpt")),
                                                     recordOf(LaneOutcome::Failed, QStringLiteral("auth")));
    QVERIFY(state.notice.actions[0].isDefault && !state.notice.actions[1].isDefault);
}

void TestLanePresenter::aSettingThatWasSentCanBeDropped()
{
    LaneRecord record = recordOf(LaneOutcome::Failed, QStringLiteral("bad_request"));
    record.error->parameter = QStringLiteral("temperature");
    const LaneContext context = contextOf(QStringLiteral("openai/gpt"));
    QVERIFY(!idsOf(LanePresenter::ended(context, record).notice).contains(QStringLiteral("drop_parameter")));
    record.settings.temperature = 0.7;
    QVERIFY(idsOf(LanePresenter::ended(context, record).notice).contains(QStringLiteral("drop_parameter")));
}

void TestLanePresenter::aPartThatWasSentCanBeDropped()
{
    LaneRecord record = recordOf(LaneOutcome::Failed, QStringLiteral("rejected"));
    record.error->parameter = QStringLiteral("image_url");
    const LaneContext context = contextOf(QStringLiteral("openai/gpt"));
    QVERIFY(idsOf(LanePresenter::ended(context, record).notice).contains(QStringLiteral("drop_parameter")));
    record.ledger
        = {{QStringLiteral("image"), QStringLiteral("a.png"), {}, QStringLiteral("the model cannot see images")}};
    QVERIFY(!idsOf(LanePresenter::ended(context, record).notice).contains(QStringLiteral("drop_parameter")));
}

void TestLanePresenter::anIdThatWasRefusedCanBeEdited()
{
    LaneContext context = contextOf(QStringLiteral("openai/gpt"));
    LaneRecord record = recordOf(LaneOutcome::Failed, QStringLiteral("account_field"));
    record.error->message = QStringLiteral("Invalid organization_id");
    record.error->parameter = QStringLiteral("organization");
    QCOMPARE(idsOf(LanePresenter::ended(context, record).notice),
             (QStringList {QStringLiteral("add_key"), QStringLiteral("run_again")}));
    context.fields = {{QStringLiteral("organization"), QStringLiteral("Organization ID"), {}}};
    const LaneNotice notice = LanePresenter::ended(context, record).notice;
    QCOMPARE(idsOf(notice),
             (QStringList {QStringLiteral("edit_field:organization"), QStringLiteral("add_key"),
                           QStringLiteral("run_again")}));
    QCOMPARE(notice.actions.front().text, QStringLiteral("Edit Organization ID…"));
    QVERIFY(notice.actions.front().isDefault);
    QVERIFY(notice.sentence.contains(QStringLiteral("Invalid organization_id")));
    QVERIFY(notice.advice.contains(QStringLiteral("Organization ID")));
}

/// The tooltip always, the badge when it is time to look for another.
void TestLanePresenter::aModelThatEndsSaysSo()
{
    LaneContext context = contextOf(QStringLiteral("openai/gpt"));
    QCOMPARE(LanePresenter::slotInfo(context, 0).ending, QString());
    const QDate today(2026, 11, 25);
    context.ending = ModelEnding::of({.shutdown = today.addDays(60)}, today);
    QCOMPARE(LanePresenter::slotInfo(context, 0).ending, QStringLiteral("ends 24 Jan 2027"));
    QCOMPARE(LanePresenter::slotInfo(context, 0).badge, QString());
    context.ending = ModelEnding::of({.shutdown = today.addDays(59)}, today);
    QCOMPARE(LanePresenter::slotInfo(context, 0).badge, QStringLiteral("ends 23 Jan 2027"));
}

void TestLanePresenter::waitsForRoomCountDown()
{
    LaneRecord record = recordOf(LaneOutcome::Failed, QStringLiteral("rate_limited"));
    record.error->retryAfter = std::chrono::seconds(32);
    LaneContext context = contextOf(QStringLiteral("openai/gpt"));
    context.roomInMs = 21'000;
    const LaneNotice notice = LanePresenter::ended(context, record).notice;
    QCOMPARE(idsOf(notice), (QStringList {QStringLiteral("wait"), QStringLiteral("run_again")}));
    QCOMPARE(notice.actions[0].text, QStringLiteral("Wait 21\u00A0s"));
    QVERIFY(notice.progress);
    QCOMPARE(notice.progress->done, 11'000);
    QCOMPARE(notice.progress->total, 32'000);
    context.waitsForRoom = true;
    const LaneNotice waiting = LanePresenter::ended(context, record).notice;
    QCOMPARE(idsOf(waiting).first(), QStringLiteral("stop_waiting"));
    QVERIFY2(waiting.advice.contains(QStringLiteral("by itself in 21\u00A0s")), qPrintable(waiting.advice));
    context.roomInMs.reset();
    QVERIFY(!LanePresenter::ended(context, record).notice.progress);
}

void TestLanePresenter::anOpenBreakerIsNotRunInto_data()
{
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QStringList>("actions");
    QTest::addColumn<QStringList>("actionsLater");
    QTest::newRow("place") << QStringLiteral("breaker") << QStringList {QStringLiteral("wait")}
                           << QStringList {QStringLiteral("run_again")};
    QTest::newRow("key") << QStringLiteral("breaker.key")
                         << QStringList {QStringLiteral("add_key"), QStringLiteral("wait")}
                         << QStringList {QStringLiteral("add_key"), QStringLiteral("run_again")};
}

void TestLanePresenter::anOpenBreakerIsNotRunInto()
{
    QFETCH(const QString, cause);
    LaneRecord record = recordOf(LaneOutcome::Failed, cause);
    record.error->retryAfter = std::chrono::seconds(30);
    LaneContext context = contextOf(QStringLiteral("openai/gpt"));
    context.roomInMs = 21'000;
    QTEST(idsOf(LanePresenter::ended(context, record).notice), "actions");
    context.roomInMs.reset();
    QTEST(idsOf(LanePresenter::ended(context, record).notice), "actionsLater");
}

void TestLanePresenter::aRetryTellsItsWait()
{
    LaneFlight flight;
    flight.note = {.code = QStringLiteral("retry"),
                   .done = 2,
                   .total = 4000,
                   .error = Error {.cause = QStringLiteral("overloaded")}};
    flight.noteAgeMs = 1000;
    const LaneViewState state = LanePresenter::inFlight(contextOf(QStringLiteral("openai/gpt")), flight);
    QCOMPARE(state.stage, LaneStage::Queued);
    QVERIFY(!state.notice.sentence.isEmpty());
    QCOMPARE(state.notice.advice, QStringLiteral("Try 3 starts in 3\u00A0s."));
    QCOMPARE(state.notice.progress->done, 1000);
    QCOMPARE(idsOf(state.notice), (QStringList {QStringLiteral("retry_now"), QStringLiteral("give_up")}));
    flight.phase = LanePhase::Waiting; // it tries again
    QVERIFY(LanePresenter::inFlight(contextOf(QStringLiteral("openai/gpt")), flight).notice.isEmpty());
}

void TestLanePresenter::aBuildTellsWhatIsLeft_data()
{
    QTest::addColumn<int>("firstDone");
    QTest::addColumn<double>("firstAge");
    QTest::addColumn<double>("age");
    QTest::addColumn<QString>("remaining");
    QTest::newRow("at an even pace") << 28 << 210'000.0 << 0.0 << QStringLiteral("about 8\u00A0min left");
    QTest::newRow("soon") << 28 << 12'000.0 << 0.0 << QStringLiteral("about 30\u00A0s left");
    QTest::newRow("it counts down between two files")
        << 28 << 222'000.0 << 12'000.0 << QStringLiteral("about 7\u00A0min left");
    QTest::newRow("the first note") << 148 << 0.0 << 0.0 << QString();
    QTest::newRow("too short to tell") << 147 << 1000.0 << 0.0 << QString();
    QTest::newRow("longer than thought") << 28 << 900'000.0 << 800'000.0 << QString();
}

void TestLanePresenter::aBuildTellsWhatIsLeft()
{
    QFETCH(const int, firstDone);
    QFETCH(const double, firstAge);
    QFETCH(const double, age);
    QFETCH(const QString, remaining);
    LaneFlight flight = building(148, 389);
    flight.firstNote = building(firstDone, 389).note;
    flight.firstNoteAgeMs = firstAge;
    flight.noteAgeMs = age;
    const LaneNotice notice = LanePresenter::inFlight(contextOf(QStringLiteral("local/demo")), flight).notice;
    QCOMPARE(notice.progress->label, QStringLiteral("148 of 389 files"));
    QCOMPARE(notice.progress->remaining, remaining);
    QCOMPARE(idsOf(notice), (QStringList {QStringLiteral("show_log"), QStringLiteral("choose_server")}));
}

void TestLanePresenter::aCancelledLaneNamesTheBill_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("output");
    QTest::addColumn<double>("usd");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("tokens and price")
        << QStringLiteral("x") << qint64(41) << 0.000148
        << QStringLiteral("Stopped after 41 tokens; the connection is closed. About $0.000148 is billed.");
    QTest::newRow("no charge") << QStringLiteral("x") << qint64(41) << 0.0
                               << QStringLiteral("Stopped after 41 tokens; the connection is closed.");
    QTest::newRow("price unknown") << QStringLiteral("x") << qint64(0) << -1.0
                                   << QStringLiteral("Stopped; the connection is closed. What came so far is kept.");
    QTest::newRow("before the first word")
        << QString() << qint64(0) << -1.0 << QStringLiteral("Stopped before the first word; the connection is closed.");
}

void TestLanePresenter::aCancelledLaneNamesTheBill()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, output);
    QFETCH(const double, usd);
    QFETCH(const QString, sentence);
    LaneRecord record = recordOf(LaneOutcome::Cancelled);
    record.text = text;
    if (output > 0)
        record.usage.output = output;
    if (usd >= 0)
        record.cost.usd = usd;
    QCOMPARE(LanePresenter::ended(contextOf(QStringLiteral("openai/gpt")), record).notice.advice, sentence);
}

void TestLanePresenter::reasoningIsCountedUntilTheProviderDoes_data()
{
    QTest::addColumn<int>("told");
    QTest::addColumn<int>("output");
    QTest::addColumn<int>("reasoning");
    QTest::addColumn<bool>("hasText");
    QTest::addColumn<int>("shown");
    QTest::newRow("nothing came") << -1 << 0 << 0 << false << -1;
    QTest::newRow("counted here") << -1 << 110 << 0 << false << 110;
    QTest::newRow("the provider has the last word") << 214 << 220 << 0 << false << 214;
    QTest::newRow("text came, not counted apart") << -1 << 300 << 0 << true << -1;
    QTest::newRow("text came, counted apart") << -1 << 300 << 110 << true << 110;
    QTest::newRow("the provider said none so far") << 0 << 300 << 110 << true << 110;
}

void TestLanePresenter::reasoningIsCountedUntilTheProviderDoes()
{
    QFETCH(const int, told);
    QFETCH(const int, output);
    QFETCH(const int, reasoning);
    QFETCH(const bool, hasText);
    QFETCH(const int, shown);
    LaneFlight flight;
    flight.phase = hasText ? LanePhase::Writing : LanePhase::Reasoning;
    flight.estimatedOutput = output;
    flight.estimatedReasoning = reasoning;
    if (told >= 0)
        flight.usage.reasoning = told;
    if (hasText)
        flight.timing.firstTextMs = 2310;
    QCOMPARE(LanePresenter::inFlight(contextOf(QStringLiteral("openai/gpt")), flight).reasoningTokens.value_or(-1),
             shown);
}

void TestLanePresenter::notesAreToldInWords()
{
    LaneRecord record = recordOf(LaneOutcome::Complete);
    record.notes
        = {{QStringLiteral("unsaved")}, {QStringLiteral("a_code_without_words")}, {QStringLiteral("utf8_repaired")}};
    const LaneNotice notice = LanePresenter::ended(contextOf(QStringLiteral("openai/gpt")), record).notice;
    QCOMPARE(notice.notes.size(), 2);
    QCOMPARE(notice.notes.first(), QStringLiteral("This answer is not in the history yet."));
    QVERIFY(notice.sentence.isEmpty() && notice.actions.empty());
}

void TestLanePresenter::quotesWhatTheProviderSaysOfItsAnswer()
{
    LaneRecord record = recordOf(LaneOutcome::Complete);
    record.finish = FinishReason::Filtered;
    record.explanation = QStringLiteral("It is about attacks.");
    record.sources = {QStringLiteral("https://a.example"), QStringLiteral("https://b.example")};
    const LaneNotice notice = LanePresenter::ended({}, record).notice;
    QCOMPARE(notice.advice, QStringLiteral("The provider withheld or cut this answer."));
    QCOMPARE(notice.notes,
             QStringList(
                 {QStringLiteral("“It is about attacks.”"),
                  QStringLiteral("Sources that the provider names:\n[1] https://a.example\n[2] https://b.example")}));
}

void TestLanePresenter::liveFiguresAreCountedHere()
{
    LaneFlight flight;
    flight.phase = LanePhase::Writing;
    flight.estimatedOutput = 51;
    flight.usage.output = 1; // as message_start says
    flight.timing.firstTextMs = 1000;
    flight.elapsedMs = 2000;
    const LaneMetrics metrics = LanePresenter::inFlight(contextOf(QStringLiteral("openai/gpt")), flight).metrics;
    QCOMPARE(metrics.outputTokens, std::optional<qint64>(51));
    QVERIFY(metrics.isOutputEstimated);
    QCOMPARE(metrics.tokensPerSecond, std::optional<double>(50.0));
}

void TestLanePresenter::whatTheServerSaidIsBehindAFold()
{
    LaneRecord record = recordOf(LaneOutcome::Failed, QStringLiteral("auth"));
    const LaneContext context = contextOf(QStringLiteral("openai/gpt"));
    QVERIFY(LanePresenter::ended(context, record).details.isEmpty()); // nothing was said
    record.httpStatus = 401;
    record.requestId = QStringLiteral("req_1");
    record.error->rawBody = QStringLiteral("{}");
    const LaneDetails details = LanePresenter::ended(context, record).details;
    QCOMPARE(details.summary, QStringLiteral("401 · req_1 · raw body"));
    QCOMPARE(details.copied, QStringLiteral("openai/gpt\n401 · req_1 · auth\n{}"));
}

QTEST_GUILESS_MAIN(TestLanePresenter)
#include "tst_lanepresenter.moc"
