// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/RealServer.h"

#include <QTest>

namespace triptych {

RealServer::RealServer() = default;
RealServer::~RealServer() = default;

bool RealServer::start()
{
    m_servers = std::make_unique<LlamaServers>(m_clock, LocalServerOptions {});
    bool hasAnswered = false;
    m_ticket = m_servers->ensure(QStringLiteral(TRIPTYCH_DEMO_MODEL), {}, [&](Result<LocalServerAddress> address) {
        hasAnswered = true;
        if (address)
            m_address = std::move(address).value();
        else
            m_problem = address.error().cause + QLatin1Char(' ') + address.error().message;
    });
    return QTest::qWaitFor([&] { return hasAnswered; }, 60'000) && m_problem.isEmpty();
}

void RealServer::stop()
{
    m_ticket.reset();
    m_servers.reset();
}

} // namespace triptych
