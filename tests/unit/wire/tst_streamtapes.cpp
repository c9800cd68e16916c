// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stream/StreamTape.h"
#include "tests/support/EventText.h"
#include "tests/support/TapeDecoding.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QtEndian>

using namespace triptych;

namespace {

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Recording
{
    QString dialect;
    StreamTape tape;
    QString goldenPath;

    static Recording load(const QString &path)
    {
        return {QFileInfo(path).dir().dirName(), StreamTape::parse(readAll(path)).value(),
                path.chopped(5) + QStringLiteral(".events")};
    }
    bool endsWell() const
    {
        return readAll(goldenPath).contains("\nfinished ") || readAll(goldenPath).startsWith("finished ");
    }
};

/// One event of a stream, read as plainly as can be: what is tested must not say itself where its end is.
struct PlainEvent
{
    QByteArray name;
    QByteArray data;
    qsizetype end = 0; ///< Where the last byte of its data ends in the body.
};

std::vector<PlainEvent> plainEvents(const QByteArray &body)
{
    std::vector<PlainEvent> events(1);
    for (qsizetype at = 0; at < body.size();) {
        qsizetype end = at;
        while (end < body.size() && body[end] != '\n' && body[end] != '\r')
            ++end;
        const QByteArray line = body.mid(at, end - at).trimmed();
        if (line.isEmpty())
            events.emplace_back();
        if (line.startsWith("event:"))
            events.back().name = line.mid(6).trimmed();
        if (line.startsWith("data:")) {
            events.back().data += line.mid(5).trimmed() + '\n';
            events.back().end = at + line.size();
        }
        at = end + (body.mid(end, 2) == "\r\n" ? 2 : 1);
    }
    return events;
}

quint32 numberAt(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.constData() + at);
}

/// The same of Amazon's binary messages, whose sums nobody looks at here.
std::vector<PlainEvent> plainMessages(const QByteArray &body)
{
    std::vector<PlainEvent> events;
    for (qsizetype at = 0; at + 16 <= body.size();) {
        const qsizetype size = numberAt(body, at);
        const qsizetype data = at + 12 + numberAt(body, at + 4);
        if (size < 16 || at + size > body.size() || data > at + size - 4)
            break;
        const QByteArray headers = body.mid(at + 12, data - at - 12);
        const QByteArray name = headers.mid(headers.indexOf(":event-type\7") + 14);
        const bool isEvent = headers.contains(":message-type\7") && headers.endsWith("event");
        events.push_back({isEvent                 ? name.left(name.indexOf(':') - 1)
                              : headers.isEmpty() ? QByteArray()
                                                  : "error",
                          body.mid(data, at + size - 4 - data), at + size});
        at += size;
    }
    return events;
}

/// The same of a body in which each line is one event.
std::vector<PlainEvent> plainLines(const QByteArray &body)
{
    std::vector<PlainEvent> lines;
    QByteArray text = body;
    text.replace('\r', '\n');
    qsizetype at = 0;
    for (const QByteArray &line : text.split('\n')) {
        lines.push_back({{}, line, at + line.size()});
        at += line.size() + 1;
    }
    return lines;
}

QJsonObject objectOf(const QByteArray &data)
{
    const QJsonDocument document = QJsonDocument::fromJson(data);
    return document.isArray() ? document.array().first().toObject() : document.object();
}

bool isMarkerOfMessages(const PlainEvent &event)
{
    return event.name == "message_stop" || objectOf(event.data)[u"type"].toString() == QLatin1String("message_stop");
}

bool isMarkerOfConverse(const PlainEvent &event)
{
    return event.name == "messageStop";
}

bool isMarkerOfChat(const PlainEvent &event, bool sawContent)
{
    const QJsonObject choice = objectOf(event.data)[u"choices"].toArray().first().toObject();
    return (sawContent && event.data == "[DONE]\n")
        || (choice[u"index"].toInt() == 0 && !choice[u"finish_reason"].toString().isEmpty());
}

