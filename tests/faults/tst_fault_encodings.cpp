// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faults/FaultTest.h"
#include "tests/support/Deflated.h"

#include <QRandomGenerator>

using namespace triptych;
using namespace script;

namespace {

Steps encoded(const QByteArray &coding, const QByteArray &body)
{
    Steps steps {chunkedHead("Content-Type: text/event-stream\r\nContent-Encoding: " + coding + "\r\n")};
    constexpr qsizetype piece = 1000;
    for (qsizetype at = 0; at < body.size(); at += piece)
        steps.push_back(chunk(body.mid(at, piece)));
    steps.push_back(chunk({}));
    return steps;
}

Fault readable(Steps answer)
{
    return {.answer = std::move(answer), .outcome = LaneOutcome::Complete, .status = 200, .text = "squeezed"};
}

/// Comments of over 64 MiB that compress about thirtyfold, which is nothing out of the ordinary.
QByteArray longComments()
{
    constexpr int lines = 2200;
    QRandomGenerator random(1);
    QByteArray comments;
    for (int i = 0; i < lines; ++i) {
        QByteArray noise(512, Qt::Uninitialized);
        for (char &byte : noise)
            byte = char(random.bounded('a', 'z'));
        comments += ':' + noise.repeated(61) + '\n';
    }
    return comments;
}

} // namespace

/// Bodies that were compressed unasked.
class TestFaultEncodings : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void codings_data();
    void codings();
    void bombs_data();
    void bombs() { judge(); }
};

void TestFaultEncodings::codings_data()
{
    addFaults();
    const QByteArray body = delta("squeezed") + ending();
    const QByteArray begun = delta("squeezed");
    row("row 34 gzip", readable(encoded("gzip", deflated(body))));
    row("row 34 deflate", readable(encoded("deflate", deflated(body, MAX_WBITS))));
    row("row 34 deflate without its head", readable(encoded("deflate", deflated(body, -MAX_WBITS))));
    row("row 34 a member for each event", readable(encoded("gzip", deflated(begun) + deflated(ending()))));
    row("row 34 identity", readable(encoded("identity", body)));
    Fault flowing = readable({chunkedHead("Content-Type: text/event-stream\r\nContent-Encoding: gzip\r\n"),
                              chunk(deflated(begun)), Pause {}, chunk(deflated(ending())), chunk({})});
    flowing.isReleased = true;
    flowing.isHanging = [this] { return !m_text.empty() && m_text.begin()->second == QLatin1String("squeezed"); };
    row("row 34 what has come is shown before the rest is there", flowing);
    const QByteArray cut = deflated(begun) + deflated(ending()).chopped(9);
    row("row 34 gzip that breaks off",
        {.answer = encoded("gzip", cut),
         .outcome = LaneOutcome::Complete, // its end marker had come
         .status = 200,
         .text = "squeezed"});
    row("row 34 gzip that breaks off before the end marker",
        {.answer = encoded("gzip", deflated(begun) + deflated(ending()).first(12)),
         .outcome = LaneOutcome::Incomplete,
         .cause = "truncated",
         .kind = ErrorKind::Network,
         .status = 200,
         .text = "squeezed"});
    for (const char *coding : {"br", "zstd", "gzip, br"})
        row(QByteArray(QByteArray("row 34 ") + coding).constData(),
            {.answer = encoded(coding, "whatever it is"), .cause = "content_encoding", .status = 200});
    row("row 34 words that are no gzip", {.answer = encoded("gzip", body), .cause = "content_encoding", .status = 200});
}

void TestFaultEncodings::codings()
{
    judge();
    for (const ScriptedRequest &request : m_one->requests())
        QCOMPARE(request.header("Accept-Encoding"), "identity");
}

void TestFaultEncodings::bombs_data()
{
    addFaults();
    const QByteArray bomb = deflated(QByteArray(200 << 20, '\0'));
    const QByteArray begun = deflated(delta("squeezed"));
    row("row 35 over 64 MiB, after content",
        {.answer = encoded("gzip", begun + deflated(longComments())),
         .outcome = LaneOutcome::Incomplete,
         .cause = "too_large",
         .status = 200,
         .text = "squeezed"});
    row("row 35 a bomb", {.answer = encoded("gzip", bomb), .cause = "too_large", .status = 200});
    row("row 35 a bomb after content",
        {.answer = encoded("gzip", begun + bomb),
         .outcome = LaneOutcome::Incomplete,
         .cause = "too_large",
         .status = 200,
         .text = "squeezed"});
}

QTEST_GUILESS_MAIN(TestFaultEncodings)
#include "tst_fault_encodings.moc"
