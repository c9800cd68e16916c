// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/store/CallLog.h"
#include "core/net/SystemClock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace triptych;

class TestCallLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsCallsThatSayLittle();
};

/// A call that went well has no cause, and one that led nowhere no lane.
void TestCallLog::keepsCallsThatSayLittle()
{
    QTemporaryDir folder;
    SystemClock clock;
    CallLog log(folder.filePath(QStringLiteral("gateway.sqlite")), clock);
    const QSignalSpy problems(&log, &CallLog::problem);
    log.add({.endedAt = clock.wallTime(), .token = QStringLiteral("t1"), .status = 200});
    log.add(
        {.endedAt = clock.wallTime(), .token = QStringLiteral("t2"), .cause = QStringLiteral("idle"), .status = 504});

    std::optional<std::vector<LoggedCall>> calls;
    log.newest(10, this, [&calls](const Result<std::vector<LoggedCall>> &read) {
        QVERIFY(read);
        calls = read.value();
    });
    QTRY_VERIFY(calls);
    QCOMPARE(calls->size(), std::size_t(2));
    QCOMPARE(calls->front().cause, QStringLiteral("idle"));
    QCOMPARE(calls->back().token, QStringLiteral("t1"));
    QCOMPARE(calls->back().status, 200);
    QVERIFY(calls->back().cause.isEmpty() && calls->back().lane.isEmpty());
    QVERIFY2(problems.isEmpty(), "a call was not kept");
}

QTEST_GUILESS_MAIN(TestCallLog)
#include "tst_calllog.moc"
