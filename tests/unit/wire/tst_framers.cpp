// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stream/NdjsonFramer.h"
#include "core/stream/SseFramer.h"

#include <QTest>

using namespace triptych;

namespace {

QByteArray framesOf(StreamFramer &framer, QByteArrayView body, qsizetype step)
{
    std::vector<Frame> frames;
    FramerFault fault = FramerFault::None;
    for (qsizetype at = 0; at < body.size(); at += step)
        if (const auto now = framer.feed(body.sliced(at, qMin(step, body.size() - at)), frames);
            now != FramerFault::None)
            fault = now;
    framer.finish(frames);
    QByteArray text;
    for (const Frame &frame : frames)
        text += '[' + frame.event + '|' + frame.data + (frame.wasUnterminated ? "|cut]" : "]");
    return text + (fault == FramerFault::TooLarge ? "too large" : "");
}

} // namespace

class TestFramers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsEventStreams_data();
    void cutsEventStreams();
    void framesBareJson_data();
    void framesBareJson();
    void cutsLines_data();
    void cutsLines();
    void endsAtItsLimits();
    void readsManyShortLinesInLinearTime_data();
    void readsManyShortLinesInLinearTime();
    void knowsAStreamByItsStart();
};

void TestFramers::cutsEventStreams_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("frames");
    const auto row = [](const char *name, const QByteArray &body, const char *frames) {
        QTest::newRow(name) << body << QByteArray(frames);
    };
    row("empty", "", "");
    row("garbage", "\x01\x02garbage\n\n", "");
    row("one", "data: a\n\n", "[|a]");
    row("no space", "data:a\n\n", "[|a]");
    row("one space only", "data:  a\n\n", "[| a]");
    row("two", "data: a\n\ndata: b\n\n", "[|a][|b]");
    row("named", "event: x\ndata: a\n\n", "[x|a]");
    row("name is forgotten", "event: x\ndata: a\n\ndata: b\n\n", "[x|a][|b]");
    row("name without data", "event: x\n\ndata: b\n\n", "[|b]");
    row("last name counts", "event: x\nevent: y\ndata: a\n\n", "[y|a]");
    row("several lines", "data: a\ndata\ndata: b\n\n", "[|a\n\nb]");
    row("empty data", "data:\n\n", "[|]");
    row("field without colon", "data\n\n", "[|]");
    row("comment", ": hi\ndata: a\n:\n\n", "[|a]");
    row("comments only", ": a\n\n: b\n\n", "");
    row("unknown fields", "id: 1\nretry: 5\nfoo: bar\ndata: a\n\n", "[|a]");
    row("field with spaces is another field", " data: a\n\n", "");
    row("crlf", "data: a\r\n\r\ndata: b\r\n\r\n", "[|a][|b]");
    row("cr", "data: a\r\rdata: b\r\r", "[|a][|b]");
    row("mixed", "data: a\r\n\ndata: b\n\r\ndata: c\r\r\n", "[|a][|b][|c]");
    row("cr then lf is one end", "data: a\r\ndata: b\r\n\r\n", "[|a\nb]");
    row("byte order mark",
        "\xEF\xBB\xBF"
        "data: a\n\n",
        "[|a]");
    row("half a byte order mark", "\xEF\xBB", "");
    row("byte order mark later",
        "data: a\n\n\xEF\xBB\xBF"
        "data: b\n\n",
        "[|a]");
    row("no final blank line", "data: a\n", "[|a|cut]");
    row("no line end", "data: a", "[|a|cut]");
    row("cut in a field name", "data: a\n\nda", "[|a]");
    row("cut after cr", "data: a\r\n\r", "[|a]");
    row("colon in data", "data: {\"a\": 1}\n\n", "[|{\"a\": 1}]");
    row("nul in data", QByteArray("data: a\0b\n\n", 11), "[|a");
}

void TestFramers::cutsEventStreams()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, frames);
    for (const qsizetype step : {1, 2, 3, 5, 7, 1 << 20}) {
        SseFramer framer;
        const QByteArray found = framesOf(framer, body, step);
        if (body.contains('\0'))
            QCOMPARE(found, QByteArray("[|a\0b]", 6));
        else
            QCOMPARE(found, frames);
    }
}

