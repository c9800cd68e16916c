// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/secret/Secret.h"

#include <QTcpSocket>
#include <functional>
#include <memory>

namespace triptych {

/// One GET to a port of this machine, for asking a child how it is; lanes go through HttpTransport. No proxy, no name
/// lookup, one answer of at most a mebibyte. Destroying it silences it.
class HealthProbe final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HealthProbe)

public:
    struct Answer
    {
        int status = 0; ///< 0: none that was HTTP, or none within the limit.
        bool isUnreachable = false; ///< This machine cannot even speak to itself.
        QByteArray body = {};
    };
    using Done = std::function<void(const Answer &)>;

    /// `done` comes once, later, from the event loop; it may destroy the probe.
    HealthProbe(Clock &clock, quint16 port, QByteArrayView path, const Secret &key, std::chrono::milliseconds limit,
                Done done);
    ~HealthProbe() override;

private:
    void sendRequest();
    void readAnswer();
    void finish();

    QTcpSocket m_socket;
    std::unique_ptr<Timer> m_limit;
    Secret m_request;
    QByteArray m_answer;
    Done m_done;
};

} // namespace triptych
