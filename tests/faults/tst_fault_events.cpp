// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faults/FaultTest.h"

using namespace triptych;

namespace {

/// An event whose text is these bytes, whatever they are.
QByteArray text(const QByteArray &bytes)
{
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + bytes + "\"}}]}\n\n";
}

Fault completeStream(const QByteArrayList &pieces, const QByteArray &text, const char *note = "")
{
    return {.answer = streamOf(pieces), .outcome = LaneOutcome::Complete, .status = 200, .text = text, .note = note};
}

} // namespace

/// Characters and lines of a stream, cut and written in every way.
class TestFaultEvents : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void characters_data();
    void characters() { judge(); }
    void events_data();
    void events() { judge(); }
};

void TestFaultEvents::characters_data()
{
    addFaults();
    const QByteArray whole = text("Grüße, 世界 🌊");
    QByteArrayList bytes;
    for (const char byte : whole)
        bytes << QByteArray(1, byte);
    row("row 14 each byte in a chunk of its own", completeStream(bytes + QByteArrayList {ending()}, "Grüße, 世界 🌊"));
    row("row 15 bytes that begin no character",
        completeStream({text("a\xff\xfe"
                             "b"),
                        ending()},
                       "a\uFFFD\uFFFDb", "utf8_repaired x2"));
    row("row 15 a character that breaks off",
        completeStream({text("a\xe4\xb8"
                             "b"),
                        ending()},
                       "a\uFFFDb", "utf8_repaired"));
    row("row 15 overlong",
        completeStream({text("a\xc0\xaf"
                             "b"),
                        ending()},
                       "a\uFFFD\uFFFDb", "utf8_repaired x2"));
    row("row 15 half of a pair",
        completeStream({text("a\xed\xa0\x80"
                             "b"),
                        ending()},
                       "a\uFFFD\uFFFD\uFFFDb", "utf8_repaired x3"));
    row("row 15 BOM at the start", completeStream({"\xef\xbb\xbf" + delta("x"), ending()}, "x"));
    row("row 15 BOM in the middle",
        completeStream({text("a\xef\xbb\xbf"
                             "b"),
                        ending()},
                       "a\uFEFFb"));
    row("row 15 NUL, escaped", completeStream({text("a\\u0000b"), ending()}, QByteArray("a\0b", 3)));
    row("row 15 NUL among the bytes",
        completeStream({delta("a"), text(QByteArray("b\0c", 3)), ending()}, "a", "bad_json_skipped"));
}

void TestFaultEvents::events_data()
{
    addFaults();
    QByteArray carriage = delta("x") + ending();
    row("row 16 CR alone", completeStream({QByteArray(carriage).replace("\n", "\r")}, "x"));
    row("row 16 CR LF", completeStream({QByteArray(carriage).replace("\n", "\r\n")}, "x"));
    row("row 16 CR LF cut between two chunks",
        completeStream({QByteArray(delta("x")).chopped(1) + "\r", "\n" + ending()}, "x"));
    row("row 16 all three mixed",
        completeStream({text("a").chopped(2) + "\r\r\n", text("b").chopped(2) + "\n\r" + ending()}, "ab"));
    row("row 16 no blank after the colon", completeStream({QByteArray(carriage).replace("data: ", "data:")}, "x"));
    row("row 16 data in several lines",
        completeStream({"data: {\"choices\":[{\"index\":0,\ndata: \"delta\":{\"content\":\"x\"}}]}\n\n", ending()},
                       "x"));
    row("row 16 pings and comments",
        completeStream({": hello\n\nevent: ping\ndata: {}\n\n", delta("x"), ":\n\n" + ending()}, "x"));
    row("row 16 the last event lacks its empty line", completeStream({delta("x"), ending().chopped(2)}, "x"));
    row("row 16 the last event is cut",
        {.answer = streamOf({delta("x"), "data: {\"choices\":[{\"del"}),
         .outcome = LaneOutcome::Incomplete,
         .cause = "truncated",
         .status = 200,
         .text = "x"});
}

QTEST_GUILESS_MAIN(TestFaultEvents)
#include "tst_fault_events.moc"
