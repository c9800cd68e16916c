// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/session/CopilotAccess.h"
#include "app/session/LaneEndpoints.h"
#include "app/session/TokenCounter.h"
#include "core/local/LlamaServers.h"
#include "core/net/SystemClock.h"
#include "core/run/RunEngine.h"

#include <QThread>

namespace triptych {

/// The thread that owns sockets, lanes and local servers, with everything that lives on it. It lasts as long as the
/// program: the children's parent-death signal counts the thread that started them.
class IoThread final
{
    Q_DISABLE_COPY_MOVE(IoThread)

public:
    IoThread(KeyRing &keys, const ModelLibrary &library, const LaneLimits &limits, const LocalServerOptions &local);
    ~IoThread();

    RunEngine &engine() { return *m_parts->engine; }
    Clock &clock() { return m_clock; }

    struct Parts
    {
        std::unique_ptr<HttpTransport> transport;
        std::unique_ptr<LlamaServers> servers;
        std::unique_ptr<CopilotAccess> copilot;
        std::unique_ptr<LaneEndpoints> endpoints;
        std::unique_ptr<TokenCounter> counter;
        std::unique_ptr<RunEngine> engine;
    };
    void cancelAll(); ///< Waits until every lane has told its end.
    /// Runs `call` on the thread, later.
    void post(std::function<void(Parts &)> call);
    void run(const std::function<void(Parts &)> &call); ///< The same, and waits for it.

private:
    QThread m_thread;
    QObject m_context; ///< Lives on the thread.
    SystemClock m_clock;
    std::unique_ptr<Parts> m_parts;
};

} // namespace triptych
