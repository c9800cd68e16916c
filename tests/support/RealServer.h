// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/local/LlamaServers.h"
#include "core/net/SystemClock.h"

#include <memory>

namespace triptych {

/// The real llama-server with the demo model, for tests that need a provider that thinks for itself.
class RealServer
{
public:
    RealServer();
    ~RealServer();

    /// False where no llama-server is found; TRIPTYCH_REQUIRE_LLAMA makes that a failure of the test.
    bool start();
    QString problem() const { return m_problem; }
    QUrl url() const { return m_address.baseUrl; }
    Secret key() const { return m_address.key.clone(); }
    void stop();

private:
    SystemClock m_clock;
    std::unique_ptr<LlamaServers> m_servers;
    std::unique_ptr<LlamaServers::Ticket> m_ticket;
    LocalServerAddress m_address;
    QString m_problem;
};

} // namespace triptych
