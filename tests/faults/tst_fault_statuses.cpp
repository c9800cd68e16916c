// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faults/FaultTest.h"

using namespace triptych;
using namespace script;
using namespace std::chrono_literals;

namespace {

const QByteArray json = "Content-Type: application/json\r\n";

Fault refused(int status, const QByteArray &body, const char *cause, ErrorKind kind, const char *message = "")
{
    return {.answer = {answer(status, body, json)}, .cause = cause, .kind = kind, .status = status, .message = message};
}

/// Never sent again: asked once.
Fault rejected(int status, const char *message = "no such thing")
{
    return refused(status, R"({"error":{"message":"no such thing","type":"invalid_request_error"}})", "rejected",
                   ErrorKind::Rejected, message);
}

} // namespace

/// Answers that say by their status that they are none.
class TestFaultStatuses : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void refusals_data();
    void refusals() { judge(); }
    void accounts_data();
    void accounts();
    void serverFaults_data();
    void serverFaults() { judge(); }
    void redirects_data();
    void redirects();
    void retriesAreSpent_data();
    void retriesAreSpent();

private:
    LaneRecord runOut(LaneId id);
};

void TestFaultStatuses::refusals_data()
{
    addFaults();
    for (const int status : {400, 404, 413, 422})
        row(QByteArray("row 24 " + QByteArray::number(status)).constData(), rejected(status));
    row("row 24 too long a prompt",
        refused(
            400,
            R"({"error":{"message":"This model's maximum context length is 8192 tokens.","type":"invalid_request_error","code":"context_length_exceeded"}})",
            "context_length", ErrorKind::Rejected, "8192"));
    const auto headOf = [](int status) {
        return Send {"HTTP/1.1 " + QByteArray::number(status)
                     + " No\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n"};
    };
    Fault silent = refused(400, {}, "rejected", ErrorKind::Rejected);
    silent.answer = {headOf(400), Pause {}};
    silent.limit = 60s;
    row("row 24 words that do not come", silent);
    silent = refused(401, {}, "auth", ErrorKind::Unauthorized);
    silent.answer = {headOf(401), Pause {}};
    silent.limit = 60s;
    row("row 25 words that do not come", silent);
    Fault cut = rejected(400);
    cut.answer = {headOf(400), Send {R"({"error":{"message":"no such thing"}})"}, Close {}};
    row("row 24 words that break off", cut);
    row("row 24 words that are no JSON",
        {.answer = {answer(400, "nope", "Content-Type: text/plain\r\n")},
         .cause = "rejected",
         .kind = ErrorKind::Rejected,
         .status = 400,
         .message = "nope"});
}

void TestFaultStatuses::accounts_data()
{
    addFaults();
    for (const int status : {401, 403}) {
        const QByteArray body = R"({"error":{"message":"Incorrect API key provided: )" + QByteArray(secretKey)
            + R"(.","code":"invalid_api_key"}})";
        row(QByteArray("row 25 " + QByteArray::number(status)).constData(),
            refused(status, body, "auth", ErrorKind::Unauthorized, "Incorrect API key"));
    }
}

/// The provider's words come without the key that they repeat.
void TestFaultStatuses::accounts()
{
    judge();
    QVERIFY(!QTest::currentTestFailed());
    QVERIFY(!m_finished.back().second.error->message.contains(QLatin1String(secretKey)));
}

void TestFaultStatuses::serverFaults_data()
{
    addFaults();
    for (const int status : {500, 502, 503, 504, 529}) {
        Fault fault
            = refused(status, R"({"error":{"message":"not well"}})", "server", ErrorKind::ServerFault, "not well");
        fault.requests = 3;
        fault.retries = {firstBackoff, secondBackoff};
        row(QByteArray("row 31 " + QByteArray::number(status)).constData(), fault);
    }
    Fault advised = refused(503, R"({"error":{"message":"not well"}})", "server", ErrorKind::ServerFault);
    advised.answer = {answer(503, R"({"error":{"message":"not well"}})", json + "x-should-retry: false\r\n")};
    row("row 31 a server that wants no retry", advised);
}

void TestFaultStatuses::redirects_data()
{
    addFaults();
    for (const int status : {301, 302, 303, 307, 308}) {
        Fault same = refused(status, {}, "redirect", ErrorKind::Rejected, "/elsewhere");
        same.answer = {answer(status, {}, "Location: /elsewhere\r\n")};
        row(QByteArray("row 32 " + QByteArray::number(status)).constData(), same);
        Fault other = refused(status, {}, "redirect_cross_origin", ErrorKind::Rejected, "127.0.0.1");
        other.prepare = [this, status] {
            m_one->playAlways({answer(status, {}, "Location: " + m_two->url().toEncoded() + "\r\n")});
        };
        other.answer = {};
        row(QByteArray("row 33 " + QByteArray::number(status)).constData(), other);
    }
}

/// tst_redirects goes through all kinds of targets and sign-ins.
void TestFaultStatuses::redirects()
{
    judge();
    QCOMPARE(m_two->connections(), 0);
}

/// Through all its waits.
LaneRecord TestFaultStatuses::runOut(LaneId id)
{
    const auto isOver = [this, id] {
        if (!record(id) && isIn(id, LanePhase::Queued))
            m_clock->advance(secondBackoff.most);
        return record(id) != nullptr;
    };
    [&] { QTRY_VERIFY(isOver()); }();
    return record(id) ? *record(id) : LaneRecord();
}

void TestFaultStatuses::retriesAreSpent_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("row 31 retries are used up by 500") << 500;
    QTest::newRow("row 31 retries are used up by 503") << 503;
}

/// Four lanes that complete for each that meets a server fault: they earn less than it spends.
void TestFaultStatuses::retriesAreSpent()
{
    QFETCH(const int, status);
    QList<int> retries;
    while (retries.isEmpty() || (retries.back() > 0 && retries.size() < 20)) {
        m_one->playAlways(completeAnswer("well"));
        for (int i = 0; i < 4; ++i)
            QCOMPARE(runOut(start({m_plan}).lanes[0]).outcome, LaneOutcome::Complete);
        m_one->playAlways({answer(status, R"({"error":{"message":"not well"}})", json)});
        const LaneRecord failed = runOut(start({m_plan}).lanes[0]);
        QCOMPARE(failed.cause, QStringLiteral("server"));
        retries << failed.retries;
    }
    QCOMPARE(retries, (QList<int> {2, 2, 2, 2, 2, 2, 2, 0}));
}

QTEST_GUILESS_MAIN(TestFaultStatuses)
#include "tst_fault_statuses.moc"