bool isMarkerOfResponses(const PlainEvent &event)
{
    const QJsonObject object = objectOf(event.data);
    const QString type = object[u"type"].toString(QString::fromUtf8(event.name));
    const QString status = object[u"response"][u"status"].toString();
    return (type == QLatin1String("response.completed") || type == QLatin1String("response.incomplete"))
        && status != QLatin1String("failed") && status != QLatin1String("cancelled");
}

/// Why the first candidate of an answer ended; empty while it goes on.
QString reasonOfGemini(const QJsonObject &object)
{
    QString reason;
    for (const QJsonValue candidate : object[u"candidates"].toArray())
        if (candidate[u"index"].toInt() == 0)
            reason = candidate[u"finishReason"].toString();
    return reason.isEmpty() ? object[u"promptFeedback"][u"blockReason"].toString() : reason;
}

bool isMarkerOfGemini(const PlainEvent &event)
{
    const QString reason = reasonOfGemini(objectOf(event.data));
    return !reason.isEmpty() && !reason.contains(QLatin1String("UNSPECIFIED"));
}

bool isMarkerOfOllama(const PlainEvent &line)
{
    return objectOf(line.data)[u"done"].toBool();
}

bool isError(const PlainEvent &event)
{
    const QJsonObject object = objectOf(event.data);
    const QJsonValue error = object[u"error"];
    const QString reason = object[u"choices"].toArray().first()[u"finish_reason"].toString();
    const QString word = reasonOfGemini(object);
    return event.name == "error" || object[u"type"].toString() == QLatin1String("error") || !error.toObject().isEmpty()
        || !error.toString().isEmpty() || reason == QLatin1String("error")
        || reason == QLatin1String("insufficient_system_resource") || word.startsWith(QLatin1String("MALFORMED_"))
        || word == QLatin1String("UNEXPECTED_TOOL_CALL") || word == QLatin1String("TOO_MANY_TOOL_CALLS");
}

bool isInLines(const Recording &recording)
{
    return recording.dialect == QLatin1String("ollama");
}

/// Where events are lines, an object is a whole answer only when it is laid out over several.
bool isWholeJson(const Recording &recording)
{
    const QByteArray start = recording.tape.body.trimmed();
    if (isInLines(recording))
        return start == "{" || start.startsWith("{\n") || start.startsWith("{\r") || start.startsWith('[');
    return start.startsWith('{') || start.startsWith('[');
}

bool isMarker(const Recording &recording, const PlainEvent &event, bool sawContent)
{
    if (recording.dialect == QLatin1String("anthropic"))
        return isMarkerOfMessages(event);
    if (recording.dialect == QLatin1String("openai-responses"))
        return isMarkerOfResponses(event);
    if (recording.dialect == QLatin1String("gemini"))
        return isMarkerOfGemini(event);
    if (recording.dialect == QLatin1String("bedrock"))
        return isMarkerOfConverse(event);
    return recording.dialect == QLatin1String("ollama") ? isMarkerOfOllama(event) : isMarkerOfChat(event, sawContent);
}

std::vector<PlainEvent> plainPieces(const Recording &recording)
{
    if (isInLines(recording))
        return plainLines(recording.tape.body);
    return recording.dialect == QLatin1String("bedrock") ? plainMessages(recording.tape.body)
                                                         : plainEvents(recording.tape.body);
}

/// The size of the shortest beginning that holds the end marker; -1 where none comes before an error.
qsizetype endOfMarker(const Recording &recording)
{
    const QByteArray &body = recording.tape.body;
    const QByteArray start = body.trimmed();
    if (isWholeJson(recording))
        return recording.endsWell() ? body.indexOf(start) + start.size() : -1;
    bool sawContent = false;
    for (const PlainEvent &event : plainPieces(recording)) {
        if (isError(event))
            return -1;
        if (isMarker(recording, event, sawContent))
            return event.end;
        sawContent = sawContent || event.data.contains("\"delta\"");
    }
    return -1;
}

