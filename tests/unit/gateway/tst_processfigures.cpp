// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/metrics/ProcessFigures.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <unistd.h>

using namespace triptych;

class TestProcessFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTheKernelWrites();
    void leavesOutWhatIsNotThere();
    void tellsOfThisProcess();
};

void TestProcessFigures::readsWhatTheKernelWrites()
{
    const QTemporaryDir proc;
    QVERIFY(QDir(proc.path()).mkpath(QStringLiteral("self/fd")));
    const auto write = [&proc](const QString &name, const QByteArray &text) {
        QFile file(proc.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    const long ticks = ::sysconf(_SC_CLK_TCK);
    const auto seconds = [ticks](long count) { return QByteArray::number(qlonglong(count * ticks)); };
    QVERIFY(write(QStringLiteral("self/stat"),
                  "7 (odd) name) S 1 7 7 0 -1 0 0 0 0 0 " + seconds(3) + ' ' + seconds(2) + " 0 0 20 0 5 0 "
                      + seconds(100) + " 123456 25 99\n"));
    QVERIFY(write(QStringLiteral("stat"), "cpu 1 2 3\nbtime 1700000000\nprocesses 4\n"));
    QVERIFY(write(QStringLiteral("self/fd/0"), {}) && write(QStringLiteral("self/fd/1"), {}));
    const auto figures = ProcessFigures::read(proc.path());
    QCOMPARE(figures.cpuSeconds, std::optional(5.0));
    QCOMPARE(figures.startSeconds, std::optional(1'700'000'100.0));
    QCOMPARE(figures.virtualBytes, std::optional(123'456.0));
    QCOMPARE(figures.residentBytes, std::optional(25.0 * double(::sysconf(_SC_PAGESIZE))));
    QCOMPARE(figures.openDescriptors, std::optional(2.0));
}

void TestProcessFigures::leavesOutWhatIsNotThere()
{
    const QTemporaryDir proc;
    const auto figures = ProcessFigures::read(proc.path());
    QVERIFY(!figures.cpuSeconds && !figures.startSeconds && !figures.virtualBytes && !figures.residentBytes);
    QVERIFY(!figures.openDescriptors);
}

void TestProcessFigures::tellsOfThisProcess()
{
    const auto before = ProcessFigures::read();
    const auto now = double(QDateTime::currentSecsSinceEpoch());
    QVERIFY(before.residentBytes > 1'000'000 && before.virtualBytes >= before.residentBytes);
    QVERIFY(*before.startSeconds > now - 3'600 && *before.startSeconds < now + 10);
    QVERIFY(*before.openDescriptors >= 3 && before.openDescriptors < before.mostDescriptors);
    QFile another(QStringLiteral("/dev/null"));
    QVERIFY(another.open(QIODevice::ReadOnly));
    QCOMPARE(*ProcessFigures::read().openDescriptors, *before.openDescriptors + 1);
}

QTEST_GUILESS_MAIN(TestProcessFigures)
#include "tst_processfigures.moc"
