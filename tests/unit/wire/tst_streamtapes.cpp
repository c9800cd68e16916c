// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stream/StreamTape.h"
#include "tests/support/EventText.h"
#include "tests/support/TapeDecoding.h"

#include <QDirIterator>
#include <QTest>

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
};

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
    void hasTwentyOfEachDialect();
    void replays_data();
    void replays();
    void cutAnywhereIsNeverComplete_data();
    void cutAnywhereIsNeverComplete();

private:
    static QStringList tapes();
};

QStringList TestStreamTapes::tapes()
{
    QStringList paths;
    QDirIterator all(QStringLiteral(TRIPTYCH_STREAM_DIR), {QStringLiteral("*.tape")}, QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext())
        paths += all.next();
    paths.sort();
    return paths;
}

void TestStreamTapes::hasTwentyOfEachDialect()
{
    QHash<QString, int> counts;
    for (const QString &path : tapes())
        ++counts[QFileInfo(path).dir().dirName()];
    QVERIFY(counts.value(QStringLiteral("openai-chat")) >= 20);
    QVERIFY(counts.value(QStringLiteral("anthropic")) >= 20);
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

/// The shortest beginning that counts as complete must end with the last byte of an end marker.
void TestStreamTapes::cutAnywhereIsNeverComplete()
{
    QFETCH(const QString, path);
    const Recording recording = Recording::load(path);
    const QByteArrayView body(recording.tape.body);
    const qsizetype step = body.size() > 20'000 ? 97 : 1;
    for (qsizetype size = 0; size <= body.size(); size += step) {
        const QByteArrayView cut = body.first(size);
        if (!isComplete(decodeTape(recording.dialect, recording.tape.head, cut, 1 << 24)))
            continue;
        const bool hasMarker = recording.dialect == QLatin1String("anthropic")
            ? cut.contains("message_stop") || cut.trimmed().startsWith('{')
            : cut.contains("\"finish_reason\"") || cut.contains("[DONE]") || cut.trimmed().startsWith('{');
        const QByteArray context = cut.last(qMin<qsizetype>(cut.size(), 200)).toByteArray();
        QVERIFY2(hasMarker, context.constData());
        const QByteArrayView trimmed = cut.trimmed();
        QVERIFY2(trimmed.endsWith('}') || trimmed.endsWith("}]") || trimmed.endsWith("[DONE]"), context.constData());
        return;
    }
}

QTEST_GUILESS_MAIN(TestStreamTapes)
#include "tst_streamtapes.moc"
