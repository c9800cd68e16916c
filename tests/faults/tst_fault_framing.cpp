// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faults/FaultTest.h"
#include "tests/support/Sanitized.h"

#include <QElapsedTimer>

using namespace triptych;
using namespace script;

namespace {

const QByteArray begun = delta("begun");
const QByteArray okLine = "HTTP/1.1 200 OK\r\n";

Steps with(Steps steps, const Steps &more)
{
    steps.insert(steps.end(), more.begin(), more.end());
    return steps;
}

/// An answer that would be whole but for its head.
Steps headed(const QByteArray &headers)
{
    return {Send {okLine + headers + "Content-Type: text/event-stream\r\n\r\n"}, Send {begun + ending()}, Close {}};
}

Send manyHeaders(int count)
{
    QByteArray lines;
    for (int i = 0; i < count; ++i)
        lines += "X-" + QByteArray::number(i) + ": x\r\n";
    return {okLine + lines + "\r\n"};
}

Steps afterHints(int count)
{
    return with({Send {QByteArray("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n").repeated(count)}},
                completeAnswer("hinted"));
}

const Fault incomplete {.outcome = LaneOutcome::Incomplete, .status = 200, .text = "begun"};

Fault cut(Steps answer, const char *cause, ErrorKind kind)
{
    Fault fault = incomplete;
    fault.answer = std::move(answer);
    fault.cause = cause;
    fault.kind = kind;
    fault.isReleased = true;
    return fault;
}

Fault brokenHead(Steps answer)
{
    return {.answer = std::move(answer), .cause = "protocol"};
}

Fault whole(Steps answer, const char *text)
{
    return {.answer = std::move(answer), .outcome = LaneOutcome::Complete, .status = 200, .text = text};
}

} // namespace

/// Streams that break off, and bytes that are no HTTP/1.1.
class TestFaultFraming : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void cuts_data();
    void cuts();
    void heads_data();
    void heads();
    void deadSockets_data();
    void deadSockets();
};

void TestFaultFraming::cuts_data()
{
    addFaults();
    const Steps untilClose {script::streamHead(), Send {begun}, Pause {}};
    const Steps chunked {triptych::streamHead(), chunk(begun), Pause {}};
    const Steps sized {Send {okLine + "Content-Type: text/event-stream\r\nContent-Length: 9999\r\n\r\n" + begun},
                       Pause {}};
    row("row 10 FIN before the end marker", cut(with(untilClose, {Close {}}), "truncated", ErrorKind::MalformedStream));
    row("row 10 a last chunk before the end marker",
        cut(with(chunked, {chunk({})}), "truncated", ErrorKind::MalformedStream));
    row("row 11 RST in the middle", cut(with(untilClose, {Reset {}}), "reset", ErrorKind::Network));
    row("row 11 RST between chunks", cut(with(chunked, {Reset {}}), "reset", ErrorKind::Network));
    row("row 12 FIN between chunks", cut(with(chunked, {Close {}}), "truncated", ErrorKind::Network));
    row("row 12 FIN inside a chunk",
        cut(with(chunked, {Send {"ff\r\ndata: {\"choices"}, Close {}}), "truncated", ErrorKind::Network));
    row("row 12 fewer bytes than announced", cut(with(sized, {Close {}}), "truncated", ErrorKind::Network));
    Fault early {.cause = "reset", .kind = ErrorKind::Network, .status = 200, .requests = 3};
    early.retries = {firstBackoff, secondBackoff};
    early.answer = {triptych::streamHead(), Reset {}};
    row("row 11 RST before content", early);
    early.cause = "truncated";
    early.answer = {triptych::streamHead(), Close {}};
    row("row 12 FIN before content", early);
    row("row 13 a chunk size that is none",
        cut(with(chunked, {Send {"ZZ\r\n" + delta("more") + "\r\n"}, Pause {}}), "protocol",
            ErrorKind::MalformedStream));
    row("row 13 a chunk size over 64 bits",
        cut(with(chunked, {Send {"fffffffffffffffff\r\n" + delta("more") + "\r\n"}, Pause {}}), "protocol",
            ErrorKind::MalformedStream));
    row("row 13 a first chunk size that is none",
        {.answer = {triptych::streamHead(), Send {"ZZ\r\n" + begun + "\r\n"}, Pause {}},
         .cause = "protocol",
         .status = 200});
}

