// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/EventText.h"
#include "tests/support/TapeDecoding.h"

#include <QDir>
#include <QTest>

using namespace triptych;

namespace {

/// Every offset where TRIPTYCH_LONG is set, otherwise this many of each tape, and all of the short ones.
constexpr qsizetype sampleOfTape = 60;
constexpr int leastOfAll = 1'000'000;

qsizetype stepThrough(qsizetype size)
{
    return qEnvironmentVariableIsSet("TRIPTYCH_LONG") ? 1 : size / sampleOfTape + 1;
}

} // namespace

/// However the bytes of a recorded reply are cut, the events are the same.
class TestAllSplits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheSameEvents_data();
    void givesTheSameEvents();
    void cleanupTestCase();

private:
    int m_cases = 0;
};

void TestAllSplits::givesTheSameEvents_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &path : tapesBelow(QStringLiteral(TRIPTYCH_STREAM_DIR)))
        QTest::addRow("%s/%s", qUtf8Printable(QFileInfo(path).dir().dirName()),
                      qUtf8Printable(QFileInfo(path).completeBaseName()))
            << path;
}

/// At each offset once in two pieces, and once with the byte that stands there as a piece of its own.
void TestAllSplits::givesTheSameEvents()
{
    QFETCH(const QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString dialect = QFileInfo(path).dir().dirName();
    const StreamTape tape = StreamTape::parse(file.readAll()).value();
    const QByteArrayView body(tape.body);
    const QString whole = toText(decodeTape(dialect, tape.head, {body}));
    const auto isSame = [&](const std::vector<QByteArrayView> &pieces) {
        ++m_cases;
        return toText(decodeTape(dialect, tape.head, pieces)) == whole;
    };
    for (qsizetype at = 0; at < body.size(); at += stepThrough(body.size())) {
        const QByteArray place = "cut at " + QByteArray::number(at);
        QVERIFY2(isSame({body.first(at), body.sliced(at)}), place.constData());
        QVERIFY2(isSame({body.first(at), body.sliced(at, 1), body.sliced(at + 1)}), place.constData());
    }
}

void TestAllSplits::cleanupTestCase()
{
    qInfo("%d ways to cut %d tapes", m_cases, int(tapesBelow(QStringLiteral(TRIPTYCH_STREAM_DIR)).size()));
    const bool isWholeRun = QCoreApplication::arguments().size() == 1;
    if (isWholeRun && qEnvironmentVariableIsSet("TRIPTYCH_LONG"))
        QVERIFY2(m_cases >= leastOfAll, "fewer than a million");
}

QTEST_GUILESS_MAIN(TestAllSplits)
#include "tst_allsplits.moc"
