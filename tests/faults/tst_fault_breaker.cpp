// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/CircuitBreaker.h"
#include "tests/faults/FaultTest.h"

using namespace triptych;

/// What the lanes after a fault are spared.
class TestFaultBreaker : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void laterLanes_data();
    void laterLanes();

private:
    QString causeOfALane();
};

QString TestFaultBreaker::causeOfALane()
{
    const LaneId id = start({m_plan}).lanes[0];
    [&] { QTRY_VERIFY(record(id)); }();
    return record(id) ? record(id)->cause : QString();
}

void TestFaultBreaker::laterLanes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("sent");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("causeAfter");
    const auto row = [](const char *tag, int status, int sent, const char *cause, const char *causeAfter) {
        QTest::newRow(tag) << status << sent << QString::fromLatin1(cause) << QString::fromLatin1(causeAfter);
    };
    row("row 25 a key refused by 401 is not sent again", 401, 1, "auth", "breaker.key");
    row("row 25 a key refused by 403 is not sent again", 403, 1, "auth", "breaker.key");
    row("row 31 after ten lanes that met 503", 503, 10, "server", "breaker");
    row("row 24 requests that were refused may go on", 400, 12, "rejected", "rejected");
}

void TestFaultBreaker::laterLanes()
{
    QFETCH(const int, status);
    QFETCH(const int, sent);
    QFETCH(const QString, cause);
    QFETCH(const QString, causeAfter);
    m_one->playAlways({script::answer(status, R"({"error":{"message":"no"}})", "x-should-retry: false\r\n")});
    for (int i = 0; i < sent; ++i)
        QCOMPARE(causeOfALane(), cause);
    QCOMPARE(causeOfALane(), causeAfter);
    const bool isOpen = causeAfter != cause;
    QCOMPARE(m_one->requests().size(), std::size_t(isOpen ? sent : sent + 1));
    m_clock->advance(CircuitBreaker::cooldown);
    QCOMPARE(causeOfALane(), cause); // a probe
}

QTEST_GUILESS_MAIN(TestFaultBreaker)
#include "tst_fault_breaker.moc"