void TestFaultFraming::cuts()
{
    judge();
}

void TestFaultFraming::heads_data()
{
    addFaults();
    row("row 36 head over 64 KiB", brokenHead(headed("X-Long: " + QByteArray(65 << 10, 'x') + "\r\n")));
    row("row 36 head without an end", brokenHead({Send {okLine + "X-Long: " + QByteArray(70 << 10, 'x')}, Pause {}}));
    row("row 36 over 100 header lines", brokenHead({manyHeaders(101), Pause {}}));
    row("row 36 a folded line", brokenHead(headed("X-Folded: one\r\n two\r\n")));
    row("row 36 NUL in a line", brokenHead(headed(QByteArray("X-Nul: a\0b\r\n", 12))));
    row("row 36 two lengths", brokenHead(headed("Content-Length: 5\r\nContent-Length: 9\r\n")));
    row("row 36 one length twice", brokenHead(headed("Content-Length: 5\r\nContent-Length: 5\r\n")));
    row("row 36 a length below zero", brokenHead(headed("Content-Length: -5\r\n")));
    row("row 36 bare line feeds", brokenHead({Send {"HTTP/1.1 200 OK\nContent-Length: 2\n\n{}"}, Pause {}}));
    row("row 37 ten early hints", whole(afterHints(10), "hinted"));
    row("row 37 a storm of early hints", brokenHead(with(afterHints(11), {Pause {}})));
    row("row 38 an answer in HTTP/2 that nobody asked for",
        brokenHead({Send {QByteArray("\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0\x64\0\4\0\x40\0\0", 21)}, Pause {}}));
    row("row 38 switching protocols",
        brokenHead({Send {"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"}, Pause {}}));
}

/// By a clock that runs: no head keeps this machine busy for long.
void TestFaultFraming::heads()
{
    QElapsedTimer timer;
    timer.start();
    judge();
    QVERIFY2(isSanitized || timer.elapsed() <= 1000, QByteArray::number(timer.elapsed()).constData());
}

void TestFaultFraming::deadSockets_data()
{
    QTest::addColumn<Steps>("fate");
    QTest::addColumn<int>("retries");
    QTest::newRow("row 39 closed before the answer") << Steps {Close {}} << 0;
    QTest::newRow("row 39 reset before the answer") << Steps {Reset {}} << 0;
    QTest::newRow("row 39 closed after one byte") << Steps {Send {"H"}, Close {}} << 1;
}

/// A kept connection that was dead already is no fault of the lane; one that answered is.
void TestFaultFraming::deadSockets()
{
    QFETCH(const Steps, fate);
    QFETCH(const int, retries);
    m_one->play(completeAnswer("first"));
    const LaneId first = start({m_plan}).lanes[0];
    QTRY_VERIFY(record(first));
    turnEventLoop(); // the connection is kept
    m_one->play(fate);
    m_one->playAlways(completeAnswer("second"));
    const LaneId second = start({m_plan}).lanes[0];
    if (retries > 0) {
        QTRY_COMPARE(m_notes.size(), std::size_t(1));
        m_clock->advance(std::chrono::milliseconds(m_notes[0].total));
    }
    QTRY_VERIFY(record(second));
    QCOMPARE(record(second)->outcome, LaneOutcome::Complete);
    QCOMPARE(record(second)->text, QStringLiteral("second"));
    QCOMPARE(record(second)->retries, retries);
    QCOMPARE(m_one->requests().size(), std::size_t(3));
    QCOMPARE(m_one->requests()[1].connection, m_one->requests()[0].connection);
}

QTEST_GUILESS_MAIN(TestFaultFraming)
#include "tst_fault_framing.moc"