void TestFramers::framesBareJson_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("frames");
    const auto row = [](const char *name, const char *body, const char *frames) {
        QTest::newRow(name) << QByteArray(body) << QByteArray(frames);
    };
    row("one line", "data: a\n\n{\"e\":1}\n\ndata: b\n\n", "[|a][|{\"e\":1}][|b]");
    row("many lines", "data: a\r\n\r\n{\r\n  \"e\":1\r\n}\r\n\r\n", "[|a][|{\n  \"e\":1\n}]");
    row("an array", "[{\"e\":1}\n]\n\n", "[|[{\"e\":1}\n]]");
    row("an event goes before it", "data: a\n{\"e\":1}\n\n", "[|a][|{\"e\":1}]");
    row("a field goes behind it", "{\"e\":1}\ndata: b\n\n", "[|{\"e\":1}][|b]");
    row("a comment goes behind it", "{\"e\":1}\n: b\n\n", "[|{\"e\":1}]");
    row("it has the name of its event", "event: error\n{\"e\":1}\n\n", "[error|{\"e\":1}]");
    row("the body ends with it", "data: a\n\n{\"e\":1}", "[|a][|{\"e\":1}|cut]");
    row("the body ends in it", "{\n  \"e\"", "[|{\n  \"e\"|cut]");
    row("other words stay unknown fields", "data: a\n\noops {\n\n\"x\"\n\n", "[|a]");
    row("no data, no event", "{\n\n\n", "[|{]");
}

void TestFramers::framesBareJson()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, frames);
    for (const qsizetype step : {1, 2, 3, 5, 7, 1 << 20}) {
        SseFramer framer(SseFramer::BareJson::Framed);
        QCOMPARE(framesOf(framer, body, step), frames);
    }
    SseFramer strict;
    QVERIFY(!framesOf(strict, body, body.size()).contains('{'));
}

void TestFramers::cutsLines_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("frames");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("lines") << QByteArray("{}\n{\"a\":1}\n") << QByteArray("[|{}][|{\"a\":1}]");
    QTest::newRow("blank lines") << QByteArray("\n\r\n  \n{}\r\n\n") << QByteArray("[|{}]");
    QTest::newRow("no end") << QByteArray("{}\n{\"a\"") << QByteArray("[|{}][|{\"a\"|cut]");
}

void TestFramers::cutsLines()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, frames);
    for (const qsizetype step : {1, 2, 7, 1 << 20}) {
        NdjsonFramer framer;
        QCOMPARE(framesOf(framer, body, step), frames);
    }
}

void TestFramers::endsAtItsLimits()
{
    const QByteArray line = "data: " + QByteArray(SseFramer::maxLineBytes - 6, 'x');
    SseFramer longest;
    std::vector<Frame> frames;
    QCOMPARE(longest.feed(line + "\n\n", frames), FramerFault::None);
    QCOMPARE(frames.size(), size_t(1));

    SseFramer longer;
    frames.clear();
    QCOMPARE(longer.feed(line, frames), FramerFault::None);
    QCOMPARE(longer.feed("x", frames), FramerFault::TooLarge);
    QCOMPARE(longer.feed("\n\ndata: a\n\n", frames), FramerFault::TooLarge);
    longer.finish(frames);
    QVERIFY(frames.empty());

    SseFramer manyLines;
    FramerFault fault = FramerFault::None;
    for (int count = 0; count < 9 && fault == FramerFault::None; ++count)
        fault = manyLines.feed(line + '\n', frames);
    QCOMPARE(fault, FramerFault::TooLarge);

    NdjsonFramer lines;
    QCOMPARE(lines.feed(QByteArray(NdjsonFramer::maxLineBytes + 1, 'x'), frames), FramerFault::TooLarge);
}

void TestFramers::readsManyShortLinesInLinearTime_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("lf") << QByteArray("data: a\n\n");
    QTest::newRow("cr") << QByteArray("data: a\r\r");
    QTest::newRow("crlf") << QByteArray("data: a\r\n\r\n");
}

/// A framer that looked at bytes twice would need minutes here: 4 MB without one line feed, in one chunk.
void TestFramers::readsManyShortLinesInLinearTime()
{
    QFETCH(const QByteArray, piece);
    constexpr int count = 500'000;
    SseFramer framer;
    std::vector<Frame> frames;
    framer.feed(piece.repeated(count), frames);
    framer.finish(frames);
    QVERIFY(frames.size() >= count - 1);
}

void TestFramers::knowsAStreamByItsStart()
{
    SseFramer sse;
    for (const char *start : {"data: x", "data:{", "event: x", ": c", "id: 1", "retry: 1"})
        QVERIFY2(sse.canBegin(start), start);
    for (const char *start : {"{\"a\"", "[1]", "<html>", "database: x", "dat", "Hello"})
        QVERIFY2(!sse.canBegin(start), start);
    NdjsonFramer lines;
    QVERIFY(lines.canBegin("{\"a\":1}"));
    for (const char *start : {"data: {}", "{", "{\n \"a\"", "{\r\n", "[1]", ""})
        QVERIFY2(!lines.canBegin(start), start);
}

QTEST_GUILESS_MAIN(TestFramers)
#include "tst_framers.moc"
