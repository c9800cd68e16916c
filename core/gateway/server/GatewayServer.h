// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/server/CallDesk.h"
#include "core/net/HttpListener.h"
#include "core/net/ServerCertificate.h"

namespace triptych {

/// Stands in front of the engine and answers programs that speak one of four protocols. Lives on the I/O thread.
class GatewayServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayServer)

public:
    /// The references outlive it.
    GatewayServer(RunEngine &engine, Clock &clock, Doorkeeper &doorkeeper, GatewayHelpers helpers,
                  const ListenerLimits &limits = {});
    ~GatewayServer() override;

    /// Where it answers: 127.0.0.1 and ::1 on the same port, or one address over TLS.
    struct Place
    {
        quint16 port = 0; ///< 0 takes any.
        QHostAddress address = {}; ///< Null: the loopbacks.
        std::optional<ServerCertificate> certificate = {}; ///< Has to be there with an address.
        QByteArrayList names = {}; ///< By which clients may call it, beside the certificate's.
    };
    /// Gives the port. As HttpListener::listen(), and "gateway.plain" for an address without a certificate.
    Result<quint16> listen(const Place &place);
    /// From the next request on; what is under way goes on as it began.
    void setConfig(const GatewayConfig &config);
    void setModels(GatewayModels models) { m_calls.setModels(std::move(models)); }
    const GatewayModels &models() const { return m_calls.models(); }
    void setTapped(bool isTapped) { m_calls.setTapped(isTapped); }
    int connections() const { return m_listener.connections(); }
    std::size_t callsRunning() const { return m_calls.running(); }
    const Occupancy &streams() const { return m_calls.streams(); }

private:
    using Client = std::shared_ptr<ServedExchange>;
    Result<quint16> listenOnLoopback(quint16 port);
    /// Whose connection it is: the token's that its latest request came with.
    struct Owner
    {
        QString token = {};
        Occupancy::Place place = {};
    };
    std::optional<RequestFault> judge(const RequestHead &head, Owner &owner);
    std::pair<HttpHeaders, QByteArray> refusal(const RequestFault &fault, const RequestHead *head) const;
    void answer(const Client &client);
    void serve(const Client &client, const Visit &visit);
    void show(const Client &client, const Visit &visit) const;

    const GatewayHelpers m_helpers;
    const Via m_via {Via::newId()};
    GatewayGate m_gate;
    const ReplyDesk m_replies;
    CallDesk m_calls;
    int m_connectionsPerToken = 512;
    Occupancy m_owners; ///< Of connections.
    HttpListener m_listener; ///< Goes first: clients before what they wait for.
};

} // namespace triptych
