// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/net/ServedExchange.h"

#include <QHostAddress>
#include <QObject>
#include <QSslConfiguration>
#include <optional>

class QTcpServer;

namespace triptych {

struct ServedRules;

struct ListenerLimits
{
    std::chrono::milliseconds request {10'000}; ///< From the first byte of a request to its last.
    std::chrono::milliseconds idle {60'000}; ///< Between two requests.
    std::chrono::milliseconds linger {1'000}; ///< After a refusal, for a client that still writes.
    int connections = 4'096; ///< Fewer where the system does not give us twice as many descriptors.
    qint64 bodies = 512 << 20; ///< Bytes of all bodies that are read or answered; a client that sends more has to wait.
    qint64 unread = 1 << 20; ///< Bytes written that a client has not taken; above it isBehind().
};

/// Answers HTTP/1.1 clients. Lives on the I/O thread; everything it calls is called there.
class HttpListener final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpListener)

public:
    /// Judges a request by its head, before its body is read: a fault refuses it and closes the connection.
    using Gate = std::function<std::optional<RequestFault>(const RequestHead &)>;
    /// Makes the gate of one connection; what that holds is let go when the connection is.
    using GateMaker = std::function<Gate()>;
    /// Answers one, now or later.
    using Answerer = std::function<void(std::shared_ptr<ServedExchange>)>;
    /// The body that goes with a refusal, and its headers. The head is null where none could be read.
    using Refusal = std::function<std::pair<HttpHeaders, QByteArray>(const RequestFault &, const RequestHead *)>;

    HttpListener(Clock &clock, GateMaker newGate, Answerer answerer, Refusal refusal, const ListenerLimits &limits = {},
                 QObject *parent = nullptr);
    ~HttpListener() override;

    /// Port 0 takes any. Cause "gateway.port" (message: address and port) where it cannot be had: mostly because
    /// somebody else has it.
    Result<quint16> listen(const QHostAddress &address, quint16 port, const std::optional<QSslConfiguration> &tls = {});
    void close(); ///< Takes no new connections; those that are open go on.
    int connections() const { return m_count; }

private:
    void accept(QTcpServer &server);
    void acceptAgain();

    std::unique_ptr<ServedRules> m_rules;
    std::unique_ptr<Timer> m_again; ///< Runs while the system has no descriptor for another connection.
    std::vector<std::unique_ptr<QTcpServer>> m_servers;
    int m_count = 0;
};

} // namespace triptych
