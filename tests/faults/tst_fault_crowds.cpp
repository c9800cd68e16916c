// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/DescriptorLimit.h"
#include "core/net/SystemClock.h"
#include "tests/faults/Crowd.h"
#include "tests/support/GatewayTest.h"
#include "tests/support/PeakMemory.h"

#include <QTest>
#include <QTestEventLoop>
#include <QTimer>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

constexpr qint64 mebibyte = 1 << 20;
constexpr int connections = 4'096; ///< That a listener takes.

} // namespace

/// More clients than anybody wants, by a clock that runs.
class TestFaultCrowds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void stays_data();
    void stays();

private:
    bool isSoon(const std::function<bool()> &isSo) const;

    SystemClock m_clock;
    TestDoorkeeper m_doorkeeper;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<TestEndpoints> m_endpoints;
    std::unique_ptr<RunEngine> m_engine;
    std::unique_ptr<GatewayServer> m_gateway;
    quint16 m_port = 0;
};

void TestFaultCrowds::init()
{
    m_doorkeeper.known.insert("good", std::make_shared<TokenClaims>(TokenClaims {.id = QStringLiteral("good")}));
    m_transport = std::make_unique<HttpTransport>(m_clock);
    m_endpoints = std::make_unique<TestEndpoints>();
    m_engine = std::make_unique<RunEngine>(*m_transport, *m_endpoints, m_clock);
    m_gateway = std::make_unique<GatewayServer>(*m_engine, m_clock, m_doorkeeper, GatewayHelpers {});
    m_gateway->setModels({.providers = {QStringLiteral("one")},
                          .models = {{.provider = QStringLiteral("one"), .info = {.id = QStringLiteral("m")}}}});
    m_port = m_gateway->listen({}).value();
}

void TestFaultCrowds::cleanup()
{
    m_gateway.reset();
    m_engine.reset();
}

/// Between its looks QTRY_VERIFY sleeps, which would count as time that the gateway takes.
bool TestFaultCrowds::isSoon(const std::function<bool()> &isSo) const
{
    QTestEventLoop loop;
    QTimer look;
    connect(&look, &QTimer::timeout, &loop, [&] {
        if (isSo())
            loop.exitLoop();
    });
    look.start(20ms);
    loop.enterLoop(30);
    return !loop.timeout();
}

void TestFaultCrowds::stays_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<Crowd::Habit>("habit");
    QTest::newRow("row 59 2,000 slow clients") << 2'000 << Crowd::Habit::Slow;
    QTest::newRow("row 59 10,000 silent clients") << 10'000 << Crowd::Habit::Silent;
}

void TestFaultCrowds::stays()
{
    QFETCH(const int, size);
    QFETCH(const Crowd::Habit, habit);
    const int wanted = size + connections + 256;
    if (descriptorsFor(wanted) < wanted)
        QSKIP("the system lets nobody open so many sockets");
    QVERIFY(forgetPeakMemory());
    GoodClient good(m_port);
    QVERIFY(isSoon([this] { return m_gateway->connections() == 1; }));
    const Crowd crowd(m_port, size, habit);
    QVERIFY(isSoon([&crowd] { return crowd.isThere(); }));
    QCOMPARE(m_gateway->connections(), std::min(size + 1, connections));
    QVERIFY(isSoon([&crowd] { return crowd.isGone(); }));
    good.finish();
    QVERIFY(isSoon([&good] { return good.hasFinished(); }));

    const qint64 peak = peakMemory() / mebibyte;
    qInfo("%zu answers, 99 %% of them within %.2f ms; %lld MiB; everybody else was closed on within %.2f s",
          good.answers(), double(good.p99().count()) / 1e3, peak, double(crowd.longest().count()) / 1e3);
    QVERIFY(!good.hasFailed());
    QVERIFY(good.answers() > 1'000);
    QVERIFY(good.p99() < 50ms);
    QVERIFY(peak > 0 && peak < 100);
    QCOMPARE(crowd.unconnected(), 0);
    QVERIFY(crowd.longest() < 10'500ms);
}

QTEST_GUILESS_MAIN(TestFaultCrowds)
#include "tst_fault_crowds.moc"
