// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faults/FaultTest.h"

using namespace triptych;
using namespace script;

namespace {

QByteArray dataEvent(const QByteArray &data)
{
    return "data: " + data + "\n\n";
}

Fault complete(Steps answer, const QByteArray &text, const char *note = "")
{
    return {.answer = std::move(answer), .outcome = LaneOutcome::Complete, .status = 200, .text = text, .note = note};
}

Fault completeStream(const QByteArrayList &pieces, const QByteArray &text, const char *note = "")
{
    return complete(streamOf(pieces), text, note);
}

/// After "begun" has come.
Fault incomplete(const QByteArrayList &pieces, const char *cause, ErrorKind kind = ErrorKind::MalformedStream)
{
    return {.answer = streamOf(QByteArrayList {delta("begun")} + pieces),
            .outcome = LaneOutcome::Incomplete,
            .cause = cause,
            .kind = kind,
            .status = 200,
            .text = "begun"};
}

Fault failed(Steps answer, const char *cause, const char *message = "", std::optional<int> status = 200)
{
    return {.answer = std::move(answer), .cause = cause, .status = status, .message = message};
}

Steps page(int status, const QByteArray &body)
{
    return {answer(status, body, "Content-Type: text/html\r\n")};
}

QByteArray nested(int depth)
{
    return "{\"x\":" + QByteArray(depth, '[') + QByteArray(depth, ']') + ",\"choices\":[]}";
}

} // namespace

/// What arrives in one piece and is not what it should be: JSON, errors, pages, nothing at all.
class TestFaultAnswers : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void json_data();
    void json() { judge(); }
    void errorsInTheStream_data();
    void errorsInTheStream() { judge(); }
    void otherKinds_data();
    void otherKinds();
};

