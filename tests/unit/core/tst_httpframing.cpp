// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/HttpFraming.h"

#include <QTest>

using namespace triptych;

namespace {

struct Outcome
{
    bool hasHead = false;
    HttpResponseHead head;
    QByteArray body;
    QString cause; ///< Empty: it was read to its end.
    bool isReusable = false;
    bool operator==(const Outcome &other) const
    {
        return hasHead == other.hasHead && head.status == other.head.status && head.headers == other.head.headers
            && body == other.body && cause == other.cause && isReusable == other.isReusable;
    }
};

/// Feeds the wire in pieces of a size, each from memory that is gone afterwards, and closes it at its end.
Outcome read(const QByteArray &wire, qsizetype step, bool isAnswerToHead = false)
{
    ResponseParser parser(isAnswerToHead);
    Outcome outcome;
    for (qsizetype at = 0; at < wire.size() && !parser.isDone() && outcome.cause.isEmpty(); at += step) {
        const QByteArray piece = wire.mid(at, step);
        if (const Result<> result = parser.feed(piece); !result)
            outcome.cause = result.error().cause;
        for (const QByteArrayView bytes : parser.pieces())
            outcome.body.append(bytes);
    }
    if (outcome.cause.isEmpty()) {
        outcome.isReusable = parser.isReusable();
        if (const Result<> result = parser.close(); !result)
            outcome.cause = result.error().cause;
    }
    outcome.hasHead = parser.hasHead();
    if (outcome.hasHead)
        outcome.head = parser.head();
    return outcome;
}

QByteArray repeated(const QByteArray &text, int times)
{
    QByteArray all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

const QByteArray ok = "HTTP/1.1 200 OK\r\n";
const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";

} // namespace

class TestHttpFraming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void skipsTheBodyAfterHead();
    void marksWhatCannotBeReused_data();
    void marksWhatCannotBeReused();
    void isTruncatedAtEveryCut();
    void keepsHeadersAsTheyCame();
    void boundsWhatWaits();
};

