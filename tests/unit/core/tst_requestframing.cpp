// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/RequestFraming.h"

#include <QTest>

using namespace triptych;

namespace {

/// What was read, as text: each whole request as method, target and body, then the fault.
QString textOf(const QByteArrayList &pieces)
{
    RequestParser parser;
    QString text;
    for (const QByteArray &piece : pieces) {
        RequestParser::State state = parser.feed(piece);
        for (; state == RequestParser::State::Whole; state = parser.next())
            text += QStringLiteral("%1 %2 [%3]%4;")
                        .arg(QString::fromLatin1(parser.head().method), QString::fromLatin1(parser.head().target),
                             QString::fromLatin1(parser.body()),
                             parser.keepsAlive() ? QString() : QStringLiteral(" last"));
        if (state == RequestParser::State::Failed)
            return text + QString::number(parser.fault().status);
    }
    return text + (parser.hasBegun() ? QStringLiteral("…") : QString());
}

constexpr auto get = "GET /healthz HTTP/1.1\r\nHost: localhost:8000\r\n\r\n";

} // namespace

/// Requests as clients, proxies and attackers send them.
class TestRequestFraming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void tellsThatAClientWaits();
    void readsNothingBehindAFault();
};

void TestRequestFraming::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QByteArray &bytes, const char *text) {
        QTest::newRow(name) << bytes << QString::fromUtf8(text);
    };
    const auto head = [](const QByteArray &lines, const QByteArray &start = "POST /v1/x HTTP/1.1") {
        return start + "\r\nHost: localhost:8000\r\n" + lines + "\r\n";
    };
    row("a question", get, "GET /healthz [];");
    row("a body with a length", head("Content-Length: 5\r\n") + "hello", "POST /v1/x [hello];");
    row("a body in chunks", head("Transfer-Encoding: chunked\r\n") + "5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n",
        "POST /v1/x [hello!];");
    row("a chunk extension and a trailer",
        head("Transfer-Encoding: chunked\r\n") + "5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n", "POST /v1/x [hello];");
    row("two behind one another", QByteArray(get) + get, "GET /healthz [];GET /healthz [];");
    row("a line break between two", head("Content-Length: 1\r\n") + "x\r\n" + get, "POST /v1/x [x];GET /healthz [];");
    row("one and a half", QByteArray(get) + "GET /x HT", "GET /healthz [];…");
    row("one that is the last", head("Connection: close\r\n", "GET /x HTTP/1.1"), "GET /x [] last;");
    row("a query", head("", "GET /api/tags?x=1&y=%20 HTTP/1.1"), "GET /api/tags?x=1&y=%20 [];");
    row("nothing", "", "");
    row("half a head", "GET / HTTP/1.1\r\nHost", "…");

    row("noise", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), "400");
    row("HTTP/1.0", head("", "GET / HTTP/1.0"), "505");
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505");
    row("HTTP/0.9", "GET /\r\n\r\n", "400");
    row("no Host", "GET / HTTP/1.1\r\n\r\n", "400");
    row("two Hosts", head("Host: localhost:8000\r\n"), "400");
    row("bare line feeds", "GET / HTTP/1.1\nHost: a\n\n", "400");
    row("a bare line feed", "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", "400");
    row("a bare carriage return", "GET / HTTP/1.1\r\nHost: a\rX: y\r\n\r\n", "400");
    row("a folded header", head("X: a\r\n b\r\n"), "400");
    row("a folded header with a tab", head("X: a\r\n\tb\r\n"), "400");
    row("NUL", head(QByteArray("X: a\0b\r\n", 8)), "400");
    row("a blank before the colon", head("X : a\r\n"), "400");
    row("no name", head(": a\r\n"), "400");
    row("no colon", head("Xa\r\n"), "400");
    row("two lengths that agree", head("Content-Length: 1\r\nContent-Length: 1\r\n") + "x", "400");
    row("a list of lengths", head("Content-Length: 1, 1\r\n") + "x", "400");
    row("a negative length", head("Content-Length: -1\r\n"), "400");
    row("a length with a sign", head("Content-Length: +1\r\n") + "x", "400");
    row("a length in hex", head("Content-Length: 0x1\r\n") + "x", "400");
    row("no length", head("Content-Length: \r\n"), "400");
    row("a length beyond every number", head("Content-Length: 99999999999999999999\r\n"), "400");
    row("length and chunks", head("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n") + "1\r\nx\r\n0\r\n\r\n",
        "400");
    row("chunks and length", head("Transfer-Encoding: chunked\r\nContent-Length: 1\r\n") + "1\r\nx\r\n0\r\n\r\n",
        "400");
    row("gzip before chunks", head("Transfer-Encoding: gzip, chunked\r\n"), "501");
    row("chunks twice", head("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), "400");
    row("identity", head("Transfer-Encoding: identity\r\n"), "501");
    row("chunked in quotes", head("Transfer-Encoding: \"chunked\"\r\n"), "501");
    row("chunked behind a tab", head("Transfer-Encoding:\tchunked\r\n") + "0\r\n\r\n", "POST /v1/x [];");
    row("a chunk size that is none", head("Transfer-Encoding: chunked\r\n") + "x\r\nhello\r\n0\r\n\r\n", "400");
    row("a negative chunk size", head("Transfer-Encoding: chunked\r\n") + "-5\r\nhello\r\n0\r\n\r\n", "400");
    row("a chunk size in 0x", head("Transfer-Encoding: chunked\r\n") + "0x5\r\nhello\r\n0\r\n\r\n", "400");
    row("a chunk longer than it says", head("Transfer-Encoding: chunked\r\n") + "3\r\nhello\r\n0\r\n\r\n", "400");
    row("a chunk size beyond every number",
        head("Transfer-Encoding: chunked\r\n") + "fffffffffffffffff\r\nx\r\n0\r\n\r\n", "400");
    const QByteArray chunked = head("Transfer-Encoding: chunked\r\n");
    row("a bare line feed in a quoted chunk extension", chunked + "5;a=\"\n\"\r\nhello\r\n0\r\n\r\n", "400");
    row("a chunk extension that is too long", chunked + "5;" + QByteArray(1'100, 'x') + "\r\nhello\r\n0\r\n\r\n",
        "400");
    row("a chunk size with many zeros", chunked + QByteArray(1'100, '0') + "5\r\nhello\r\n0\r\n\r\n", "400");
    row("no line break behind a chunk", chunked + "5\r\nhello0\r\n\r\n", "400");
    row("a bare line feed behind a chunk", chunked + "5\r\nhello\n0\r\n\r\n", "400");
    row("a folded trailer", chunked + "0\r\nX: y\r\n z\r\n\r\n", "400");
    row("a trailer without a colon", chunked + "0\r\nX\r\n\r\n", "400");
    row("trailers that are too long", chunked + "0\r\nX: " + QByteArray(17'000, 'x') + "\r\n\r\n", "400");
    row("trailers that speak of a length", chunked + "0\r\nContent-Length: 9\r\n\r\n" + get,
        "POST /v1/x [];GET /healthz [];");
    row("two expectations", head("Expect: 100-continue\r\nExpect: x\r\n"), "417");
    row("absolute form", head("", "GET http://localhost:8000/ HTTP/1.1"), "400");
    row("authority form", head("", "CONNECT localhost:8000 HTTP/1.1"), "400");
    row("asterisk form", head("", "OPTIONS * HTTP/1.1"), "400");
    row("two slashes", head("", "GET //evil.example/ HTTP/1.1"), "400");
    row("a fragment", head("", "GET /a#b HTTP/1.1"), "400");
    row("a blank in the target", head("", "GET /a b HTTP/1.1"), "400");
    row("bytes above ASCII in the target", head("", "GET /\xc3\xa9 HTTP/1.1"), "400");
    row("no target", head("", "GET  HTTP/1.1"), "400");
    row("a method that is none", head("", "G@T / HTTP/1.1"), "400");
    row("a longer version", head("", "GET / HTTP/1.10"), "400");
    row("small letters in the version", head("", "GET / http/1.1"), "400");
    row("an expectation", head("Expect: 200-ok\r\n"), "417");
    row("a head that is too long", head("X: " + QByteArray(20'000, 'x') + "\r\n"), "431");
    row("a target that is too long", head("", "GET /" + QByteArray(20'000, 'x') + " HTTP/1.1"), "431");
    row("a head without an end", "GET / HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(20'000, 'x'), "431");
    row("a hundred and one headers", head(QByteArray("X: y\r\n").repeated(101)), "431");
    row("a body that is too long", head("Content-Length: 33554433\r\n"), "413");
    row("a chunk that is too long", head("Transfer-Encoding: chunked\r\n") + "2000001\r\n", "413");
}

void TestRequestFraming::reads()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, text);
    QCOMPARE(textOf({bytes}), text);
    QByteArrayList single;
    for (const char byte : bytes)
        single << QByteArray(1, byte);
    QCOMPARE(textOf(single), text);
    if (bytes.size() > 2000)
        return;
    for (qsizetype cut = 1; cut < bytes.size(); ++cut)
        QCOMPARE(textOf({bytes.first(cut), bytes.sliced(cut)}), text);
}

void TestRequestFraming::tellsThatAClientWaits()
{
    RequestParser parser;
    const auto state = parser.feed("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-Continue\r\n\r\n");
    QVERIFY(state == RequestParser::State::Body && parser.wantsContinue());
    QVERIFY(parser.feed("ok") == RequestParser::State::Whole);
    QCOMPARE(parser.body(), QByteArray("ok"));
    QVERIFY(!parser.wantsContinue());
}

void TestRequestFraming::readsNothingBehindAFault()
{
    RequestParser parser;
    QVERIFY(parser.feed("GET / HTTP/1.1\r\n\r\n") == RequestParser::State::Failed);
    QVERIFY(parser.feed(get) == RequestParser::State::Failed);
    QCOMPARE(parser.fault().reason, QByteArray("one Host is wanted"));
    QVERIFY(!parser.keepsAlive());
    QCOMPARE(parser.waitingBytes(), 0);
}

QTEST_GUILESS_MAIN(TestRequestFraming)
#include "tst_requestframing.moc"
