// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/Crc32.h"
#include "core/stream/AwsEventFramer.h"

#include <QTest>
#include <QtEndian>

using namespace triptych;

namespace {

QByteArray number32(qsizetype number)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(quint32(number), bytes.data());
    return bytes;
}

QByteArray summed(const QByteArray &bytes)
{
    return bytes + number32(crc32Of(bytes));
}

/// A message whose sums are right, whatever its lengths claim.
QByteArray messageOf(const QByteArray &headers, const QByteArray &payload, qsizetype claimedHeaders = -1)
{
    const qsizetype size = 16 + headers.size() + payload.size();
    return summed(summed(number32(size) + number32(claimedHeaders < 0 ? headers.size() : claimedHeaders)) + headers
                  + payload);
}

QByteArray header(const QByteArray &name, char type, const QByteArray &value)
{
    return char(name.size()) + name + type + value;
}

QByteArray textHeader(const QByteArray &name, const QByteArray &value)
{
    return header(name, 7, QByteArray(1, char(value.size() >> 8)) + char(value.size() & 0xff) + value);
}

QByteArray eventOf(const QByteArray &name, const QByteArray &payload)
{
    return messageOf(textHeader(":event-type", name) + textHeader(":message-type", "event"), payload);
}

QByteArray framesOf(QByteArrayView body, qsizetype step)
{
    AwsEventFramer framer;
    std::vector<Frame> frames;
    FramerFault fault = FramerFault::None;
    for (qsizetype at = 0; at < body.size(); at += step)
        fault = framer.feed(body.sliced(at, qMin(step, body.size() - at)), frames);
    framer.finish(frames);
    QByteArray text;
    for (const Frame &frame : frames)
        text += (frame.isError ? "[!" : "[") + frame.event + '|' + frame.data + ']';
    return text + (fault == FramerFault::TooLarge ? "too large" : fault == FramerFault::Malformed ? "malformed" : "");
}

const QByteArray empty = QByteArray::fromHex("000000100000000005c248eb7d98c8ff");
const QByteArray delta = QByteArray::fromHex(
    "0000009400000057b4ab9aee0b3a6576656e742d74797065070011636f6e74656e74426c6f636b44656c74610d3a636f6e74656e742d747970"
    "650700106170706c69636174696f6e2f6a736f6e0d3a6d6573736167652d747970650700056576656e747b22636f6e74656e74426c6f636b49"
    "6e646578223a302c2264656c7461223a7b2274657874223a224869227d7d1f944657");
const QByteArray throttling = QByteArray::fromHex(
    "0000008800000061de0175f40f3a657863657074696f6e2d747970650700137468726f74746c696e67457863657074696f6e0d3a636f6e7465"
    "6e742d747970650700106170706c69636174696f6e2f6a736f6e0d3a6d6573736167652d74797065070009657863657074696f6e7b226d6573"
    "73616765223a22736c6f7720646f776e227d832ee072");

} // namespace

/// Amazon's binary event streams.
class TestAwsEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsMessages_data();
    void cutsMessages();
    void refusesEveryFlippedBit();
    void givesNothingOfACutMessage();
    void staysBroken();
    void endsAtItsLimits();
    void readsALargeMessageInLinearTime();
    void knowsAStreamByItsStart();
};