void TestHttpFraming::reads_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<int>("status"); // 0: no head
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("cause");

    const auto row
        = [](const char *name, const QByteArray &wire, int status, const QByteArray &body, const char *cause = "") {
              QTest::newRow(name) << wire << status << body << QString::fromLatin1(cause);
          };
    row("content-length", ok + "Content-Length: 5\r\n\r\nhello", 200, "hello");
    row("content-length 0", ok + "Content-Length: 0\r\n\r\n", 200, "");
    row("short body", ok + "Content-Length: 6\r\n\r\nhello", 200, "hello", "truncated");
    row("read to close", ok + "\r\nhello", 200, "hello");
    row("read to close, empty", ok + "\r\n", 200, "");
    row("HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nhello", 200, "hello");
    row("no reason", "HTTP/1.1 429 \r\nContent-Length: 0\r\n\r\n", 429, "");
    row("204", "HTTP/1.1 204 No Content\r\n\r\n", 204, "");
    row("304 with length", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", 304, "");

    row("chunked", chunked + "5\r\nhello\r\n0\r\n\r\n", 200, "hello");
    row("chunks", chunked + "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", 200, "hello");
    row("chunk extension", chunked + "5;a=b\r\nhello\r\n0\r\n\r\n", 200, "hello");
    row("upper hex", chunked + "A\r\n0123456789\r\n0\r\n\r\n", 200, "0123456789");
    row("trailers", chunked + "5\r\nhello\r\n0\r\nX-Sum: 1\r\nContent-Length: 7\r\n\r\n", 200, "hello", "protocol");
    row("harmless trailers", chunked + "5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n", 200, "hello");
    row("no chunk but the last", chunked + "0\r\n\r\n", 200, "");
    row("no chunk but trailers", chunked + "0\r\nX-Sum: 1\r\n\r\n", 200, "");
    row("cut in the only chunk", chunked + "0\r\n\r", 200, "", "truncated");
    row("cut chunk", chunked + "5\r\nhel", 200, "hel", "truncated");
    row("cut before last chunk", chunked + "5\r\nhello\r\n", 200, "hello", "truncated");
    row("cut in last chunk", chunked + "5\r\nhello\r\n0\r\n", 200, "hello", "truncated");
    row("chunk size no number", chunked + "ZZ\r\nhello\r\n0\r\n\r\n", 200, "", "protocol");
    row("chunk size too large", chunked + "fffffffffffffffff\r\nhello", 200, "", "protocol");
    row("chunk size negative", chunked + "-5\r\nhello\r\n0\r\n\r\n", 200, "", "protocol");
    row("chunk longer than told", chunked + "3\r\nhello\r\n0\r\n\r\n", 200, "hel", "protocol");

    row("one informational", "HTTP/1.1 100 Continue\r\n\r\n" + ok + "Content-Length: 2\r\n\r\nhi", 200, "hi");
    row("early hints", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + ok + "Content-Length: 2\r\n\r\nhi", 200,
        "hi");
    row("ten informational", repeated("HTTP/1.1 100 Continue\r\n\r\n", 10) + ok + "Content-Length: 2\r\n\r\nhi", 200,
        "hi");
    row("eleven informational", repeated("HTTP/1.1 100 Continue\r\n\r\n", 11) + ok + "\r\n", 100, "", "protocol");
    row("switching protocols", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n", 101, "", "protocol");

    row("nothing", "", 0, "", "truncated");
    row("cut head", ok + "Content-Len", 0, "", "truncated");
    row("garbage", "hello, world", 0, "", "protocol");
    row("HTTP/2 frame", QByteArray("\0\0\x12\4\0\0\0\0\0", 9), 0, "", "protocol");
    row("HTTP/2.0", "HTTP/2.0 200 OK\r\n\r\n", 0, "", "protocol");
    row("HTTP/1.2", "HTTP/1.2 200 OK\r\n\r\n", 0, "", "protocol");
    row("status of two digits", "HTTP/1.1 20 OK\r\n\r\n", 0, "", "protocol");
    row("no colon", ok + "hello\r\n\r\n", 0, "", "protocol");
    row("space before colon", ok + "A : b\r\n\r\n", 0, "", "protocol");
    row("folded line", ok + "A: b\r\n c\r\n\r\n", 0, "", "protocol");
    row("line folded by tab", ok + "A: b\r\n\tc\r\n\r\n", 0, "", "protocol");
    row("NUL", ok + QByteArray("A: b\0c\r\n\r\n", 10), 0, "", "protocol");
    row("bare LF", "HTTP/1.1 200 OK\nA: b\n\nhello", 0, "", "protocol");
    row("bare CR", ok + "A: b\rc\r\n\r\n", 0, "", "protocol");
    row("two lengths", ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 0, "", "protocol");
    row("two equal lengths", ok + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 0, "", "protocol");
    row("negative length", ok + "Content-Length: -5\r\n\r\nhello", 0, "", "protocol");
    row("length and chunked", ok + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 0, "",
        "protocol");
    row("chunked and length", ok + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 0, "",
        "protocol");
    row("coded transfer", ok + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 0, "", "protocol");
    row("100 headers", ok + repeated("A: b\r\n", 99) + "Content-Length: 2\r\n\r\nhi", 200, "hi");
    row("101 headers", ok + repeated("A: b\r\n", 101) + "\r\nhi", 0, "", "protocol");
    row("large header", ok + "A: " + QByteArray(60'000, 'b') + "\r\nContent-Length: 2\r\n\r\nhi", 200, "hi");
    row("head over 64 KiB", ok + "A: " + QByteArray(70'000, 'b') + "\r\nContent-Length: 2\r\n\r\nhi", 0, "",
        "protocol");
}

void TestHttpFraming::reads()
{
    QFETCH(QByteArray, wire);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, cause);

    const Outcome whole = read(wire, std::max<qsizetype>(wire.size(), 1));
    QCOMPARE(whole.cause, cause);
    QCOMPARE(whole.body, body);
    if (status >= 200) {
        QVERIFY(whole.hasHead);
        QCOMPARE(whole.head.status, status);
    }
    const bool isLong = wire.size() > 20'000;
    for (const qsizetype step : {1, 2, 3, 7, 64, 1024}) {
        if (isLong && step < 64)
            continue;
        const Outcome cut = read(wire, step);
        QCOMPARE(cut.cause, whole.cause);
        QCOMPARE(cut.body, whole.body);
        if (status >= 200)
            QCOMPARE(cut.head.headers, whole.head.headers);
    }
}

void TestHttpFraming::skipsTheBodyAfterHead()
{
    const Outcome outcome = read(ok + "Content-Length: 5\r\n\r\n", 7, true);
    QCOMPARE(outcome.cause, QString());
    QVERIFY(outcome.isReusable);
}

void TestHttpFraming::marksWhatCannotBeReused_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<bool>("isReusable");
    QTest::newRow("plain") << ok + "Content-Length: 2\r\n\r\nhi" << true;
    QTest::newRow("chunked") << chunked + "0\r\n\r\n" << true;
    QTest::newRow("told to close") << ok + "Connection: close\r\nContent-Length: 2\r\n\r\nhi" << false;
    QTest::newRow("HTTP/1.0") << QByteArray("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi") << false;
    QTest::newRow("HTTP/1.0 kept") << QByteArray(
        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nhi")
                                   << true;
    QTest::newRow("bytes after it") << ok + "Content-Length: 2\r\n\r\nhi, and more" << false;
    QTest::newRow("read to close") << ok + "\r\nhi" << false;
}

void TestHttpFraming::marksWhatCannotBeReused()
{
    QFETCH(QByteArray, wire);
    const Outcome outcome = read(wire, wire.size());
    QCOMPARE(outcome.cause, QString());
    QTEST(outcome.isReusable, "isReusable");
}

/// An answer with an announced end is never taken as whole before that end.
void TestHttpFraming::isTruncatedAtEveryCut()
{
    const QByteArray wires[]
        = {"HTTP/1.1 100 Continue\r\n\r\n" + chunked + "5\r\nhello\r\n1;x\r\n!\r\n0\r\nA: b\r\n\r\n",
           ok + "Content-Length: 5\r\n\r\nhello"};
    for (const QByteArray &wire : wires) {
        for (qsizetype size = 0; size < wire.size(); ++size) {
            QCOMPARE(read(wire.first(size), 1).cause, QStringLiteral("truncated"));
            QCOMPARE(read(wire.first(size), wire.size()).cause, QStringLiteral("truncated"));
        }
        QCOMPARE(read(wire, 1).cause, QString());
    }
}

void TestHttpFraming::keepsHeadersAsTheyCame()
{
    const Outcome outcome
        = read(ok + "X-B:  two words \r\nx-a: \xc3\xa9\r\nX-B: again\r\nContent-Length: 0\r\n\r\n", 5);
    const HttpHeaders expected {{"X-B", "two words"}, {"x-a", "\xc3\xa9"}, {"X-B", "again"}, {"Content-Length", "0"}};
    QCOMPARE(outcome.head.headers, expected);
}

void TestHttpFraming::boundsWhatWaits()
{
    ResponseParser parser;
    QVERIFY(parser.feed(chunked));
    QVERIFY(parser.feed("5;" + QByteArray(60'000, 'x')));
    const Result<> result = parser.feed(QByteArray(10'000, 'x'));
    QVERIFY(!result);
    QCOMPARE(result.error().cause, QStringLiteral("protocol"));
    QCOMPARE(result.error().kind, ErrorKind::MalformedStream);
}

QTEST_GUILESS_MAIN(TestHttpFraming)
#include "tst_httpframing.moc"
