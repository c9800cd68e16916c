// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/local/HealthProbe.h"

namespace triptych {

/// Asks a port until its server has loaded, and then whether it is the one that was started with our key: a wrong key
/// must be refused, ours let in. Goes on for as long as it lives.
class ReadinessCheck final
{
public:
    enum class Verdict : quint8 {
        Ready,
        Stranger,
        Unreachable, ///< There is no way to 127.0.0.1: the loopback interface is down.
    };
    using Done = std::function<void(Verdict)>;

    /// `key` must outlive the check. `done` comes once, later, and may destroy it.
    ReadinessCheck(Clock &clock, quint16 port, const Secret &key, Done done);
    Q_DISABLE_COPY_MOVE(ReadinessCheck)

private:
    void askHealth();
    void tryWrongKey();
    void tryOwnKey();
    void ask(QByteArrayView path, const Secret &key, std::function<void(const HealthProbe::Answer &)> judge);

    Clock &m_clock;
    quint16 m_port;
    const Secret &m_key;
    Done m_done;
    std::unique_ptr<HealthProbe> m_probe;
    std::unique_ptr<Timer> m_pause;
};

} // namespace triptych