QStringList tapes()
{
    return tapesBelow(QStringLiteral(TRIPTYCH_STREAM_DIR));
}

bool isComplete(const StreamEvents &events)
{
    return !events.empty() && std::holds_alternative<StreamFinished>(events.back());
}

} // namespace

/// Replays every recorded reply below tests/data/streams and compares the events with the file beside it.
/// TRIPTYCH_REFRESH_GOLDENS=1 writes those files anew instead.
class TestStreamTapes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTwentyFiveOfEachDialect();
    void replays_data();
    void replays();
    void cutAnywhereIsNeverComplete_data();
    void cutAnywhereIsNeverComplete();
};

void TestStreamTapes::hasTwentyFiveOfEachDialect()
{
    QHash<QString, int> counts;
    for (const QString &path : tapes())
        ++counts[QFileInfo(path).dir().dirName()];
    for (const char *dialect : {"openai-chat", "anthropic", "openai-responses", "gemini", "ollama", "bedrock"})
        QVERIFY2(counts.value(QLatin1String(dialect)) > 24, dialect);
}

void TestStreamTapes::replays_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("step");
    for (const QString &path : tapes())
        for (const int step : {1, 7, 1024, 1 << 24})
            QTest::addRow("%s/%s/%d", qUtf8Printable(QFileInfo(path).dir().dirName()),
                          qUtf8Printable(QFileInfo(path).completeBaseName()), step)
                << path << step;
}

void TestStreamTapes::replays()
{
    QFETCH(const QString, path);
    QFETCH(const int, step);
    const Recording recording = Recording::load(path);
    const QString text = toText(decodeTape(recording.dialect, recording.tape.head, recording.tape.body, step));
    if (qEnvironmentVariableIsSet("TRIPTYCH_REFRESH_GOLDENS")) {
        QFile golden(recording.goldenPath);
        QVERIFY(golden.open(QIODevice::WriteOnly));
        golden.write(text.toUtf8());
        return;
    }
    QCOMPARE(text, QString::fromUtf8(readAll(recording.goldenPath)));
}

void TestStreamTapes::cutAnywhereIsNeverComplete_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &path : tapes())
        QTest::addRow("%s/%s", qUtf8Printable(QFileInfo(path).dir().dirName()),
                      qUtf8Printable(QFileInfo(path).completeBaseName()))
            << path;
}

/// TRIPTYCH_LONG tries every byte of the large tapes too.
void TestStreamTapes::cutAnywhereIsNeverComplete()
{
    QFETCH(const QString, path);
    const Recording recording = Recording::load(path);
    const QByteArray &body = recording.tape.body;
    const bool canEndWell = recording.endsWell();
    const qsizetype marker = endOfMarker(recording);
    QVERIFY2(!canEndWell || marker > 0, "a tape that ends well has an end marker");
    const bool isSample = body.size() > 20'000 && !qEnvironmentVariableIsSet("TRIPTYCH_LONG");
    for (qsizetype size = 0; size <= body.size(); ++size) {
        if (isSample && size % 97 != 0 && qAbs(size - marker) > 200)
            continue;
        const QByteArrayView cut = QByteArrayView(body).first(size);
        const bool sawMarker = marker > 0 && size >= marker;
        if (sawMarker && !canEndWell)
            continue; // what follows the marker may still undo it
        const QByteArray context
            = "cut at " + QByteArray::number(size) + ": " + cut.last(qMin<qsizetype>(size, 200)).toByteArray();
        QVERIFY2(isComplete(decodeTape(recording.dialect, recording.tape.head, cut, 1 << 24)) == sawMarker,
                 context.constData());
    }
}

QTEST_GUILESS_MAIN(TestStreamTapes)
#include "tst_streamtapes.moc"
