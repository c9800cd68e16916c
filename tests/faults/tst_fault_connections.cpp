// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faults/FaultTest.h"

using namespace triptych;
using namespace std::chrono_literals;

namespace {

const QHostAddress here {QHostAddress::LocalHost};
const QHostAddress nobody {QStringLiteral("127.0.0.3")};
const QHostAddress silent {QStringLiteral("127.0.0.2")};
const QHostAddress unreachable {QStringLiteral("127.255.255.255")}; // no connection is made to all at once

} // namespace

/// Addresses at which nobody takes a connection.
class TestFaultConnections : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void connections_data();
    void connections();
};

void TestFaultConnections::connections_data()
{
    addFaults();
    const auto addresses = [this](const QList<QHostAddress> &found) {
        return [this, found] {
            useTls();
            m_resolver->known.insert(apiHost, found);
        };
    };
    const auto hanging = [this](const QList<QHostAddress> &found) {
        return [this, found] {
            useTls();
            m_hanging = std::make_unique<HangingPort>(silent, m_one->serverPort());
            m_resolver->known.insert(apiHost, found);
        };
    };
    const auto isDialing
        = [this] { return std::size_t(m_resolver->asked.size()) == m_notes.size() + 1 && m_resolver->waiting == 0; };
    row("row 5 refused",
        {.cause = "connect",
         .kind = ErrorKind::Network,
         .requests = 0,
         .retries = {firstBackoff, secondBackoff},
         .prepare = addresses({nobody})});
    row("row 5 unreachable",
        {.cause = "connect",
         .kind = ErrorKind::Network,
         .requests = 0,
         .retries = {firstBackoff, secondBackoff},
         .prepare = addresses({unreachable})});
    row("row 5 silent",
        {.cause = "connect",
         .kind = ErrorKind::Timeout,
         .requests = 0,
         .retries = {firstBackoff, secondBackoff},
         .limit = 10s,
         .prepare = hanging({silent}),
         .isHanging = isDialing});
    Fault found {.answer = completeAnswer("found"), .outcome = LaneOutcome::Complete, .status = 200, .text = "found"};
    found.prepare = addresses({nobody, here});
    row("row 5 the second address answers", found);
    found.prepare = addresses({QHostAddress(QHostAddress::LocalHostIPv6), here});
    row("row 5 refused over IPv6, answered over IPv4", found);
    found.prepare = addresses({unreachable, nobody, here});
    row("row 5 the third address answers", found);
    found.prepare = hanging({silent, here});
    found.isHanging = isDialing;
    found.limit = 250ms;
    row("row 5 the first address is silent", found);
}

void TestFaultConnections::connections()
{
    judge();
}

QTEST_GUILESS_MAIN(TestFaultConnections)
#include "tst_fault_connections.moc"
