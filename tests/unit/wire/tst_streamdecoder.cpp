// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Adapter.h"
#include "core/stream/SseFramer.h"
#include "core/stream/StreamDecoder.h"
#include "core/stream/StreamTape.h"
#include "tests/support/EventText.h"

#include <QTest>

using namespace triptych;

namespace {

std::unique_ptr<StreamDecoder> decoderFor(const HttpResponseHead &head = {200, {{"content-type", "text/event-stream"}}})
{
    const Adapter *adapter = adapterFor(u"openai-chat");
    return std::make_unique<StreamDecoder>(adapter->newFramer(), adapter->newReader({}), head);
}

const StreamFailed &failureIn(const StreamEvents &events)
{
    return std::get<StreamFailed>(events.back());
}

constexpr char textChunk[] = "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n";
constexpr char stopChunk[] = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
const Error reset {.kind = ErrorKind::Network, .cause = QStringLiteral("reset")};

} // namespace

class TestStreamDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheTransportsReason();
    void endMarkerBeatsTransportError();
    void wholeAnswerBeatsTransportError();
    void cutWholeAnswerKeepsTheTransportsReason();
    void knowsWhetherContentCame();
    void endsAtDone();
    void refusesEndlessLines();
    void brokenFramingUndoesNoEnd();
    void refusesEndlessPages();
    void staysSilentAfterItsEnd();
    void tapesReadBack_data();
    void tapesReadBack();
};

void TestStreamDecoder::keepsTheTransportsReason()
{
    const auto decoder = decoderFor();
    StreamEvents events;
    decoder->feed(textChunk, events);
    decoder->finish(events, reset);
    QCOMPARE(failureIn(events).error.cause, QStringLiteral("reset"));
    QCOMPARE(failureIn(events).error.kind, ErrorKind::Network);
    QCOMPARE(failureIn(events).error.httpStatus.value(), 200);

    const auto silent = decoderFor();
    StreamEvents none;
    silent->finish(none, reset);
    QCOMPARE(failureIn(none).error.cause, QStringLiteral("reset"));
}

void TestStreamDecoder::endMarkerBeatsTransportError()
{
    const auto decoder = decoderFor();
    StreamEvents events;
    decoder->feed(textChunk, events);
    decoder->feed(stopChunk, events);
    QVERIFY(!decoder->isDone()); // usage may follow
    decoder->finish(events, reset);
    QVERIFY(std::holds_alternative<StreamFinished>(events.back()));
}

void TestStreamDecoder::wholeAnswerBeatsTransportError()
{
    const auto decoder = decoderFor({200, {{"content-type", "application/json"}}});
    StreamEvents events;
    decoder->feed(R"({"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]})", events);
    decoder->finish(events, reset);
    QVERIFY(std::holds_alternative<StreamFinished>(events.back()));
}

void TestStreamDecoder::cutWholeAnswerKeepsTheTransportsReason()
{
    const auto decoder = decoderFor({200, {{"content-type", "application/json"}}});
    StreamEvents events;
    decoder->feed(R"({"choices":[{"message":{"content":"x"},"finish_reason":"stop"})", events);
    decoder->finish(events, reset);
    QCOMPARE(failureIn(events).error.cause, QStringLiteral("reset"));
    QVERIFY(!decoder->hasContent());
}

void TestStreamDecoder::knowsWhetherContentCame()
{
    StreamEvents events;
    const auto decoder = decoderFor();
    decoder->feed(
        ": ping\n\ndata: {\"id\":\"a\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n",
        events);
    QVERIFY(!decoder->hasContent());
    decoder->feed("data: {\"choices\":[{\"delta\":{\"reasoning\":\"h\"}}]}\n\n", events);
    QVERIFY(decoder->hasContent());
    const auto calling = decoderFor();
    calling->feed(
        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\"}}]}}]}\n\n",
        events);
    QVERIFY(calling->hasContent());
}

void TestStreamDecoder::endsAtDone()
{
    const auto decoder = decoderFor();
    StreamEvents events;
    decoder->feed(QByteArray(textChunk) + stopChunk + "data: [DONE]\n", events);
    QVERIFY(!decoder->isDone());
    decoder->feed("\n", events);
    QVERIFY(decoder->isDone());
}

void TestStreamDecoder::refusesEndlessLines()
{
    const auto decoder = decoderFor();
    StreamEvents events;
    decoder->feed(textChunk, events);
    const QByteArray megabyte(1 << 20, 'x');
    decoder->feed("data: ", events);
    for (int count = 0; count < 9 && !decoder->isDone(); ++count)
        decoder->feed(megabyte, events);
    QVERIFY(decoder->isDone());
    QVERIFY(decoder->hasContent());
    QCOMPARE(failureIn(events).error.cause, QStringLiteral("too_large"));
}

void TestStreamDecoder::brokenFramingUndoesNoEnd()
{
    const QByteArray endless = "data: " + QByteArray(9 << 20, 'x');
    const auto ended = decoderFor();
    StreamEvents events;
    ended->feed(QByteArray(textChunk) + stopChunk + endless, events);
    QVERIFY(ended->isDone());
    QVERIFY(std::holds_alternative<StreamFinished>(events.back()));

    const auto cut = decoderFor();
    StreamEvents held;
    cut->feed("data: {\"choices\":[{\"delta\":{\"content\":\"<thi\"}}]}\n\n" + endless, held);
    QCOMPARE(
        toText(held),
        QStringLiteral("text \"<thi\"\nfailed malformed_stream too_large \"One event is larger than the limit.\"\n"));
}

void TestStreamDecoder::refusesEndlessPages()
{
    const auto page = decoderFor({200, {{"content-type", "text/html"}}});
    StreamEvents events;
    for (int count = 0; count < 200 && !page->isDone(); ++count)
        page->feed("<p>" + QByteArray(1000, 'x'), events);
    QVERIFY(page->isDone());
    QCOMPARE(failureIn(events).error.cause, QStringLiteral("html_page"));
    QVERIFY(failureIn(events).error.message.size() <= 200);
    QVERIFY(failureIn(events).error.rawBody.size() <= 8 << 10);
}

void TestStreamDecoder::staysSilentAfterItsEnd()
{
    const auto decoder = decoderFor();
    StreamEvents events;
    decoder->feed(QByteArray(textChunk) + "data: {\"error\":\"x\"}\n\n" + textChunk + stopChunk, events);
    decoder->feed(textChunk, events);
    decoder->finish(events);
    decoder->finish(events, reset);
    QCOMPARE(toText(events), QStringLiteral("text \"Hi\"\nfailed server_fault provider.error \"x\"\n"));
}

void TestStreamDecoder::tapesReadBack_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("plain") << QByteArray("data: a\n\n");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("head") << QByteArray("#tape 429 content-type: application/json\tretry-after: 7\n{}");
    QTest::newRow("binary") << QByteArray("#tape 200 a: b\n\0\xff\n#tape", 23);
}

void TestStreamDecoder::tapesReadBack()
{
    QFETCH(const QByteArray, file);
    const auto tape = StreamTape::parse(file);
    QVERIFY(tape);
    QCOMPARE(tape.value().toBytes(), file);
    QVERIFY(!StreamTape::parse("#tape 200"));
    QVERIFY(!StreamTape::parse("#tape ok\n"));
}

QTEST_GUILESS_MAIN(TestStreamDecoder)
#include "tst_streamdecoder.moc"
