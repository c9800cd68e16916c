// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/local/HealthProbe.h"

namespace triptych {

/// Asks a server that was ready once whether it still answers: two tries of 2 s each.
class LifeCheck final
{
public:
    using Done = std::function<void(bool answers)>;

    /// `done` comes once, later, and may destroy it.
    LifeCheck(Clock &clock, quint16 port, Done done);
    Q_DISABLE_COPY_MOVE(LifeCheck)

private:
    void ask();

    Clock &m_clock;
    quint16 m_port;
    Done m_done;
    int m_triesLeft = 2;
    std::unique_ptr<HealthProbe> m_probe;
};

} // namespace triptych
