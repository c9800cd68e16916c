// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faults/FaultTest.h"
#include "tests/support/TapeDecoding.h"

#include <QFile>
#include <QFileInfo>

using namespace triptych;
using namespace script;
using namespace std::chrono_literals;

namespace {

struct FaultyTape
{
    int row;
    const char *name;
};

/// Tapes of these names, in whichever dialect has them.
constexpr FaultyTape faultyTapes[] = {
    {10, "cut_in_text"},
    {10, "cut_before_stop"},
    {10, "cut_before_finish"},
    {10, "cut_before_done"},
    {10, "cut_before_completed"},
    {14, "utf8_split"},
    {15, "utf8_invalid"},
    {15, "byte_order_mark"},
    {16, "crlf"},
    {16, "cr_only"},
    {18, "bad_json_once"},
    {18, "bad_json_thrice"},
    {20, "error_after_text"},
    {20, "exception_model_stream_error"},
    {22, "html_page"},
    {23, "empty_body"},
    {23, "done_only"},
};

StreamTape tapeAt(const QString &path)
{
    QFile file(path);
    const auto tape = file.open(QIODevice::ReadOnly) ? StreamTape::parse(file.readAll())
                                                     : Result<StreamTape>(Error {.cause = QStringLiteral("read")});
    return tape ? tape.value() : StreamTape();
}

Steps served(const StreamTape &tape, const Step &end)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(tape.head.status) + " Played\r\n";
    for (const HttpHeader &header : tape.head.headers)
        head += header.first + ": " + header.second + "\r\n";
    return {Send {head + "\r\n" + tape.body}, Pause {}, end};
}

QString dialectOf(const QString &path)
{
    return QFileInfo(path).dir().dirName();
}

} // namespace

/// The faults that each dialect has words of its own for, from their tapes: a lane over sockets makes of them what the
/// reader of the dialect does, and tells a connection that broke from an answer that did.
class TestFaultDialects : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void tapes_data();
    void tapes();
    void explanations();
    void resets_data();
    void resets();

private:
    LaneRecord play(const QString &path, const Step &end);
    static QStringList tapesCalled(const char *name);
};

QStringList TestFaultDialects::tapesCalled(const char *name)
{
    static const QStringList all = tapesBelow(QStringLiteral(TRIPTYCH_STREAM_DIR));
    return all.filter(u'/' + QString::fromLatin1(name) + QStringLiteral(".tape"));
}

/// What becomes of a lane that meets this tape in every try.
LaneRecord TestFaultDialects::play(const QString &path, const Step &end)
{
    m_endpoints->dialect = dialectOf(path);
    if (m_endpoints->dialect == QLatin1String("bedrock"))
        m_endpoints->signing = {"us-east-1", "bedrock"};
    m_one->playAlways(served(tapeAt(path), end));
    const LaneId id = start({m_plan}).lanes[0];
    const auto isOver = [this, id] {
        if (m_one->isPaused()) {
            turnEventLoop();
            m_one->release();
        } else if (!record(id) && isIn(id, LanePhase::Queued)) {
            m_clock->advance(secondBackoff.most);
        }
        return record(id) != nullptr;
    };
    [&] { QTRY_VERIFY(isOver()); }();
    return record(id) ? *record(id) : LaneRecord();
}

void TestFaultDialects::tapes_data()
{
    QTest::addColumn<QString>("path");
    for (const FaultyTape &tape : faultyTapes)
        for (const QString &path : tapesCalled(tape.name))
            QTest::addRow("row %d %s, %s", tape.row, dialectOf(path).toUtf8().constData(), tape.name) << path;
}

void TestFaultDialects::tapes()
{
    QFETCH(const QString, path);
    const StreamTape tape = tapeAt(path);
    QString text;
    QString cause;
    for (const StreamEvent &event : decodeTape(dialectOf(path), tape.head, tape.body, tape.body.size())) {
        if (const auto *delta = std::get_if<TextDelta>(&event))
            text += delta->text;
        else if (const auto *failed = std::get_if<StreamFailed>(&event))
            cause = failed->error.cause;
    }
    const LaneRecord played = play(path, Close {});
    QCOMPARE(played.text, text);
    QCOMPARE(played.cause, cause);
    QCOMPARE(outcomeName(played.outcome),
             outcomeName(cause.isEmpty()      ? LaneOutcome::Complete
                             : text.isEmpty() ? LaneOutcome::Failed
                                              : LaneOutcome::Incomplete));
}

/// Why an answer was filtered, also on the way through a lane; the key in it is none of the reasons.
void TestFaultDialects::explanations()
{
    const QString path = QStringLiteral(TRIPTYCH_STREAM_DIR "/anthropic/refusal_explained.tape");
    StreamTape tape = tapeAt(path);
    const auto explained = [this, &path](const StreamTape &played) {
        m_endpoints->dialect = dialectOf(path);
        m_one->play(served(played, Close {}));
        const LaneId id = start({m_plan}).lanes[0];
        [&] { QTRY_VERIFY(m_one->isPaused()); }();
        m_one->release();
        [&] { QTRY_VERIFY(record(id)); }();
        return record(id) ? *record(id) : LaneRecord();
    };
    const LaneRecord plain = explained(tape);
    QCOMPARE(plain.finish, FinishReason::Filtered);
    QVERIFY(!plain.explanation.isEmpty());
    tape.body.replace(plain.explanation.toUtf8(), plain.explanation.toUtf8() + ' ' + secretKey);
    const LaneRecord echoed = explained(tape);
    QVERIFY(echoed.explanation.startsWith(plain.explanation));
    QVERIFY(!toStoredJson(echoed).contains(secretKey));
}

void TestFaultDialects::resets_data()
{
    QTest::addColumn<QString>("path");
    for (const char *name : {"cut_in_text", "cut_before_finish"})
        for (const QString &path : tapesCalled(name))
            QTest::addRow("row 11 %s, %s", dialectOf(path).toUtf8().constData(), name) << path;
}

void TestFaultDialects::resets()
{
    QFETCH(const QString, path);
    const LaneRecord played = play(path, Reset {});
    QCOMPARE(played.cause, QStringLiteral("reset"));
    QCOMPARE(outcomeName(played.outcome), outcomeName(LaneOutcome::Incomplete));
    QVERIFY(!played.text.isEmpty());
    QCOMPARE(m_one->requests().size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestFaultDialects)
#include "tst_fault_dialects.moc"