void TestFaultAnswers::json_data()
{
    addFaults();
    const QByteArray bad = dataEvent("{\"choices\":[");
    row("row 18 one event that is no JSON",
        completeStream({delta("a"), bad, delta("b"), ending()}, "ab", "bad_json_skipped"));
    row("row 18 three in a row", incomplete({bad, bad, bad}, "bad_json"));
    row("row 18 two, one good, two more",
        completeStream({bad, bad, delta("x"), bad, bad, ending()}, "x", "bad_json_skipped x4"));
    row("row 18 within a tool call",
        incomplete(
            {dataEvent(
                 R"({"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":"{"}}]}}]})"),
             bad},
            "bad_json"));
    row("row 19 shapes that nobody expects",
        completeStream({dataEvent(R"({"choices":{"delta":7}})"), dataEvent(R"({"choices":[null,3,{"delta":["x"]}]})"),
                        dataEvent(R"({"choices":[{"delta":{"content":{"x":[]}}}]})"), delta("x"), ending()},
                       "x"));
    row("row 19 brackets 10,000 deep",
        completeStream({delta("a"), dataEvent(nested(10'000)), delta("b"), ending()}, "ab", "schema_skipped"));
    row("row 19 brackets 10,000 deep three times",
        incomplete({dataEvent(nested(10'000)), dataEvent(nested(10'000)), dataEvent(nested(10'000))}, "schema"));
    row("row 19 a key twice",
        completeStream({dataEvent(R"({"choices":[{"delta":{"content":"a","content":"b"}}]})"), ending()}, "a"));
    row("row 19 1e999",
        completeStream(
            {dataEvent(R"({"choices":[{"delta":{"content":"x"}}],"usage":{"prompt_tokens":1e999}})"), ending()}, "x",
            "number_skipped"));
    row("row 19 NaN",
        completeStream({delta("x"), dataEvent(R"({"choices":[],"x":NaN})"), ending()}, "x", "bad_json_skipped"));
    row("row 19 a list instead of an answer",
        incomplete({dataEvent("[1,2]"), dataEvent("7"), dataEvent("\"x\"")}, "schema"));
}

void TestFaultAnswers::errorsInTheStream_data()
{
    addFaults();
    const QByteArray busy = dataEvent(R"({"error":{"type":"overloaded_error","message":"busy now"}})");
    const QByteArray named = "event: error\n" + busy;
    Fault first = failed(streamOf({busy}), "provider.overloaded_error", "busy now");
    first.kind = ErrorKind::ServerFault;
    first.requests = 3;
    first.retries = {firstBackoff, secondBackoff};
    row("row 20 busy before content", first);
    first.answer = streamOf({named});
    row("row 20 busy before content, by name", first);
    Fault later = incomplete({busy}, "provider.overloaded_error", ErrorKind::ServerFault);
    later.message = "busy now";
    row("row 20 busy after content", later);
    later.answer = streamOf({delta("begun"), named});
    row("row 20 busy after content, by name", later);
    row("row 20 an error that is no JSON",
        incomplete({"event: error\ndata: out of order\n\n"}, "provider.error", ErrorKind::ServerFault));
    Fault wrong
        = failed(streamOf({dataEvent(R"({"error":{"type":"invalid_request_error","message":"no such thing"}})")}),
                 "provider.invalid_request_error", "no such thing");
    wrong.kind = ErrorKind::Rejected;
    row("row 20 a refusal in the stream", wrong);
}

void TestFaultAnswers::otherKinds_data()
{
    addFaults();
    const QByteArray json = "Content-Type: application/json\r\n";
    const QByteArray sse = "Content-Type: text/event-stream\r\n";
    row("row 21 a whole answer in JSON",
        complete(
            {answer(
                200,
                R"({"choices":[{"index":0,"message":{"role":"assistant","content":"whole"},"finish_reason":"stop"}]})",
                json)},
            "whole"));
    row("row 21 a stream that says it is JSON", complete({answer(200, delta("x") + ending(), json)}, "x"));
    row("row 21 a stream that says it is text",
        complete({answer(200, delta("x") + ending(), "Content-Type: text/plain\r\n")}, "x"));
    row("row 21 JSON that is no answer", failed({answer(200, R"({"hello":"world"})", json)}, "content_type"));
    row("row 21 a picture",
        failed({answer(200, "\x89PNG\r\n\x1a\n", "Content-Type: image/png\r\n")}, "content_type", "image/png"));
    row("row 22 a sign-in page",
        failed(page(200, "<!DOCTYPE html><html><head><title>Hotel &lt;Wi-Fi&gt;</title></head></html>"), "html_page",
               "Hotel <Wi-Fi>"));
    row("row 22 a sign-in page that says it is a stream",
        failed({answer(200, "<html><head><title>Wi-Fi</title></head></html>", sse)}, "html_page", "Wi-Fi"));
    row("row 22 a page without a title", failed(page(200, "<html><body>Hello</body></html>"), "html_page"));
    row("row 22 a title that goes on and on",
        failed(page(200, "<html><title>" + QByteArray(5000, 'x') + "</title></html>"), "html_page", "xxx"));
    Fault gateway
        = failed(page(502, "<html><title>502 Bad Gateway</title></html>"), "html_page", "502 Bad Gateway", 502);
    gateway.kind = ErrorKind::ServerFault;
    gateway.requests = 3;
    gateway.retries = {firstBackoff, secondBackoff};
    row("row 22 a page of a gateway", gateway);
    row("row 23 204", failed({answer(204, {})}, "empty", "", 204));
    row("row 23 200 without a body", failed({answer(200, {}, sse)}, "empty"));
    row("row 23 only [DONE]", failed(streamOf({dataEvent("[DONE]")}), "empty"));
    row("row 23 only an end", failed(streamOf({}), "empty"));
}

void TestFaultAnswers::otherKinds()
{
    judge();
    QVERIFY(!QTest::currentTestFailed());
    if (const auto &error = m_finished.back().second.error)
        QVERIFY(error->message.size() <= 200);
}

QTEST_GUILESS_MAIN(TestFaultAnswers)
#include "tst_fault_answers.moc"
