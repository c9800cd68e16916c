// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/CauseOfDeath.h"
#include "core/local/LogRing.h"

#include <QTest>
#include <csignal>

using namespace triptych;

class tst_LogRing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stripsEscapes_data();
    void stripsEscapes();
    void keepsTheNewest();
    void givesTheLastLines_data();
    void givesTheLastLines();
    void namesTheCauseOfDeath_data();
    void namesTheCauseOfDeath();
};

void tst_LogRing::stripsEscapes_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("kept");
    QTest::newRow("plain") << QByteArray("a line\n\tof text\n") << QByteArray("a line\n\tof text\n");
    QTest::newRow("colours") << QByteArray("\x1b[1;31mred\x1b[0m") << QByteArray("red");
    QTest::newRow("title") << QByteArray("a\x1b]0;owned\x07"
                                         "b")
                           << QByteArray("ab");
    QTest::newRow("title with its other end") << QByteArray("a\x1b]0;owned\x1b\\b") << QByteArray("ab");
    QTest::newRow("link") << QByteArray("\x1b]8;;http://x\x1b\\text\x1b]8;;\x1b\\") << QByteArray("text");
    QTest::newRow("command without an end") << QByteArray("a\x1b]52;c;stolen\nb") << QByteArray("ab");
    QTest::newRow("two bytes") << QByteArray("a\x1b"
                                             "cb")
                               << QByteArray("ab");
    QTest::newRow("controls") << QByteArray("a\0\x08\x0c\r\x7f"
                                            "b",
                                            7)
                              << QByteArray("ab");
    QTest::newRow("UTF-8") << QByteArray("模型") << QByteArray("模型");
    QTest::newRow("cut") << QByteArray("a\x1b[") << QByteArray("a");
}

void tst_LogRing::stripsEscapes()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, kept);
    for (qsizetype cut = 0; cut <= raw.size(); ++cut) { // wherever the read ends
        LogRing ring;
        QByteArray answered = ring.append(raw.first(cut));
        answered += ring.append(raw.mid(cut));
        QCOMPARE(answered, kept);
        QCOMPARE(ring.text(), kept);
    }
}

void tst_LogRing::keepsTheNewest()
{
    LogRing ring(100);
    for (int i = 0; i < 1000; ++i) {
        ring.append("line " + QByteArray::number(i) + '\n');
        QVERIFY(ring.text().size() <= 100);
    }
    QVERIFY(ring.text().endsWith("line 998\nline 999\n"));
    QVERIFY(ring.text().size() > 90);
    ring.clear();
    QVERIFY(ring.text().isEmpty());
}

void tst_LogRing::givesTheLastLines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("count");
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("nothing") << QByteArray() << 2 << QByteArray();
    QTest::newRow("an empty line") << QByteArray("\n") << 2 << QByteArray();
    QTest::newRow("fewer") << QByteArray("a\n") << 2 << QByteArray("a\n");
    QTest::newRow("as many") << QByteArray("a\nb\n") << 2 << QByteArray("a\nb\n");
    QTest::newRow("more") << QByteArray("a\nb\nc\n") << 2 << QByteArray("b\nc\n");
    QTest::newRow("an unfinished one") << QByteArray("a\nb\nc") << 2 << QByteArray("b\nc");
    QTest::newRow("longer than allowed") << QByteArray("a\n0123456789\n") << 2 << QByteArray("23456789\n");
}

void tst_LogRing::givesTheLastLines()
{
    QFETCH(QByteArray, text);
    QFETCH(int, count);
    QFETCH(QByteArray, lines);
    LogRing ring;
    ring.append(text);
    QCOMPARE(ring.lastLines(count, 9), lines);
}

void tst_LogRing::namesTheCauseOfDeath_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("wasReady");
    QTest::addColumn<bool>("wasSandboxed");
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("how");
    const QByteArray quiet("loading\n");
    const QByteArray poor("ggml: cudaMalloc failed\n");
    const auto row = [](const char *name, int signal, int status, bool wasReady, bool wasSandboxed,
                        const QByteArray &log, const char *cause, const char *how) {
        QTest::newRow(name) << signal << status << wasReady << wasSandboxed << log << QString::fromLatin1(cause)
                            << QString::fromLatin1(how);
    };
    row("crash while answering", SIGSEGV, 0, true, false, quiet, "local.crash", "SIGSEGV");
    row("crash at start", SIGABRT, 0, false, false, quiet, "local.crash", "SIGABRT");
    row("crash in the sandbox", 0, 128 + SIGSEGV, true, true, quiet, "local.crash", "SIGSEGV");
    row("a large status outside it", 0, 139, true, false, quiet, "local.crash", "status 139");
    row("gave up at start", 0, 1, false, false, quiet, "local.exec", "status 1");
    row("gave up while answering", 0, 1, true, false, quiet, "local.crash", "status 1");
    row("killed", SIGKILL, 0, true, false, quiet, "local.oom", "SIGKILL");
    row("killed in the sandbox", 0, 137, true, true, quiet, "local.oom", "SIGKILL");
    row("no memory on the card", 0, 1, false, false, poor, "local.oom", "status 1");
    row("aborted for want of memory", SIGABRT, 0, false, false, poor, "local.oom", "SIGABRT");
    row("a signal without a name", 63, 0, true, false, quiet, "local.crash", "signal 63");
}

void tst_LogRing::namesTheCauseOfDeath()
{
    QFETCH(int, signal);
    QFETCH(int, status);
    QFETCH(bool, wasReady);
    QFETCH(bool, wasSandboxed);
    QFETCH(QByteArray, log);
    QFETCH(QString, cause);
    QFETCH(QString, how);
    const Error death = causeOfDeath(
        {.end = {.signal = signal, .status = status}, .wasReady = wasReady, .wasSandboxed = wasSandboxed, .log = log});
    QCOMPARE(death.cause, cause);
    QVERIFY2(death.message.endsWith(how), qPrintable(death.message));
    QCOMPARE(death.rawBody.toUtf8(), log);
    QCOMPARE(death.kind, ErrorKind::Process);
}

QTEST_GUILESS_MAIN(tst_LogRing)
#include "tst_logring.moc"