void TestAwsEvents::cutsMessages_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("frames");
    const auto row = [](const char *name, const QByteArray &body, const char *frames) {
        QTest::newRow(name) << body << QByteArray(frames);
    };
    const QByteArray kind = textHeader(":message-type", "event");
    row("nothing", "", "");
    row("published: empty", empty, "[|]");
    row("published: a delta", delta, R"([contentBlockDelta|{"contentBlockIndex":0,"delta":{"text":"Hi"}}])");
    row("published: an exception", throttling, R"([!throttlingException|{"message":"slow down"}])");
    row("several", delta + empty + throttling,
        R"([contentBlockDelta|{"contentBlockIndex":0,"delta":{"text":"Hi"}}][|][!throttlingException|{"message":"slow down"}])");
    row("an error in headers",
        messageOf(textHeader(":message-type", "error") + textHeader(":error-code", "Gone")
                      + textHeader(":error-message", "it went"),
                  ""),
        "[!Gone|it went]");
    row("an error with a payload",
        messageOf(textHeader(":message-type", "error") + textHeader(":error-code", "Gone"), "why"), "[!Gone|why]");
    row("an exception without a name", messageOf(textHeader(":message-type", "exception"), "{}"), "[!|{}]");
    row("an exception's name on an event", messageOf(kind + textHeader(":exception-type", "x"), "{}"), "[|{}]");
    row("no message type", messageOf(textHeader(":event-type", "a"), "{}"), "[a|{}]");
    row("unknown message type", messageOf(textHeader(":message-type", "news") + textHeader(":event-type", "a"), "{}"),
        "[a|{}]");
    row("no payload", eventOf("a", ""), "[a|]");
    row("the last header counts", messageOf(textHeader(":event-type", "a") + textHeader(":event-type", "b"), ""),
        "[b|]");
    row("a name of another type", messageOf(header(":event-type", 3, "\1\2"), "{}"), "[|{}]");
    row("all types are passed over",
        messageOf(header("t", 0, "") + header("f", 1, "") + header("a", 2, "1") + header("b", 3, "12")
                      + header("c", 4, "1234") + header("d", 5, "12345678") + header("e", 6, QByteArray("\0\2xy", 4))
                      + header("s", 7, QByteArray("\0\1x", 3)) + header("m", 8, "12345678")
                      + header("u", 9, "1234567890123456") + textHeader(":event-type", "z"),
                  "{}"),
        "[z|{}]");
    row("garbage", "data: {\"a\":1}\n\n", "malformed");
    row("garbage, less than a message can be", "no", "malformed");
    row("unknown header type", messageOf(header("a", 10, ""), ""), "malformed");
    row("a header without its type", messageOf("\1a", ""), "malformed");
    row("a name that is too short", messageOf("\5a", ""), "malformed");
    row("a number that is too short", messageOf(header("a", 5, "1234567"), ""), "malformed");
    row("a text that is too short", messageOf(header("a", 7, QByteArray("\0\3xy", 4)), ""), "malformed");
    row("a text without its length", messageOf(header("a", 7, QByteArray("\0", 1)), ""), "malformed");
    row("headers beyond the message", messageOf("", "{}", 3), "malformed");
    row("shorter than a message can be", summed(summed(number32(15) + number32(0))), "malformed");
    row("lengths that wrap", summed(number32(16) + number32(0xFFFFFFFF)), "malformed");
    row("a good one before", delta + "garbage at the end",
        R"([contentBlockDelta|{"contentBlockIndex":0,"delta":{"text":"Hi"}}]malformed)");
}

void TestAwsEvents::cutsMessages()
{
    QFETCH(const QByteArray, body);
    for (const qsizetype step : {1, 2, 3, 11, 12, 13, 1 << 20})
        QTEST(framesOf(body, step), "frames");
}

void TestAwsEvents::refusesEveryFlippedBit()
{
    for (qsizetype bit = 0; bit < delta.size() * 8; ++bit) {
        QByteArray flipped = delta;
        flipped[bit / 8] = char(flipped[bit / 8] ^ (1 << (bit % 8)));
        QCOMPARE(framesOf(flipped, flipped.size()), QByteArray("malformed"));
    }
}

void TestAwsEvents::givesNothingOfACutMessage()
{
    for (qsizetype size = 0; size < delta.size(); ++size)
        QCOMPARE(framesOf(QByteArrayView(delta).first(size), 7), QByteArray());
}

void TestAwsEvents::staysBroken()
{
    AwsEventFramer framer;
    std::vector<Frame> frames;
    QCOMPARE(framer.feed("no message at all", frames), FramerFault::Malformed);
    QCOMPARE(framer.feed(delta, frames), FramerFault::Malformed);
    QVERIFY(frames.empty());
}

void TestAwsEvents::endsAtItsLimits()
{
    const auto faultOf = [](qsizetype headers, qsizetype payload) {
        AwsEventFramer framer;
        std::vector<Frame> frames;
        return framer.feed(summed(number32(16 + headers + payload) + number32(headers)), frames);
    };
    QCOMPARE(faultOf(AwsEventFramer::maxHeaderBytes, AwsEventFramer::maxPayloadBytes), FramerFault::None);
    QCOMPARE(faultOf(AwsEventFramer::maxHeaderBytes + 1, 0), FramerFault::TooLarge);
    QCOMPARE(faultOf(0, AwsEventFramer::maxPayloadBytes + 1), FramerFault::TooLarge);
}

/// A framer that copied or summed a message anew for every piece of it would need hours here.
void TestAwsEvents::readsALargeMessageInLinearTime()
{
    const QByteArray body = eventOf("a", QByteArray(AwsEventFramer::maxPayloadBytes, 'x'));
    AwsEventFramer framer;
    std::vector<Frame> frames;
    for (qsizetype at = 0; at < body.size(); at += 64)
        QCOMPARE(framer.feed(QByteArrayView(body).sliced(at, qMin<qsizetype>(64, body.size() - at)), frames),
                 FramerFault::None);
    QCOMPARE(frames.size(), size_t(1));
    QCOMPARE(frames[0].data.size(), AwsEventFramer::maxPayloadBytes);
}

void TestAwsEvents::knowsAStreamByItsStart()
{
    const AwsEventFramer framer;
    QVERIFY(framer.canBegin(delta));
    QVERIFY(framer.canBegin(QByteArrayView(delta).first(1)));
    for (const char *start : {"{\"a\"", "[1]", "<html>", "data: x", "Hello", ""})
        QVERIFY2(!framer.canBegin(start), start);
}

QTEST_GUILESS_MAIN(TestAwsEvents)
#include "tst_awsevents.moc"
